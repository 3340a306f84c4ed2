//! What the libraries teach the engine: their entries that count. Pure.

use std::sync::{Arc, LazyLock};

use schema::ask::{Library, Said, Scene};
use serde::Deserialize;

/// Everyday words for official ones. Whose words they are, and how the file is written, it says itself.
const SYNONYMS: &str = include_str!("../../../seed/synonyms.txt");
/// What is said around a matter and tells nothing of it.
const FILLERS: &str = include_str!("../../../seed/fillers.txt");
/// Polite phrases, greetings, random answers, blocked words: what every hall begins with.
const TALK: &str = include_str!("../../../seed/ask/talk.json");
/// Common questions of the demo city, with where each answer comes from.
const COMMON: &str = include_str!("../../../seed/ask/common.json");

/// The entries that count, in the order in which they were made.
#[derive(Clone, Debug, Default)]
pub struct Taught(Arc<Vec<(Library, Said)>>);

impl Taught {
    /// Of these entries.
    pub fn new(entries: Vec<(Library, Said)>) -> Self {
        Self(Arc::new(entries))
    }

    /// What the hall ships, before any of its staff has added to it.
    pub fn shipped() -> Self {
        static SHIPPED: LazyLock<Taught> = LazyLock::new(|| Taught::new(shipped().unwrap_or_default()));
        SHIPPED.clone()
    }

    /// What a library says.
    pub fn of(&self, library: Library) -> impl Iterator<Item = &Said> {
        self.0.iter().filter(move |(own, _)| *own == library).map(|(_, said)| said)
    }

    /// The same with one more.
    #[must_use]
    pub fn with(&self, library: Library, said: Said) -> Self {
        let mut entries = Vec::clone(&self.0);
        entries.push((library, said));
        Self::new(entries)
    }
}

/// An entry as a file of the seed says it.
#[derive(Deserialize)]
struct Written {
    library: Library,
    #[serde(default)]
    words: Vec<String>,
    #[serde(default)]
    texts: Vec<String>,
    #[serde(default)]
    items: Vec<String>,
    #[serde(default)]
    scene: Option<Scene>,
    #[serde(default)]
    source: String,
}

impl From<Written> for (Library, Said) {
    fn from(Written { library, words, texts, items, scene, source }: Written) -> Self {
        (library, Said { words, texts, items, scene, source, enabled: true })
    }
}

/// The entries that every hall begins with.
pub fn shipped() -> serde_json::Result<Vec<(Library, Said)>> {
    let talk: Vec<Written> = serde_json::from_str(TALK)?;
    let lines =
        |text: &'static str| text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    let words = |text: &str| -> Vec<String> { text.split_whitespace().map(str::to_owned).collect() };
    let entry = |library, words, texts| (library, Said { words, texts, enabled: true, ..Said::default() });
    let synonyms = lines(SYNONYMS).filter_map(|line| line.split_once('='));
    let synonyms =
        synonyms.map(|(official, everyday)| entry(Library::Synonyms, words(everyday), words(official)));
    let fillers = lines(FILLERS).map(|line| entry(Library::Fillers, words(line), Vec::new()));
    let all = synonyms.chain(fillers).chain(talk.into_iter().map(<(Library, Said)>::from));
    Ok(all.flat_map(|(library, said)| parted(library, said)).collect())
}

/// The common questions of the demo city.
pub fn common() -> serde_json::Result<Vec<(Library, Said)>> {
    let common: Vec<Written> = serde_json::from_str(COMMON)?;
    Ok(common.into_iter().map(<(Library, Said)>::from).collect())
}

/// An entry, or several of the same kind where it has more words than one may have.
fn parted(library: Library, said: Said) -> Vec<(Library, Said)> {
    if said.words.len() <= schema::ask::MOST_WORDS {
        return vec![(library, said)];
    }
    let parts = said.words.chunks(schema::ask::MOST_WORDS);
    parts.map(|words| (library, Said { words: words.to_vec(), ..said.clone() })).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, HashSet};
    use std::fs;
    use std::path::Path;

    use serde_json::Value;

    use super::super::talk::Talk;
    use super::*;

    #[test]
    fn every_shipped_entry_holds() {
        let shipped = shipped().unwrap();
        let common = common().unwrap();
        assert!(common.len() >= 20, "{}", common.len());
        let all = shipped.into_iter().chain(common);
        let mut counts = BTreeMap::<Library, usize>::new();
        for (library, said) in all {
            assert_eq!(said.faults(library), [], "{said:?}");
            assert_eq!(said.clone().trimmed(), said, "{said:?}");
            *counts.entry(library).or_default() += 1;
        }
        let kept = Library::ALL.into_iter().filter(|library| library.is_kept());
        for library in kept.filter(|library| !matches!(library, Library::ItemQuestions | Library::Keywords)) {
            assert!(counts.contains_key(&library), "{library:?}: {counts:?}");
        }
        let scenes: HashSet<Scene> =
            Taught::shipped().of(Library::Replies).filter_map(|said| said.scene).collect();
        assert_eq!(scenes.len(), Scene::ALL.len());
    }

    /// Every text under one of these names.
    fn texts<'a>(value: &'a Value, names: &[&str], all: &mut Vec<&'a str>) {
        match value {
            Value::Array(values) => values.iter().for_each(|value| texts(value, names, all)),
            Value::Object(fields) => {
                for (name, value) in fields {
                    let own = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
                    let own = own.iter().filter_map(Value::as_str);
                    all.extend(own.filter(|_| names.contains(&name.as_str())));
                    texts(value, names, all);
                }
            }
            _ => {}
        }
    }

    #[test]
    fn no_blocked_word_stands_in_what_people_ask_for() {
        let seed = |path: &str| {
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("seed").join(path);
            fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
        };
        let files = ["guangdong-2021.jsonl", "guangan-county.json", "demo-items.jsonl", "joint-items.jsonl"];
        let files = files.map(|file| format!("catalogue/{file}"));
        let files = files.iter().map(String::as_str).chain(["ask/questions.jsonl", "ask/common.json"]);
        let values: Vec<Value> = files
            .flat_map(|path| {
                let text = seed(path);
                let values = serde_json::Deserializer::from_str(&text).into_iter();
                values
                    .map(|value| value.unwrap_or_else(|error| panic!("{path}: {error}")))
                    .collect::<Vec<_>>()
            })
            .collect();
        let mut all: Vec<&str> = SYNONYMS.lines().flat_map(str::split_whitespace).collect();
        let names = ["name", "catalog_name", "task_name", "everyday_names", "query", "words"];
        values.iter().for_each(|value| texts(value, &names, &mut all));
        assert!(all.len() > 5000, "{}", all.len());
        let talk = Talk::of(&Taught::shipped(), str::to_owned);
        let found: Vec<&str> = all.into_iter().filter(|text| talk.blocked().holds(text)).collect();
        assert_eq!(found, Vec::<&str>::new());
    }

    #[test]
    fn every_row_of_the_synonyms_says_something_new() {
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
