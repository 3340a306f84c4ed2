//! Every way through a guide, walked within bounds: whoever writes one, judging it takes no more than a moment.

use std::cell::Cell;
use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::graph::GuideNode;
use super::model::{Ask, Guide, GuideQuestion, MOST_OUTCOMES, MOST_QUESTIONS};
use super::replay::{Next, next};
use crate::expr::Expr;

/// How many ways are walked, before a guide is too large to say that all end.
pub(super) const WALKS: usize = 20_000;
/// How much work conditions may make on all these ways: some tenths of a second.
const WORK: usize = 5_000_000;
/// The most answers to a question that are tried, also the most choices it may have.
const SAMPLES: usize = 200;
/// The longest condition, in bytes of JSON.
const WHEN_BYTES: usize = 8 * 1024;

/// A place that a way comes to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step<'w> {
    /// The question before it, by its place, and what was answered.
    pub from: Option<(usize, &'w Value)>,
    /// Where it comes to; nowhere where no outcome holds.
    pub to: Option<GuideNode>,
    /// How many questions came before.
    pub far: usize,
}

/// Walks every way, one answer after the other; whether that came to an end within the bounds.
pub(super) fn walk(guide: &Guide, visit: impl FnMut(Step<'_>)) -> bool {
    if too_large(guide).next().is_some() {
        return false;
    }
    let constants = constants(guide);
    let samples: Vec<_> = guide.questions.iter().map(|question| samples(&constants, question)).collect();
    if samples.iter().any(|samples| samples.len() > SAMPLES) {
        return false;
    }
    let answers = Value::Object(Map::new());
    Walker { guide, samples, answers, walks: 0, work: Cell::new(WORK), visit }.walk(None, 0)
}

/// What is larger than what is walked, by its pointer.
pub(super) fn too_large(guide: &Guide) -> impl Iterator<Item = String> + '_ {
    let counts = [
        ("/questions", guide.questions.len() > MOST_QUESTIONS),
        ("/outcomes", guide.outcomes.len() > MOST_OUTCOMES),
    ];
    let is_wide = |question: &GuideQuestion| match &question.kind {
        Ask::Choice { choices } => choices.len() > SAMPLES,
        _ => false,
    };
    let is_long =
        |when: Option<&Expr>| when.is_some_and(|when| when.to_value().to_string().len() > WHEN_BYTES);
    let questions = guide.questions.iter().take(MOST_QUESTIONS).enumerate();
    let outcomes = guide.outcomes.iter().take(MOST_OUTCOMES).enumerate();
    let counts = counts.into_iter().filter(|(_, many)| *many).map(|(pointer, _)| pointer.to_owned());
    counts
        .chain(questions.clone().filter(move |(_, it)| is_wide(it)).map(|(at, _)| format!("/questions/{at}")))
        .chain(
            questions
                .filter(move |(_, it)| is_long(it.when.as_ref()))
                .map(|(at, _)| format!("/questions/{at}/when")),
        )
        .chain(
            outcomes
                .filter(move |(_, it)| is_long(it.when.as_ref()))
                .map(|(at, _)| format!("/outcomes/{at}/when")),
        )
}

struct Walker<'g, V> {
    guide: &'g Guide,
    samples: Vec<Vec<Value>>,
    answers: Value,
    walks: usize,
    work: Cell<usize>,
    visit: V,
}

impl<V: FnMut(Step<'_>)> Walker<'_, V> {
    fn walk(&mut self, from: Option<(usize, &Value)>, far: usize) -> bool {
        self.walks += 1;
        let to = self.node();
        // A question that is asked again although it is answered would never end.
        if self.walks > WALKS || self.work.get() == 0 || far > self.guide.questions.len() {
            return false;
        }
        (self.visit)(Step { from, to, far });
        let Some(GuideNode::Question(at)) = to else { return true };
        let id = self.guide.questions[at].id.as_str();
        for sample in self.samples[at].clone() {
            self.answers[id] = sample.clone();
            if !self.walk(Some((at, &sample)), far + 1) {
                return false;
            }
        }
        if let Some(answers) = self.answers.as_object_mut() {
            answers.remove(id);
        }
        true
    }

    /// Where these answers lead.
    fn node(&self) -> Option<GuideNode> {
        let guide = self.guide;
        match next(guide, &self.answers, &self.work) {
            Next::Ask(question) => {
                guide.questions.iter().position(|it| it.id == question.id).map(GuideNode::Question)
            }
            Next::End(outcome) => {
                let id = &outcome?.id;
                guide.outcomes.iter().position(|it| it.id == *id).map(GuideNode::Outcome)
            }
        }
    }
}

/// Answers to a question that stand for all: every choice; of numbers and days those beside a constant that any condition names.
fn samples(constants: &[Value], question: &GuideQuestion) -> Vec<Value> {
    let mut all: BTreeSet<String> = BTreeSet::new();
    let texts = || constants.iter().filter_map(Value::as_str);
    match &question.kind {
        Ask::Choice { choices } => all.extend(choices.iter().map(|choice| choice.value.clone())),
        Ask::YesNo => all.extend(["yes", "no"].map(str::to_owned)),
        Ask::Number { min, max, .. } => {
            let named = constants.iter().filter_map(Value::as_i64);
            let beside =
                named.flat_map(|number| [number.saturating_sub(1), number, number.saturating_add(1)]);
            all.extend([*min, *max].into_iter().chain(beside).map(|number| number.to_string()));
        }
        Ask::Date => {
            let named = texts().filter_map(|text| text.parse().ok());
            let named = named.flat_map(|day: chrono::NaiveDate| [day.pred_opt(), Some(day), day.succ_opt()]);
            all.extend(named.flatten().map(|day| day.to_string()).chain(["2000-01-01".to_owned()]));
        }
        Ask::Region { within } => {
            let whole = within.map_or_else(|| "110000".to_owned(), |within| within.to_string());
            let named = texts().map(str::to_owned);
            all.extend(named.chain([whole, "440100".to_owned(), "110101".to_owned()]));
        }
    }
    all.iter().filter_map(|written| question.read(written)).collect()
}

/// The constants of every condition.
fn constants(guide: &Guide) -> Vec<Value> {
    fn gather(expr: &Expr, all: &mut Vec<Value>) {
        match expr {
            Expr::Value(Value::Array(values)) => all.extend(values.iter().cloned()),
            Expr::Value(value) => all.push(value.clone()),
            Expr::List(entries) | Expr::Call(_, entries) => {
                entries.iter().for_each(|entry| gather(entry, all))
            }
            Expr::Var(_, instead) => instead.iter().for_each(|instead| gather(instead, all)),
        }
    }
    let mut all = Vec::new();
    let questions = guide.questions.iter().filter_map(|question| question.when.as_ref());
    let outcomes = guide.outcomes.iter().filter_map(|outcome| outcome.when.as_ref());
    questions.chain(outcomes).for_each(|when| gather(when, &mut all));
    all
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::{GuideGraph, GuideLintCode, graph, lint};
    use super::*;

    fn text(text: &str) -> Value {
        json!({ "zh-CN": text })
    }

    fn guide(questions: Vec<Value>, whens: Vec<Value>) -> Guide {
        let outcome = |(at, when): (usize, Value)| json!({ "id": format!("o{at}"), "say": text("好"), "ends": "not_eligible", "when": when });
        let whens = whens.into_iter().chain([Value::Null]).enumerate();
        let outcomes: Vec<Value> = whens.map(outcome).collect();
        serde_json::from_value(json!({
            "code": "x", "title": text("x"), "as_of": "2026-01-01", "questions": questions, "outcomes": outcomes,
        }))
        .unwrap()
    }

    fn choice(id: &str, many: usize) -> Value {
        let choices = (0..many).map(|at| json!({ "value": format!("v{at}"), "label": text("甲") }));
        json!({ "id": id, "ask": text("哪个？"), "kind": "choice", "choices": choices.collect::<Vec<_>>() })
    }

    fn found(guide: &Guide) -> Vec<(String, GuideLintCode)> {
        lint(guide).into_iter().map(|lint| (lint.pointer, lint.code)).collect()
    }

    fn refused(pointer: &str) -> Vec<(String, GuideLintCode)> {
        vec![(pointer.to_owned(), GuideLintCode::TooLarge)]
    }

    #[test]
    fn a_question_of_a_hundred_thousand_choices_is_refused_and_not_walked() {
        let wide: Vec<Value> = (0..3).map(|at| choice(&format!("q{at}"), 100_000)).collect();
        let when = json!({ "and": [{ "==": [{ "var": "q0" }, "v1"] }, { "==": [{ "var": "q1" }, "v1"] }, { "==": [{ "var": "q2" }, "v1"] }] });
        let guide = guide(wide, vec![when]);
        assert_eq!(found(&guide).first(), refused("/questions/0").first());
        assert_eq!(graph(&guide), GuideGraph::default());
    }

    #[test]
    fn a_condition_of_thousands_of_constants_is_refused() {
        let constants: Vec<i64> = (0..4000).collect();
        let question =
            |id: &str| json!({ "id": id, "ask": text("几？"), "kind": "number", "min": 0, "max": 9000 });
        let when = json!({ "in": [{ "var": "n" }, constants] });
        assert_eq!(found(&guide(vec![question("n")], vec![when])), refused("/outcomes/0/when"));
        // Each short, and together more numbers than are tried.
        let whens = (0..40).map(|at| json!({ "in": [{ "var": "n" }, [at * 20, at * 20 + 5, at * 20 + 10]] }));
        assert_eq!(found(&guide(vec![question("n")], whens.collect())), refused(""));
    }

    #[test]
    fn conditions_that_work_long_are_refused() {
        let list: Vec<usize> = (0..60).collect();
        let all = |body: Value| json!({ "all": [list, body] });
        let slow = all(all(all(json!({ "<": [{ "var": "" }, 60] }))));
        let when = json!({ "and": [{ "var": "a" }, { "!": [slow] }] });
        let yes_no = json!({ "id": "a", "ask": text("是吗？"), "kind": "yes_no" });
        let whens = vec![when; 50];
        assert_eq!(found(&guide(vec![yes_no], whens)), refused(""));
    }

    #[test]
    fn many_ways_through_many_questions_are_refused() {
        let questions: Vec<Value> = (0..30).map(|at| choice(&format!("q{at}"), 9)).collect();
        let all: Vec<Value> =
            (0..30).map(|at| json!({ "!=": [{ "var": format!("q{at}") }, "v1"] })).collect();
        let guide = guide(questions, vec![json!({ "and": all })]);
        assert_eq!(found(&guide), refused(""));
        assert!(!graph(&guide).edges.is_empty(), "what was walked is drawn");
    }
}
