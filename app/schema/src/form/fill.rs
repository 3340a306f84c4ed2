//! Answers to keep. Those to begin with are in `prefill`.

use serde_json::{Map, Value};

use super::check::is_blank;
use super::control::Control;
use super::pointer::set;
use super::program::{Field, Form};
use super::state::{FormState, state_in};
use super::validate::rows;
use crate::expr::Context;

/// The answers to keep, in the order of the form: without those that are hidden, blank, or to nothing that was asked.
/// Computed answers are computed anew, whatever was given in their place.
pub fn prune(form: &Form, answers: &Value) -> Value {
    prune_in(form, answers, Context::default())
}

/// [`prune`] with what there is besides the answers: facts and a calendar.
pub fn prune_in(form: &Form, answers: &Value, context: Context<'_>) -> Value {
    let state = state_in(form, answers, context);
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
