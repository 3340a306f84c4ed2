//! What is fixed or computed stays as it was, whoever sends what.

use proptest::prelude::*;
use schema::expr::Context;
use schema::form::{Control, Field, Form, FormState, accept_answers, compile, state};
use serde_json::{Value, json};

use super::rules::{edit, make, orders};

fn accept(form: &Form, before: &Value, sent: &Value) -> Value {
    accept_answers(form, before, sent, Context::default())
}

/// A form in which what is fixed hangs on what is sent.
fn fixed() -> Form {
    let text = |title: &str| json!({"type": "string", "title": title});
    let (form, lints) = compile(&json!({
        "schema": {"type": "object", "properties": {
            "number": {"type": "string", "title": "Number", "readOnly": true},
            "done": {"type": "boolean", "title": "Done"},
            "name": text("Name"),
            "nick": text("Nick"),
            "some": {"type": "boolean", "title": "Some"},
            "rows": {"type": "array", "title": "Rows", "items": {"type": "object", "properties": {
                "seal": {"type": "string", "title": "Seal", "readOnly": true}, "word": text("Word"),
            }}},
        }},
        "x-rules": [
            {"effect": "read_only", "target": "/name", "when": {"==": [{"var": "number"}, "1"]}},
            {"effect": "read_only", "target": "/nick", "when": {"!!": {"var": "name"}}},
            {"effect": "hide", "target": "/rows", "when": {"!": {"var": ["some", true]}}},
            {"effect": "read_only", "target": "/rows/-/word", "when": {"==": [{"var": "seal"}, "s"]}},
        ],
    }));
    assert_eq!(lints, []);
    form
}

#[test]
fn nobody_unlocks_a_field_by_sending_another() {
    let form = fixed();
    let before = json!({"number": "1", "name": "n", "nick": "k"});
    let check = |sent: Value, expect: Value| assert_eq!(accept(&form, &before, &sent), expect, "{sent}");
    check(
        json!({"number": "1", "name": "n", "nick": "k", "done": true}),
        json!({"number": "1", "name": "n", "nick": "k", "done": true}),
    );
    check(json!({"number": "2", "name": "m", "nick": "x"}), before.clone());
    check(json!({"name": "", "nick": "x"}), json!({"name": "n", "nick": "k", "number": "1"}));
    assert_eq!(
        accept(&form, &json!({}), &json!({"number": "1", "name": "m", "nick": ""})),
        json!({"name": "m"})
    );
}

#[test]
fn rows_keep_what_is_fixed_in_them() {
    let form = fixed();
    let before = json!({"rows": [{"seal": "s", "word": "a"}, {"seal": "t", "word": "b"}]});
    let check = |sent: Value, expect: Value| {
        assert_eq!(accept(&form, &before, &json!({"rows": sent}))["rows"], expect, "{sent}")
    };
    check(
        json!([{"seal": "x", "word": "c"}, {"word": "d"}]),
        json!([{"seal": "s", "word": "a"}, {"word": "d", "seal": "t"}]),
    );
    check(json!([{"seal": "t", "word": "d"}]), json!([{"seal": "t", "word": "d"}]));
    check(json!([{"seal": "u", "word": "d"}]), json!([{"word": "d"}]));
    let hidden = accept(&form, &before, &json!({"some": false, "rows": []}));
    assert_eq!(hidden, json!({"some": false, "rows": before["rows"].clone()}), "not by hiding them either");
}

#[test]
fn computed_answers_are_not_taken() {
    let form = orders();
    let before = json!({"rows": [{"count": 1}]});
    let sent = json!({"sum": 7, "rows": [{"count": 2, "amount": 9}], "rebate": 3, "rate": 4});
    // The rate is fixed until the kind is known.
    assert_eq!(accept(&form, &before, &sent), json!({"rows": [{"count": 2}], "rebate": 3}));
}

fn locked(form: &Form, state: &FormState) -> Vec<String> {
    fn collect(state: &FormState, field: &Field, base: &str, into: &mut Vec<String>) {
        let pointer = field.at(base);
        if let Control::Repeat { fields, .. } = &field.control {
            let rows = state.answers().pointer(&pointer).and_then(Value::as_array).map_or(0, Vec::len);
            for row in 0..rows {
                fields.iter().for_each(|field| collect(state, field, &format!("{pointer}/{row}"), into));
            }
        }
        into.extend(state.locked(field, &pointer).then_some(pointer));
    }
    let mut all = Vec::new();
    form.fields.iter().for_each(|field| collect(state, field, "", &mut all));
    all
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_locked_in_the_end_is_what_it_was(
        first in prop::collection::vec(edit(), 0..10),
        then in prop::collection::vec(edit(), 0..10),
    ) {
        let form = orders();
        let mut before = json!({"due": {}});
        for (pointer, value) in first {
            make(&mut before, &pointer, value.as_ref());
        }
        let mut sent = before.clone();
        for (pointer, value) in then {
            make(&mut sent, &pointer, value.as_ref());
        }
        let stored = accept(&form, &before, &sent);
        prop_assert_eq!(accept(&form, &stored, &stored), stored.clone(), "settled");
        let rows = |answers: &Value| answers["rows"].as_array().map(Vec::len);
        for pointer in locked(&form, &state(&form, &stored)) {
            let is_moved = pointer.starts_with("/rows/") && rows(&before) != rows(&sent);
            prop_assert!(is_moved || stored.pointer(&pointer) == before.pointer(&pointer), "{} in {}", pointer, stored);
        }
    }
}
