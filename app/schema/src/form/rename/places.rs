//! Which schemas of a definition describe which part of the answers, references followed.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::RenameError;
use crate::form::pointer::token;

/// References within references, at most.
const MAX_DEPTH: usize = 48;

/// Keywords whose schema is about the same value; about each of several; by name.
const SAME: [&str; 4] = ["not", "if", "then", "else"];
const LISTS: [&str; 3] = ["allOf", "anyOf", "oneOf"];
const NAMED: [&str; 2] = ["dependentSchemas", "dependencies"];

/// The schemas of a definition by their places, each with the pointers into the answers that it is about.
pub(super) struct Places {
    /// Where the schema as a whole stands.
    pub(super) root: &'static str,
    pub(super) all: BTreeMap<String, BTreeSet<String>>,
}

impl Places {
    pub(super) fn of(definition: &Value) -> Self {
        let has = |keyword: &str| definition.get(keyword).is_some();
        let is_file = has("schema") && !has("$schema") && !has("properties");
        let root = if is_file { "/schema" } else { "" };
        let mut places = Self { root, all: BTreeMap::new() };
        places.visit(definition, root, "", 0);
        places
    }

    /// The schemas that say that the object at `parent` has the property `old`.
    pub(super) fn owners(
        &self,
        definition: &Value,
        parent: &str,
        old: &str,
        new: &str,
    ) -> Result<BTreeSet<String>, RenameError> {
        let about: Vec<(&String, &BTreeSet<String>)> =
            self.all.iter().filter(|(_, pointers)| pointers.contains(parent)).collect();
        let has = |name: &str| {
            let property = |at: &&String| {
                definition.pointer(at).and_then(|schema| schema.get("properties")?.get(name)).is_some()
            };
            about.iter().any(|(at, _)| property(at))
        };
        if !has(old) {
            return Err(RenameError::NotThere);
        }
        if has(new) {
            return Err(RenameError::Taken);
        }
        let is_block = |at: &String| {
            let keyword =
                |word: &str| definition.pointer(at).is_some_and(|schema| schema.get(word).is_some());
            keyword("x-block") || keyword("x-control")
        };
        if about.iter().any(|(at, pointers)| pointers.len() > 1 || is_block(at)) {
            return Err(RenameError::Shared);
        }
        Ok(about.into_iter().map(|(at, _)| at.clone()).collect())
    }

    /// Whether the answers may have something there. Rows are written `-`.
    pub(super) fn has(&self, pointer: &str) -> bool {
        self.all.values().any(|pointers| pointers.contains(pointer))
    }

    fn visit(&mut self, definition: &Value, at: &str, pointer: &str, depth: usize) {
        let Some(schema) = definition.pointer(at).and_then(Value::as_object) else { return };
        let is_new = self.all.entry(at.to_owned()).or_default().insert(pointer.to_owned());
        if !is_new || depth > MAX_DEPTH {
            return;
        }
        let root = self.root;
        let mut next = |at: String, pointer: &str| self.visit(definition, &at, pointer, depth + 1);
        for (name, _) in schema.get("properties").and_then(Value::as_object).into_iter().flatten() {
            let name = token(name);
            next(format!("{at}/properties/{name}"), &format!("{pointer}/{name}"));
        }
        if schema.get("items").is_some_and(Value::is_object) {
            next(format!("{at}/items"), &format!("{pointer}/-"));
        }
        for keyword in SAME.into_iter().filter(|keyword| schema.contains_key(*keyword)) {
            next(format!("{at}/{keyword}"), pointer);
        }
        for keyword in LISTS {
            let count = schema.get(keyword).and_then(Value::as_array).map_or(0, Vec::len);
            (0..count).for_each(|place| next(format!("{at}/{keyword}/{place}"), pointer));
        }
        for keyword in NAMED {
            for (name, _) in schema.get(keyword).and_then(Value::as_object).into_iter().flatten() {
                next(format!("{at}/{keyword}/{}", token(name)), pointer);
            }
        }
        if let Some(fragment) =
            schema.get("$ref").and_then(Value::as_str).and_then(|text| text.strip_prefix('#'))
        {
            next(format!("{root}{fragment}"), pointer);
        }
    }
}
