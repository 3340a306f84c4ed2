//! Which entry of a list is which in three versions of it.
//!
//! An entry has an id if it names what it shows or stands for. Else the same entry is the one that is written the same,
//! or that says the same in what is least often changed.

use std::collections::{BTreeMap, VecDeque};

use serde_json::Value;

use super::kind::List;
use super::texts::ORIGINAL;

/// Something by which an entry may be known.
type Mark = fn(&Value) -> Option<String>;

/// How the entries of a list are known: by what they were, in this order, and if they are new.
fn marks(list: List) -> (&'static [Mark], &'static [Mark]) {
    match list {
        List::Set | List::Values => (&[exact], &[exact]),
        List::Elements => (&[shown, exact, look_and_first, look, sort], &[shown, look, first_shown, exact]),
        List::Rules => (&[exact, effect_and_target, effect_and_condition], &[exact]),
        List::Materials => (&[id, exact], &[id, exact]),
        List::Choices => (&[constant], &[constant]),
    }
}

/// Names for the entries of three versions of a list: the same name for the same entry, no name twice in one version.
/// Nothing if they cannot be told apart.
pub(super) fn names(list: List, [base, mine, theirs]: [&[Value]; 3]) -> Option<[Vec<String>; 3]> {
    let is_choice = |entry: &Value| entry.get("const").is_some();
    if list == List::Choices && ![base, mine, theirs].into_iter().flatten().all(is_choice) {
        return None;
    }
    let old: Vec<String> = (0..base.len()).map(|place| format!("old {place}")).collect();
    let [mine, theirs] = [mine, theirs].map(|entries| name(base, entries, marks(list)));
    Some([old, mine, theirs])
}

/// The names of the entries: of those that were in `base` their places there, of new ones what they are.
fn name(base: &[Value], entries: &[Value], (old, new): (&[Mark], &[Mark])) -> Vec<String> {
    let mut pairs =
        Pairs { base, entries, places: vec![None; entries.len()], is_taken: vec![false; base.len()] };
    old.iter().for_each(|mark| pairs.by_mark(*mark));
    pairs.by_content();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let name = |(place, entry): (Option<usize>, &Value)| match place {
        Some(place) => format!("old {place}"),
        None => {
            let mark = new.iter().find_map(|mark| mark(entry)).unwrap_or_default();
            let count = seen.entry(mark.clone()).or_default();
            *count += 1;
            format!("new {count} {mark}")
        }
    };
    pairs.places.into_iter().zip(entries).map(name).collect()
}

/// Entries, and their places in an older version as far as they are known.
struct Pairs<'v> {
    base: &'v [Value],
    entries: &'v [Value],
    places: Vec<Option<usize>>,
    is_taken: Vec<bool>,
}

impl Pairs<'_> {
    fn left(&self) -> impl Iterator<Item = (usize, &Value)> {
        self.base.iter().enumerate().filter(|(place, _)| !self.is_taken[*place])
    }

    fn by_mark(&mut self, mark: Mark) {
        let mut marked: BTreeMap<String, VecDeque<usize>> = BTreeMap::new();
        for (place, mark) in self.left().filter_map(|(place, entry)| Some((place, mark(entry)?))) {
            marked.entry(mark).or_default().push_back(place);
        }
        self.pair(|entry| mark(entry).and_then(|mark| marked.get_mut(&mark)?.pop_front()));
    }

    /// What holds the most of what another held.
    fn by_content(&mut self) {
        let mut holders: BTreeMap<String, usize> = BTreeMap::new();
        for (place, entry) in self.left() {
            holders.extend(held(entry).into_iter().map(|shown| (shown, place)));
        }
        self.pair(|entry| {
            let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
            for place in held(entry).iter().filter_map(|shown| holders.get(shown)) {
                *counts.entry(*place).or_default() += 1;
            }
            let (most, _) = counts.into_iter().max_by_key(|(_, count)| *count)?;
            holders.retain(|_, place| *place != most);
            Some(most)
        });
    }

    /// Pairs the entries that have no place yet.
    fn pair(&mut self, mut find: impl FnMut(&Value) -> Option<usize>) {
        for (known, entry) in self.places.iter_mut().zip(self.entries).filter(|(known, _)| known.is_none()) {
            *known = find(entry);
            if let Some(place) = *known {
                self.is_taken[place] = true;
            }
        }
    }
}

/// What the elements in an element show, or what they are called.
fn held(entry: &Value) -> Vec<String> {
    let mut found = Vec::new();
    for inner in elements(entry).into_iter().flatten() {
        found.extend(shown(inner).or_else(|| look(inner)));
        found.append(&mut held(inner));
    }
    found
}

/// What is written at these keys, one within the other; of a text with translations the text.
fn at(entry: &Value, keys: &[&str]) -> Option<String> {
    let value = keys.iter().try_fold(entry, |value, key| value.get(key))?;
    Some(value.get(ORIGINAL).unwrap_or(value).to_string())
}

fn exact(entry: &Value) -> Option<String> {
    at(entry, &[])
}

fn id(entry: &Value) -> Option<String> {
    at(entry, &["id"])
}

fn constant(entry: &Value) -> Option<String> {
    at(entry, &["const"])
}

/// What an element shows, or its id.
pub(super) fn shown(entry: &Value) -> Option<String> {
    let keys: [&[&str]; 3] = [&["scope"], &["options", "material"], &["options", "id"]];
    keys.into_iter().find_map(|keys| at(entry, keys))
}

/// The type of an element and what is written on it. What shows a question is that question's, whatever it is called.
pub(super) fn look(entry: &Value) -> Option<String> {
    if entry.get("scope").is_some() {
        return None;
    }
    let words = at(entry, &["label"]).or_else(|| at(entry, &["text"]))?;
    Some(format!("{} {words}", at(entry, &["type"])?))
}

pub(super) fn elements(entry: &Value) -> Option<&Vec<Value>> {
    entry.get("elements")?.as_array()
}

fn first_shown(entry: &Value) -> Option<String> {
    elements(entry)?.iter().find_map(|inner| shown(inner).or_else(|| first_shown(inner)))
}

/// Two things may be called alike.
fn look_and_first(entry: &Value) -> Option<String> {
    Some(format!("{} {}", look(entry)?, first_shown(entry)?))
}

/// The type of an element that names nothing and holds nothing: a note, a button.
fn sort(entry: &Value) -> Option<String> {
    let is_bare = shown(entry).is_none() && elements(entry).is_none();
    at(entry, &["type"]).filter(|_| is_bare)
}

fn effect_and_target(entry: &Value) -> Option<String> {
    Some(format!("{} {}", at(entry, &["effect"])?, at(entry, &["target"])?))
}

fn effect_and_condition(entry: &Value) -> Option<String> {
    Some(format!("{} {}", at(entry, &["effect"])?, at(entry, &["when"])?))
}
