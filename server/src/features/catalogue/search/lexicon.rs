//! The words that stand between a person and an item: what is said around a matter, what is called otherwise, and places.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};

use schema::ask::{Library, Said};
use schema::regions::Region;
use schema::role::{RegionCode, RegionLevel};

use super::heard::Heard;
use super::index::Document;
use crate::features::ask::Taught;

/// What ends a clause and says nothing; within one it may be part of a word.
const PARTICLES: [char; 4] = ['吗', '呢', '啊', '呀'];

/// The longest name of a place, in characters.
const PLACE_LETTERS: usize = 12;

/// The words the hall knows.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    taught: Taught,
    /// The longest first, so that none is hidden by a shorter one in it.
    fillers: Vec<String>,
    /// Official words, any of which an item's name may contain, and the everyday words for them.
    synonyms: Vec<(Vec<String>, Vec<String>)>,
    /// By its first character each official word, with the number of its row: a name is not compared with all of them.
    begins: HashMap<char, Vec<(String, usize)>>,
    /// What single items are called besides, by code; and all items of a theme.
    of_items: HashMap<String, Vec<String>>,
    of_themes: HashMap<String, Vec<String>>,
    places: HashMap<String, Region>,
}

impl Lexicon {
    /// What the libraries teach, with the places of a table of regions. Of two places of one name the higher is meant (吉林 is
    /// the province before it is the city), then the one that lies in a region with items (南山区 of 深圳, not of 鹤岗);
    /// if that does not tell them apart, neither is heard.
    pub fn of(
        taught: &Taught,
        regions: impl IntoIterator<Item = Region>,
        served: &BTreeSet<RegionCode>,
    ) -> Self {
        let mut named: HashMap<String, Vec<Region>> = HashMap::new();
        for region in regions {
            for name in names(&region) {
                named.entry(name).or_default().push(region.clone());
            }
        }
        let rank = |region: &Region| {
            let near = region.code.lineage().filter(|code| served.contains(code)).count();
            (region.code.level(), Reverse(near))
        };
        let meant = |(name, regions): (String, Vec<Region>)| {
            let best = regions.iter().map(rank).min()?;
            let mut best = regions.into_iter().filter(|region| rank(region) == best);
            match (best.next(), best.next()) {
                (Some(only), None) => Some((name, only)),
                _ => None,
            }
        };
        Self::with_places(taught.clone(), named.into_iter().filter_map(meant).collect())
    }

    /// The same with one more entry of a library.
    pub fn teach(&self, library: Library, said: Said) -> Self {
        Self::with_places(self.taught.with(library, said), self.places.clone())
    }

    fn with_places(taught: Taught, places: HashMap<String, Region>) -> Self {
        let fillers = taught.of(Library::Fillers).flat_map(|said| said.words.iter().map(String::as_str));
        let fillers = longest_first(fillers);
        let synonyms = taught.of(Library::Synonyms).map(|said| (said.texts.clone(), said.words.clone()));
        let synonyms: Vec<(Vec<String>, Vec<String>)> = synonyms.collect();
        let begins = beginnings(&synonyms);
        let known = Self { fillers, synonyms, begins, places, ..Self::default() };
        let (mut of_items, mut of_themes) = (HashMap::new(), HashMap::new());
        for said in [Library::ItemQuestions, Library::Keywords].into_iter().flat_map(|kind| taught.of(kind)) {
            // As it will be heard when it is asked.
            let heard = said.words.iter().map(|words| Heard::of(words, &known).words);
            let words: Vec<String> = heard.map(|words| words.trim().to_owned()).collect();
            said.items.iter().for_each(|code| add(&mut of_items, code, &words));
            said.texts.iter().for_each(|theme| add(&mut of_themes, theme, &words));
        }
        Self { taught, of_items, of_themes, ..known }
    }

    /// What the libraries teach.
    pub const fn taught(&self) -> &Taught {
        &self.taught
    }

    /// What an item is called besides: what people call what its name says, then what editors call it alone, and all items of its
    /// themes.
    pub fn calls(&self, document: &Document) -> Vec<String> {
        let mut words = self.everyday(&document.summary.name);
        words.extend(self.besides(&document.summary.code, &document.themes));
        words
    }

    /// Whether it calls every item as another does.
    pub fn calls_as(&self, other: &Self) -> bool {
        self.synonyms == other.synonyms
            && self.of_items == other.of_items
            && self.of_themes == other.of_themes
    }

    fn besides(&self, code: &str, themes: &[String]) -> Vec<String> {
        let of_themes = themes.iter().filter_map(|theme| self.of_themes.get(theme));
        self.of_items.get(code).into_iter().chain(of_themes).flatten().cloned().collect()
    }

    fn everyday(&self, name: &str) -> Vec<String> {
        let mut rows = BTreeSet::new();
        for (at, letter) in name.char_indices() {
            let words = self.begins.get(&letter).into_iter().flatten();
            let said = words.filter(|(word, _)| name[at..].starts_with(word.as_str()));
            rows.extend(said.map(|(_, row)| *row));
        }
        rows.into_iter().flat_map(|row| self.synonyms[row].1.iter().cloned()).collect()
    }

    /// A text without what is only said around the matter.
    pub fn without_fillers(&self, text: &str) -> String {
        let text = self.fillers.iter().fold(text.to_owned(), |text, filler| {
            if text.contains(filler.as_str()) { text.replace(filler.as_str(), " ") } else { text }
        });
        let ends = |letter: char| !letter.is_alphanumeric();
        text.split_inclusive(ends)
            .map(|clause| clause.trim_end_matches(ends).trim_end_matches(PARTICLES))
            .fold(String::new(), |mut all, clause| {
                all.push_str(clause);
                all.push(' ');
                all
            })
    }

    /// The last place that a text names, which is where one wants to go, and the text without its places. A text that
    /// is nothing but a place stays as it is.
    pub fn without_places(&self, text: &str) -> (String, Option<Region>) {
        let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let (mut rest, mut place, mut at) = (String::new(), None, 0);
        while at + 1 < starts.len() {
            let longest = usize::min(PLACE_LETTERS, starts.len() - 1 - at);
            let name = |len: usize| &text[starts[at]..starts[at + len]];
            let found = (2..=longest).rev().find_map(|len| Some((len, self.places.get(name(len))?)));
            if let Some((len, region)) = found {
                place = Some(region.clone());
                at += len;
            } else {
                rest.push_str(name(1));
                at += 1;
            }
        }
        if rest.chars().any(char::is_alphanumeric) { (rest, place) } else { (text.to_owned(), place) }
    }
}

/// What a place is called: its name, and of provinces and cities also the short one that people say. Counties have short
/// names that are words of every day (和平, 新华).
fn names(region: &Region) -> Vec<String> {
    let mut names = vec![region.name.clone()];
    if matches!(region.code.level(), RegionLevel::Province | RegionLevel::City) {
        let short = ["壮族自治区", "回族自治区", "维吾尔自治区", "自治区", "省", "市", "地区", "盟"]
            .into_iter()
            .find_map(|end| region.name.strip_suffix(end));
        names.extend(
            short.filter(|short| short.chars().count() > 1 && !WORDS.contains(short)).map(str::to_owned),
        );
    }
    names.retain(|name| !ELSEWHERE.contains(&name.as_str()) && !PLACEHOLDERS.contains(&name.as_str()));
    names
}

/// Short names of cities that are words too.
const WORDS: [&str; 7] = ["东方", "大同", "朝阳", "白银", "日照", "开封", "来宾"];
/// Matters of travel there bear these names: they are what is asked for, not where.
const ELSEWHERE: [&str; 6] = ["香港特别行政区", "澳门特别行政区", "台湾省", "香港", "澳门", "台湾"];
/// Rows of the table that only fill a gap in the codes, and counties that are called by a common word.
const PLACEHOLDERS: [&str; 7] =
    ["市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划", "城区", "郊区", "矿区"];

fn beginnings(synonyms: &[(Vec<String>, Vec<String>)]) -> HashMap<char, Vec<(String, usize)>> {
    let mut begins: HashMap<char, Vec<(String, usize)>> = HashMap::new();
    for (row, (official, _)) in synonyms.iter().enumerate() {
        for word in official {
            if let Some(letter) = word.chars().next() {
                begins.entry(letter).or_default().push((word.clone(), row));
            }
        }
    }
    begins
}

fn longest_first<'a>(words: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut words: Vec<String> = words.map(str::to_owned).collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
    words
}

fn add(table: &mut HashMap<String, Vec<String>>, name: &str, words: &[String]) {
    table.entry(name.to_owned()).or_default().extend_from_slice(words);
}

#[cfg(test)]
mod tests {
    use schema::role::RegionCode;

    use super::*;

    fn lexicon() -> Lexicon {
        let region = |(code, name): (&str, &str)| Region {
            code: RegionCode::parse(code).unwrap(),
            name: name.to_owned(),
        };
        let table = [
            ("440000", "广东省"),
            ("440300", "深圳市"),
            ("110105", "朝阳区"),
            ("220200", "吉林市"),
            ("220000", "吉林省"),
            ("710000", "台湾省"),
            ("230404", "南山区"),
            ("440305", "南山区"),
            ("350102", "鼓楼区"),
            ("320106", "鼓楼区"),
            ("140302", "城区"),
        ];
        Lexicon::of(&Taught::shipped(), table.map(region), &[RegionCode::parse("440000").unwrap()].into())
    }

    #[test]
    fn the_place_where_one_wants_to_go_is_heard_and_left_out() {
        let check = |text: &str, rest: &str, code: Option<&str>| {
            let (left, place) = lexicon().without_places(text);
            assert_eq!(
                (left.as_str(), place.map(|place| place.code.to_string()).as_deref()),
                (rest, code),
                "{text}"
            );
        };
        check("外地转深圳户口哪里办理", "外地转户口哪里办理", Some("440300"));
        check("从广东省迁到深圳市", "从迁到", Some("440300"));
        check("朝阳区办居住证", "办居住证", Some("110105"));
        check("朝阳产业补贴", "朝阳产业补贴", None);
        check("吉林办护照", "办护照", Some("220000"));
        check("去台湾旅游", "去台湾旅游", None);
        check("深圳", "深圳", Some("440300"));
        // The one that lies where there are items; neither, where that does not tell; no word of every day.
        check("南山区办居住证", "办居住证", Some("440305"));
        check("鼓楼区办居住证", "鼓楼区办居住证", None);
        check("城区绿化", "城区绿化", None);
    }

    #[test]
    fn the_words_around_a_matter_are_left_out() {
        let left = |text| lexicon().without_fillers(text).split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(left("请问居住证怎么办理"), "居住证");
        assert_eq!(left("公司注销需要哪些手续"), "公司注销");
        assert_eq!(left("你好，我想问一下孩子刚出生去哪里上户口啊"), "孩子刚出生 上户口");
        assert_eq!(left("开网吧要什么证"), "开网吧");
        assert_eq!(left("哈密瓜能运出去吗？"), "哈密瓜能运出去");
    }

    #[test]
    fn a_word_that_is_no_place_is_the_short_name_of_one() {
        let table = include_str!("../../../../seed/regions/regions.csv");
        for word in WORDS {
            let ends = [",", "市,", "地区,"].map(|end| format!(",{word}{end}"));
            assert!(ends.iter().any(|end| table.contains(end.as_str())), "{word}");
        }
    }

    #[test]
    fn a_name_has_the_everyday_words_of_what_it_contains() {
        assert!(lexicon().everyday("食品经营许可(新办)").iter().any(|word| word == "开饭店"));
        assert!(lexicon().everyday("公路施工作业验收").is_empty());
    }

    #[test]
    fn what_editors_teach_of_an_item_is_kept_as_it_is_heard() {
        let said = |words: &str, texts: &[&str], items: &[&str]| Said {
            words: vec![words.to_owned()],
            texts: texts.iter().map(|text| (*text).to_owned()).collect(),
            items: items.iter().map(|text| (*text).to_owned()).collect(),
            enabled: true,
            ..Said::default()
        };
        let taught = lexicon().teach(Library::ItemQuestions, said("请问猫证怎么办", &[], &["A"]));
        assert_eq!(taught.besides("A", &[]), ["猫证"]);
        let taught = taught.teach(Library::Keywords, said("养老", &["社会保障"], &[]));
        assert_eq!(taught.besides("B", &["社会保障".to_owned()]), ["养老"]);
        assert!(taught.besides("B", &[]).is_empty());
        let taught = taught.teach(Library::Synonyms, said("撸串店", &["食品经营许可"], &[]));
        assert!(taught.everyday("食品经营许可(新办)").iter().any(|word| word == "撸串店"));
    }
}
