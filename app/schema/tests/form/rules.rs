//! Every effect of a rule: on fields, rows, groups and pages; what is computed; and that an update is the state anew.

use std::collections::BTreeSet;

use proptest::prelude::*;
use schema::Locale;
use schema::calendar::Calendar;
use schema::expr::Context;
use schema::form::{
    Control, Field, Form, FormState, Need, Severity, Tone, compile, prune, state, state_in, validate,
};
use schema::problem::FieldCode;
use serde_json::{Value, json};

use super::{NoAngles, faults, field};

/// A form in which each effect occurs, in rows and outside, at first and at second hand.
pub fn orders() -> Form {
    let text = |title: &str| json!({"type": "string", "title": title});
    let number = |title: &str| json!({"type": "number", "title": title});
    let control = |name: &str| json!({"type": "Control", "scope": format!("#/properties/{name}")});
    let (form, lints) = compile(&json!({
        "schema": {"type": "object", "required": ["kind", "reason"], "properties": {
            "kind": {"type": "string", "title": "Kind", "enum": ["a", "b", "c"]},
            "way": {"type": "string", "title": "Way", "enum": ["x", "y", "z"]},
            "reason": text("Reason"),
            "name": text("Name"),
            "rate": number("Rate"),
            "rows": {"type": "array", "title": "Rows", "items": {"type": "object", "properties": {
                "what": text("What"),
                "count": number("Count"),
                "price": number("Price"),
                "amount": {"type": "number", "title": "Amount",
                    "x-compute": {"*": [{"var": "count"}, {"var": "price"}, {"var": ["/rate", 1]}]}},
                "note": text("Note"),
            }}},
            "sum": {"type": "number", "title": "Sum", "x-compute": {"reduce": [
                {"var": ["rows", []]}, {"+": [{"var": "accumulator"}, {"var": ["current.amount", 0]}]}, 0,
            ]}},
            "rebate": number("Rebate"),
            "due": {"type": "object", "title": "Due", "properties": {
                "total": {"type": "number", "title": "Total", "x-computed": {"op": "sum", "args": ["sum", "rebate"]}},
            }},
        }},
        "uischema": {"type": "Categorization", "elements": [
            {"type": "Category", "label": "One", "options": {"id": "one"}, "elements": [
                control("kind"), control("way"),
                {"type": "Group", "label": "Who", "options": {"id": "who"}, "elements": [control("reason"), control("name")]},
            ]},
            {"type": "Category", "label": "Two", "options": {"id": "two"}, "elements": [
                control("rate"), control("rows"), control("sum"), control("rebate"), control("due"),
            ]},
        ]},
        "x-rules": [
            {"effect": "hide", "target": "two", "when": {"==": [{"var": "kind"}, "c"]}},
            {"effect": "read_only", "target": "who", "when": {"==": [{"var": "kind"}, "b"]}},
            {"effect": "enable", "target": "/rate", "when": {"==": [{"var": "kind"}, "a"]}},
            {"effect": "recommend", "target": "/reason", "when": {">": [{"var": "sum"}, 10]},
                "text": "Without it, it takes longer.", "within_days": 5},
            {"effect": "require", "target": "/name", "when": {"!!": {"var": "reason"}}},
            {"effect": "compute", "target": "/rebate", "when": {">": [{"var": "sum"}, 100]},
                "value": {"*": [{"var": "sum"}, -0.5]}},
            {"effect": "restrict", "target": "/way", "when": {"!!": {"var": "kind"}},
                "options": {"if": [{"==": [{"var": "kind"}, "a"]}, ["x", "y"], ["y", "z"]]}},
            {"effect": "restrict", "target": "/way", "when": {"!!": {"var": "name"}}, "options": ["y", "z"]},
            {"effect": "message", "target": "/rows/-/note", "when": {">": [{"var": "amount"}, {"var": "/due.total"}]},
                "text": "Never shown"},
            {"effect": "message", "target": "/rows/-/note", "when": {">": [{"var": "amount"}, {"var": "/due/total"}]},
                "tone": "warning", "text": "More than all"},
            {"effect": "message", "target": "who", "when": {">": [{"var": "due.total"}, 50]}, "text": "Dear"},
            {"effect": "show", "target": "/rows/-/note", "when": {"!=": [{"var": "/way"}, "z"]}},
            {"effect": "optional", "target": "/reason", "when": {"==": [{"var": "way"}, "z"]}},
        ],
    }));
    // `/due.total` names nothing: its rule is left out, with a remark.
    let errors: Vec<_> = lints.iter().filter(|lint| lint.severity == Severity::Error).collect();
    assert_eq!(
        errors.iter().map(|lint| lint.pointer.as_str()).collect::<Vec<_>>(),
        ["/x-rules/8"],
        "{lints:#?}"
    );
    form
}

fn at(answers: &Value) -> (Form, FormState) {
    let form = orders();
    let state = state(&form, answers);
    (form, state)
}

#[test]
fn computed_answers_follow_from_others_and_no_other_is_taken() {
    let sent = json!({"rate": 2, "sum": 9999, "due": {"total": 7},
        "rows": [{"count": 3, "price": 10, "amount": 1}, {"count": 1}, {"count": 1, "price": 1}]});
    let (form, state) = at(&sent);
    assert_eq!(
        state.answers(),
        &json!({"rate": 2, "sum": 62, "due": {"total": 62},
            "rows": [{"count": 3, "price": 10, "amount": 60}, {"count": 1}, {"count": 1, "price": 1, "amount": 2}]})
    );
    assert!(state.computed("/sum") && state.locked(field(&form, "/sum"), "/sum"));
    assert!(state.computed("/rows/1/amount"), "also where it is not known");
    assert!(!state.computed("/rebate"));
    assert_eq!(prune(&form, &sent)["sum"], 62);
    let much = json!({"rebate": 3, "rows": [{"count": 2, "price": 100}]});
    let (_, state) = at(&much);
    assert_eq!((&state.answers()["rebate"], &state.answers()["due"]["total"]), (&json!(-100), &json!(100)));
    let (_, hidden) = at(&json!({"kind": "c", "rows": [{"count": 2, "price": 100}]}));
    assert_eq!(hidden.answers(), &json!({"kind": "c"}), "what is hidden is not computed");
}

#[test]
fn an_edit_tells_which_values_changed() {
    let mut answers = json!({"rows": [{"count": 3, "price": 10}, {"count": 1, "price": 1}]});
    let (form, mut state) = at(&answers);
    answers["rows"][1]["price"] = json!(2);
    let changes = state.update(&form, &answers, "/rows/1/price");
    let values: Vec<&str> = changes.values.iter().map(String::as_str).collect();
    assert_eq!(values, ["/due/total", "/rows/1/amount", "/sum"], "and not those of the other row");
    assert_eq!(changes.fields, BTreeSet::new());
    answers["rows"][1]["price"] = json!(100);
    let changes = state.update(&form, &answers, "/rows/1/price");
    assert!(changes.values.contains("/rebate") && changes.fields.contains("/rebate"), "{changes:?}");
    assert!(changes.fields.contains("#who"), "the message at the group: {changes:?}");
    answers["rows"] = json!([]);
    let changes = state.update(&form, &answers, "/rows");
    assert!(changes.values.contains("/rebate"), "it is the applicant's again: {changes:?}");
}

#[test]
fn pages_and_groups_are_spoken_of_by_their_ids() {
    let (form, state) = at(&json!({"kind": "c"}));
    assert!(!state.page_visible(&form, &form.pages[1]) && state.page_visible(&form, &form.pages[0]));
    let (form, state) = at(&json!({"kind": "b"}));
    for (pointer, locked) in
        [("/reason", true), ("/name", true), ("/way", false), ("/rate", true), ("/sum", true)]
    {
        assert_eq!(state.locked(field(&form, pointer), pointer), locked, "{pointer}");
    }
    let (form, state) = at(&json!({"kind": "a"}));
    assert!(!state.locked(field(&form, "/rate"), "/rate"));
}

#[test]
fn needs_are_weighed() {
    let need = |answers: Value| {
        let (form, state) = at(&answers);
        state.need(field(&form, "/reason"), "/reason")
    };
    let rows = json!([{"count": 2, "price": 10}]);
    assert_eq!(need(json!({})), Need::Required);
    assert_eq!(need(json!({"way": "z"})), Need::Optional);
    assert_eq!(need(json!({"way": "z", "rows": rows.clone()})), Need::Recommended);
    let (form, state) = at(&json!({"rows": rows}));
    let soft = state.soft(&form, field(&form, "/reason"), "/reason");
    assert_eq!(
        (soft.consequence.get(Locale::En), soft.within_days),
        ("Without it, it takes longer.", Some(5))
    );
}

#[test]
fn a_restricted_choice_takes_what_is_left() {
    let check = |answers: Value, left: &[&str], fault: bool| {
        let (form, state) = at(&answers);
        let Control::Choice { options, .. } = &field(&form, "/way").control else { panic!("a choice") };
        let choices: Vec<String> =
            state.choices(&form, "/way", options).map(|choice| choice.wire()).collect();
        assert_eq!(choices, left, "{answers}");
        let errors = validate(&form, &answers, &NoAngles);
        assert_eq!(faults(&errors).contains(&("/way", FieldCode::NotAChoice)), fault, "{answers}");
    };
    check(json!({"way": "z"}), &["x", "y", "z"], false);
    check(json!({"way": "z", "kind": "a"}), &["x", "y"], true);
    check(json!({"way": "z", "kind": "b"}), &["y", "z"], false);
    check(json!({"way": "x", "kind": "a", "name": "n"}), &["y"], true);
}

#[test]
fn a_row_reads_the_whole_form_where_it_says_so() {
    let rows = json!([{"count": 5, "price": 10, "note": "n"}, {"count": 1, "price": 1}]);
    let (form, state) = at(&json!({"rebate": -40, "rows": rows}));
    let messages = |target: &str| {
        state.messages(&form, target).map(|(tone, text)| (tone, text.get(Locale::En))).collect::<Vec<_>>()
    };
    assert_eq!(messages("/rows/0/note"), [(Tone::Warning, "More than all")]);
    assert_eq!((messages("/rows/1/note"), messages("#who")), (vec![], vec![]));
    assert!(!state.visible("/rows/0/note"), "the way is not known");
    let (_, state) = at(&json!({"way": "x", "rows": [{}]}));
    assert!(state.visible("/rows/0/note"));
}

#[test]
fn rules_read_facts_and_working_days() {
    let (form, lints) = compile(&json!({
        "schema": {"properties": {
            "since": {"type": "string", "format": "date", "title": "Since"},
            "why": {"type": "string", "title": "Why"},
            "until": {"type": "string", "format": "date", "title": "Until",
                "x-compute": {"add_working_days": [{"var": "since"}, 3]}},
        }},
        "x-rules": [{"effect": "require", "target": "/why",
            "when": {">": [{"days_between": [{"var": "since"}, {"element": "today"}]}, 30]}}],
    }));
    assert_eq!(lints, []);
    let answers = json!({"since": "2026-10-01"});
    let need = |state: &FormState| state.need(field(&form, "/why"), "/why");
    let without = state(&form, &answers);
    assert_eq!((need(&without), without.answers().get("until")), (Need::Optional, None));
    let (facts, calendar) = (json!({"today": "2026-11-22"}), Calendar::default());
    let context = Context { facts: Some(&facts), calendar: Some(&calendar), whole: None };
    let mut with = state_in(&form, &answers, context);
    // National Day by law, where no notice is known, and a weekend.
    assert_eq!((need(&with), &with.answers()["until"]), (Need::Required, &json!("2026-10-07")));
    let later = json!({"since": "2026-11-20"});
    with.update_in(&form, &later, "/since", context);
    assert_eq!(with, state_in(&form, &later, context));
    assert_eq!(need(&with), Need::Optional);
}

#[test]
fn the_sum_of_the_bench_is_a_sum() {
    let (form, lints) = compile(&json!({"schema": {"type": "object", "properties": {
        "b_1": {"type": "number", "title": "1"},
        "b_8": {"type": "number", "title": "8"},
        "sum_0": {"type": "number", "title": "S", "readOnly": true, "x-computed": {"op": "sum", "args": ["b_1", "b_8"]}},
    }}, "uischema": {"type": "VerticalLayout", "elements": [
        {"type": "Control", "scope": "#/properties/b_1"}, {"type": "Control", "scope": "#/properties/b_8"},
        {"type": "Control", "scope": "#/properties/sum_0"},
    ]}}));
    assert_eq!(lints, []);
    for (answers, sum) in [
        (json!({}), 0.0),
        (json!({"b_1": 1}), 1.0),
        (json!({"b_1": "", "b_8": 2.5}), 2.5),
        (json!({"b_1": 1, "b_8": 8, "sum_0": 3}), 9.0),
    ] {
        assert_eq!(state(&form, &answers).answers()["sum_0"].as_f64(), Some(sum), "{answers}");
    }
}

/// What the screen shows of a field.
fn look(form: &Form, state: &FormState, field: &Field, pointer: &str) -> impl PartialEq + std::fmt::Debug {
    let messages: Vec<_> = state.messages(form, pointer).map(|(tone, text)| (tone, text.clone())).collect();
    let left = ["x", "y", "z"].map(|way| state.allows(form, pointer, &way.into()));
    (state.visible(pointer), state.need(field, pointer), state.locked(field, pointer), messages, left)
}

/// Every field that is there, with its pointer; of rows only the first so many.
fn all_fields(form: &Form, rows: usize) -> Vec<(&Field, String)> {
    let mut all: Vec<_> = form.fields.iter().map(|field| (field, field.pointer.clone())).collect();
    let Control::Repeat { fields, .. } = &field(form, "/rows").control else { panic!("a list") };
    for row in 0..rows {
        all.extend(fields.iter().map(|field| (field, field.at(&format!("/rows/{row}")))));
    }
    all
}

/// One thing that a person may do.
pub fn edit() -> impl Strategy<Value = (String, Option<Value>)> {
    let number = || prop_oneof![(-3_i64..200).prop_map(Value::from), Just(json!("many")), Just(json!(""))];
    let choice = |of: &'static [&'static str]| prop::sample::select(of).prop_map(Value::from);
    let row =
        (number(), number()).prop_map(|(count, price)| json!({"count": count, "price": price, "amount": 5}));
    let simple = prop_oneof![
        choice(&["a", "b", "c", "d"]).prop_map(|value| ("/kind".to_owned(), value)),
        choice(&["x", "y", "z"]).prop_map(|value| ("/way".to_owned(), value)),
        choice(&["", "n"]).prop_map(|value| ("/name".to_owned(), value)),
        choice(&["", "r"]).prop_map(|value| ("/reason".to_owned(), value)),
        number().prop_map(|value| ("/rate".to_owned(), value)),
        number().prop_map(|value| ("/sum".to_owned(), value)),
        number().prop_map(|value| ("/rebate".to_owned(), value)),
        number().prop_map(|value| ("/due/total".to_owned(), value)),
        prop::collection::vec(row, 0..4).prop_map(|rows| ("/rows".to_owned(), rows.into())),
        (0..4_usize, choice(&["count", "price", "amount", "note"]), number())
            .prop_map(|(row, name, value)| (format!("/rows/{row}/{}", name.as_str().unwrap()), value)),
    ];
    (simple, prop::bool::weighted(0.9)).prop_map(|((pointer, value), keep)| (pointer, keep.then_some(value)))
}

/// Makes the edit if there is a place for it.
pub fn make(answers: &mut Value, pointer: &str, value: Option<&Value>) -> bool {
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    let Some(parent) = answers.pointer_mut(parent).and_then(Value::as_object_mut) else { return false };
    match value {
        Some(value) => _ = parent.insert(name.to_owned(), value.clone()),
        None => _ = parent.shift_remove(name),
    }
    true
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn edits_end_where_the_state_anew_begins(edits in prop::collection::vec(edit(), 1..12), due in any::<bool>()) {
        let form = orders();
        let mut answers = if due { json!({"due": {}}) } else { json!({}) };
        let mut kept = state(&form, &answers);
        for (pointer, value) in edits {
            let before = kept.clone();
            if !make(&mut answers, &pointer, value.as_ref()) {
                continue;
            }
            let changes = kept.update(&form, &answers, &pointer);
            prop_assert_eq!(&kept, &state(&form, &answers), "after {} in {}", pointer, answers);
            let rows = |state: &FormState| state.answers()["rows"].as_array().map_or(0, Vec::len);
            let is_said = |at: &str| changes.fields.iter().any(|field| schema::expr::under(at, field));
            for (field, at) in all_fields(&form, rows(&before).min(rows(&kept))) {
                let is_same = look(&form, &before, field, &at) == look(&form, &kept, field, &at);
                prop_assert!(is_same || is_said(&at) || schema::expr::under(&at, &pointer), "{} looks another way after {}", at, pointer);
                let is_kept = before.answers().pointer(&at) == kept.answers().pointer(&at);
                let is_told = changes.values.contains(&at) || is_said(&at) || schema::expr::under(&at, &pointer);
                prop_assert!(is_kept || is_told || !kept.computed(&at), "{} has another value after {}: {:?}", at, pointer, changes);
            }
        }
    }

    #[test]
    fn what_is_computed_does_not_hang_on_what_is_sent(edits in prop::collection::vec(edit(), 1..12), sent in any::<i32>()) {
        let form = orders();
        let mut answers = json!({"due": {}});
        for (pointer, value) in edits {
            make(&mut answers, &pointer, value.as_ref());
        }
        let stored = prune(&form, &answers);
        prop_assert_eq!(prune(&form, &stored), stored.clone(), "settled");
        let settled = state(&form, &answers);
        for (_, at) in all_fields(&form, 4) {
            if settled.computed(&at) && make(&mut answers, &at, Some(&sent.into())) {
                prop_assert_eq!(prune(&form, &answers), stored.clone(), "sent at {}", at);
            }
        }
    }
}
