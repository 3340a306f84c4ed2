//! Where in the schema of a definition a question stands, by its pointer in the answers.

use std::collections::BTreeSet;

use serde_json::Value;

use super::Kind;
use super::kind::type_of;
use crate::form::Need;
use crate::form::pointer::{key, token, tokens};

/// Schemas that speak of the same, at most.
const MOST: usize = 64;

/// A property of an object in the schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Property {
    /// The schema of the object: JSON Pointer into the definition.
    pub(super) owner: String,
    /// Its name there.
    pub(super) name: String,
}

impl Property {
    /// Where its schema stands.
    pub(super) fn at(&self) -> String {
        format!("{}/properties/{}", self.owner, token(&self.name))
    }

    /// Whether an answer is needed.
    pub(super) fn need(&self, definition: &Value) -> Need {
        let names = definition.pointer(&self.owner).and_then(|owner| owner.get("required")?.as_array());
        if names.is_some_and(|names| names.iter().any(|name| name == &self.name)) {
            Need::Required
        } else if self.is_soft(definition) {
            Need::Recommended
        } else {
            Need::Optional
        }
    }

    /// Whether it says that an answer is recommended.
    pub(super) fn is_soft(&self, definition: &Value) -> bool {
        let soft = definition.pointer(&self.at()).and_then(|schema| schema.get("x-soft-required"));
        soft.is_some_and(|soft| *soft != Value::Bool(false))
    }
}

/// The property that asks for the datum at this pointer, rows written `-`.
pub(super) fn find(definition: &Value, pointer: &str) -> Option<Property> {
    let (parent, name) = pointer.rsplit_once('/')?;
    owner(definition, &object(definition, parent)?, &key(name))
}

/// The schema of the object, list or question at this pointer.
pub(super) fn object(definition: &Value, pointer: &str) -> Option<String> {
    path(definition, pointer)?.pop()
}

/// The schemas of all that is on the way to this pointer, the answers as a whole first.
fn path(definition: &Value, pointer: &str) -> Option<Vec<String>> {
    let mut at = "/schema".to_owned();
    let mut path = vec![at.clone()];
    for token in tokens(pointer) {
        at = match token {
            "-" => {
                let is_list =
                    |at: &String| definition.pointer(at).is_some_and(|list| list.get("items").is_some());
                related(definition, &at).into_iter().find(is_list)? + "/items"
            }
            name => owner(definition, &at, &key(name))?.at(),
        };
        path.push(at.clone());
    }
    Some(path)
}

/// Whether the schema at this pointer is one that it lies in, so that there is no end to what is in it.
pub(super) fn is_circle(definition: &Value, pointer: &str) -> bool {
    let Some(path) = path(definition, pointer) else { return false };
    path.split_last().is_some_and(|(last, around)| around.contains(last))
}

/// Whether there is an object at this pointer whose members are questions of their own.
pub(super) fn is_group(definition: &Value, pointer: &str) -> bool {
    let Some(at) = object(definition, pointer) else { return false };
    let is_plain = kind(definition, &at, None).is_none()
        && said(definition, &at, |schema| type_of(schema)).is_none_or(|kind| kind == "object");
    is_plain && !parts(definition, &at).is_empty() && !is_circle(definition, pointer)
}

/// The kind of question that the schema at this place is, shown by this element of the layout.
pub(super) fn kind(definition: &Value, at: &str, control: Option<&Value>) -> Option<Kind> {
    said(definition, at, |schema| Kind::of(schema, control))
}

/// What a schema says, or else what it refers to, or else what adds to it.
pub(super) fn said<'d, T>(
    definition: &'d Value,
    at: &str,
    read: impl Fn(&'d Value) -> Option<T>,
) -> Option<T> {
    related(definition, at).iter().find_map(|at| read(definition.pointer(at)?))
}

/// What an object holds, in order: where each schema stands, and its name.
pub(super) fn parts(definition: &Value, object: &str) -> Vec<(String, String)> {
    let mut names = BTreeSet::new();
    let mut parts = Vec::new();
    for at in related(definition, object) {
        let named = definition.pointer(&at).and_then(|schema| schema.get("properties")?.as_object());
        for (name, _) in named.into_iter().flatten().filter(|(name, _)| names.insert(name.as_str())) {
            parts.push((format!("{at}/properties/{}", token(name)), name.clone()));
        }
    }
    parts
}

fn owner(definition: &Value, at: &str, name: &str) -> Option<Property> {
    let has =
        |at: &String| definition.pointer(at).and_then(|schema| schema.get("properties")?.get(name)).is_some();
    let owner = related(definition, at).into_iter().find(has)?;
    Some(Property { owner, name: name.to_owned() })
}

/// The schemas that speak of the same: the one at this place, what it refers to, and what is added to it.
fn related(definition: &Value, at: &str) -> Vec<String> {
    let mut all = vec![at.to_owned()];
    let mut next = 0;
    while let Some(at) = all.get(next).cloned() {
        next += 1;
        let Some(schema) = definition.pointer(&at) else { continue };
        let added = schema.get("allOf").and_then(Value::as_array).map_or(0, Vec::len);
        let added = (0..added).map(|index| format!("{at}/allOf/{index}"));
        for more in reference(schema).into_iter().chain(added) {
            if all.len() < MOST && !all.contains(&more) {
                all.push(more);
            }
        }
    }
    all
}

/// Where the schema stands that this one refers to, if that is in the definition.
pub(super) fn reference(schema: &Value) -> Option<String> {
    let fragment = schema.get("$ref")?.as_str()?.strip_prefix('#')?;
    Some(format!("/schema{fragment}"))
}
