//! Answers to begin with: what is known of a person under the names of data elements, from whom, and what the applicant
//! made of it. What was corrected is marked for the officer.
//!
//! What each element may be told by is in its dictionary (`element.rs`); what an application of before tells, and of whom,
//! in [`earlier`].

mod earlier;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::check::{Matcher, check, is_blank};
use super::control::Control;
use super::find::find;
use super::pointer::set;
use super::program::{Field, Form, Need};
use super::same::same;
use super::state::FormState;
use crate::element::{self, Source};
use crate::expr::{Context, pointer_of_path};
use crate::role::RegionCode;

pub use earlier::{Applicant, retold};

/// What one source tells, nested by the names of elements and facts: `{"person": {"name": …}, "today": …}`.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// Who tells it.
    pub source: Source,
    /// What.
    pub facts: &'a Value,
    /// The application of before that tells it, if it is one.
    pub earlier: Option<Earlier>,
}

/// An application that was filed before, and tells answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Earlier {
    /// Its number within the hall.
    pub application: i64,
    /// The day on which it was filed.
    #[serde(deserialize_with = "crate::instant::deserialize_day")]
    pub filed_on: NaiveDate,
}

/// An answer that a form begins with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Prefilled {
    /// The field.
    pub pointer: String,
    /// The answer.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub value: Value,
    /// Who says so.
    pub source: Source,
    /// The application of before that says so, if it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub earlier: Option<Earlier>,
}

/// The answers to begin with, each with its source: a field's default, else what the first of its element's sources
/// tells that the field takes. A default reads what is known, by the same names, and no guesses.
pub fn prefilled(form: &Form, known: &[Known<'_>], matcher: &dyn Matcher) -> Vec<Prefilled> {
    let mut facts = Value::Null;
    let certain = known.iter().filter(|known| !known.source.is_guess());
    certain.for_each(|known| merge(&mut facts, known.facts));
    let context = Context { facts: Some(&facts), ..Context::default() };
    let begin = |field: &Field| {
        let default = field.default.as_ref().map(|default| default.eval_in(&facts, context));
        let default = default.filter(|value| !is_blank(value));
        let pointer = field.pointer.clone();
        let begun = default.map(|value| Prefilled { pointer, value, source: Source::Form, earlier: None });
        begun.or_else(|| told(field, known, matcher))
    };
    form.fields.iter().filter_map(begin).collect()
}

/// Whether a field would begin with what this source tells, if it told it: it may, and nobody of these does.
pub fn lacks(form: &Form, known: &[Known<'_>], source: Source, matcher: &dyn Matcher) -> bool {
    let begun = prefilled(form, known, matcher);
    let is_begun = |field: &Field| begun.iter().any(|it| it.pointer == field.pointer);
    let element = |field: &Field| field.element.as_deref().and_then(element::find);
    let may = |field: &Field| element(field).is_some_and(|element| element.may_be_told_by(source));
    form.fields.iter().any(|field| may(field) && !is_begun(field))
}

/// What is told of the field's element, and by whom.
fn told(field: &Field, known: &[Known<'_>], matcher: &dyn Matcher) -> Option<Prefilled> {
    let element = element::find(field.element.as_ref()?)?;
    let pointer = pointer_of_path(element.id);
    let said = |known: &Known<'_>| {
        let value = known.facts.pointer(&pointer).filter(|value| takes(field, value, matcher))?;
        let (pointer, value) = (field.pointer.clone(), value.clone());
        Some(Prefilled { pointer, value, source: known.source, earlier: known.earlier })
    };
    element
        .sources
        .iter()
        .find_map(|source| known.iter().filter(|known| known.source == *source).find_map(said))
}

/// Whether an answer from elsewhere, such as from a form with other choices, is one that the field has. A region need not
/// be as narrow as is asked for where one has to be given anyhow: one goes on from it.
fn takes(field: &Field, value: &Value, matcher: &dyn Matcher) -> bool {
    if is_blank(value) || check(&field.control, &field.pointer, value, false, matcher).is_some() {
        return false;
    }
    let Control::Region(asked) = &field.control else { return true };
    let code = value.as_str().and_then(|code| RegionCode::parse(code).ok());
    code.is_some_and(|code| {
        let is_whole = asked.level.is_none_or(|level| code.level() >= level);
        asked.offers(code) && (is_whole || field.need == Need::Required)
    })
}

/// Adds what is not there yet.
fn merge(all: &mut Value, more: &Value) {
    match (&mut *all, more) {
        (Value::Object(all), Value::Object(more)) => {
            more.iter().for_each(|(key, value)| merge(all.entry(key).or_insert(Value::Null), value));
        }
        (all, more) if is_blank(all) => *all = more.clone(),
        _ => {}
    }
}

/// The answers in what a form begins with.
pub fn begun(prefilled: &[Prefilled]) -> Value {
    let mut answers = Value::Object(Map::new());
    prefilled.iter().for_each(|it| set(&mut answers, &it.pointer, it.value.clone()));
    answers
}

/// The answers to begin with where it does not matter who says so.
pub fn prefill(form: &Form, facts: &Value, matcher: &dyn Matcher) -> Value {
    let known = Source::ALL.map(|source| Known { source, facts, earlier: None });
    begun(&prefilled(form, &known, matcher))
}

/// Fills these fields with what is known of the elements they ask for, in place of what stood there; all fields where no
/// target is named. A guess takes no answer's place. Tells what it filled in, and who says so.
pub fn take_known(
    form: &Form,
    known: &[Known<'_>],
    targets: &[String],
    answers: &mut Value,
    matcher: &dyn Matcher,
) -> Vec<Prefilled> {
    let is_target = |it: &Prefilled| targets.is_empty() || targets.contains(&it.pointer);
    let is_free = |it: &Prefilled| !it.source.is_guess() || answers.pointer(&it.pointer).is_none_or(is_blank);
    let mut taken = prefilled(form, known, matcher);
    taken.retain(|it| it.source != Source::Form && is_target(it) && is_free(it));
    taken.iter().for_each(|it| set(answers, &it.pointer, it.value.clone()));
    taken
}

/// The fields that are asked and whose answer is no longer what a source said. A default is nobody's word.
pub fn corrected(form: &Form, state: &FormState, prefilled: &[Prefilled]) -> Vec<String> {
    let is_corrected = |it: &&Prefilled| {
        let Some(found) = find(form, &it.pointer).filter(|_| it.source != Source::Form) else { return false };
        let answer = state.answers().pointer(&it.pointer);
        state.visible(&it.pointer)
            && answer.is_none_or(|answer| !says_the_same(&found.field.control, answer, it))
    };
    prefilled.iter().filter(is_corrected).map(|it| it.pointer.clone()).collect()
}

/// Space around a text and the way a region is written make no difference, and who goes on from the region of a service to
/// one within it corrects nothing.
fn says_the_same(control: &Control, answer: &Value, told: &Prefilled) -> bool {
    match (control, answer, &told.value) {
        (Control::Region(_), Value::String(answer), Value::String(said)) => {
            let (Ok(code), Ok(of)) = (RegionCode::parse(answer), RegionCode::parse(said)) else {
                return answer == said;
            };
            if told.source == Source::Region { of.contains(&code) } else { of == code }
        }
        (_, Value::String(answer), Value::String(said)) => answer.trim() == said.trim(),
        (_, answer, said) => same(answer, said),
    }
}
