//! Definitions of other people: the examples of JSON Forms, and older drafts of JSON Schema.

use std::fs;
use std::path::Path;

use schema::form::{Control, LintCode, Severity, compile, validate_data};
use schema::locale::Locale;
use serde_json::{Value, json};

use super::Patterns;
use super::oracle::oracle;

#[test]
fn the_examples_of_json_forms_compile_and_are_judged_as_the_oracle_does() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/jsonforms");
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut paths: Vec<_> =
        paths.filter(|path| path.extension().is_some_and(|extension| extension == "json")).collect();
    paths.sort();
    let mut compiled = 0;
    for path in &paths {
        let definition: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
        let (form, lints) = compile(&definition);
        let name = path.file_stem().unwrap().display();
        for lint in lints.iter().filter(|lint| lint.severity == Severity::Error) {
            println!("{name}: {} {:?} {}", lint.pointer, lint.code, lint.detail);
        }
        if lints.iter().any(|lint| lint.severity == Severity::Error) {
            continue;
        }
        compiled += 1;
        let Some(data) = definition.get("data") else { continue };
        let faults = validate_data(&form, data, &Patterns);
        assert_eq!(faults.is_empty(), oracle(&definition["schema"]).is_valid(data), "{name}: {faults:?}");
    }
    println!("{compiled} of {} compile", paths.len());
    assert_eq!(paths.len(), 28);
    assert!(compiled >= 24);
}

/// A form in the words of an older draft, compiled without an error, and judged as the oracle does.
fn check(schema: &Value, good: &[Value], bad: &[Value]) {
    let (form, lints) = compile(schema);
    assert!(lints.iter().all(|lint| lint.severity == Severity::Warning), "{lints:?}");
    assert!(!form.fields.is_empty());
    let oracle = oracle(schema);
    for (answers, expect) in good.iter().map(|it| (it, true)).chain(bad.iter().map(|it| (it, false))) {
        let faults = validate_data(&form, answers, &Patterns);
        assert_eq!(faults.is_empty(), expect, "{answers}: {faults:?}");
        assert_eq!(oracle.is_valid(answers), expect, "{answers}");
    }
}

#[test]
fn draft_4_is_understood() {
    let schema = json!({
        "$schema": "http://json-schema.org/draft-04/schema#",
        "id": "https://example.com/form.json",
        "title": "Form",
        "type": "object",
        "definitions": {"name": {"type": "string", "pattern": "^[A-Z]"}},
        "properties": {
            "name": {"$ref": "#/definitions/name", "maxLength": 1},
            "age": {"type": "integer", "minimum": 0, "exclusiveMinimum": true},
            "pair": {"type": "array", "items": [{"type": "string"}, {"type": "integer"}], "additionalItems": false},
            "card": {"type": "string"},
            "address": {"type": "string"},
        },
        "dependencies": {"card": ["address"]},
        "required": ["name"],
    });
    check(
        &schema,
        &[
            json!({"name": "Ann", "age": 1, "pair": ["x", 1]}),
            json!({"name": "A", "card": "1", "address": "x"}),
        ],
        &[
            json!({}),
            json!({"name": "ann"}),
            json!({"name": "A", "age": 0}),
            json!({"name": "A", "pair": ["x", 1, 2]}),
            json!({"name": "A", "pair": [1]}),
            json!({"name": "A", "card": "1"}),
        ],
    );
}

#[test]
fn draft_7_and_2019_09_are_understood() {
    let schema = |draft: &str| {
        json!({
            "$schema": draft,
            "type": "object",
            "properties": {
                "kind": {"enum": ["person", "company"]},
                "number": {"type": ["string", "null"]},
                "tags": {"type": "array", "items": {"type": "string"}, "contains": {"const": "x"}},
                "point": {"type": "array", "items": [{"type": "number"}], "additionalItems": {"type": "string"}},
            },
            "if": {"properties": {"kind": {"const": "company"}}, "required": ["kind"]},
            "then": {"required": ["credit"], "properties": {"credit": {"type": "string"}}},
            "additionalProperties": true,
        })
    };
    for draft in ["http://json-schema.org/draft-07/schema#", "https://json-schema.org/draft/2019-09/schema"] {
        check(
            &schema(draft),
            &[
                json!({}),
                json!({"kind": "person", "number": null}),
                json!({"kind": "company", "credit": ""}),
                json!({"tags": ["x"], "point": [1, "a"], "more": 1}),
            ],
            &[
                json!({"kind": "company"}),
                json!({"number": 1}),
                json!({"tags": ["y"]}),
                json!({"point": [1, 2]}),
            ],
        );
    }
}

#[test]
fn a_schema_that_holds_itself_is_asked_for_once_and_checked_all_the_way() {
    let schema = json!({
        "$defs": {"person": {"type": "object", "required": ["name"], "properties": {
            "name": {"type": "string", "title": "Name"}, "child": {"$ref": "#/$defs/person"},
        }}},
        "$ref": "#/$defs/person",
    });
    check(
        &schema,
        &[json!({"name": "a"}), json!({"name": "a", "child": {"name": "b", "child": {"name": "c"}}})],
        &[
            json!({}),
            json!({"name": "a", "child": {"name": "b", "child": {"name": 3}}}),
            json!({"name": "a", "child": {}}),
        ],
    );
    let (_, lints) = compile(&schema);
    assert!(lints.iter().any(|lint| lint.code == LintCode::TooDeep), "{lints:?}");
}

#[test]
fn a_schema_that_leads_nowhere_comes_to_an_end() {
    let circle = json!({"$ref": "#/$defs/circle"});
    let (form, _) = compile(&json!({
        "$defs": {"circle": {"anyOf": [circle, circle], "not": circle}},
        "type": "object",
        "properties": {"a": circle},
    }));
    // There is no right verdict: that there is one at all is what counts.
    validate_data(&form, &json!({"a": {"a": 1}}), &Patterns);
    assert_eq!(validate_data(&form, &json!({}), &Patterns), []);
}

#[test]
fn what_open_api_calls_nullable_may_be_null() {
    let (form, lints) = compile(&json!({
        "type": "object",
        "properties": {
            "name": {"type": "string", "nullable": true, "minLength": 2},
            "kind": {"type": "string", "enum": ["a", "b"], "nullable": false},
            "address": {"type": "object", "nullable": true, "required": ["city"], "properties": {"city": {"type": "string"}}},
        },
    }));
    assert!(lints.iter().all(|lint| lint.severity == Severity::Warning), "{lints:?}");
    let is_valid = |answers: Value| validate_data(&form, &answers, &Patterns).is_empty();
    assert!(is_valid(json!({"name": null, "address": null})));
    assert!(is_valid(json!({"name": "ab", "address": {"city": "x"}})));
    assert!(!is_valid(json!({"name": "a"})));
    assert!(!is_valid(json!({"kind": null})));
    assert!(!is_valid(json!({"address": {}})));
}

#[test]
fn a_member_that_no_rule_could_read_is_reported_and_checked() {
    let schema = json!({
        "type": "object",
        "properties": {"a.b": {"type": "integer"}, "c": {"type": "string"}},
        "required": ["a.b"],
        "additionalProperties": false,
    });
    let (form, lints) = compile(&schema);
    assert!(lints.iter().any(|lint| lint.code == LintCode::BadName && lint.pointer == "/properties/a.b"));
    let oracle = oracle(&schema);
    for answers in [json!({"a.b": 1}), json!({"a.b": "1"}), json!({}), json!({"a.b": 1, "d": 1})] {
        let faults = validate_data(&form, &answers, &Patterns);
        assert_eq!(faults.is_empty(), oracle.is_valid(&answers), "{answers}: {faults:?}");
    }
}

#[test]
fn choices_are_called_by_their_enum_names() {
    let (form, lints) = compile(&json!({
        "type": "object",
        "properties": {"size": {"type": "string", "title": "Size", "enum": ["s", "l"], "enumNames": ["Small"]}},
    }));
    assert_eq!(lints, []);
    let Control::Choice { options, .. } = &form.fields[0].control else {
        panic!("{:?}", form.fields[0].control)
    };
    let labels: Vec<&str> = options.iter().map(|option| option.label.get(Locale::En)).collect();
    assert_eq!(labels, ["Small", "l"]);
}

#[test]
fn schemas_that_lead_to_each_other_are_compiled_in_time() {
    let names: Vec<String> = (0..12).map(|number| format!("d{number}")).collect();
    let all: Value =
        names.iter().map(|name| (name.clone(), json!({"$ref": format!("#/$defs/{name}")}))).collect();
    let definitions: Value =
        names.iter().map(|name| (name.clone(), json!({"type": "object", "properties": all}))).collect();
    let schema = json!({"$defs": definitions, "type": "object", "properties": all});
    let (form, lints) = compile(&schema);
    assert!(lints.iter().any(|lint| lint.code == LintCode::TooDeep));
    assert!(form.fields.len() < 6_000, "{}", form.fields.len());
    assert_eq!(validate_data(&form, &json!({"d1": {"d2": {"d3": {"d1": {"d2": {}}}}}}), &Patterns), []);
    assert_ne!(validate_data(&form, &json!({"d1": {"d2": {"d3": {"d1": {"d2": 1}}}}}), &Patterns), []);
}
