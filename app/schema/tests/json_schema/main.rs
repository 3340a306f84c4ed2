//! JSON Schema, exactly: the published suite, an oracle on random schemas, and definitions of other people.
//!
//! The answers to a form are an object, and most cases of the suite are about other values. Each is therefore wrapped:
//! the schema is compiled as the one property `value` of an object, its instance is given as `{"value": …}` to
//! `validate_data`, and the schema becomes a resource of its own (`$id`), so that references in it are relative to it
//! as before. Nothing else is changed, and a blank is a value.
#![expect(clippy::unwrap_used, reason = "a test says what went wrong by panicking")]

mod definitions;
mod government;
mod oracle;
mod suite;

use schema::form::{Form, Lint, Matcher, Severity, compile, validate_data};
use serde_json::{Value, json};

/// Patterns as the server matches them.
pub struct Patterns;

impl Matcher for Patterns {
    fn is_match(&self, pattern: &str, text: &str) -> bool {
        regress::Regex::with_flags(pattern, "u").map_or(true, |pattern| pattern.find(text).is_some())
    }
}

/// The schema as the property `value` of a form, and what is wrong with the definition.
pub fn wrapped(schema: &Value) -> (Form, Vec<Lint>) {
    let mut schema = schema.clone();
    if let Some(object) = schema.as_object_mut() {
        object.entry("$id").or_insert_with(|| "urn:onehall:case".into());
    }
    let (form, mut lints) = compile(&json!({"type": "object", "properties": {"value": schema}}));
    lints.retain(|lint| lint.severity == Severity::Error);
    (form, lints)
}

/// Whether the value is right by the schema of the form.
pub fn is_valid(form: &Form, value: &Value) -> bool {
    // The program goes over the wire before it is used, as it does on the way to a browser.
    let form: Form = serde_json::from_value(serde_json::to_value(form).unwrap()).unwrap();
    validate_data(&form, &json!({"value": value}), &Patterns).is_empty()
}
