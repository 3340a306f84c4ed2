//! A schema by itself: with what it refers to written out in place of the references.

use serde_json::{Map, Value};

use super::property;
use crate::form::pointer::token;

/// References within each other, and in all, at most. A schema that refers to itself keeps its last reference.
const MAX_DEPTH: usize = 12;
const MOST: usize = 1000;

/// Where a part comes from, and where it stands in the result.
pub(super) type Origin = (String, String);

/// The schema at this place, and the places its parts come from: those that go before others come last.
pub(super) fn written_out(definition: &Value, at: &str) -> (Value, Vec<Origin>) {
    let mut writing = Writing { definition, origins: Vec::new() };
    let schema = writing.value(at, "", 0);
    writing.origins.push((at.to_owned(), String::new()));
    (schema, writing.origins)
}

struct Writing<'d> {
    definition: &'d Value,
    origins: Vec<Origin>,
}

impl Writing<'_> {
    fn value(&mut self, at: &str, place: &str, depth: usize) -> Value {
        match self.definition.pointer(at) {
            Some(Value::Object(members)) => self.object(members, at, place, depth),
            Some(Value::Array(entries)) => {
                let each = |index| self.value(&format!("{at}/{index}"), &format!("{place}/{index}"), depth);
                (0..entries.len()).map(each).collect()
            }
            other => other.cloned().unwrap_or_default(),
        }
    }

    fn object(&mut self, members: &Map<String, Value>, at: &str, place: &str, depth: usize) -> Value {
        let target = self.definition.pointer(at).and_then(property::reference);
        let is_left = depth < MAX_DEPTH && self.origins.len() < MOST;
        let target = target.filter(|target| is_left && self.definition.pointer(target).is_some());
        let mut all = Map::new();
        if let Some(target) = &target {
            if let Value::Object(said) = self.value(target, place, depth + 1) {
                all = said;
            }
            self.origins.push((target.clone(), place.to_owned()));
        }
        for name in members.keys().filter(|name| target.is_none() || *name != "$ref") {
            let path = token(name);
            let member = self.value(&format!("{at}/{path}"), &format!("{place}/{path}"), depth);
            all.insert(name.clone(), member);
        }
        all.into()
    }
}
