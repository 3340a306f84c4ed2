//! What the data are called that conditions among differences read, so that they can be said in words elsewhere.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Difference;
use super::rule::collect;
use crate::expr::Expr;
use crate::form::control::{Choice, Control};
use crate::form::program::{Effect, Field, Form};
use crate::locale::Text;

/// What a datum is called, and its values.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = NameOfDatum))]
pub struct Name {
    /// JSON Pointer, rows written `-`.
    pub pointer: String,
    /// What it is called.
    pub label: Text,
    /// What its values are called.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<NamedValue>,
}

/// What a value is called.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NamedValue {
    /// The value.
    pub value: Value,
    /// What it is called.
    pub label: Text,
}

/// The names that sentences about these differences need: those of the newer form, of the older what is gone.
pub fn names(old: &Form, new: &Form, differences: &[Difference]) -> Vec<Name> {
    let read: BTreeSet<String> = differences.iter().flat_map(reads).collect();
    let mut known = BTreeMap::new();
    for form in [old, new] {
        collect(&form.fields, "", &mut |pointer, field| {
            // A condition may read a list, and then its entries.
            if read.iter().any(|read| crate::expr::under(&pointer, read)) {
                known.insert(pointer, field);
            }
        });
    }
    known.into_iter().map(|(pointer, field)| name(pointer, field)).collect()
}

fn name(pointer: String, field: &Field) -> Name {
    let options: &[Choice] = match &field.control {
        Control::Choice { options, .. } | Control::Choices { options, .. } => options,
        _ => &[],
    };
    let named = |choice: &Choice| NamedValue { value: choice.value.clone(), label: choice.label.clone() };
    let values = options.iter().map(named).collect();
    Name { pointer, label: field.label.clone(), values }
}

fn reads(difference: &Difference) -> BTreeSet<String> {
    match difference {
        Difference::RuleAdded { effect, row, when, .. }
        | Difference::RuleRemoved { effect, row, when, .. }
        | Difference::RuleRetargeted { effect, row, when, .. } => {
            read_by(row, [when].into_iter().chain(formula(effect)))
        }
        Difference::RuleChanged { was, effect, row, from, to, .. } => {
            read_by(row, [from, to].into_iter().chain(formula(was)).chain(formula(effect)))
        }
        Difference::MaterialConditionChanged { from, to, .. } => read_by("", from.iter().chain(to)),
        _ => BTreeSet::new(),
    }
}

fn read_by<'a>(row: &str, exprs: impl Iterator<Item = &'a Expr>) -> BTreeSet<String> {
    let within = |expr: &Expr| expr.reads().into_iter().map(|read| format!("{row}{read}"));
    exprs.flat_map(|expr| within(expr).chain(expr.reads_of_whole()).collect::<Vec<_>>()).collect()
}

fn formula(effect: &Effect) -> Option<&Expr> {
    match effect {
        Effect::Compute(formula) | Effect::Restrict(formula) => Some(formula),
        _ => None,
    }
}
