//! Reading computed facts, and whether what conditions read by name is there.

use serde_json::Value;

use super::super::definition::{ComputedFact, circle, fact_of};
use super::{DefinitionProblem, Reader};
use crate::expr::Expr;

/// What stands for the entry that one of several is done for.
const ITEM: &str = "/$item";

impl Reader {
    pub(super) fn facts(&mut self, value: &Value) -> Vec<ComputedFact> {
        let Some(facts) = self.typed::<Vec<ComputedFact>>(value.clone(), "/facts") else { return Vec::new() };
        self.facts = facts.iter().map(|fact| fact.id.clone()).collect();
        for (at, fact) in facts.iter().enumerate() {
            self.check_id(&fact.id, &format!("/facts/{at}/id"));
            if facts.iter().take(at).any(|other| other.id == fact.id) {
                let problem = DefinitionProblem::DuplicateId(fact.id.clone());
                self.fault::<()>(&format!("/facts/{at}/id"), problem);
            }
            self.check_name(&fact.name, &format!("/facts/{at}/name"));
            self.check_reads(&fact.expr, &format!("/facts/{at}/expr"));
        }
        if let Some(at) = circle(&facts) {
            let id = facts.get(at).map(|fact| fact.id.clone()).unwrap_or_default();
            self.fault::<()>(&format!("/facts/{at}/expr"), DefinitionProblem::Circle(id));
        }
        facts
    }

    /// Whether the facts that an expression reads are there, and the entry, if it reads that.
    pub(super) fn check_reads(&mut self, expr: &Expr, at: &str) {
        for pointer in expr.reads() {
            if let Some(id) = fact_of(&pointer).filter(|id| !self.facts.contains(*id)) {
                self.fault::<()>(at, DefinitionProblem::NoSuchFact(id.to_owned()));
            }
            if crate::expr::under(&pointer, ITEM) && self.several == 0 {
                self.fault::<()>(at, DefinitionProblem::NoItem);
            }
        }
    }
}
