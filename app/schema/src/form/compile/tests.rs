//! Each keyword with the control it gives, and each lint with a definition that deserves it.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::compile;
use crate::element;
use crate::expr::Expr;
use crate::form::lint::{LintCode, Severity};
use crate::form::{Control, Field, Form, Matcher, Need, affected, check_field, state};
use crate::locale::Locale;
use crate::problem::FieldCode;

struct Contains;
impl Matcher for Contains {
    fn is_match(&self, pattern: &str, text: &str) -> bool {
        text.contains(pattern)
    }
}

/// A form of one property `a`.
fn form_of(property: &Value) -> Form {
    let (form, lints) = compile(&json!({"type": "object", "properties": {"a": property}}));
    assert_eq!(lints, [], "{property}");
    form
}

fn field_of(property: &Value) -> Field {
    form_of(property).fields.remove(0)
}

#[test]
fn each_keyword_checks() {
    let check = |property: Value, good: &[Value], bad: &[(Value, FieldCode)]| {
        let mut property = property;
        property["title"] = "A".into();
        let form = form_of(&property);
        let fault = |value: &Value| {
            check_field(&form, &state(&form, &json!({"a": value})), &form.fields[0], "/a", &Contains)
                .map(|error| error.code)
        };
        for value in good {
            assert_eq!(fault(value), None, "{value} in {property}");
        }
        for (value, code) in bad {
            assert_eq!(fault(value), Some(*code), "{value} in {property}");
        }
    };
    let text = |more: Value| {
        let mut property = json!({"type": "string"});
        property.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        property
    };
    check(text(json!({})), &[json!("x"), json!(""), json!(null)], &[(json!(1), FieldCode::WrongType)]);
    check(text(json!({"minLength": 2})), &[json!("你好")], &[(json!("你"), FieldCode::TooShort)]);
    check(text(json!({"maxLength": 1})), &[json!("𠮷")], &[(json!("ab"), FieldCode::TooLong)]);
    check(text(json!({"pattern": "x"})), &[json!("axb")], &[(json!("ab"), FieldCode::Pattern)]);
    check(
        text(json!({"format": "date"})),
        &[json!("2024-02-29")],
        &[(json!("2023-02-29"), FieldCode::BadDate)],
    );
    check(text(json!({"format": "year-month"})), &[json!("2024-02")], &[(json!("2024"), FieldCode::BadDate)]);
    check(text(json!({"format": "email"})), &[json!("a@b.cn")], &[(json!("a"), FieldCode::BadEmail)]);
    check(text(json!({"format": "phone"})), &[json!("13800138000")], &[(json!("1"), FieldCode::BadPhone)]);
    check(text(json!({"format": "region"})), &[json!("440300")], &[(json!("x"), FieldCode::BadFormat)]);
    check(
        text(json!({"format": "postal-code"})),
        &[json!("518000")],
        &[(json!("5180000"), FieldCode::BadFormat)],
    );
    let identity = json!("11010519491231002X");
    check(
        text(json!({"format": "identity-number"})),
        &[identity],
        &[(json!("1"), FieldCode::BadIdentityNumber)],
    );
    let credit = json!("91350100M000100Y43");
    check(text(json!({"format": "credit-code"})), &[credit], &[(json!("91"), FieldCode::BadCreditCode)]);
    check(text(json!({"const": "x"})), &[json!("x")], &[(json!("y"), FieldCode::NotAChoice)]);
    check(
        json!({"type": "integer"}),
        &[json!(1), json!(2.0)],
        &[(json!(1.5), FieldCode::WrongType), (json!("1"), FieldCode::WrongType)],
    );
    check(
        json!({"type": "number", "minimum": 1, "maximum": 2}),
        &[json!(1), json!(2)],
        &[(json!(0.9), FieldCode::TooSmall), (json!(2.1), FieldCode::TooLarge)],
    );
    check(
        json!({"type": "number", "exclusiveMinimum": 1, "exclusiveMaximum": 2}),
        &[json!(1.5)],
        &[(json!(1), FieldCode::TooSmall), (json!(2), FieldCode::TooLarge)],
    );
    check(
        json!({"type": "number", "multipleOf": 0.1}),
        &[json!(0.3)],
        &[(json!(0.35), FieldCode::NotMultiple)],
    );
    check(json!({"type": "integer", "enum": [1, 2]}), &[json!(1)], &[(json!("1"), FieldCode::NotAChoice)]);
    check(json!({"type": "boolean"}), &[json!(true), json!(false)], &[(json!("true"), FieldCode::WrongType)]);
    check(json!({"type": "boolean", "const": true}), &[json!(true)], &[(json!(false), FieldCode::Required)]);
    let several = json!({"type": "array", "items": {"enum": ["x", "y"]}, "minItems": 1, "maxItems": 1});
    check(
        several,
        &[json!(["x"])],
        &[
            (json!("x"), FieldCode::WrongType),
            (json!(["x", "y"]), FieldCode::TooMany),
            (json!(["z"]), FieldCode::NotAChoice),
        ],
    );
    let rows = json!({"type": "array", "minItems": 2, "uniqueItems": true, "items": {
        "type": "object", "properties": {"b": {"type": "string", "title": "B"}},
    }});
    check(
        rows,
        &[json!([{"b": "1"}, {"b": "2"}])],
        &[(json!([{"b": "1"}]), FieldCode::TooFew), (json!([{"b": "1"}, {"b": "1"}]), FieldCode::Duplicate)],
    );
}

#[test]
fn words_needs_and_defaults_are_read() {
    let field = field_of(&json!({
        "type": "string", "title": "A", "description": "B", "x-soft-required": true, "readOnly": true, "default": "x",
    }));
    assert_eq!(field.hint.get(Locale::En), "B");
    assert_eq!((field.need, field.read_only), (Need::Recommended, true));
    assert_eq!(field.default, Some(Expr::Value("x".into())));
    let computed = field_of(&json!({"type": "string", "title": "A", "x-default": {"var": "person.name"}}));
    assert_eq!(computed.default, Some(Expr::Var("person.name".into(), None)));
    let element = field_of(&json!({"x-element": "person.birth_date"}));
    assert_eq!(element.control, Control::Date);
    assert_eq!(element.label, element::find("person.birth_date").unwrap().label());
    let options = field_of(&json!({"title": "A", "oneOf": [{"const": "x", "title": "X"}, {"const": 2}]}));
    let Control::Choice { options, .. } = options.control else { panic!("a choice") };
    assert_eq!(
        options.iter().map(|option| (option.wire(), option.label.get(Locale::En))).collect::<Vec<_>>(),
        [("x".to_owned(), "X"), ("2".to_owned(), "2")]
    );
}

/// A definition of a text `a`, a choice `b` and a list `rows` of texts `c`, changed at one place.
fn changed(pointer: &str, value: Value) -> Value {
    let mut definition = json!({
        "meta": {"id": "x", "version": "1", "title": "X"},
        "schema": {"type": "object", "required": ["a"], "properties": {
            "a": {"type": "string", "title": "A"},
            "b": {"type": "string", "title": "B", "enum": ["x", "y"]},
            "rows": {"type": "array", "title": "R", "items": {
                "type": "object", "properties": {"c": {"type": "string", "title": "C"}},
            }},
        }},
        "uischema": {"type": "Categorization", "elements": [
            {"type": "Category", "label": "1", "options": {"id": "one"}, "elements": [
                {"type": "Control", "scope": "#/properties/a"},
            ]},
            {"type": "Category", "label": "2", "options": {"id": "two"}, "elements": [
                {"type": "Control", "scope": "#/properties/b"}, {"type": "Control", "scope": "#/properties/rows"},
            ]},
        ]},
        "materials": [{"id": "m", "name": "M"}],
        "x-rules": [],
        "x-text": {"en": {}},
    });
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    match definition.pointer_mut(parent).unwrap() {
        Value::Array(entries) => match entries.get_mut(key.parse::<usize>().unwrap()) {
            Some(entry) => *entry = value,
            None => entries.push(value),
        },
        parent => _ = parent.as_object_mut().unwrap().insert(key.replace("~1", "/"), value),
    }
    definition
}

#[test]
fn each_lint_has_a_definition_that_deserves_it() {
    use LintCode as L;
    use Severity::{Error, Warning};
    let rule = |rule: Value| ("/x-rules/0", rule);
    let show_b = |when: Value| rule(json!({"effect": "show", "target": "/b", "when": when}));
    let deep = (0..20)
        .fold(json!({"type": "string"}), |inner, _| json!({"type": "object", "properties": {"d": inner}}));
    let control = |more: Value| {
        let mut control = json!({"type": "Control", "scope": "#/properties/a"});
        control.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        ("/uischema/elements/0/elements/0", control)
    };
    let condition = |schema: Value| {
        control(
            json!({"rule": {"effect": "SHOW", "condition": {"scope": "#/properties/b", "schema": schema}}}),
        )
    };
    let table = [
        (("/schema/properties/a/minLengh", json!(2)), L::UnsupportedKeyword, Error),
        (("/schema/properties/a/examples", json!([])), L::UnsupportedKeyword, Warning),
        (("/schema/properties/a/$dynamicRef", json!("#a")), L::UnsupportedKeyword, Error),
        (("/schema/properties/a/$ref", json!("https://elsewhere.example")), L::UnsupportedKeyword, Error),
        (("/schema/properties/a/format", json!("hostname")), L::UnsupportedKeyword, Warning),
        (("/schema/allOf", json!([{"minLengh": 2}])), L::UnsupportedKeyword, Error),
        (("/schema/type", json!("string")), L::UnsupportedKeyword, Error),
        (("/schema/properties/a/not", json!({"nott": {}})), L::UnsupportedKeyword, Error),
        (("/x-compute", json!([])), L::UnsupportedKeyword, Error),
        (control(json!({"options": {"slider": true}})), L::UnsupportedKeyword, Warning),
        (control(json!({"options": {"format": "radio"}})), L::UnsupportedKeyword, Warning),
        (control(json!({"rule": {"effect": "COLOUR", "condition": {}}})), L::UnsupportedKeyword, Error),
        (condition(json!({"pattern": "[x]"})), L::UnsupportedKeyword, Error),
        (condition(json!({"const": {"one": 1}})), L::BadExpression, Error),
        (rule(json!({"effect": "colour", "target": "/b", "when": true})), L::UnsupportedKeyword, Error),
        (("/uischema/elements/0/elements/0", json!({"type": "Carousel"})), L::UnsupportedElement, Error),
        (("/uischema/elements/0", json!({"type": "Group"})), L::UnsupportedElement, Error),
        (("/schema/properties/a", json!(7)), L::BadValue, Error),
        (("/schema/properties/a", json!({"title": "A"})), L::BadValue, Warning),
        (("/schema/properties/a/minLength", json!("2")), L::BadValue, Error),
        (("/schema/properties/a/title", json!(["A"])), L::BadValue, Error),
        (("/schema/properties/a/default", json!(7)), L::BadValue, Error),
        (("/schema/properties/b/enum", json!([])), L::BadValue, Error),
        (("/schema/properties/b/enum/0", json!(1)), L::BadValue, Error),
        (("/x-text/fr", json!({})), L::BadValue, Error),
        (("/schema/properties/a.b", json!({"type": "string", "title": "A"})), L::BadName, Error),
        (show_b(json!({"log": 1})), L::BadExpression, Error),
        (("/materials/0/when", json!({"log": 1})), L::BadExpression, Error),
        (("/schema/properties/d", deep), L::TooDeep, Warning),
        (("/schema/required/0", json!("z")), L::Dangling, Warning),
        (show_b(json!({"var": "z"})), L::Dangling, Error),
        (show_b(json!({"var": "a.z"})), L::Dangling, Error),
        (rule(json!({"effect": "show", "target": "/z", "when": true})), L::Dangling, Error),
        (rule(json!({"effect": "show", "target": "/rows/-/c", "when": {"var": "a"}})), L::Dangling, Error),
        (("/materials/0/when", json!({"var": "z"})), L::Dangling, Error),
        (
            ("/uischema/elements/0/elements/0", json!({"type": "Control", "scope": "#/properties/z"})),
            L::Dangling,
            Error,
        ),
        (("/x-text/en/~1schema~1properties~1z~1title", json!("Z")), L::Dangling, Error),
        (
            ("/uischema/elements/2", json!({"type": "Category", "label": "3", "elements": []})),
            L::UnreachablePage,
            Error,
        ),
        (
            (
                "/uischema/elements/0/rule",
                json!({"effect": "HIDE", "condition": {"scope": "#", "schema": true}}),
            ),
            L::UnreachablePage,
            Error,
        ),
        (("/uischema/elements/0/elements/0", json!({"type": "Label", "text": "A"})), L::Unplaced, Warning),
        (("/uischema/elements/1/elements/0", json!({"type": "Label", "text": "B"})), L::Unplaced, Warning),
        (("/materials/1", json!({"id": "m", "name": "N"})), L::Duplicate, Error),
        (("/schema/properties/b/enum/1", json!("x")), L::Duplicate, Warning),
        (("/uischema/elements/1/options/id", json!("one")), L::Duplicate, Error),
        (
            ("/uischema/elements/1/elements/2", json!({"type": "Control", "scope": "#/properties/a"})),
            L::Duplicate,
            Warning,
        ),
        (("/uischema/elements/1/options/id", json!("check")), L::ReservedId, Error),
        (show_b(json!({"var": "b"})), L::RuleCycle, Error),
        (rule(json!({"effect": "show", "target": ["/rows/-/c", "/a"], "when": true})), L::MixedRows, Error),
        (
            (
                "/schema/properties/o",
                json!({"required": ["p"], "properties": {"p": {"type": "string", "title": "P"}}}),
            ),
            L::OptionalObject,
            Warning,
        ),
        (("/schema/properties/n", json!({"type": "string"})), L::MissingLabel, Warning),
        (("/schema/properties/a/title", json!("名")), L::MissingLanguage, Warning),
        (("/schema/properties/a/x-element", json!("person.z")), L::UnknownElement, Error),
        (("/schema/properties/a/x-element", json!("person.sex")), L::ElementMismatch, Error),
    ];
    assert_eq!(compile(&changed("/x-rules", json!([]))).1, [], "nothing to say before the change");
    let mut seen = BTreeSet::new();
    for ((pointer, value), code, severity) in table {
        let lints = compile(&changed(pointer, value.clone())).1;
        let found = lints.iter().any(|lint| lint.code == code && lint.severity == severity);
        assert!(found, "{code:?} for {value} at {pointer}, not {lints:#?}");
        seen.insert(code);
    }
    // What the tasks of a process are to write is no matter of the form alone.
    seen.insert(L::NoInput);
    assert_eq!(seen, LintCode::ALL.into_iter().collect());
}

#[test]
fn a_version_may_be_a_number() {
    let (form, lints) = compile(&changed("/meta/version", json!(2)));
    assert_eq!((form.meta.version.as_str(), lints.len()), ("2", 0));
    assert_eq!(compile(&changed("/meta/version", json!([]))).1[0].code, LintCode::BadValue);
}

#[test]
fn longer_circles_are_found_and_what_follows_them_is_kept() {
    let when = |name: &str| json!({"!!": {"var": name}});
    let rules = json!([
        {"effect": "require", "target": "/rows", "when": when("b")},
        {"effect": "show", "target": "/b", "when": when("a")},
        {"effect": "hide", "target": "/a", "when": when("b")},
    ]);
    let (form, lints) = compile(&changed("/x-rules", rules));
    assert_eq!(
        lints.iter().map(|lint| (lint.code, &*lint.pointer)).collect::<Vec<_>>(),
        [(LintCode::RuleCycle, "/x-rules/1"), (LintCode::RuleCycle, "/x-rules/2"),]
    );
    assert_eq!(form.rules.len(), 1);
}

#[test]
fn rules_come_after_what_decides_what_they_read() {
    let when = |name: &str| json!({"!!": {"var": name}});
    let rules = json!([
        {"effect": "show", "target": "/rows", "when": when("b")},
        {"effect": "show", "target": "/b", "when": when("a")},
    ]);
    let (form, lints) = compile(&changed("/x-rules", rules));
    assert_eq!(lints, []);
    assert_eq!(form.rules.iter().map(|rule| &rule.targets[0]).collect::<Vec<_>>(), ["/b", "/rows"]);
    let affected = affected(&form, "/a");
    assert_eq!(affected.fields, BTreeSet::from(["/b".to_owned(), "/rows".to_owned()]));
    assert_eq!((affected.pages.clone(), affected.rules.len()), (BTreeSet::from([1]), 2));
}

#[test]
fn conditions_mean_what_they_mean_in_json_forms() {
    let check = |condition: Value, answers: Value, shown: bool| {
        let rule = json!({"effect": "SHOW", "condition": condition});
        let (form, lints) = compile(&changed("/uischema/elements/1/rule", rule));
        assert_eq!(lints, [], "{condition}");
        assert_eq!(state(&form, &answers).visible("/b"), shown, "{condition} on {answers}");
    };
    let on_a = |schema: Value| json!({"scope": "#/properties/a", "schema": schema});
    check(on_a(json!({"const": "x"})), json!({"a": "x"}), true);
    check(on_a(json!({"const": "x"})), json!({}), false);
    check(on_a(json!({"enum": ["x", "y"]})), json!({"a": "y"}), true);
    check(on_a(json!({"enum": ["x", "y"]})), json!({}), false);
    check(on_a(json!({"not": {"const": "x"}})), json!({}), true);
    check(on_a(json!({"not": {"const": "x"}})), json!({"a": "x"}), false);
    check(on_a(json!({"pattern": "^(?:..)*$"})), json!({}), true);
    check(on_a(json!({"pattern": "^(?:..)*$"})), json!({"a": "xy"}), true);
    check(on_a(json!({"pattern": "^(?:..)*$"})), json!({"a": "xyz"}), false);
    check(on_a(json!({"not": {"pattern": "^x"}})), json!({"a": "xyz"}), false);
    check(on_a(json!({"minimum": 3})), json!({}), true);
    check(on_a(json!({"minimum": 3})), json!({"a": 2}), false);
    check(on_a(json!({"type": "string", "const": "x"})), json!({"a": "x"}), true);
    check(on_a(json!({"anyOf": [{"const": "x"}, {"const": "y"}]})), json!({"a": "y"}), true);
    check(on_a(json!({})), json!({}), true);
    let undefined = json!({"scope": "#/properties/a", "schema": {"minLength": 1}, "failWhenUndefined": true});
    check(undefined.clone(), json!({}), false);
    check(undefined, json!({"a": "x"}), true);
    check(json!({"scope": "#", "schema": {"required": ["a"]}}), json!({}), false);
    check(json!({"scope": "#", "schema": {"required": ["a"]}}), json!({"a": "x"}), true);
    let within = json!({"scope": "#", "schema": {"properties": {"a": {"const": "x"}}}});
    check(within.clone(), json!({}), true);
    check(within, json!({"a": "y"}), false);
    check(json!({"type": "LEAF", "scope": "#/properties/a", "expectedValue": "x"}), json!({"a": "x"}), true);
    let both = json!({"type": "AND", "conditions": [on_a(json!({"not": {"const": "x"}})), on_a(json!({"enum": ["y"]}))]});
    check(both.clone(), json!({"a": "y"}), true);
    check(both, json!({"a": "z"}), false);
}

#[test]
fn a_bare_schema_is_one_page_with_its_objects_as_groups() {
    let (form, lints) = compile(&json!({"title": "T", "description": "D", "properties": {
        "a": {"type": "string", "title": "A"},
        "o": {"title": "O", "properties": {"b": {"type": "string", "title": "B"}}},
    }}));
    assert_eq!(lints, []);
    let items = serde_json::to_value(&form.pages[0].items).unwrap();
    assert_eq!(
        items,
        json!([
            {"note": {"text": {"zh-CN": "D"}}}, {"field": 0}, {"group": {"title": {"zh-CN": "O"}, "items": [{"field": 1}]}},
        ])
    );
    assert_eq!(form.fields[1].pointer, "/o/b");
}
