//! Any JSON, with the words that mean something to a designer among its keys and texts: for tests.

use proptest::prelude::*;
use serde_json::{Map, Value};

/// Any JSON.
pub(super) fn anything() -> impl Strategy<Value = Value> {
    let words = [
        "a",
        "b",
        "scope",
        "id",
        "const",
        "effect",
        "target",
        "type",
        "label",
        "options",
        "/x-rules/0/text",
        "/a",
        "show",
        "message",
        "",
    ];
    let word = prop::sample::select(words.to_vec());
    let keys = [
        "properties",
        "uischema",
        "elements",
        "x-rules",
        "materials",
        "oneOf",
        "required",
        "x-text",
        "en",
        "when",
        "x-rules",
        "effect",
        "target",
        "text",
        "tone",
        "0",
    ];
    let key = prop_oneof![word.clone(), prop::sample::select(keys.to_vec())];
    let leaf =
        prop_oneof![Just(Value::Null), any::<bool>().prop_map(Value::from), word.prop_map(Value::from)];
    leaf.prop_recursive(5, 40, 4, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((key.clone(), inner), 0..5).prop_map(|members| {
                let members = members.into_iter().map(|(key, value)| (key.to_owned(), value));
                Value::Object(members.collect::<Map<_, _>>())
            }),
        ]
    })
}
