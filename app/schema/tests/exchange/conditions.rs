//! The logic of Form.io: its conditions become rules with the same verdicts.

use schema::form::{compile, from_formio, state};
use serde_json::{Value, json};

use super::{errors, losses};

/// Questions of every sort, and one more.
fn form(component: Value) -> Value {
    let mut components = vec![
        json!({"type": "textfield", "key": "text", "input": true}),
        json!({"type": "number", "key": "number", "input": true}),
        json!({"type": "checkbox", "key": "yes", "input": true}),
        json!({"type": "datetime", "key": "day", "enableTime": false, "input": true}),
        json!({"type": "select", "key": "many", "multiple": true, "input": true,
            "values": [{"label": "A", "value": "a"}, {"label": "B", "value": "b"}]}),
    ];
    components.push(component);
    json!({"components": components})
}

/// Whether the question with this condition is shown with these answers.
fn is_shown(conditional: &Value, answers: &Value) -> bool {
    let about = json!({"type": "textfield", "key": "about", "input": true, "conditional": conditional});
    let imported = from_formio(&form(about));
    assert_eq!(losses(&imported), [] as [&str; 0], "{conditional}");
    let (form, lints) = compile(&imported.definition);
    assert_eq!(form.rules.len(), 1, "{conditional} {lints:?}");
    state(&form, answers).visible("/about")
}

#[test]
fn legacy_conditions_hold_as_there() {
    let check = |show: Value, when: &str, eq: Value, answers: Value, expect: bool| {
        let conditional = json!({"show": show, "when": when, "eq": eq});
        assert_eq!(is_shown(&conditional, &answers), expect, "{conditional} on {answers}");
    };
    check(json!(true), "text", json!("x"), json!({"text": "x"}), true);
    check(json!("true"), "text", json!("x"), json!({"text": "y"}), false);
    check(json!(true), "text", json!("x"), json!({}), false);
    check(json!(false), "text", json!("x"), json!({"text": "x"}), false);
    check(json!("false"), "text", json!("x"), json!({}), true);
    check(json!(true), "number", json!("5"), json!({"number": 5}), true);
    check(json!(true), "yes", json!("true"), json!({"yes": true}), true);
    check(json!(true), "yes", json!("false"), json!({}), true);
    check(json!(true), "many", json!("b"), json!({"many": ["a", "b"]}), true);
    check(json!(false), "many", json!("b"), json!({"many": ["a"]}), true);
}

#[test]
fn simple_conditions_hold_as_there() {
    let check = |component: &str, operator: &str, value: Value, answers: Value, expect: bool| {
        let condition = json!({"component": component, "operator": operator, "value": value});
        let conditional = json!({"show": true, "conjunction": "all", "conditions": [condition]});
        assert_eq!(is_shown(&conditional, &answers), expect, "{conditional} on {answers}");
    };
    check("text", "isEqual", json!("x"), json!({"text": "x"}), true);
    check("text", "isNotEqual", json!("x"), json!({}), true);
    check("text", "isNotEqual", json!("x"), json!({"text": "x"}), false);
    check("text", "isEmpty", json!(null), json!({}), true);
    check("text", "isNotEmpty", json!(null), json!({"text": "x"}), true);
    check("number", "lessThan", json!(5), json!({"number": 4}), true);
    check("number", "lessThan", json!("5"), json!({}), false);
    check("number", "greaterThanOrEqual", json!(5), json!({"number": 5}), true);
    check("text", "includes", json!("b"), json!({"text": "abc"}), true);
    check("many", "includes", json!("b"), json!({"many": ["b"]}), true);
    check("many", "notIncludes", json!("b"), json!({"many": ["b"]}), false);
    check("text", "startsWith", json!("ab"), json!({"text": "abc"}), true);
    check("text", "endsWith", json!("bc"), json!({"text": "abc"}), true);
    check("text", "endsWith", json!("ab"), json!({"text": "abc"}), false);
    check("day", "dateGreaterThan", json!("2026-01-01T00:00:00.000Z"), json!({"day": "2026-02-01"}), true);
    check("day", "dateLessThan", json!("2026-01-01"), json!({"day": "2026-02-01"}), false);
    let any = json!({"show": false, "conjunction": "any", "conditions": [
        {"component": "text", "operator": "isEqual", "value": "x"},
        {"component": "yes", "operator": "isEqual", "value": true},
    ]});
    assert!(!is_shown(&any, &json!({"yes": true})));
    assert!(is_shown(&any, &json!({"text": "y"})));
}

#[test]
fn json_logic_reads_the_answers() {
    let rule = json!({"and": [{"==": [{"var": "data.text"}, "x"]}, {"var": "data.many.b"}, {"!": {"missing": "data.yes"}}]});
    let conditional = json!({"json": rule});
    assert!(is_shown(&conditional, &json!({"text": "x", "many": ["b"], "yes": false})));
    assert!(!is_shown(&conditional, &json!({"text": "x", "many": ["a"], "yes": false})));
    let unknown = json!({"type": "textfield", "key": "about", "conditional": {"json": {"_sum": [{"var": "data.text"}]}}});
    let lost = losses(&from_formio(&form(unknown)));
    assert_eq!(lost.len(), 1);
    assert!(lost[0].starts_with("Error Dropped /components/5/conditional/json condition"), "{lost:?}");
}

#[test]
fn rows_read_themselves_and_the_whole() {
    let imported = from_formio(&form(
        json!({"type": "datagrid", "key": "rows", "input": true, "components": [
            {"type": "number", "key": "count", "input": true},
            {"type": "textfield", "key": "why", "input": true, "conditional": {"show": true, "when": "rows.count", "eq": "3"}},
            {"type": "textfield", "key": "same", "input": true, "conditional": {"json": {"==": [{"var": "row.count"}, 3]}}},
            {"type": "textfield", "key": "far", "input": true, "conditional": {"show": true, "when": "text", "eq": "x"}},
            {"type": "number", "key": "sum", "input": true, "calculateValue": {"+": [{"var": "row.count"}, 1]}},
        ]}),
    ));
    assert_eq!(losses(&imported), [] as [&str; 0]);
    assert_eq!(errors(&imported), []);
    let equal = |path: &str, value: Value| json!({"===": [{"var": [path, null]}, value]});
    assert_eq!(
        imported.definition["x-rules"],
        json!([
            {"effect": "show", "target": ["/rows/-/why"], "when": equal("count", json!(3))},
            {"effect": "show", "target": ["/rows/-/same"], "when": {"==": [{"var": "count"}, 3]}},
            {"effect": "show", "target": ["/rows/-/far"], "when": equal("/text", json!("x"))},
        ])
    );
    let sum = &imported.definition["schema"]["properties"]["rows"]["items"]["properties"]["sum"];
    assert_eq!(*sum, json!({"type": "number", "x-compute": {"+": [{"var": "count"}, 1]}}));
}

#[test]
fn what_holds_a_question_decides_over_it() {
    let when = |key: &str| json!({"show": true, "when": key, "eq": "x"});
    let imported = from_formio(&form(
        json!({"type": "panel", "title": "P", "conditional": when("text"), "components": [
            {"type": "textfield", "key": "one", "input": true},
            {"type": "textfield", "key": "two", "input": true, "conditional": when("one")},
            {"type": "datagrid", "key": "rows", "components": [{"type": "textfield", "key": "cell"}]},
        ]}),
    ));
    let (form, lints) = compile(&imported.definition);
    assert_eq!(form.rules.len(), 2, "{lints:?}");
    let seen = |answers: Value| {
        let state = state(&form, &answers);
        ["/one", "/two", "/rows"].map(|pointer| state.visible(pointer))
    };
    assert_eq!(seen(json!({"text": "x", "one": "x"})), [true, true, true]);
    assert_eq!(seen(json!({"text": "x", "one": "y"})), [true, false, true]);
    assert_eq!(seen(json!({"text": "y", "one": "x"})), [false, false, false]);
}

#[test]
fn advanced_logic_becomes_rules_where_it_is_one() {
    let action = |value: &str, state: bool| json!({"type": "property", "property": {"type": "boolean", "value": value}, "state": state});
    let trigger = json!({"type": "simple", "simple": {"show": true, "when": "text", "eq": "x"}});
    let about = json!({"type": "textfield", "key": "about", "hidden": true, "logic": [
        {"name": "l", "trigger": trigger, "actions": [action("hidden", false), action("validate.required", true)]},
        {"trigger": {"type": "javascript", "javascript": "result = true"}, "actions": [action("disabled", true)]},
        {"trigger": trigger, "actions": [{"type": "value", "value": "value = 1"}]},
    ]});
    let imported = from_formio(&form(about));
    assert_eq!(errors(&imported), []);
    let condition = json!({"===": [{"var": ["text", null]}, "x"]});
    assert_eq!(
        imported.definition["x-rules"],
        json!([
            {"effect": "show", "target": ["/about"], "when": condition},
            {"effect": "require", "target": ["/about"], "when": condition},
        ])
    );
    assert_eq!(
        losses(&imported),
        [
            "Error Dropped /components/5/logic/1/trigger trigger no condition",
            "Error Dropped /components/5/logic/2/actions/0 action value",
        ]
    );
}
