//! Fee, time, window and delivery in one's situation: which of an item's terms is one's own, which may still be, and because of
//! which answers; and what is wrong with terms, by the form whose answers they read.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::situation::{SituationQuestion, in_words, questions};
use super::walk::WALKS;
use crate::calendar::Limit;
use crate::catalogue::{Fee, Item, Term, TermAspect};
use crate::expr::{Expr, Truth};
use crate::form::{Form, told};
use crate::locale::Text;

/// What an item publishes of its terms.
#[derive(Clone, Copy, Debug, Default)]
pub struct Published<'a> {
    /// Its terms.
    pub terms: &'a [Term],
    /// Its fees.
    pub fees: &'a [Fee],
}

/// A fee, a time, a window or a delivery in one's situation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SituationTerm {
    /// Which of them.
    pub aspect: TermAspect,
    /// What may hold, in the order it is looked at; where it is settled, the one that does.
    pub may: Vec<TermCase>,
    /// Whether nothing that is not answered yet can change it.
    pub settled: bool,
    /// The questions whose answers settled it, by their pointers; none while it is open, and where it is so for everybody.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub because: Vec<String>,
}

/// Something that holds in some situation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TermCase {
    /// What.
    #[serde(flatten)]
    pub says: TermSays,
    /// In which situation, in words; empty for every other.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub when: Text,
    /// What it rests on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<String>,
}

/// What a term says of one of its aspects.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum TermSays {
    /// What is charged; nothing where it is empty.
    Fees(Vec<Fee>),
    /// The time to decide within.
    Limit(Limit),
    /// Where it is handed in.
    Window(Text),
    /// How the result comes.
    Delivery(Text),
}

/// What is wrong with a term, by the form whose answers it reads.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TermLint {
    /// It reads this, which the form does not ask as a choice or as yes or no.
    UnknownQuestion(String),
    /// No answers lead to it.
    Unreachable,
    /// There are too many situations to look at.
    TooMany,
}

impl TermSays {
    fn of(term: &Term, aspect: TermAspect, fees: &[Fee]) -> Option<Self> {
        Some(match aspect {
            TermAspect::Fees => {
                let charged = term.fees.as_ref()?;
                Self::Fees(fees.iter().filter(|fee| charged.contains(&fee.code)).cloned().collect())
            }
            TermAspect::Limit => Self::Limit(term.limit?),
            TermAspect::Window => Self::Window(term.window.clone()?),
            TermAspect::Delivery => Self::Delivery(term.delivery.clone()?),
        })
    }
}

impl Item {
    /// What it publishes of its terms.
    pub fn published(&self) -> Published<'_> {
        Published { terms: &self.terms, fees: &self.fees }
    }
}

/// What the conditions of terms read.
pub(super) fn reads(terms: &[Term]) -> impl Iterator<Item = String> {
    terms.iter().filter_map(|term| term.when.as_ref()).flat_map(Expr::reads)
}

/// What holds with these answers, and the pointers on which the rest still hangs.
pub(super) fn holding(
    (form, published): (&Form, Published<'_>),
    questions: &[SituationQuestion],
    answers: &Value,
) -> (Vec<SituationTerm>, BTreeSet<String>) {
    let mut open = BTreeSet::new();
    let told = TermAspect::ALL.into_iter().filter_map(|aspect| {
        let (mut may, mut read, mut settled) = (Vec::new(), BTreeSet::new(), false);
        for term in published.terms {
            let Some(says) = TermSays::of(term, aspect, published.fees) else { continue };
            read.extend(term.when.iter().flat_map(Expr::reads));
            let truth = term.when.as_ref().map_or(Truth::Yes, |when| when.eval3(answers));
            let when = match &truth {
                Truth::No => continue,
                Truth::Yes if may.is_empty() => Text::default(),
                Truth::Yes | Truth::Unknown(_) => {
                    term.when.as_ref().map(|it| in_words(form, it)).unwrap_or_default()
                }
            };
            may.push(TermCase { says, when, basis: term.basis.clone() });
            match truth {
                Truth::Unknown(missing) => open.extend(missing),
                Truth::Yes | Truth::No => {
                    settled = may.len() == 1;
                    break;
                }
            }
        }
        let mattered =
            |it: &&SituationQuestion| settled && it.written.is_some() && read.contains(&it.pointer);
        let because = questions.iter().filter(mattered).map(|it| it.pointer.clone()).collect();
        (!may.is_empty()).then_some(SituationTerm { aspect, may, settled, because })
    });
    (told.collect(), open)
}

/// What is wrong with terms, by the form whose answers they read: each with its place. Every situation is looked at.
pub fn term_lints(form: &Form, terms: &[Term]) -> Vec<(usize, TermLint)> {
    let asked = questions(form, &reads(terms).collect(), |_| None);
    let mut lints = Vec::new();
    for (at, term) in terms.iter().enumerate() {
        let unknown = term.when.iter().flat_map(Expr::reads);
        let unknown = unknown.filter(|pointer| asked.iter().all(|it| it.pointer != *pointer));
        lints.extend(unknown.map(|pointer| (at, TermLint::UnknownQuestion(pointer))));
    }
    if !lints.is_empty() {
        return lints;
    }
    let Some(situations) = situations(&asked) else { return vec![(0, TermLint::TooMany)] };
    let mut reached = BTreeSet::new();
    for situation in situations {
        let answers = told(form, situation);
        for aspect in TermAspect::ALL {
            let holds = |term: &&Term| term.when.as_ref().is_none_or(|when| when.eval3(&answers).is_yes());
            let mut of_aspect = terms.iter().enumerate().filter(|(_, term)| term.says(aspect));
            reached.extend(of_aspect.find(|(_, term)| holds(term)).map(|(at, _)| (at, aspect)));
        }
    }
    let is_reached = |at: usize, term: &Term| {
        TermAspect::ALL.into_iter().all(|aspect| !term.says(aspect) || reached.contains(&(at, aspect)))
    };
    let dead = terms.iter().enumerate().filter(|(at, term)| !is_reached(*at, term));
    dead.map(|(at, _)| (at, TermLint::Unreachable)).collect()
}

/// Every way to answer these questions, as addresses have it; none where there are too many.
fn situations(asked: &[SituationQuestion]) -> Option<Vec<Vec<(&str, &str)>>> {
    let count = asked.iter().try_fold(1_usize, |count, it| count.checked_mul(it.choices.len()))?;
    (count <= WALKS).then_some(())?;
    Some(asked.iter().fold(vec![Vec::new()], |all, question| {
        let choices =
            question.choices.iter().map(|choice| (question.pointer.as_str(), choice.written.as_str()));
        let with = |before: &Vec<(_, _)>, choice| before.iter().copied().chain([choice]).collect();
        all.iter().flat_map(|before| choices.clone().map(move |choice| with(before, choice))).collect()
    }))
}

#[cfg(test)]
#[path = "terms_tests.rs"]
mod tests;
