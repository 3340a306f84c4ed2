//! Fields: which came and went, and what is different about those that stayed.

use std::collections::BTreeMap;

use serde_json::Value;

use super::page::pages_of;
use super::{Difference, Named, Pair, Pairing, settings};
use crate::form::control::{Choice, Control};
use crate::form::program::{Field, Form};
use crate::form::same::same;

pub(super) fn compare(old: &Form, new: &Form, pairing: &Pairing<'_>, found: &mut Vec<Difference>) {
    let (before, after) = (pages_of(old), pages_of(new));
    let page = |pages: &BTreeMap<&str, Named>, pointer: &str| pages.get(pointer).cloned();
    for (pointer, field) in &pairing.removed {
        found.push(Difference::FieldRemoved { field: named(pointer, field) });
    }
    for (pointer, field) in &pairing.added {
        let page = page(&after, pointer);
        found.push(Difference::FieldAdded { field: named(pointer, field), need: field.need, page });
    }
    for pair in &pairing.pairs {
        let (from, to) = (page(&before, &pair.before), page(&after, &pair.at));
        if from.as_ref().map(|page| &page.key) != to.as_ref().map(|page| &page.key) {
            found.push(Difference::FieldMoved { field: named(&pair.at, pair.new), from, to });
        }
        if pair.before != pair.at {
            let from = pair.before.clone();
            found.push(Difference::IdChanged { field: named(&pair.at, pair.new), from });
        }
        if pair.old != pair.new {
            one(pair, found);
        }
    }
}

pub(super) fn named(pointer: &str, field: &Field) -> Named {
    Named { key: pointer.to_owned(), label: field.label.clone() }
}

fn one(pair: &Pair<'_>, found: &mut Vec<Difference>) {
    let Pair { old, new, .. } = pair;
    let field = || named(&pair.at, new);
    if old.label != new.label {
        let (from, to) = (old.label.clone(), new.label.clone());
        found.push(Difference::LabelChanged { field: field(), from, to });
    }
    if old.hint != new.hint {
        let (from, to) = (old.hint.clone(), new.hint.clone());
        found.push(Difference::HintChanged { field: field(), from, to });
    }
    if old.need != new.need {
        found.push(Difference::NeedChanged { field: field(), from: old.need, to: new.need });
    }
    if old.control != new.control {
        control(pair, &field, found);
    }
    if old.check != new.check {
        // A compiled schema is nothing to read.
        let aspect = "schema".to_owned();
        found.push(Difference::CheckChanged { field: field(), aspect, from: None, to: None });
    }
    for (aspect, from, to) in settings(old, new, &["pointer", "label", "hint", "need", "control", "check"]) {
        found.push(Difference::FieldChanged { field: field(), aspect, from, to });
    }
}

fn control(pair: &Pair<'_>, field: &dyn Fn() -> Named, found: &mut Vec<Difference>) {
    let (old, new) = (&pair.old.control, &pair.new.control);
    let ((from, old_settings), (to, new_settings)) = (written(old), written(new));
    let is_same_kind = from == to;
    if !is_same_kind {
        found.push(Difference::ControlChanged { field: field(), from, to });
    }
    choices(choices_of(old), choices_of(new), field, found);
    if is_same_kind {
        for (aspect, from, to) in settings(&old_settings, &new_settings, &["options", "fields"]) {
            found.push(Difference::CheckChanged { field: field(), aspect, from, to });
        }
        if order(&old_settings, &new_settings) != order(&new_settings, &old_settings) {
            let aspect = "order".to_owned();
            found.push(Difference::FieldChanged { field: field(), aspect, from: None, to: None });
        }
    }
}

/// A control as it is written: its name, and what belongs to it.
pub(super) fn written(control: &Control) -> (String, Value) {
    match serde_json::to_value(control) {
        Ok(Value::String(name)) => (name, Value::Null),
        Ok(Value::Object(object)) => object.into_iter().next().unwrap_or_default(),
        _ => Default::default(),
    }
}

/// The choices or the fields of rows that both have, in the order of the first.
fn order<'a>(one: &'a Value, other: &Value) -> Vec<&'a Value> {
    let all = |control: &'a Value, list: &str, key: &str| -> Vec<&'a Value> {
        control[list].as_array().into_iter().flatten().map(|entry| &entry[key]).collect()
    };
    let has = |list: &str, key: &str, value: &Value| {
        other[list].as_array().into_iter().flatten().any(|entry| entry[key] == *value)
    };
    let common = |list: &'static str, key: &'static str| {
        all(one, list, key).into_iter().filter(move |value| has(list, key, value))
    };
    common("options", "value").chain(common("fields", "pointer")).collect()
}

fn choices_of(control: &Control) -> &[Choice] {
    match control {
        Control::Choice { options, .. } | Control::Choices { options, .. } => options,
        _ => &[],
    }
}

fn choices(old: &[Choice], new: &[Choice], field: &dyn Fn() -> Named, found: &mut Vec<Difference>) {
    let twin = |list: &[Choice], choice: &Choice| -> Option<Choice> {
        list.iter().find(|other| same(&other.value, &choice.value)).cloned()
    };
    for choice in old.iter().filter(|choice| twin(new, choice).is_none()) {
        found.push(Difference::ChoiceRemoved { field: field(), choice: choice.label.clone() });
    }
    for choice in new {
        match twin(old, choice) {
            None => found.push(Difference::ChoiceAdded { field: field(), choice: choice.label.clone() }),
            Some(before) if before.label != choice.label => {
                let (from, to) = (before.label, choice.label.clone());
                found.push(Difference::ChoiceRenamed { field: field(), from, to });
            }
            Some(_) => {}
        }
    }
}
