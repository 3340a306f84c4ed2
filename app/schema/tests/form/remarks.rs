//! What the compiler says of rules, of what is computed and of what is recommended.

use schema::form::LintCode as L;
use schema::form::Severity::{self, Error, Warning};
use schema::form::compile;
use serde_json::{Value, json};

/// What is said of a definition of two properties and one rule.
fn remarks(a: &Value, rules: &Value) -> Vec<(L, Severity, String)> {
    let mut property = json!({"type": "string", "title": "A"});
    property.as_object_mut().unwrap().extend(a.as_object().unwrap().clone());
    let (_, lints) = compile(&json!({
        "schema": {"type": "object", "properties": {
            "a": property,
            "b": {"type": "string", "title": "B", "enum": ["x", "y"]},
        }},
        "x-rules": rules,
    }));
    lints.into_iter().map(|lint| (lint.code, lint.severity, lint.pointer)).collect()
}

#[test]
fn a_field_that_is_computed_or_recommended_wrongly_is_reported() {
    let check = |keyword: &str, value: Value, code: L| {
        let found = remarks(&json!({keyword: value}), &json!([]));
        let at = format!("/schema/properties/a/{keyword}");
        let is_there = |(other, severity, pointer): &(L, Severity, String)| {
            *other == code
                && *severity == Error
                && (pointer.starts_with(&at) || at.starts_with(pointer.as_str()))
        };
        assert!(found.iter().any(is_there), "{code:?} for {value}, not {found:?}");
    };
    check("x-computed", json!({"op": "guess", "args": ["b"]}), L::UnsupportedKeyword);
    check("x-computed", json!({"op": "sum", "args": ["b"], "round": 2}), L::UnsupportedKeyword);
    check("x-computed", json!({"op": "sum", "args": [7]}), L::BadValue);
    check("x-computed", json!({"op": "sum"}), L::BadValue);
    check("x-computed", json!("sum"), L::BadValue);
    check("x-compute", json!({"log": 1}), L::BadExpression);
    check("x-compute", json!({"var": "a"}), L::RuleCycle);
    check("x-compute", json!({"var": "/a"}), L::RuleCycle);
    check("x-compute", json!({"var": "z"}), L::Dangling);
    check("x-compute", json!({"var": "/z"}), L::Dangling);
    check("x-compute", json!({"element": "person.z"}), L::UnknownElement);
    check("x-default", json!({"var": "person.z"}), L::UnknownElement);
    check("x-default", json!({"element": "yesterday"}), L::UnknownElement);
    check("x-soft-required", json!({"within_days": "soon"}), L::BadValue);
    check("x-soft-required", json!({"by": "soon"}), L::UnsupportedKeyword);
    check("x-soft-required", json!("yes"), L::BadValue);
}

#[test]
fn a_rule_that_says_too_little_or_too_much_is_reported() {
    let check = |rule: Value, code: L, severity: Severity| {
        let mut whole = json!({"target": "/b", "when": {"!!": {"var": "a"}}});
        whole.as_object_mut().unwrap().extend(rule.as_object().unwrap().clone());
        let found = remarks(&json!({}), &json!([whole]));
        assert!(
            found.iter().any(|it| (it.0, it.1) == (code, severity)),
            "{code:?} for {whole}, not {found:?}"
        );
    };
    check(json!({"effect": "show", "colour": 1}), L::UnsupportedKeyword, Warning);
    check(json!({"effect": "compute"}), L::BadExpression, Error);
    check(json!({"effect": "restrict"}), L::BadExpression, Error);
    check(json!({"effect": "restrict", "options": "x"}), L::BadValue, Error);
    check(json!({"effect": "restrict", "options": ["z"]}), L::Dangling, Error);
    check(json!({"effect": "restrict", "options": {"var": "z"}}), L::Dangling, Error);
    check(json!({"effect": "message"}), L::MissingLabel, Error);
    check(json!({"effect": "message", "text": "T", "tone": "grave"}), L::BadValue, Error);
    check(json!({"effect": "hide", "target": "three"}), L::Dangling, Error);
    check(json!({"effect": "hide", "when": {"element": "person.z"}}), L::UnknownElement, Error);
}

#[test]
fn good_ones_pass_without_a_word() {
    let rules = json!([
        {"effect": "enable", "target": "1", "when": {"==": [{"element": "officer.name"}, "x"]}},
        {"effect": "recommend", "target": "/b", "when": true, "text": "Later then.", "within_days": 3},
        {"effect": "restrict", "target": "/b", "when": {"var": "/a"}, "options": ["x"]},
        {"effect": "message", "target": ["1", "/a"], "when": true, "text": "Hello", "tone": "warning"},
    ]);
    let a = json!({
        "x-soft-required": {"consequence": "Later then.", "within_days": 10}, "x-default": {"var": "today"},
    });
    assert_eq!(remarks(&a, &rules), []);
    assert_eq!(
        remarks(&json!({"x-soft-required": false, "x-default": {"element": "item.code"}}), &json!([])),
        []
    );
}
