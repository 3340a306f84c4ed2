//! Where one stands in a guide, from the answers that an address has.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::model::{Ending, Guide, GuideOutcome, GuideQuestion};
use crate::expr::{Expr, Truth, pointer_of_path};

/// A question that was answered, and what stands for its answer in the address.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Answer<'a> {
    /// The question.
    pub question: &'a GuideQuestion,
    /// The answer, as the address has it.
    pub written: &'a str,
}

/// Where one stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Stand<'a> {
    /// What was answered and still matters, in the order of the guide.
    pub answered: Vec<Answer<'a>>,
    /// The question that is open.
    pub open: Option<&'a GuideQuestion>,
    /// Where it ended; none while a question is open. A guide that a lint let pass has one of the two.
    pub outcome: Option<&'a GuideOutcome>,
    /// The answers as conditions read them.
    pub answers: Value,
}

/// Finds where one stands with these answers, by the ids of questions. Answers to what is not asked, and what answers
/// nothing, are left out.
pub fn replay<'a>(guide: &'a Guide, written: impl Fn(&str) -> Option<&'a str>) -> Stand<'a> {
    let mut stand =
        Stand { answered: Vec::new(), open: None, outcome: None, answers: Value::Object(Map::new()) };
    // What is in force was walked through within bounds before it was published.
    let work = Cell::new(usize::MAX);
    loop {
        match next(guide, &stand.answers, &work) {
            Next::End(outcome) => {
                stand.outcome = outcome;
                return stand;
            }
            Next::Ask(question) => {
                let answer = written(&question.id).and_then(|text| Some((text, question.read(text)?)));
                let Some((text, value)) = answer else {
                    stand.open = Some(question);
                    return stand;
                };
                stand.answers[question.id.as_str()] = value;
                stand.answered.push(Answer { question, written: text });
            }
        }
    }
}

/// What the answers say of the form of the item that a guide ended in: pointer, and the answer as the address has it.
pub fn fills<'a>(stand: &Stand<'a>) -> BTreeMap<&'a str, &'a str> {
    let Some(Ending::Item { fills, .. }) = stand.outcome.map(|outcome| &outcome.ending) else {
        return BTreeMap::new();
    };
    let filled = |(pointer, id): (&'a String, &'a String)| {
        let answer = stand.answered.iter().find(|answer| answer.question.id == *id)?;
        Some((pointer.as_str(), answer.written))
    };
    fills.iter().filter_map(filled).collect()
}

pub(super) enum Next<'a> {
    Ask(&'a GuideQuestion),
    End(Option<&'a GuideOutcome>),
}

/// What comes next: the first outcome that holds, if none before it may still hold; else the first question on whose
/// answer that hangs. What that takes is taken from `work`; what comes after there is none left is not known.
pub(super) fn next<'a>(guide: &'a Guide, answers: &Value, work: &Cell<usize>) -> Next<'a> {
    for outcome in &guide.outcomes {
        match holds(outcome.when.as_ref(), answers, work) {
            Truth::Yes => return Next::End(Some(outcome)),
            Truth::No => {}
            Truth::Unknown(missing) => {
                if let Some(question) = settles(guide, missing, answers, work) {
                    return Next::Ask(question);
                }
                // What it hangs on is not asked: it cannot hold any more.
            }
        }
    }
    Next::End(None)
}

fn holds(when: Option<&Expr>, answers: &Value, work: &Cell<usize>) -> Truth {
    when.map_or(Truth::Yes, |when| when.eval3_of(answers, work))
}

/// The first unanswered question among these that is asked. Where whether it is asked hangs on another, that one.
fn settles<'a>(
    guide: &'a Guide,
    mut missing: BTreeSet<String>,
    answers: &Value,
    work: &Cell<usize>,
) -> Option<&'a GuideQuestion> {
    // Each round leaves one question out or finds one to ask.
    for _ in 0..=guide.questions.len() {
        work.set(work.get().saturating_sub(guide.questions.len()));
        let is_missing = |question: &&GuideQuestion| missing.contains(&pointer_of_path(&question.id));
        let question = guide.questions.iter().find(is_missing)?;
        match holds(question.when.as_ref(), answers, work) {
            Truth::Yes => return Some(question),
            Truth::No => {
                missing.remove(&pointer_of_path(&question.id));
            }
            Truth::Unknown(before) => {
                missing.remove(&pointer_of_path(&question.id));
                if let Some(first) = settles_once(guide, &before, answers, work) {
                    return Some(first);
                }
            }
        }
    }
    None
}

/// The first of these questions that is asked whatever else is answered.
fn settles_once<'a>(
    guide: &'a Guide,
    missing: &BTreeSet<String>,
    answers: &Value,
    work: &Cell<usize>,
) -> Option<&'a GuideQuestion> {
    work.set(work.get().saturating_sub(guide.questions.len()));
    guide.questions.iter().find(|question| {
        missing.contains(&pointer_of_path(&question.id))
            && holds(question.when.as_ref(), answers, work).is_yes()
    })
}
