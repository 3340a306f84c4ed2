//! Where a component puts its answer, and what is known of every answer once all components have been read.

use serde_json::{Map, Value, json};

use crate::form::pointer::{key, token, tokens};

/// Where in the answers, and where in the source, one is.
#[derive(Clone, Default)]
pub(super) struct Place {
    /// The rows it is in (`/children/-`).
    pub(super) row: String,
    /// Pointer of the object it is in, in the row if there is one.
    pub(super) base: String,
    /// The same with the keys of the source, the rows left out: `children.name`.
    path: String,
}

impl Place {
    /// Into the object under this key.
    pub(super) fn object(&self, name: &str) -> Self {
        Self { row: self.row.clone(), base: self.pointer(name), path: self.named(name) }
    }

    /// Into a row of the list under this key.
    pub(super) fn rows(&self, name: &str) -> Self {
        let row = format!("{}{}/-", self.row, self.pointer(name));
        Self { row, base: String::new(), path: self.named(name) }
    }

    /// The pointer of the answer under this key, in the row. A dot in a key leads into an object.
    pub(super) fn pointer(&self, name: &str) -> String {
        name.split('.').fold(self.base.clone(), |pointer, name| pointer + "/" + &token(name))
    }

    /// How conditions call it.
    pub(super) fn named(&self, name: &str) -> String {
        if self.path.is_empty() { name.to_owned() } else { format!("{}.{name}", self.path) }
    }
}

/// What sort of answer a component takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    Text,
    Number,
    YesNo,
    Many,
    Date,
    Object,
}

/// An answer that conditions may speak of.
pub(super) struct Known {
    /// How conditions call it.
    pub(super) path: String,
    pub(super) row: String,
    pub(super) pointer: String,
    pub(super) answer: Answer,
}

/// The schema in the making.
pub(super) struct Schema(pub(super) Value);

impl Schema {
    pub(super) fn new() -> Self {
        Self(json!({"type": "object", "properties": {}}))
    }

    /// Puts the schema of an answer where the pointer says, making the objects around it. Says whether there was room.
    pub(super) fn insert(&mut self, pointer: &str, schema: Value, required: bool) -> bool {
        let Some((around, last)) = pointer.rsplit_once('/') else { return false };
        let mut place = &mut self.0;
        for token in tokens(around) {
            let next =
                if token == "-" { place.get_mut("items") } else { member(place, &key(token), required) };
            let Some(next) = next else { return false };
            place = next;
        }
        let name = key(last);
        let Some(properties) = properties(place) else { return false };
        if properties.contains_key(&name) {
            return false;
        }
        properties.insert(name.clone(), schema);
        if required {
            require(place, &name);
        }
        true
    }
}

impl Schema {
    /// Says one thing more of the answer at this pointer.
    pub(super) fn say(&mut self, pointer: &str, keyword: &str, value: Value) {
        let mut place = Some(&mut self.0);
        for token in tokens(pointer) {
            place = place.and_then(|place| match token {
                "-" => place.get_mut("items"),
                name => place.get_mut("properties")?.get_mut(key(name)),
            });
        }
        if let Some(Value::Object(object)) = place {
            object.insert(keyword.to_owned(), value);
        }
    }
}

fn properties(object: &mut Value) -> Option<&mut Map<String, Value>> {
    if object["type"] != "object" {
        return None;
    }
    object.as_object_mut()?.entry("properties").or_insert_with(|| json!({})).as_object_mut()
}

/// The object of this name. What is needed in it makes it needed itself: at Form.io it is always there.
fn member<'a>(object: &'a mut Value, name: &str, required: bool) -> Option<&'a mut Value> {
    properties(object)?.entry(name).or_insert_with(|| json!({"type": "object", "properties": {}}));
    if required {
        require(object, name);
    }
    object["properties"].get_mut(name)
}

fn require(object: &mut Value, name: &str) {
    let Some(object) = object.as_object_mut() else { return };
    if let Value::Array(names) = object.entry("required").or_insert_with(|| json!([]))
        && !names.iter().any(|other| other == name)
    {
        names.push(name.into());
    }
}
