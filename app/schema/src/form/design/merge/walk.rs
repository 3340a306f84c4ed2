//! The walk through three versions of a definition at once.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::identity::names;
use super::kind::{Kind, List};
use super::order::{Changed, changed, union};
use super::place::{Place, Versions};
use super::texts::{ORIGINAL, spoken, with_translations};
use super::{Conflict, Matter, Side};

/// The walk: the sides chosen, and the conflicts met.
pub(super) struct Walk<'s> {
    sides: &'s [Side],
    pub(super) conflicts: Vec<Conflict>,
}

impl<'s> Walk<'s> {
    pub(super) const fn new(sides: &'s [Side]) -> Self {
        Self { sides, conflicts: Vec::new() }
    }

    /// The definition that these become, each with its translations beside its texts.
    pub(super) fn definition(&mut self, [base, mine, theirs]: [&Value; 3]) -> Value {
        let all = Versions { base: Some(base), mine: Some(mine), theirs: Some(theirs) };
        self.value(&Place::default(), Kind::Plain, all).unwrap_or_default()
    }

    /// What becomes of what stands at one place.
    pub(super) fn value(&mut self, at: &Place, kind: Kind, all: Versions<'_>) -> Option<Value> {
        if let Some(settled) = all.undisputed() {
            return settled.cloned();
        }
        if let Some(text) = self.text(at, all) {
            return Some(text);
        }
        let Versions { base, mine, theirs } = all;
        let is_open = base.is_some() || kind.is_container();
        match (mine, theirs) {
            (Some(Value::Object(mine)), Some(Value::Object(theirs)))
                if is_open && kind != Kind::Whole && base.is_none_or(Value::is_object) =>
            {
                let nothing = Map::new();
                let base = base.and_then(Value::as_object).unwrap_or(&nothing);
                Some(Value::Object(self.object(at, kind, [base, mine, theirs])))
            }
            (Some(Value::Array(mine)), Some(Value::Array(theirs)))
                if is_open && base.is_none_or(Value::is_array) =>
            {
                let base = base.and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
                let Kind::List(list) = kind else { return self.conflict(at, all) };
                match names(list, [base, mine, theirs]) {
                    Some(names) => Some(Value::Array(self.list(at, list, [base, mine, theirs], &names))),
                    None => self.conflict(at, all),
                }
            }
            _ => self.conflict(at, all),
        }
    }

    /// What both changed differently: a conflict, and what the side chosen has.
    fn conflict(&mut self, at: &Place, all: Versions<'_>) -> Option<Value> {
        let pointer = if all.mine.is_some() { &at.mine } else { &at.theirs };
        match self.disagree(pointer, Matter::Value, all.mine, all.theirs) {
            Side::Mine => all.mine.cloned(),
            Side::Theirs => all.theirs.cloned(),
        }
    }

    /// A conflict, and the side that was chosen.
    pub(super) fn disagree(
        &mut self,
        pointer: &str,
        matter: Matter,
        mine: Option<&Value>,
        theirs: Option<&Value>,
    ) -> Side {
        let side = self.sides.get(self.conflicts.len()).copied().unwrap_or_default();
        let [mine, theirs] = [mine, theirs].map(|value| value.map(spoken));
        self.conflicts.push(Conflict { pointer: pointer.to_owned(), matter, mine, theirs, side });
        side
    }

    /// A text and its translations, each by itself. Nothing if this is not about a text that is translated.
    fn text(&mut self, at: &Place, all: Versions<'_>) -> Option<Value> {
        let [base, mine, theirs] = [all.base?, all.mine?, all.theirs?];
        let is_text = |value: &Value| value.is_string() || with_translations(value).is_some();
        let versions = [base, mine, theirs];
        if !versions.into_iter().all(is_text) || versions.into_iter().all(Value::is_string) {
            return None;
        }
        let part = |value: &Value, key: &str| match with_translations(value) {
            Some(languages) => languages.get(key).cloned(),
            None => (key == ORIGINAL).then(|| value.clone()),
        };
        let tags = versions.into_iter().filter_map(with_translations).flat_map(Map::keys);
        let tags: BTreeSet<&str> = tags.map(String::as_str).chain([ORIGINAL]).collect();
        let mut merged = Map::new();
        for tag in tags {
            let [base, mine, theirs] = versions.map(|value| part(value, tag));
            let all = Versions { base: base.as_ref(), mine: mine.as_ref(), theirs: theirs.as_ref() };
            let at = if tag == ORIGINAL { at.clone() } else { at.translated(tag) };
            if let Some(text) = self.value(&at, Kind::Plain, all) {
                merged.insert(tag.to_owned(), text);
            }
        }
        Some(Value::Object(merged))
    }

    fn object(&mut self, at: &Place, kind: Kind, versions: [&Map<String, Value>; 3]) -> Map<String, Value> {
        let [base, mine, theirs] = versions;
        let keys = versions.map(|object| object.keys().map(String::as_str).collect::<Vec<_>>());
        let mut members = BTreeMap::new();
        for key in union(&keys[1], &keys[2]) {
            let all = Versions { base: base.get(key), mine: mine.get(key), theirs: theirs.get(key) };
            if let Some(member) = self.value(&at.member(key), kind.of_member(key), all) {
                members.insert(key, member);
            }
        }
        let written = |side| match side {
            Side::Mine => keys[1].iter().copied().collect(),
            Side::Theirs => keys[2].iter().copied().collect(),
        };
        let order = self.order(at, kind, &keys, written);
        order.into_iter().filter_map(|key| Some((key.to_owned(), members.remove(key)?))).collect()
    }

    fn list(
        &mut self,
        at: &Place,
        list: List,
        versions: [&[Value]; 3],
        names: &[Vec<String>; 3],
    ) -> Vec<Value> {
        let places = [0, 1, 2].map(|version| {
            let named = names[version].iter().map(String::as_str).enumerate();
            named.map(|(place, name)| (name, place)).collect::<BTreeMap<&str, usize>>()
        });
        let names = names.each_ref().map(|names| names.iter().map(String::as_str).collect::<Vec<_>>());
        let mut entries = BTreeMap::new();
        for name in union(&names[1], &names[2]) {
            let [base, mine, theirs] = [0, 1, 2].map(|version| places[version].get(name).copied());
            let entry = |version: usize, place: Option<usize>| versions[version].get(place?);
            let all = Versions { base: entry(0, base), mine: entry(1, mine), theirs: entry(2, theirs) };
            if let Some(entry) = self.value(&at.entry(mine, theirs), Kind::of_entry(list), all) {
                entries.insert(name, entry);
            }
        }
        let written = |side| match side {
            Side::Mine => versions[1].iter().cloned().collect(),
            Side::Theirs => versions[2].iter().cloned().collect(),
        };
        let order = self.order(at, Kind::List(list), &names, written);
        order.into_iter().filter_map(|name| entries.remove(name)).collect()
    }

    /// The names of what is in either version, in the order of whoever changed it. It is a conflict if both did, where
    /// an order is seen.
    fn order<'n>(
        &mut self,
        at: &Place,
        kind: Kind,
        [base, mine, theirs]: &[Vec<&'n str>; 3],
        written: impl Fn(Side) -> Value,
    ) -> Vec<&'n str> {
        let side = match changed(base, mine, theirs) {
            Changed::Mine => Side::Mine,
            Changed::Theirs => Side::Theirs,
            Changed::Both if !kind.is_ordered() => Side::Mine,
            Changed::Both => {
                let (mine, theirs) = (written(Side::Mine), written(Side::Theirs));
                self.disagree(&at.mine, Matter::Order, Some(&mine), Some(&theirs))
            }
        };
        match side {
            Side::Mine => union(mine, theirs),
            Side::Theirs => union(theirs, mine),
        }
    }
}
