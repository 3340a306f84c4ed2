//! What is said of objects and lists as a whole, to people who fill in a form and of data that come from elsewhere.

use schema::form::{
    Control, Form, Need, Severity, compile, from_pairs, from_pairs_field, prune, state, to_pairs, validate,
    validate_data, validate_page,
};
use schema::problem::FieldCode;
use serde_json::{Value, json};

use super::{NoAngles, faults};

fn form(schema: &Value) -> Form {
    let (form, lints) = compile(schema);
    assert!(lints.iter().all(|lint| lint.severity == Severity::Warning), "{lints:?}");
    form
}

/// What is wrong with the answers of a person, and with the same as data.
fn both(form: &Form, answers: &Value) -> [Vec<(String, FieldCode)>; 2] {
    [validate, validate_data].map(|validate| {
        let errors = validate(form, answers, &NoAngles);
        faults(&errors).into_iter().map(|(pointer, code)| (pointer.to_owned(), code)).collect()
    })
}

fn at(pointer: &str, code: FieldCode) -> Vec<(String, FieldCode)> {
    vec![(pointer.to_owned(), code)]
}

#[test]
fn what_is_needed_in_an_optional_object_is_needed_once_it_is_there() {
    let form = form(&json!({"type": "object", "properties": {
        "agent": {"type": "object", "required": ["name"], "properties": {
            "name": {"type": "string", "title": "Name"}, "phone": {"type": "string", "title": "Phone"},
        }},
    }}));
    let name = &form.fields[0];
    let need = |answers: &Value| state(&form, answers).need(name, "/agent/name");
    assert_eq!(need(&json!({})), Need::Optional);
    assert_eq!(need(&json!({"agent": {"phone": "1"}})), Need::Required);
    let missing = at("/agent/name", FieldCode::Required);
    assert_eq!(both(&form, &json!({"agent": {"phone": "1"}})), [missing.clone(), missing]);
    assert_eq!(both(&form, &json!({})), [vec![], vec![]]);
}

#[test]
fn a_blank_is_no_answer_of_a_person_and_a_value_of_data() {
    let form = form(&json!({"type": "object", "required": ["a"], "properties": {
        "a": {"type": "string", "title": "A"}, "b": {"type": "string", "title": "B", "minLength": 2},
    }}));
    assert_eq!(both(&form, &json!({"a": ""})), [at("/a", FieldCode::Required), vec![]]);
    assert_eq!(both(&form, &json!({"a": "x", "b": ""})), [vec![], at("/b", FieldCode::TooShort)]);
    assert_eq!(both(&form, &json!({"a": "x", "b": null})), [vec![], at("/b", FieldCode::WrongType)]);
    assert_eq!(both(&form, &json!({"a": "x", "c": 1})), [at("/c", FieldCode::Unexpected), vec![]]);
}

#[test]
fn conditions_bear_on_the_page_where_their_fields_are() {
    let form = form(&json!({
        "type": "object",
        "properties": {
            "kind": {"type": "string", "title": "Kind", "enum": ["person", "company"]},
            "credit": {"type": "string", "title": "Code"},
        },
        "if": {"properties": {"kind": {"const": "company"}}, "required": ["kind"]},
        "then": {"required": ["credit"]},
    }));
    let missing = at("/credit", FieldCode::Required);
    let answers = json!({"kind": "company", "credit": ""});
    assert_eq!(both(&form, &answers), [missing.clone(), vec![]]);
    assert_eq!(both(&form, &json!({"kind": "company"})), [missing.clone(), missing]);
    assert_eq!(both(&form, &json!({"kind": "person"})), [vec![], vec![]]);
    let page = validate_page(&form, &state(&form, &answers), &form.pages[0], &NoAngles);
    assert_eq!(faults(&page), [("/credit", FieldCode::Required)]);
}

#[test]
fn what_a_rule_hides_no_schema_can_ask_for() {
    let form = form(&json!({
        "schema": {
            "type": "object",
            "properties": {
                "has": {"type": "boolean", "title": "Has"}, "what": {"type": "string", "title": "What"},
            },
            "dependentRequired": {"has": ["what"]},
        },
        "x-rules": [{"effect": "show", "target": "/what", "when": {"var": "has"}}],
    }));
    assert_eq!(both(&form, &json!({"has": false})), [vec![], vec![]]);
    let missing = at("/what", FieldCode::Required);
    assert_eq!(both(&form, &json!({"has": true})), [missing.clone(), missing]);
}

#[test]
fn a_list_of_values_is_rows_of_one_question() {
    let form = form(&json!({"type": "object", "properties": {
        "names": {"type": "array", "title": "Names", "items": {"type": "string", "maxLength": 3}, "minItems": 1},
    }}));
    let Control::Repeat { fields, .. } = &form.fields[0].control else { panic!("rows") };
    let answers = json!({"names": ["a", "b"]});
    assert_eq!(from_pairs(&form, to_pairs(&form, &answers)), answers);
    assert_eq!(both(&form, &answers), [vec![], vec![]]);
    let long = at("/names/1", FieldCode::TooLong);
    assert_eq!(both(&form, &json!({"names": ["a", "long"]})), [long.clone(), long]);
    let mut edited = answers;
    let pair = |pointer: &str, value: &str| [(pointer.to_owned(), value.to_owned())];
    from_pairs_field(&fields[0], "/names/2", &mut edited, pair("/names/2", "c"));
    from_pairs_field(&fields[0], "/names/0", &mut edited, pair("/names/0", " "));
    assert_eq!(edited, json!({"names": [null, "b", "c"]}));
    assert_eq!(prune(&form, &edited), json!({"names": ["b", "c"]}));
}

#[test]
fn what_only_an_alternative_speaks_of_is_asked_and_the_whole_is_checked() {
    let form = form(&json!({"type": "object", "properties": {"place": {
        "type": "object",
        "title": "Place",
        "oneOf": [
            {"required": ["city"], "properties": {"city": {"type": "string", "title": "City"}}},
            {"required": ["country"], "properties": {"country": {"type": "string", "title": "Country"}}},
        ],
    }}}));
    let pointers: Vec<&str> = form.fields.iter().map(|field| field.pointer.as_str()).collect();
    assert_eq!(pointers, ["/place/city", "/place/country"]);
    assert_eq!(both(&form, &json!({"place": {"country": "CN"}})), [vec![], vec![]]);
    let missing = at("/place/city", FieldCode::Required);
    assert_eq!(both(&form, &json!({"place": {}})), [missing.clone(), missing]);
    let several = at("/place", FieldCode::NotAChoice);
    assert_eq!(both(&form, &json!({"place": {"city": "x", "country": "y"}})), [several.clone(), several]);
}

#[test]
fn no_answer_is_out_of_reach_because_the_first_alternative_has_no_such_choice() {
    let country = |choices: Value| json!({"properties": {"country": {"type": "string", "enum": choices}}});
    let form =
        form(&json!({"type": "object", "oneOf": [country(json!(["US"])), country(json!(["CN", "FR"]))]}));
    assert!(matches!(form.fields[0].control, Control::Text(_)), "{:?}", form.fields);
    assert_eq!(both(&form, &json!({"country": "FR"})), [vec![], vec![]]);
    let wrong = at("/country", FieldCode::NotAChoice);
    assert_eq!(both(&form, &json!({"country": "DE"})), [wrong.clone(), wrong]);
}

#[test]
fn what_the_layout_forgot_and_cannot_be_left_out_is_asked_at_the_end() {
    let form = form(&json!({
        "schema": {"type": "object", "required": ["b"], "properties": {
            "a": {"type": "string", "title": "A"},
            "b": {"type": "string", "title": "B"},
            "c": {"type": "string", "title": "C"},
        }},
        "uischema": {"type": "Control", "scope": "#/properties/a"},
    }));
    assert_eq!(serde_json::to_value(&form.pages[0].items).unwrap(), json!([{"field": 0}, {"field": 1}]));
}
