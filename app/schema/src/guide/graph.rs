//! A guide as a graph: which answer leads from where to where. It is what walking every way through it shows.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::model::{Ask, Guide};
use super::walk::{Step, walk};

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
    let mut ways: BTreeMap<(usize, GuideNode), BTreeSet<String>> = BTreeMap::new();
    let mut depth = BTreeMap::new();
    walk(guide, |Step { from, to, far }| {
        let Some(node) = to else { return };
        if let Some((from, by)) = from {
            ways.entry((from, node)).or_default().insert(written(by));
        }
        let deepest = depth.entry(node).or_insert(far);
        *deepest = far.max(*deepest);
    });
    let edge = |((from, to), by): ((usize, GuideNode), BTreeSet<String>)| {
        let named = matches!(guide.questions[from].kind, Ask::Choice { .. } | Ask::YesNo);
        GuideEdge { from, by: if named { by } else { BTreeSet::new() }, to }
    };
    GuideGraph { edges: ways.into_iter().map(edge).collect(), depth }
}

fn written(answer: &Value) -> String {
    match answer {
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
