//! What rules came to where every answer was known, carried to somebody who sees only some of them: which rules apply to
//! what they see, and what each gives. They ask the same [`FormState`] as if they had decided it themselves.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::FormState;
use crate::expr::Truth;
use crate::form::program::Form;

/// What the rules of a form came to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Decided {
    /// By the pointers of fields, rows by their numbers: the rules that apply to each.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub fields: BTreeMap<String, Vec<Applied>>,
    /// The materials that are asked for, by their ids.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub materials: BTreeMap<String, Wanted>,
}

/// A rule that applies to a field: a condition that shows something applies where it hides it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Applied {
    /// Its place in [`Form::rules`].
    pub rule: usize,
    /// What it gives: of a computed answer that answer, of a restricted one what there is to choose from.
    #[serde(default, skip_serializing_if = "Value::is_null")]
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub gives: Value,
}

/// Whether a material is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Wanted {
    /// It is.
    Certainly,
    /// That hangs on what is not known.
    Perhaps,
}

impl FormState {
    /// The rules that apply, each with the pointer it applies to and what it gives.
    pub(in crate::form) fn applied(&self) -> impl Iterator<Item = (&str, usize, &Value)> {
        let marks = self.marks.iter();
        marks.flat_map(|(pointer, marks)| {
            marks.given().map(move |(rule, gives)| (pointer.as_str(), rule, gives))
        })
    }

    /// The state that was decided elsewhere, of answers as far as they are seen here.
    pub fn decided(form: &Form, answers: &Value, decided: &Decided) -> Self {
        let mut state = Self { answers: answers.clone(), ..Self::default() };
        for (pointer, applied) in &decided.fields {
            let known = applied.iter().filter_map(|it| Some((it, form.rules.get(it.rule)?)));
            for (Applied { rule, gives }, known) in known {
                let marks = state.marks.entry(pointer.clone()).or_default();
                marks.set(*rule, &known.effect, Some(gives.clone()));
            }
        }
        let wanted = |id: &str| match decided.materials.get(id) {
            Some(Wanted::Certainly) => Truth::Yes,
            Some(Wanted::Perhaps) => Truth::Unknown(BTreeSet::new()),
            None => Truth::No,
        };
        state.materials = form.materials.iter().map(|material| wanted(&material.id)).collect();
        state
    }
}
