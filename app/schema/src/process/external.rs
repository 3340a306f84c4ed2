//! External tasks (外部环节): a review that the system of another agency does. The task says what is handed out and what comes
//! back; what comes back otherwise is refused. Where nothing comes in time, a person does it, or it goes on.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::calendar::Limit;
use crate::form::Change;
use crate::{FieldCode, FieldError};

/// What passes between a task and the system that does it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct External {
    /// The system, by the name under which the hall knows it.
    pub system: String,
    /// What is handed out: names, and the answer under each by JSON Pointer.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub send: BTreeMap<String, String>,
    /// What comes back, by name. Nothing else does.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub receive: BTreeMap<String, Received>,
    /// How long it is waited for; for ever where nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<Limit>,
    /// What happens then.
    #[serde(default, skip_serializing_if = "is_person")]
    pub silent: Silent,
}

/// Something that comes back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Received {
    /// Where it is put in the answers.
    pub to: String,
    /// What it has to be.
    #[serde(rename = "type")]
    pub kind: JsonType,
    /// Whether it may be missing.
    #[serde(default, skip_serializing_if = "is_needed")]
    pub optional: bool,
}

/// A type of JSON Schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum JsonType {
    /// A text.
    String,
    /// Any number.
    Number,
    /// A whole number.
    Integer,
    /// Yes or no.
    Boolean,
    /// Something with members.
    Object,
    /// A list.
    Array,
}

/// What happens when nothing has come back in time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Silent {
    /// A person of the task's role does it.
    #[default]
    Person,
    /// It goes on, as if nobody had been asked.
    GoOn,
    /// It counts as rejected.
    Reject,
}

fn is_person(silent: &Silent) -> bool {
    *silent == Silent::Person
}

const fn is_needed(optional: &bool) -> bool {
    !*optional
}

impl JsonType {
    /// Whether a value is of this type.
    pub fn holds(self, value: &Value) -> bool {
        match self {
            Self::String => value.is_string(),
            Self::Number => value.is_number(),
            Self::Integer => {
                value.is_i64() || value.is_u64() || value.as_f64().is_some_and(|number| number.fract() == 0.0)
            }
            Self::Boolean => value.is_boolean(),
            Self::Object => value.is_object(),
            Self::Array => value.is_array(),
        }
    }
}

impl External {
    /// What is handed out of these answers. A name without an answer is left out.
    pub fn sent(&self, answers: &Value) -> Map<String, Value> {
        sent(&self.send, answers)
    }

    /// What is wrong with what came back, by pointer within it.
    pub fn broken(&self, data: &Map<String, Value>) -> Vec<FieldError> {
        let fault = |name: &String, code| FieldError::new(pointer(name), code);
        let missing = self.receive.iter().filter(|(name, it)| !it.optional && !data.contains_key(*name));
        let missing = missing.map(|(name, _)| fault(name, FieldCode::Required));
        let odd = data.iter().filter_map(|(name, value)| match self.receive.get(name) {
            None => Some(fault(name, FieldCode::Unexpected)),
            Some(received) if !received.kind.holds(value) => Some(fault(name, FieldCode::WrongType)),
            Some(_) => None,
        });
        missing.chain(odd).collect()
    }

    /// What changes in the answers by what came back. None if that is not what was agreed.
    pub(super) fn taken(&self, data: &Map<String, Value>, answers: &Value) -> Option<Vec<Change>> {
        self.broken(data).is_empty().then_some(())?;
        let change = |(name, received): (&String, &Received)| {
            let (before, after) = (answers.pointer(&received.to).cloned(), Some(data.get(name)?.clone()));
            (before != after).then(|| Change { pointer: received.to.clone(), before, after })
        };
        Some(self.receive.iter().filter_map(change).collect())
    }

    /// The places in it whose pointers point at nothing.
    pub(super) fn faults(&self) -> Vec<String> {
        let received = self.receive.iter().filter(|(_, received)| !received.to.starts_with('/'));
        let received = received.map(|(name, _)| format!("/receive{}", pointer(name)));
        pointless(&self.send).chain(received).collect()
    }
}

/// The answers under these names, by JSON Pointer. A name without an answer is left out.
pub(super) fn sent(send: &BTreeMap<String, String>, answers: &Value) -> Map<String, Value> {
    let of = |(name, pointer): (&String, &String)| Some((name.clone(), answers.pointer(pointer)?.clone()));
    send.iter().filter_map(of).collect()
}

/// The places in `send` whose pointers point at nothing.
pub(super) fn pointless(send: &BTreeMap<String, String>) -> impl Iterator<Item = String> {
    let odd = send.iter().filter(|(_, pointer)| !pointer.starts_with('/'));
    odd.map(|(name, _)| format!("/send{}", pointer(name)))
}

fn pointer(name: &str) -> String {
    format!("/{}", name.replace('~', "~0").replace('/', "~1"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn contract() -> External {
        let read = json!({
            "system": "fire-brigade",
            "send": { "area": "/shop/area", "name": "/none" },
            "receive": {
                "score": { "to": "/fire/score", "type": "integer" },
                "note": { "to": "/fire/note", "type": "string", "optional": true },
            },
            "limit": { "value": 3, "unit": "工作日" }, "silent": "reject",
        });
        serde_json::from_value(read).unwrap()
    }

    fn taken(data: Value) -> Option<usize> {
        let answers = json!({ "fire": { "score": 3 } });
        contract().taken(data.as_object().unwrap(), &answers).map(|changes| changes.len())
    }

    #[test]
    fn only_what_was_agreed_passes() {
        let sent = contract().sent(&json!({ "shop": { "area": 9, "secret": 1 } }));
        assert_eq!(Value::Object(sent), json!({ "area": 9 }));
        assert_eq!(taken(json!({ "score": 4, "note": "好" })), Some(2));
        assert_eq!(taken(json!({ "score": 3 })), Some(0), "what is there already is no change");
        for wrong in
            [json!({}), json!({ "score": "4" }), json!({ "score": 4.5 }), json!({ "score": 4, "more": 1 })]
        {
            assert_eq!(taken(wrong.clone()), None, "{wrong}");
        }
    }

    #[test]
    fn what_breaks_the_contract_is_told_where_it_stands() {
        let data = json!({ "score": "4", "a/b": 1 });
        let told = contract().broken(data.as_object().unwrap());
        let mut told: Vec<_> = told.iter().map(|fault| (fault.pointer.as_str(), fault.code)).collect();
        told.sort_unstable_by_key(|(pointer, _)| *pointer);
        assert_eq!(told, [("/a~1b", FieldCode::Unexpected), ("/score", FieldCode::WrongType)]);
        let none = contract().broken(&Map::new());
        assert_eq!(none, [FieldError::new("/score", FieldCode::Required)]);
    }

    #[test]
    fn each_type_holds_what_it_says() {
        use JsonType::*;
        let values = [json!("a"), json!(1.5), json!(2), json!(true), json!({}), json!([])];
        let table = [
            (String, [true, false, false, false, false, false]),
            (Number, [false, true, true, false, false, false]),
            (Integer, [false, false, true, false, false, false]),
            (Boolean, [false, false, false, true, false, false]),
            (Object, [false, false, false, false, true, false]),
            (Array, [false, false, false, false, false, true]),
        ];
        for (kind, holds) in table {
            assert_eq!(values.each_ref().map(|value| kind.holds(value)), holds, "{kind:?}");
        }
    }

    #[test]
    fn a_pointer_that_points_at_nothing_is_told() {
        let mut odd = contract();
        odd.send.insert("a/b".into(), "shop".into());
        assert_eq!(odd.faults(), ["/send/a~1b"]);
        assert_eq!(contract().faults(), Vec::<std::string::String>::new());
    }
}
