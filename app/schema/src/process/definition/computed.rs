//! Computed facts: what is made of the answers once, has a name, and is read by it in conditions.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::Process;
use crate::expr::{Context, Expr};
use crate::locale::Text;

/// What a pointer to a computed fact begins with.
const POINTER: &str = "/$facts/";

/// A computed fact (计算项), such as whether a shop is large. In a definition
/// `"facts": [{"id": "large", "name": {"zh-CN": "大型店铺"}, "expr": {">": [{"var": "area"}, 200]}}]`; a condition reads it as
/// `{"var": "$facts.large"}`.
///
/// It is evaluated when it is read, by the answers as they stand then, and three-valued as conditions are: where an answer
/// that it needs is missing it is unknown, and a condition that needs it does not hold. It may read other facts, `$tasks` and
/// `$blocks`; facts that lead back to themselves are no process.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ComputedFact {
    /// By which it is read, unique among the facts of the process.
    pub id: String,
    /// What people call it, in sentences and traces.
    pub name: Text,
    /// What it is.
    pub expr: Expr,
}

/// The id of the computed fact that a pointer leads to, or into.
pub fn fact_of(pointer: &str) -> Option<&str> {
    pointer.strip_prefix(POINTER).map(|rest| rest.split('/').next().unwrap_or(rest))
}

impl ComputedFact {
    /// The facts that it reads, by their ids.
    pub(in super::super) fn needs(&self) -> BTreeSet<String> {
        self.expr.reads().iter().filter_map(|pointer| fact_of(pointer)).map(str::to_owned).collect()
    }
}

impl Process {
    /// Puts what is known of its facts beside what conditions read, under `$facts`.
    pub(in super::super) fn compute(&self, data: &mut Value) {
        if self.facts.is_empty() {
            return;
        }
        let mut left: Vec<&ComputedFact> = self.facts.iter().collect();
        data["$facts"] = Value::Object(Map::new());
        let is_ready = |left: &[&ComputedFact], fact: &ComputedFact| {
            let needs = fact.needs();
            left.iter().all(|other| !needs.contains(&other.id))
        };
        while let Some(at) = left.iter().position(|fact| is_ready(&left, fact)) {
            let fact = left.remove(at);
            if let Some(value) = fact.expr.known_in(data, "", Context::default()) {
                data["$facts"][&fact.id] = value;
            }
        }
    }

    /// The answers that lie behind what a condition reads: for a computed fact those that it is made of, and without what the
    /// process itself says of its tasks and blocks.
    pub fn answers_of(&self, pointers: impl IntoIterator<Item = String>) -> BTreeSet<String> {
        answers_of(&self.facts, pointers)
    }
}

/// The same by these facts.
pub fn answers_of(facts: &[ComputedFact], pointers: impl IntoIterator<Item = String>) -> BTreeSet<String> {
    let mut due: Vec<String> = pointers.into_iter().collect();
    let (mut found, mut passed) = (BTreeSet::new(), BTreeSet::new());
    while let Some(pointer) = due.pop() {
        match fact_of(&pointer) {
            Some(id) if passed.insert(id.to_owned()) => {
                let named = facts.iter().filter(|fact| fact.id == id);
                due.extend(named.flat_map(|fact| fact.expr.reads()));
            }
            None if !pointer.starts_with("/$") => _ = found.insert(pointer),
            _ => {}
        }
    }
    found
}

/// The first of these facts that leads back to itself.
pub(in super::super) fn circle(facts: &[ComputedFact]) -> Option<usize> {
    let mut left: Vec<usize> = (0..facts.len()).collect();
    loop {
        let is_open = |at: &usize| {
            let needs = facts.get(*at).map(ComputedFact::needs).unwrap_or_default();
            left.iter().any(|other| facts.get(*other).is_some_and(|fact| needs.contains(&fact.id)))
        };
        let still: Vec<usize> = left.iter().copied().filter(is_open).collect();
        if still.len() == left.len() {
            return still.first().copied();
        }
        left = still;
    }
}
