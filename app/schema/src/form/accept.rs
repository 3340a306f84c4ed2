//! What is taken of answers that were sent: what is fixed or computed stays as it was, whoever sends what.

use std::collections::BTreeSet;

use serde_json::Value;

use super::control::Control;
use super::pointer::{bases, remove, set};
use super::program::{Effect, Field, Form};
use super::state::{FormState, state_in};
use super::validate::rows;
use crate::expr::{Context, under};

/// The answers to store when `sent` came in place of `before`: as they were sent, except where the applicant cannot
/// change them. Nobody unlocks a field by sending something else that is locked.
pub fn accept_answers(form: &Form, before: &Value, sent: &Value, context: Context<'_>) -> Value {
    let mut taken = Taken { form, before, answers: sent.clone(), kept: BTreeSet::new() };
    // What is fixed whatever rules say comes first: rules may read it.
    taken.keep(&FormState::default());
    while taken.keep(&state_in(form, &taken.answers, context)) {}
    taken.answers
}

struct Taken<'a> {
    form: &'a Form,
    before: &'a Value,
    answers: Value,
    kept: BTreeSet<String>,
}

impl Taken<'_> {
    /// Keeps what cannot be changed in this state. Tells whether there was more than before, which comes to an end.
    fn keep(&mut self, state: &FormState) -> bool {
        let mut locked = Vec::new();
        for field in &self.form.fields {
            collect(self.form, state, field, ("", ""), &self.answers, &mut locked);
        }
        locked.retain(|pointer| self.kept.insert(pointer.clone()));
        for pointer in &locked {
            match kept_value(self.before, &self.answers, pointer) {
                Some(value) => set(&mut self.answers, pointer, value),
                None if is_entry(&self.answers, pointer) => set(&mut self.answers, pointer, Value::Null),
                None => remove(&mut self.answers, pointer),
            }
        }
        !locked.is_empty()
    }
}

/// The pointers that cannot be changed, the outermost only. `row` is the general name of the row at `base`.
fn collect(
    form: &Form,
    state: &FormState,
    field: &Field,
    (row, base): (&str, &str),
    answers: &Value,
    locked: &mut Vec<String>,
) {
    let pointer = field.at(base);
    let Control::Repeat { fields, .. } = &field.control else {
        locked.extend(state.locked(field, &pointer).then_some(pointer));
        return;
    };
    let row = format!("{row}{}/-", field.pointer);
    // Of rows that are hidden no rule says anything, and they may be shown again.
    let is_unsaid = !state.visible(&pointer) && may_lock(form, fields, &row);
    if state.locked(field, &pointer) || is_unsaid {
        locked.push(pointer);
        return;
    }
    for (base, _) in rows(answers, &pointer) {
        fields.iter().for_each(|field| collect(form, state, field, (&row, &base), answers, locked));
    }
}

/// Whether something in such a row may be locked.
fn may_lock(form: &Form, fields: &[Field], row: &str) -> bool {
    let is_locking =
        |effect: &Effect| matches!(effect, Effect::Enable | Effect::ReadOnly | Effect::Compute(_));
    let fixed = |field: &Field| match &field.control {
        _ if field.read_only => true,
        Control::Repeat { fields, .. } => may_lock(form, fields, &format!("{row}{}/-", field.pointer)),
        _ => false,
    };
    form.rules.iter().any(|rule| under(&rule.row, row) && is_locking(&rule.effect))
        || fields.iter().any(fixed)
}

/// What stays at a pointer. Where rows came or went nobody can tell which is which: then what was sent stays if one of
/// the rows had the same before.
fn kept_value(before: &Value, sent: &Value, pointer: &str) -> Option<Value> {
    let mut general = String::new();
    let mut is_moved = false;
    for (end, _) in pointer.match_indices('/').chain([(pointer.len(), "")]).skip(1) {
        let (list, token) = pointer[..end].rsplit_once('/')?;
        let count = |answers: &Value| answers.pointer(list).and_then(Value::as_array).map(Vec::len);
        let is_row = count(sent).is_some();
        is_moved |= is_row && count(sent) != count(before);
        general = format!("{general}/{}", if is_row { "-" } else { token });
    }
    if !is_moved {
        return before.pointer(pointer).cloned();
    }
    let value = sent.pointer(pointer)?;
    let (row, name) = general.rsplit_once("/-").unwrap_or_default();
    let mut rows = bases(&format!("{row}/-"), before).into_iter();
    rows.any(|base| before.pointer(&format!("{base}{name}")) == Some(value)).then(|| value.clone())
}

/// Whether the pointer is that of an entry in a list, which keeps its place.
fn is_entry(answers: &Value, pointer: &str) -> bool {
    let list = pointer.rsplit_once('/').and_then(|(list, _)| answers.pointer(list));
    list.is_some_and(Value::is_array)
}
