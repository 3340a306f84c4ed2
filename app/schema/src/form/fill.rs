//! Answers to begin with, and answers to keep.

use serde_json::{Map, Value};

use super::check::is_blank;
use super::control::Control;
use super::pointer::set;
use super::program::{Field, Form};
use super::state::{FormState, state};
use super::validate::rows;
use crate::expr::pointer_of_path;

/// The answers to begin with: each field's default, else the fact of its data element. Facts are nested by the
/// elements' names, `{"person": {"name": …}}`, and defaults read them by the same names.
pub fn prefill(form: &Form, facts: &Value) -> Value {
    let mut answers = Value::Object(Map::new());
    for field in &form.fields {
        let default = field.default.as_ref().map(|default| default.eval(facts));
        let fact = || facts.pointer(&pointer_of_path(field.element.as_ref()?)).cloned();
        let value = default.filter(|value| !is_blank(value)).or_else(fact);
        if let Some(value) = value.filter(|value| !is_blank(value)) {
            set(&mut answers, &field.pointer, value);
        }
    }
    answers
}

/// The answers to keep, in the order of the form: without those that are hidden, blank, or to nothing that was asked.
pub fn prune(form: &Form, answers: &Value) -> Value {
    let state = state(form, answers);
    keep(&form.fields, "", &state)
}

fn keep(fields: &[Field], base: &str, state: &FormState) -> Value {
    let mut kept = Value::Object(Map::new());
    for field in fields {
        let pointer = field.at(base);
        let Some(value) = state.answers().pointer(&pointer).filter(|value| !is_blank(value)) else {
            continue;
        };
        let value = match &field.control {
            Control::Repeat { fields, .. } if value.is_array() => rows(state.answers(), &pointer)
                .filter(|(_, row)| !row.is_null())
                .map(|(base, row)| match row {
                    Value::Object(_) => keep(fields, &base, state),
                    other => other.clone(),
                })
                .collect(),
            _ => value.clone(),
        };
        set(&mut kept, &field.pointer, value);
    }
    kept
}
