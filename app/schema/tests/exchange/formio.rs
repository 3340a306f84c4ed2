//! Forms of Form.io: what each component becomes.

use schema::form::{Control, Fate, Severity, compile, from_formio, validate_data};
use serde_json::{Value, json};

use super::{Patterns, errors, losses};

/// The schema of the one component.
fn asked(component: Value) -> Value {
    let imported = from_formio(&json!({"components": [component]}));
    assert_eq!(losses(&imported), [] as [&str; 0]);
    let schema = &imported.definition["schema"]["properties"]["a"];
    let mut schema = schema.clone();
    if imported.definition["schema"]["required"] == json!(["a"]) {
        schema["needed"] = true.into();
    }
    schema
}

/// The losses of a form of one component.
fn lost(component: Value) -> Vec<String> {
    losses(&from_formio(&json!({"components": [component]})))
}

#[test]
fn each_question_becomes_the_schema_of_its_answer() {
    let check = |component: Value, schema: Value| assert_eq!(asked(component.clone()), schema, "{component}");
    check(
        json!({"type": "textfield", "key": "a", "label": "Name", "tooltip": "In <b>full</b>", "input": true,
            "validate": {"required": true, "minLength": "2", "maxLength": 50, "pattern": "[A-Z].*"}}),
        json!({"title": "Name", "description": "In full", "type": "string", "minLength": 2, "maxLength": 50,
            "pattern": "^(?:[A-Z].*)$", "needed": true}),
    );
    check(
        json!({"type": "simpletextfieldadvanced", "key": "a", "inputMask": "99-a", "multiple": true,
            "validate": {"required": true}}),
        json!({"type": "array", "items": {"type": "string", "pattern": "^[0-9][0-9]-[A-Za-z]$"}, "minItems": 1,
            "needed": true}),
    );
    check(
        json!({"type": "number", "key": "a", "decimalLimit": 2, "defaultValue": "1.5", "disabled": true,
            "validate": {"min": 0, "max": "10"}}),
        json!({"type": "number", "multipleOf": 0.01, "minimum": 0, "maximum": 10, "default": 1.5, "readOnly": true}),
    );
    check(json!({"type": "number", "key": "a", "decimalLimit": 0}), json!({"type": "integer"}));
    check(
        json!({"type": "currency", "key": "a", "currency": "CNY"}),
        json!({"type": "number", "format": "money"}),
    );
    check(
        json!({"type": "checkbox", "key": "a", "validate": {"required": true}}),
        json!({"type": "boolean", "const": true, "needed": true}),
    );
    check(
        json!({"type": "radio", "key": "a", "defaultValue": "y", "values": [
            {"label": "Yes", "value": "y", "shortcut": ""}, {"label": "No", "value": "n"}]}),
        json!({"type": "string", "default": "y",
            "oneOf": [{"const": "y", "title": "Yes"}, {"const": "n", "title": "No"}]}),
    );
    check(
        json!({"type": "select", "key": "a", "multiple": true, "dataSrc": "json", "valueProperty": "code.id",
            "template": "<span>{{ item.name }}</span>", "data": {"json": "[{\"code\": {\"id\": 1}, \"name\": \"One\"}]"}}),
        json!({"type": "array", "uniqueItems": true,
            "items": {"type": "string", "oneOf": [{"const": "1", "title": "One"}]}}),
    );
    check(
        json!({"type": "select", "key": "a", "dataType": "number", "data": {"values": [
            {"label": "", "value": ""}, {"label": "One", "value": "1"}]}}),
        json!({"type": "number", "oneOf": [{"const": 1, "title": "One"}]}),
    );
    check(json!({"type": "email", "key": "a"}), json!({"type": "string", "format": "email"}));
    check(json!({"type": "url", "key": "a"}), json!({"type": "string", "format": "uri"}));
    check(
        json!({"type": "time", "key": "a", "inputMask": "99:99"}),
        json!({"type": "string", "format": "local-time"}),
    );
    check(
        json!({"type": "datetime", "key": "a", "enableTime": false, "datePicker": {"maxMode": "year"}}),
        json!({"type": "string", "format": "date"}),
    );
    check(json!({"type": "datetime", "key": "a"}), json!({"type": "string", "format": "date-time"}));
    check(json!({"type": "hidden", "key": "a", "defaultValue": 3}), json!({"type": "number", "default": 3}));
}

#[test]
fn what_does_not_come_along_is_told() {
    let check = |component: Value, loss: &str| {
        assert_eq!(lost(component.clone()), [loss], "{component}");
    };
    let at = |rest: &str| format!("/components/0{rest}");
    check(json!({"type": "password", "key": "a"}), &format!("Error Dropped {} password never asked", at("")));
    check(
        json!({"type": "textfield", "key": "a", "validate": {"custom": "valid = true"}}),
        &format!("Error Dropped {} custom ", at("/validate/custom")),
    );
    check(
        json!({"type": "textfield", "key": "a", "calculateValue": "value = 1"}),
        &format!("Error Dropped {} calculateValue JavaScript", at("/calculateValue")),
    );
    check(
        json!({"type": "textfield", "key": "a", "customConditional": "show = data.b"}),
        &format!("Error Dropped {} customConditional JavaScript", at("/customConditional")),
    );
    check(
        json!({"type": "textfield", "key": "a", "placeholder": "Name", "labelPosition": "top", "tabindex": "3"}),
        &format!("Warning Dropped {} placeholder ", at("/placeholder")),
    );
    check(
        json!({"type": "day", "key": "a", "fields": {"day": {"hide": true}}}),
        &format!("Warning Replaced {} day 2026-11-22", at("")),
    );
    check(
        json!({"type": "datetime", "key": "a", "datePicker": {"minDate": "2026-01-01"}}),
        &format!("Error Dropped {} minDate ", at("/datePicker/minDate")),
    );
    check(json!({"type": "map", "key": "a", "input": true}), &format!("Error Replaced {} map text", at("")));
    check(
        json!({"type": "textfield", "key": "a", "input": true, "persistent": false}),
        &format!("Warning Replaced {} persistent answers are kept", at("/persistent")),
    );
    check(
        json!({"type": "button", "key": "a", "action": "custom", "custom": "alert(1)"}),
        &format!("Error Dropped {} button custom", at("")),
    );
    assert_eq!(
        lost(json!({"type": "button", "key": "submit", "action": "submit", "label": "Submit"})).len(),
        0
    );
    let select =
        json!({"type": "select", "key": "a", "dataSrc": "url", "data": {"url": "https://example.com"}});
    assert_eq!(
        lost(select),
        [
            "Error Dropped /components/0/dataSrc url https://example.com",
            "Error Dropped /components/0 choices asked as text",
        ]
    );
    let none = from_formio(&json!({"elements": []}));
    assert_eq!(losses(&none), ["Error Dropped  components no components"]);
}

#[test]
fn the_same_key_twice_is_asked_once_and_told() {
    let field = json!({"type": "textfield", "key": "a"});
    let imported = from_formio(&json!({"components": [field, field]}));
    assert_eq!(losses(&imported), ["Error Dropped /components/1 a the same key twice"]);
    assert_eq!(imported.definition["uischema"]["elements"].as_array().unwrap().len(), 1);
}

#[test]
fn a_wizard_has_steps() {
    let text = |key: &str| json!({"type": "textfield", "key": key, "label": key, "input": true});
    let imported = from_formio(
        &json!({"display": "wizard", "title": "Permit", "name": "permit", "components": [
            {"type": "panel", "key": "intro", "title": "Intro", "components": [
                {"type": "content", "key": "c", "html": "<p>Read <b>this</b>.</p>"}]},
            {"type": "panel", "key": "you", "title": "You", "components": [
                {"type": "columns", "columns": [{"components": [text("first")], "width": 6}, {"components": [text("last")]}]},
                {"type": "container", "key": "address", "label": "Address", "components": [text("city")]},
                {"type": "tabs", "components": [{"label": "One", "key": "one", "components": [text("one")]}]}]},
            {"type": "panel", "key": "more", "title": "More", "components": [
                {"type": "table", "rows": [[{"components": [text("x")]}, {"components": [text("y")]}], []]},
                {"type": "fieldset", "legend": "Set", "components": [text("card.number")]}]},
            {"type": "button", "action": "submit", "key": "submit", "label": "Submit"},
        ]}),
    );
    assert_eq!(losses(&imported), [] as [&str; 0]);
    assert_eq!(errors(&imported), []);
    let control = |scope: &str| json!({"type": "Control", "scope": format!("#/properties/{scope}")});
    assert_eq!(
        imported.definition["uischema"],
        json!({"type": "Categorization", "elements": [
            {"type": "Category", "label": "You", "elements": [
                {"type": "Label", "text": "Read this."},
                {"type": "HorizontalLayout", "elements": [control("first"), control("last")]},
                {"type": "Group", "label": "Address", "elements": [control("address/properties/city")]},
                {"type": "Group", "label": "One", "elements": [control("one")]},
            ]},
            {"type": "Category", "label": "More", "elements": [
                {"type": "HorizontalLayout", "elements": [control("x"), control("y")]},
                {"type": "Group", "label": "Set", "elements": [control("card/properties/number")]},
            ]},
        ]})
    );
}

#[test]
fn rows_are_rows_and_what_is_needed_in_them_is_needed() {
    let imported = from_formio(&json!({"components": [{
        "type": "datagrid", "key": "children", "label": "Children", "defaultValue": [{}], "input": true,
        "validate": {"required": true, "maxLength": 3},
        "components": [
            {"type": "textfield", "key": "name", "label": "Name", "validate": {"required": true}},
            {"type": "checkbox", "key": "school", "label": "At school"},
        ],
    }]}));
    assert_eq!(losses(&imported), [] as [&str; 0]);
    assert_eq!(errors(&imported), []);
    let (form, _) = compile(&imported.definition);
    let Control::Repeat { fields, min, max, .. } = &form.fields[0].control else { panic!("{form:?}") };
    assert_eq!((fields.len(), *min, *max), (2, Some(1), Some(3)));
    let faults = |data: Value| validate_data(&form, &data, &Patterns).len();
    assert_eq!(faults(json!({"children": [{"name": "A", "school": true}]})), 0);
    assert_eq!(faults(json!({"children": [{"school": true}]})), 1);
    assert_eq!(faults(json!({"children": []})), 1);
    assert_eq!(faults(json!({})), 1);
}

#[test]
fn files_and_signatures_become_documents() {
    let imported = from_formio(&json!({"components": [
        {"type": "file", "key": "id", "label": "Identity card", "filePattern": ".pdf, image/*, .exe", "multiple": true,
            "validate": {"required": true}, "conditional": {"show": true, "when": "foreign", "eq": "true"}},
        {"type": "checkbox", "key": "foreign", "label": "Foreign", "input": true},
        {"type": "signature", "key": "sign", "label": "Sign"},
    ]}));
    assert_eq!(
        imported.definition["materials"],
        json!([
            {"id": "id", "name": "Identity card", "required": true,
                "accept": ["application/pdf", "image/jpeg", "image/png", "image/webp"], "max_files": 10,
                "when": {"===": [{"var": ["foreign", false]}, true]}},
            {"id": "sign", "name": "Sign", "capture": "signature", "required": false},
        ])
    );
    assert_eq!(errors(&imported), []);
    let material = |id: &str| json!({"type": "Material", "options": {"material": id}});
    assert_eq!(
        imported.definition["uischema"]["elements"],
        json!([material("id"), {"type": "Control", "scope": "#/properties/foreign"}, material("sign")])
    );
    let kinds: Vec<(&str, Fate, Severity)> =
        imported.losses.iter().map(|loss| (loss.what.as_str(), loss.fate, loss.severity)).collect();
    assert_eq!(
        kinds,
        [
            (".exe", Fate::Dropped, Severity::Warning),
            ("file", Fate::Replaced, Severity::Warning),
            ("signature", Fate::Replaced, Severity::Warning),
        ]
    );
}

#[test]
fn a_survey_asks_each_of_its_questions() {
    let imported = from_formio(&json!({"components": [{
        "type": "survey", "key": "s", "label": "Survey", "validate": {"required": true},
        "questions": [{"label": "Q1", "value": "q1"}, {"label": "Q. 2?", "value": "q. 2?"}],
        "values": [{"label": "Good", "value": "good"}, {"label": "Bad", "value": "bad"}],
    }]}));
    assert_eq!(losses(&imported), ["Warning Replaced /components/0/questions/1/value q. 2? q 2?"]);
    assert_eq!(errors(&imported), []);
    let schema = &imported.definition["schema"];
    assert_eq!(schema["required"], json!(["s"]));
    assert_eq!(schema["properties"]["s"]["required"], json!(["q1", "q 2?"]));
}

#[test]
fn no_form_of_any_shape_makes_it_panic() {
    let component = |value: Value| {
        json!({"type": "select", "key": value, "components": value, "validate": value,
        "conditional": value, "logic": value, "data": value, "values": value, "columns": value, "rows": value,
        "widget": value, "fields": value, "defaultValue": value, "questions": value})
    };
    let values = [
        json!(null),
        json!(1),
        json!("a.b"),
        json!([1, {}, []]),
        json!({"a": [{}]}),
        json!([[{"components": 3}]]),
    ];
    for value in values {
        for kind in [
            "select", "panel", "table", "columns", "tabs", "datagrid", "day", "survey", "file", "number", "x",
        ] {
            let mut component = component(value.clone());
            component["type"] = kind.into();
            component["key"] = "a".into();
            from_formio(&json!({"display": value, "components": [component]}));
        }
        from_formio(&value);
    }
    let deep = (0..200).fold(
        json!({"type": "textfield", "key": "a"}),
        |inner, _| json!({"type": "panel", "components": [inner]}),
    );
    let imported = from_formio(&json!({"components": [deep]}));
    assert!(imported.losses.iter().any(|loss| loss.by == "too deep"));
}
