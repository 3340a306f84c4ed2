//! A guide as a graph: which answer leads from where to where. It is what walking every way through it shows.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::lint::{WALKS, samples};
use super::model::{Ask, Guide};
use super::replay::{Next, next};

/// A place in a guide.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum GuideNode {
    /// A question, by its place.
    Question(usize),
    /// An outcome, by its place.
    Outcome(usize),
}

/// A way from a question to what may come right after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GuideEdge {
    /// The place of the question.
    pub from: usize,
    /// The values that lead on, of a choice or of yes and no; empty where any may.
    pub by: BTreeSet<String>,
    /// Where to.
    pub to: GuideNode,
}

/// A guide as a graph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GuideGraph {
    /// Every way, by where it begins and where it leads.
    pub edges: Vec<GuideEdge>,
    /// How many questions come before a place at most. What cannot be reached is not among them.
    pub depth: BTreeMap<GuideNode, usize>,
}

/// The graph of a guide. Of one that is too large it is the part that was walked.
pub fn graph(guide: &Guide) -> GuideGraph {
    let samples: Vec<Vec<Value>> = guide.questions.iter().map(|question| samples(guide, question)).collect();
    let mut ways: BTreeMap<(usize, GuideNode), BTreeSet<String>> = BTreeMap::new();
    let mut depth = BTreeMap::new();
    let mut open = vec![(Value::Object(Map::new()), None, 0)];
    let mut walks = 0;
    while let Some((answers, came, far)) = open.pop() {
        walks += 1;
        if walks > WALKS {
            break;
        }
        let Some(node) = node(guide, &answers) else { continue };
        if let Some((from, by)) = came {
            ways.entry((from, node)).or_default().insert(by);
        }
        let deepest = depth.entry(node).or_insert(far);
        *deepest = far.max(*deepest);
        let GuideNode::Question(at) = node else { continue };
        for sample in &samples[at] {
            let mut answers = answers.clone();
            answers[guide.questions[at].id.as_str()] = sample.clone();
            open.push((answers, Some((at, written(sample))), far + 1));
        }
    }
    let edge = |((from, to), by): ((usize, GuideNode), BTreeSet<String>)| {
        let named = matches!(guide.questions[from].kind, Ask::Choice { .. } | Ask::YesNo);
        GuideEdge { from, by: if named { by } else { BTreeSet::new() }, to }
    };
    GuideGraph { edges: ways.into_iter().map(edge).collect(), depth }
}

/// Where these answers lead.
fn node(guide: &Guide, answers: &Value) -> Option<GuideNode> {
    match next(guide, answers) {
        Next::Ask(question) => {
            guide.questions.iter().position(|it| it.id == question.id).map(GuideNode::Question)
        }
        Next::End(outcome) => {
            let id = &outcome?.id;
            guide.outcomes.iter().position(|it| it.id == *id).map(GuideNode::Outcome)
        }
    }
}

fn written(answer: &Value) -> String {
    match answer {
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
