//! JSON Schemas of any draft, and pairs of JSON Forms.

use std::fs;
use std::path::Path;

use schema::form::{Fate, Severity, compile, from_json_schema, from_jsonforms, validate_data};
use schema::locale::Locale;
use serde_json::{Value, json};

use super::{Patterns, errors, losses};

#[test]
fn a_schema_comes_with_a_layout_and_its_losses() {
    let imported = from_json_schema(&json!({
        "$schema": "http://json-schema.org/draft-04/schema#",
        "title": "Permit",
        "type": "object",
        "definitions": {"day": {"type": "string", "format": "date"}},
        "properties": {
            "dateOfBirth": {"$ref": "#/definitions/day", "minLength": 3},
            "card": {"$ref": "https://example.com/card.json"},
            "age": {"type": "integer", "minimum": 0, "exclusiveMinimum": true, "confirmationCode": 7},
        },
    }));
    assert_eq!(errors(&imported), []);
    assert_eq!(
        losses(&imported),
        [
            "Warning Dropped /properties/dateOfBirth/minLength minLength beside $ref",
            "Error Dropped /properties/card/$ref $ref ",
            "Warning Dropped /properties/age/confirmationCode confirmationCode ",
        ]
    );
    let definition = &imported.definition;
    assert_eq!(definition["meta"], json!({"title": "Permit"}));
    assert_eq!(definition["schema"]["$schema"], "https://json-schema.org/draft/2020-12/schema");
    assert_eq!(definition["schema"]["properties"]["age"], json!({"type": "integer", "exclusiveMinimum": 0}));
    assert_eq!(
        definition["uischema"],
        json!({"type": "VerticalLayout", "elements": [
            {"type": "Control", "scope": "#/properties/dateOfBirth", "label": "Date of birth"},
            {"type": "Control", "scope": "#/properties/card", "label": "Card"},
            {"type": "Control", "scope": "#/properties/age", "label": "Age"},
        ]})
    );
}

#[test]
fn published_forms_are_imported_and_judge_as_before() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/government");
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut judged = 0;
    for path in paths.filter(|path| path.extension().is_some_and(|extension| extension == "json")) {
        let file: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        let imported = from_json_schema(&file["schema"]);
        assert_eq!(errors(&imported), [], "{}", path.display());
        let grave = imported.losses.iter().find(|loss| loss.severity == Severity::Error);
        assert_eq!(grave, None, "{}", path.display());
        let (form, _) = compile(&imported.definition);
        for case in file["cases"].as_array().unwrap() {
            let faults = validate_data(&form, &case["data"], &Patterns);
            assert_eq!(faults.is_empty(), case["valid"] == true, "{} {faults:?}", case["data"]);
            judged += 1;
        }
    }
    assert_eq!(judged, 162);
}

#[test]
fn what_is_no_object_is_a_loss_and_no_panic() {
    for source in [json!(true), json!([]), json!(null), json!({"type": "string"})] {
        let imported = from_json_schema(&source);
        assert!(imported.losses.iter().any(|loss| loss.severity == Severity::Error), "{source}");
        assert!(imported.definition["uischema"].is_object());
        assert!(from_jsonforms(&source).definition["schema"].is_object(), "{source}");
    }
}

#[test]
fn a_pair_of_json_forms_is_a_definition() {
    let imported = from_jsonforms(&json!({
        "name": "person",
        "label": "Person",
        "schema": {"type": "object", "properties": {"name": {"type": "string"}, "vip": {"type": "boolean"}}},
        "uischema": {"type": "VerticalLayout", "elements": [
            {"type": "Control", "scope": "#/properties/name", "options": {"showUnfocusedDescription": true}},
            {"type": "Chart", "scope": "#/properties/name"},
            {"type": "Control", "scope": "#/properties/nothing"},
            {"type": "Control", "scope": "#/properties/vip", "rule": {"effect": "BLINK", "condition": {}}},
        ]},
        "data": {"name": "A"},
    }));
    assert_eq!(errors(&imported), []);
    assert_eq!(imported.definition["meta"], json!({"id": "person", "title": "Person"}));
    let (form, _) = compile(&imported.definition);
    assert_eq!(form.pages[0].items.len(), 2);
    let pointers: Vec<(&str, Fate)> =
        imported.losses.iter().map(|loss| (loss.pointer.as_str(), loss.fate)).collect();
    assert_eq!(
        pointers,
        [
            ("/data", Fate::Dropped),
            ("/uischema/elements/0/options/showUnfocusedDescription", Fate::Kept),
            ("/uischema/elements/1", Fate::Dropped),
            ("/uischema/elements/2/scope", Fate::Dropped),
            ("/uischema/elements/3/rule/effect", Fate::Dropped),
        ]
    );
}

#[test]
fn the_examples_of_json_forms_come_along() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/jsonforms");
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut good = 0;
    for path in paths.filter(|path| path.extension().is_some_and(|extension| extension == "json")) {
        let source: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        let imported = from_jsonforms(&source);
        let (form, _) = compile(&imported.definition);
        assert_eq!(form.meta.title.get(Locale::En), source["label"].as_str().unwrap());
        good += usize::from(errors(&imported).is_empty());
    }
    assert!(good >= 26, "{good} of 28");
}
