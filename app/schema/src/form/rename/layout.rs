//! The layout of a definition: scopes of controls and of conditions, which name properties by their place in the schema.

use serde_json::{Map, Value};

use super::Renaming;
use crate::form::pointer::{token, tokens};

impl Renaming {
    /// An element and all in it. `base` is the row that scopes are relative to.
    pub(super) fn layout(&mut self, element: &mut Value, base: &str, at: &str) {
        match element {
            Value::Object(members) => self.element(members, base, at),
            Value::Array(entries) => {
                for (place, entry) in entries.iter_mut().enumerate() {
                    self.layout(entry, base, &format!("{at}/{place}"));
                }
            }
            _ => {}
        }
    }

    fn element(&mut self, members: &mut Map<String, Value>, base: &str, at: &str) {
        let scope = members.get("scope").and_then(Value::as_str);
        let about = scope.and_then(properties).map(|pointer| format!("{base}{pointer}"));
        let scoped = about.as_ref().and_then(|pointer| self.renamed(pointer));
        if let Some(pointer) = scoped {
            let relative = tokens(&pointer).skip(tokens(base).count());
            let scope = relative.fold("#".to_owned(), |scope, token| scope + "/properties/" + token);
            members.insert("scope".to_owned(), scope.into());
            self.touched.insert(format!("{at}/scope"));
        }
        for (name, member) in members.iter_mut() {
            let at = format!("{at}/{}", token(name));
            match (name.as_str(), &about) {
                // What a condition asks of the value at its scope.
                ("schema", Some(pointer)) => self.asked(member, pointer, &at),
                // Conditions are about the answers as a whole.
                ("rule", _) => self.layout(member, "", &at),
                ("options", Some(pointer)) => self.options(member, base, &format!("{pointer}/-"), &at),
                _ => self.layout(member, base, &at),
            }
        }
    }

    fn options(&mut self, options: &mut Value, base: &str, row: &str, at: &str) {
        for (name, option) in options.as_object_mut().into_iter().flatten() {
            let at = format!("{at}/{}", token(name));
            match name.as_str() {
                "detail" => self.layout(option, row, &at),
                "elementLabelProp" => self.path(option, &super::Base::At(row.to_owned()), &at),
                _ => self.layout(option, base, &at),
            }
        }
    }

    /// A schema that stands in a condition, about the value at the pointer.
    fn asked(&mut self, schema: &mut Value, pointer: &str, at: &str) {
        let Some(schema) = schema.as_object_mut() else { return };
        for (keyword, member) in schema.iter_mut() {
            let at = format!("{at}/{}", token(keyword));
            match (keyword.as_str(), &mut *member) {
                ("properties", Value::Object(named)) => {
                    for (name, member) in named {
                        let name = token(name);
                        self.asked(member, &format!("{pointer}/{name}"), &format!("{at}/{name}"));
                    }
                }
                ("allOf" | "anyOf" | "oneOf", Value::Array(entries)) => {
                    for (place, entry) in entries.iter_mut().enumerate() {
                        self.asked(entry, pointer, &format!("{at}/{place}"));
                    }
                }
                ("not", member) => self.asked(member, pointer, &at),
                ("contains" | "items", member) => self.asked(member, &format!("{pointer}/-"), &at),
                _ => {}
            }
        }
        if self.is_parent(pointer) {
            self.names(schema, at);
        }
    }

    /// Whether the pointer leads to the object that the field is in.
    fn is_parent(&self, pointer: &str) -> bool {
        let Some((last, _)) = self.from.split_last() else { return false };
        self.renamed(&format!("{pointer}/{last}")).is_some() && tokens(pointer).count() + 1 == self.from.len()
    }
}

/// `#/properties/a/properties/b` is `/a/b`.
fn properties(scope: &str) -> Option<String> {
    crate::form::compile::pointer_of_scope(scope)
}
