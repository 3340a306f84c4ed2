//! Answers meet a newer version of their form: what stays, what is asked again, and what no longer has a place. Nothing
//! that was typed is lost.

mod carry;
#[cfg(test)]
mod random_tests;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use self::carry::{Carry, Origin, Place};
use super::check::Matcher;
use super::control::{Choice, Control};
use super::diff::{Difference, Pairing, diff_paired};
use super::pointer::remove;
use super::program::{Field, Form};
use super::same::same;
use super::state::{FormState, state_in};
use super::validate::validate_in;
use crate::expr::Context;
use crate::locale::Text;
use crate::problem::FieldCode;

/// What became of answers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Migrated {
    /// The answers to the newer version.
    pub answers: Value,
    /// Where those of before stay: from the pointers they had to those they have.
    pub kept: BTreeMap<String, String>,
    /// What is different between the versions.
    pub changed: Vec<Difference>,
    /// Where something has to be answered that had not to be, or no longer holds.
    pub ask_again: Vec<String>,
    /// What has no place in the newer version, or is not asked there as things stand.
    pub set_aside: Vec<SetAside>,
}

/// An answer that has no place any more.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SetAside {
    /// Where it stood.
    pub pointer: String,
    /// What the question was called.
    pub label: Text,
    /// What the chosen answers were called, where there was a choice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub said: Vec<Text>,
    /// What was answered.
    pub value: Value,
}

impl SetAside {
    fn of(pointer: &str, field: &Field, value: Value) -> Self {
        let said = match &field.control {
            Control::Choice { options, .. } | Control::Choices { options, .. } => called(options, &value),
            _ => Vec::new(),
        };
        Self { pointer: pointer.to_owned(), label: field.label.clone(), said, value }
    }
}

/// What chosen answers are called; nothing where one of them is none.
fn called(options: &[Choice], value: &Value) -> Vec<Text> {
    let chosen = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
    let name = |value: &Value| options.iter().find(|option| same(&option.value, value));
    let names: Option<Vec<Text>> = chosen.iter().map(|value| Some(name(value)?.label.clone())).collect();
    names.unwrap_or_default()
}

/// Takes answers over from one version of a form to another.
pub fn migrate(old: &Form, new: &Form, answers: &Value, matcher: &dyn Matcher) -> Migrated {
    migrate_in(old, new, answers, matcher, Context::default())
}

/// [`migrate`] with what there is besides the answers: facts and a calendar.
pub fn migrate_in(
    old: &Form,
    new: &Form,
    answers: &Value,
    matcher: &dyn Matcher,
    context: Context<'_>,
) -> Migrated {
    let pairing = Pairing::of(old, new);
    let mut carry = Carry::new(&pairing, (old, new));
    carry.members(answers, &Place::default());
    let Carry { answers: mut carried, mut from, mut set_aside, .. } = carry;
    let before = state_in(old, answers, context);
    let mut ask_again: BTreeSet<String> = BTreeSet::new();
    // What is taken out may bring other questions up, whose answers do not fit either.
    loop {
        let misfits = misfits((new, &carried), &from, &before, matcher, context);
        if misfits.is_empty() {
            break;
        }
        for (pointer, origin) in misfits.into_iter().filter_map(|pointer| from.remove_entry(&pointer)) {
            // A row stays where it is, with nothing in it.
            let value = carried.pointer_mut(&pointer).map(Value::take).unwrap_or_default();
            remove(&mut carried, &pointer);
            set_aside.push(origin.with(value));
            ask_again.insert(pointer);
        }
    }
    let after = state_in(new, &carried, context);
    ask_again.retain(|pointer| after.visible(pointer) && !after.computed(pointer));
    // What is not asked as things stand stays where it is, should it be asked again, and is shown beside.
    let is_hidden =
        |(at, origin): &(&String, &Origin<'_>)| before.visible(&origin.pointer) && !after.visible(at);
    for (at, origin) in from.iter().filter(is_hidden) {
        set_aside.push(origin.with(carried.pointer(at).cloned().unwrap_or_default()));
    }
    let before = validate_in(old, answers, matcher, context);
    let was_wrong: BTreeSet<&str> = before.iter().map(|error| pairing.renamed(&error.pointer)).collect();
    let now = validate_in(new, &carried, matcher, context).into_iter().map(|error| error.pointer);
    ask_again.extend(now.filter(|pointer| !was_wrong.contains(pointer.as_str())));
    Migrated {
        answers: carried,
        kept: from.into_iter().map(|(at, origin)| (origin.pointer, at)).collect(),
        changed: diff_paired(old, new, &pairing),
        ask_again: ask_again.into_iter().collect(),
        set_aside,
    }
}

/// Where answers are that the newer version could not show, or works out itself: what is of another kind than asked for
/// now would only be in the way.
fn misfits(
    (form, answers): (&Form, &Value),
    from: &BTreeMap<String, Origin<'_>>,
    before: &FormState,
    matcher: &dyn Matcher,
    context: Context<'_>,
) -> Vec<String> {
    let mut wrong: BTreeMap<String, Vec<FieldCode>> = BTreeMap::new();
    for error in validate_in(form, answers, matcher, context) {
        wrong.entry(error.pointer).or_default().push(error.code);
    }
    let after = state_in(form, answers, context);
    let is_misfit = |(at, origin): &(&String, &Origin<'_>)| {
        let codes = wrong.get(*at).map_or(&[][..], Vec::as_slice);
        let is_another = |code: &FieldCode| matches!(code, FieldCode::WrongType | FieldCode::NotAChoice);
        codes.iter().any(is_another)
            || (!codes.is_empty() && origin.is_asked_otherwise())
            || !origin.has_place(answers.pointer(at))
            || (after.computed(at) && !before.computed(&origin.pointer))
    };
    from.iter().filter(is_misfit).map(|(at, _)| at.clone()).collect()
}
