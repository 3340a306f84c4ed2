//! Which items apply, by the answers about the situation.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::model::{Bundle, BundleItem};
use crate::expr::{Context, Truth};

/// Whether an item applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Applies {
    /// It is applied for.
    Yes,
    /// It is not needed here.
    No,
    /// That hangs on questions that are not answered. What is not known to apply is not asked, and not applied for.
    Unknown,
}

/// For each item, by its code, whether it applies. `answers` are those to the one form that count
/// ([`crate::form::FormState::answers`], or what `prune` has left).
pub fn applies(bundle: &Bundle, answers: &Value, context: Context<'_>) -> BTreeMap<String, Applies> {
    let context = Context { whole: Some(answers), ..context };
    bundle.items.iter().map(|item| (item.item.clone(), of_item(item, answers, context))).collect()
}

/// The codes of the items that apply for certain.
pub fn applying(bundle: &Bundle, answers: &Value, context: Context<'_>) -> BTreeSet<String> {
    let all = applies(bundle, answers, context).into_iter();
    all.filter(|(_, applies)| *applies == Applies::Yes).map(|(item, _)| item).collect()
}

fn of_item(item: &BundleItem, answers: &Value, context: Context<'_>) -> Applies {
    match item.when.as_ref().map(|when| when.eval3_in(answers, "", context)) {
        None | Some(Truth::Yes) => Applies::Yes,
        Some(Truth::No) => Applies::No,
        Some(Truth::Unknown(_)) => Applies::Unknown,
    }
}
