//! What was heard in a question: the words of the matter, and what was said of where, for whom and to what purpose.

use schema::ask::{Context, Purpose};
use schema::catalogue::Audience;
use schema::regions::Region;

use super::super::text::folded;
use super::lexicon::Lexicon;

/// A question as it was understood.
#[derive(Clone, Debug, Default)]
pub struct Heard {
    /// The words that are looked for.
    pub words: String,
    /// Where, for whom, to what purpose.
    pub context: Context,
    /// The region of the context, with its name.
    pub region: Option<Region>,
}

/// Who speaks of these speaks for an enterprise…
const ENTERPRISE: [&str; 14] = [
    "公司",
    "企业",
    "单位",
    "工厂",
    "厂子",
    "厂里",
    "我们厂",
    "用人",
    "员工",
    "法人",
    "老板",
    "开厂",
    "集团",
    "商家",
];
/// …and of these for people.
const PERSONAL: [&str; 15] = [
    "我孩子",
    "我小孩",
    "孩子",
    "小孩",
    "宝宝",
    "老人",
    "我爸",
    "我妈",
    "父母",
    "老公",
    "老婆",
    "爷爷",
    "奶奶",
    "本人",
    "个人",
];

/// What is said of a purpose in words that no item bears. They are left out of what is looked for once they were heard.
const COLLOQUIAL: [&str; 18] = [
    "不见了",
    "弄丢了",
    "搞丢了",
    "被偷了",
    "丢失了",
    "遗失了",
    "丢了",
    "掉了",
    "快到期了",
    "到期了",
    "过期了",
    "不干了",
    "不做了",
    "不想干了",
    "关门了",
    "倒闭了",
    "查一下",
    "查下",
];

impl Heard {
    /// Hears a question. Of traditional characters the simplified ones are heard.
    pub fn of(question: &str, lexicon: &Lexicon) -> Self {
        let said = simplified(&folded(question));
        let purpose = Purpose::of(&said);
        let audience = audience(&said);
        let (rest, region) = lexicon.without_places(&said);
        let plain = COLLOQUIAL.iter().fold(rest.clone(), |text, words| text.replace(words, " "));
        let words = [lexicon.without_fillers(&plain), lexicon.without_fillers(&rest), rest, said.clone()];
        let words = words.into_iter().find(|words| tells(words)).unwrap_or(said);
        let code = region.as_ref().map(|region| region.code);
        Self { words, context: Context { region: code, audience, purpose, agency: None }, region }
    }
}

/// Whether there is anything left to look for.
fn tells(words: &str) -> bool {
    words.chars().any(char::is_alphanumeric)
}

fn audience(said: &str) -> Option<Audience> {
    let speaks = |words: &[&str]| words.iter().any(|word| said.contains(word));
    match (speaks(&ENTERPRISE), speaks(&PERSONAL)) {
        (true, false) => Some(Audience::Enterprise),
        (false, true) => Some(Audience::Personal),
        _ => None,
    }
}

/// In simplified characters. Text without traditional ones is left as it is.
pub fn simplified(text: &str) -> String {
    hanconv::t2s(text)
}

/// The letters and digits of a text as they are compared, in simplified characters.
pub fn plain(text: &str) -> String {
    simplified(&folded(text)).chars().filter(|letter| letter.is_alphanumeric()).collect()
}
