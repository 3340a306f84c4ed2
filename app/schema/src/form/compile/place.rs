//! A schema with its place in the definition, and what a reference in it leads to.

use serde_json::Value;

use crate::form::pointer::{key, token, tokens};

/// A schema, where it stands, and what its references are relative to.
#[derive(Clone, Debug)]
pub(super) struct Place<'a> {
    /// JSON Pointer into the definition.
    pub(super) at: String,
    /// The schema.
    pub(super) value: &'a Value,
    base: Base<'a>,
}

/// A schema resource: the whole, or a part with an address of its own.
#[derive(Clone, Debug)]
struct Base<'a> {
    at: String,
    root: &'a Value,
    /// Up to draft 7, what stands beside a reference does not count.
    alone: bool,
}

impl<'a> Place<'a> {
    /// The schema as a whole.
    pub(super) fn root(value: &'a Value, at: &str) -> Self {
        let schema = value.get("$schema").and_then(Value::as_str).unwrap_or_default();
        let alone = ["draft-03", "draft-04", "draft-05", "draft-06", "draft-07"]
            .iter()
            .any(|draft| schema.contains(draft));
        Self { at: at.to_owned(), value, base: Base { at: at.to_owned(), root: value, alone } }
    }

    /// A schema within this one, by the path to it.
    pub(super) fn below(&self, path: &str, value: &'a Value) -> Self {
        let mut place = Self { at: format!("{}/{path}", self.at), value, base: self.base.clone() };
        place.rebase();
        place
    }

    /// The schemas under the names in the object that the keyword holds.
    pub(super) fn named(&self, keyword: &str) -> Vec<(&'a String, Self)> {
        let object = self.value.get(keyword).and_then(Value::as_object);
        let each = object.into_iter().flatten();
        each.map(|(name, value)| (name, self.below(&format!("{keyword}/{}", token(name)), value))).collect()
    }

    /// The schemas in the list that the keyword holds.
    pub(super) fn listed(&self, keyword: &str) -> Vec<Self> {
        let list = self.value.get(keyword).and_then(Value::as_array);
        let each = list.into_iter().flatten().enumerate();
        each.map(|(index, value)| self.below(&format!("{keyword}/{index}"), value)).collect()
    }

    /// The schema that the keyword holds.
    pub(super) fn one(&self, keyword: &str) -> Option<Self> {
        self.value.get(keyword).map(|value| self.below(keyword, value))
    }

    /// Whether all that counts of it is its reference.
    pub(super) fn is_reference_alone(&self) -> bool {
        self.base.alone && self.value.get("$ref").is_some_and(Value::is_string)
    }

    /// What its `$ref` leads to, if that is in the same document.
    pub(super) fn target(&self) -> Option<Self> {
        let fragment = self.value.get("$ref")?.as_str()?.strip_prefix('#')?;
        let fragment = decoded(fragment)?;
        if !(fragment.is_empty() || fragment.starts_with('/')) {
            return None;
        }
        let mut place = Self { at: self.base.at.clone(), value: self.base.root, base: self.base.clone() };
        for token in tokens(&fragment) {
            let value = match place.value {
                Value::Object(object) => object.get(&key(token)),
                Value::Array(list) => token.parse::<usize>().ok().and_then(|index| list.get(index)),
                _ => None,
            };
            place = place.below(token, value?);
        }
        Some(place)
    }

    /// A schema with an address of its own is what references in it are relative to.
    fn rebase(&mut self) {
        let id = self.value.get("$id").or_else(|| self.value.get("id")).and_then(Value::as_str);
        if id.is_some_and(|id| !id.starts_with('#')) && !self.is_reference_alone() {
            self.base = Base { at: self.at.clone(), root: self.value, alone: self.base.alone };
        }
    }
}

/// A fragment without its percent signs.
fn decoded(fragment: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(fragment.len());
    let mut rest = fragment.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => {
                let digit = |byte: Option<u8>| char::from(byte?).to_digit(16);
                u8::try_from(digit(rest.next())? * 16 + digit(rest.next())?).ok()?
            }
            other => other,
        });
    }
    String::from_utf8(bytes).ok()
}
