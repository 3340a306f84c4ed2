//! A whole form, from its definition to the letter, by subject; and that no input makes it panic.
#![expect(clippy::unwrap_used, reason = "a test says what went wrong by panicking")]

mod accept;
mod answers;
mod any;
mod body;
mod controls;
mod example;
mod faults;
mod letter;
mod never;
mod objects;
mod office;
mod opinion;
mod program;
mod remarks;
mod rules;
mod seeds;
mod state;

use schema::FieldError;
use schema::form::{Field, Form, Matcher, compile};
use schema::problem::FieldCode;
use serde_json::{Value, json};

/// Knows the one pattern of the fixture: no angle brackets.
pub struct NoAngles;

impl Matcher for NoAngles {
    fn is_match(&self, _: &str, text: &str) -> bool {
        !text.contains(['<', '>'])
    }
}

pub fn residence() -> Form {
    let definition: Value =
        serde_json::from_str(include_str!("../../fixtures/forms/residence.json")).unwrap();
    let (form, lints) = compile(&definition);
    assert_eq!(lints, []);
    form
}

pub fn complete() -> Value {
    json!({
        "applicant": {"name": "王小明", "identity_number": "11010519491231002X", "phone": "13800138000"},
        "reason": "work",
        "employer": "一厅通",
        "area": 45.5,
        "services": ["school"],
        "has_children": true,
        "children": [{"name": "王一", "age": 2}, {"name": "王二", "age": 9, "school": "实验小学"}],
        "agree": true,
    })
}

pub fn field<'a>(form: &'a Form, pointer: &str) -> &'a Field {
    form.fields.iter().find(|field| field.pointer == pointer).unwrap()
}

pub fn faults(errors: &[FieldError]) -> Vec<(&str, FieldCode)> {
    errors.iter().map(|error| (error.pointer.as_str(), error.code)).collect()
}
