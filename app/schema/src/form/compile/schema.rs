//! The data half of a definition: JSON Schema objects, flattened to fields with pointers.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::node::{Context, Node};
use super::{MAX_DEPTH, field};
use crate::form::lint::LintCode;
use crate::form::pointer::{token, tokens};
use crate::form::program::Field;
use crate::locale::Text;

/// A JSON Schema, read.
pub(super) struct Schema<'a> {
    /// The schema itself.
    pub(super) root: &'a Value,
    /// Where it stands in the definition.
    at: String,
    /// Its fields, in order.
    pub(super) fields: Vec<Field>,
    /// The objects that hold them, by pointer, with title and description.
    pub(super) objects: Objects,
}

/// Objects by pointer, with title and description.
pub(super) type Objects = BTreeMap<String, (Text, Text)>;

impl<'a> Schema<'a> {
    pub(super) fn read(context: &Context<'a>, root: &'a Value, at: &str) -> Self {
        let mut schema = Self { root, at: at.to_owned(), fields: Vec::new(), objects: Objects::new() };
        if let Some(node) = Node::open(context, root, at) {
            schema.fields = object(&node, "", &mut schema.objects, 0);
            node.close();
        }
        schema
    }

    /// Where the field or object with this pointer stands in the definition.
    pub(super) fn place(&self, pointer: &str) -> String {
        tokens(pointer).fold(self.at.clone(), |place, token| place + "/properties/" + token)
    }

    /// The pointers of what the object at this pointer holds.
    pub(super) fn members(&self, pointer: &str) -> Vec<String> {
        let place = tokens(pointer).fold(String::new(), |place, token| place + "/properties/" + token);
        let properties = self.root.pointer(&(place + "/properties")).and_then(Value::as_object);
        properties
            .into_iter()
            .flat_map(|map| map.keys())
            .map(|name| format!("{pointer}/{}", token(name)))
            .collect()
    }
}

/// The fields of an object, those of objects within it included.
pub(super) fn object(node: &Node<'_, '_>, pointer: &str, objects: &mut Objects, depth: usize) -> Vec<Field> {
    if depth > MAX_DEPTH {
        node.context.error(&node.at, LintCode::TooDeep, "");
        return Vec::new();
    }
    if node.get("type").is_some_and(|kind| kind != "object") {
        node.bad("type", LintCode::BadValue, "not an object");
    }
    if node.get("additionalProperties").is_some_and(|allowed| allowed != false) {
        node.bad("additionalProperties", LintCode::UnsupportedKeyword, "only false");
    }
    objects.insert(pointer.to_owned(), (node.text("title"), node.text("description")));
    let required: BTreeSet<&str> = node.list("required").iter().filter_map(Value::as_str).collect();
    let properties = node.get("properties").and_then(|properties| {
        let opened = Node::open(node.context, properties, node.path("properties"));
        opened.and(properties.as_object())
    });
    let mut fields = Vec::new();
    for (name, schema) in properties.into_iter().flatten() {
        let at = format!("{}/properties/{}", node.at, token(name));
        if name.is_empty() || name == "-" || name.contains('.') {
            node.context.error(&at, LintCode::BadName, name);
            continue;
        }
        let Some(member) = Node::open(node.context, schema, at) else { continue };
        let pointer = format!("{pointer}/{}", token(name));
        let required = required.contains(name.as_str());
        if is_object(&member) {
            if !required
                && schema.get("required").and_then(Value::as_array).is_some_and(|names| !names.is_empty())
            {
                node.context.warn(&member.at, LintCode::OptionalObject, name);
            }
            fields.extend(object(&member, &pointer, objects, depth + 1));
        } else if let Some(field) = field::read(&member, name, &pointer, required, depth) {
            fields.push(field);
        } else {
            continue;
        }
        member.close();
    }
    for name in
        required.iter().filter(|name| properties.is_none_or(|properties| !properties.contains_key(**name)))
    {
        node.bad("required", LintCode::Dangling, *name);
    }
    fields
}

pub(super) fn is_object(node: &Node<'_, '_>) -> bool {
    match node.get("type") {
        Some(kind) => kind == "object",
        None => node.has("properties"),
    }
}
