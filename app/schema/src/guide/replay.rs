//! Where one stands in a guide, from the answers that an address has.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::model::{Guide, GuideOutcome, GuideQuestion};
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
    loop {
        match next(guide, &stand.answers) {
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

pub(super) enum Next<'a> {
    Ask(&'a GuideQuestion),
    End(Option<&'a GuideOutcome>),
}

/// What comes next: the first outcome that holds, if none before it may still hold; else the first question on whose
/// answer that hangs.
pub(super) fn next<'a>(guide: &'a Guide, answers: &Value) -> Next<'a> {
    for outcome in &guide.outcomes {
        match holds(outcome.when.as_ref(), answers) {
            Truth::Yes => return Next::End(Some(outcome)),
            Truth::No => {}
            Truth::Unknown(missing) => {
                if let Some(question) = settles(guide, missing, answers) {
                    return Next::Ask(question);
                }
                // What it hangs on is not asked: it cannot hold any more.
            }
        }
    }
    Next::End(None)
}

fn holds(when: Option<&Expr>, answers: &Value) -> Truth {
    when.map_or(Truth::Yes, |when| when.eval3(answers))
}

/// The first unanswered question among these that is asked. Where whether it is asked hangs on another, that one.
fn settles<'a>(
    guide: &'a Guide,
    mut missing: BTreeSet<String>,
    answers: &Value,
) -> Option<&'a GuideQuestion> {
    // Each round leaves one question out or finds one to ask.
    for _ in 0..=guide.questions.len() {
        let is_missing = |question: &&GuideQuestion| missing.contains(&pointer_of_path(&question.id));
        let question = guide.questions.iter().find(is_missing)?;
        match holds(question.when.as_ref(), answers) {
            Truth::Yes => return Some(question),
            Truth::No => {
                missing.remove(&pointer_of_path(&question.id));
            }
            Truth::Unknown(before) => {
                missing.remove(&pointer_of_path(&question.id));
                if let Some(first) = settles_once(guide, &before, answers) {
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
) -> Option<&'a GuideQuestion> {
    guide.questions.iter().find(|question| {
        missing.contains(&pointer_of_path(&question.id)) && holds(question.when.as_ref(), answers).is_yes()
    })
}
