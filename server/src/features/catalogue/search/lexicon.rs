//! The words that stand between a person and an item: what is said around a matter, what is called otherwise, and places.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

use schema::regions::Region;
use schema::role::{RegionCode, RegionLevel};

/// Everyday words for official ones. Whose words they are, and how the file is written, it says itself.
const SYNONYMS: &str = include_str!("../../../../seed/synonyms.txt");
/// What is said around a matter and tells nothing of it.
const FILLERS: &str = include_str!("../../../../seed/fillers.txt");

/// What ends a clause and says nothing; within one it may be part of a word.
const PARTICLES: [char; 4] = ['吗', '呢', '啊', '呀'];

/// The longest name of a place, in characters.
const PLACE_LETTERS: usize = 12;

/// What the hall ships, before any staff has added to it.
static SHIPPED: LazyLock<Lexicon> = LazyLock::new(|| Lexicon {
    fillers: longest_first(
        FILLERS.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace),
    ),
    synonyms: rows(SYNONYMS).collect(),
    places: HashMap::new(),
});

/// The words the hall knows.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    /// The longest first, so that none is hidden by a shorter one in it.
    fillers: Vec<String>,
    /// Official words, any of which an item's name may contain, and the everyday words for them.
    synonyms: Vec<(Vec<String>, Vec<String>)>,
    places: HashMap<String, Region>,
}

impl Lexicon {
    /// What the hall ships, with the places of its table of regions. Of two places of one name the higher is meant (吉林 is
    /// the province before it is the city), then the one that lies in a region with items (南山区 of 深圳, not of 鹤岗);
    /// if that does not tell them apart, neither is heard.
    pub fn shipped(regions: impl IntoIterator<Item = Region>, served: &BTreeSet<RegionCode>) -> Self {
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
        Self { places: named.into_iter().filter_map(meant).collect(), ..SHIPPED.clone() }
    }

    /// What people call an item of this name.
    pub fn everyday(&self, name: &str) -> Vec<String> {
        let named = |words: &[String]| words.iter().any(|words| name.contains(words.as_str()));
        let rows = self.synonyms.iter().filter(|(official, _)| named(official));
        rows.flat_map(|(_, everyday)| everyday.iter().cloned()).collect()
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

fn longest_first<'a>(words: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut words: Vec<String> = words.map(str::to_owned).collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
    words
}

/// The rows of a table: official words, everyday words.
fn rows(table: &str) -> impl Iterator<Item = (Vec<String>, Vec<String>)> {
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect();
    let lines = table.lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| line.split_once('='))
        .map(move |(official, everyday)| (words(official), words(everyday)))
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
        Lexicon::shipped(table.map(region), &[RegionCode::parse("440000").unwrap()].into())
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
    fn every_row_says_something_new() {
        let written = SYNONYMS.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        for line in written {
            let (official, everyday) = line.split_once('=').unwrap_or_else(|| panic!("{line}"));
            assert!(!official.trim().is_empty() && !everyday.trim().is_empty(), "{line}");
            for word in everyday.split_whitespace() {
                assert!(!official.split_whitespace().any(|name| name.contains(word)), "{line}: {word}");
                let times = everyday.split_whitespace().filter(|other| *other == word).count();
                assert_eq!(times, 1, "{line}: {word}");
            }
        }
    }
}
