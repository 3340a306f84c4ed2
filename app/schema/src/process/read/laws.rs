//! What holds of every process: the case is accepted first and once, decided once, delivered at most once, and nothing
//! stands before what it depends on.

use super::super::definition::{Node, TaskKind};
use super::super::run::precedes;
use super::{DefinitionProblem, Reader};

/// What happens once.
const ONCE: [TaskKind; 3] = [TaskKind::Accept, TaskKind::Decide, TaskKind::Deliver];

impl Reader {
    /// Silent while something could not be read.
    pub(super) fn check_order(&mut self, root: &Node) {
        if !self.faults.is_empty() {
            return;
        }
        let tasks: Vec<_> = self
            .tasks
            .iter()
            .map(|(pointer, path, task)| (format!("{pointer}/kind"), path.clone(), task.kind))
            .collect();
        if let Some((pointer, first, kind)) = tasks.first() {
            let leads = tasks.iter().skip(1).all(|(_, path, _)| precedes(root, first, path));
            if *kind != TaskKind::Accept || !leads {
                self.fault::<()>(pointer, DefinitionProblem::StartsWithoutAcceptance);
            }
        }
        for (pointer, path, kind) in &tasks {
            let before = || tasks.iter().filter(|(_, other, _)| precedes(root, other, path));
            if ONCE.contains(kind) && !is_once(root, path) {
                self.fault::<()>(pointer, DefinitionProblem::NotHere(*kind));
            }
            if ONCE.contains(kind) && before().any(|(.., other)| other == kind) {
                self.fault::<()>(pointer, DefinitionProblem::Repeated(*kind));
            }
            if before().any(|(.., other)| other > kind) {
                self.fault::<()>(pointer, DefinitionProblem::OutOfOrder(*kind));
            }
        }
        if !decides(root) {
            self.fault::<()>("", DefinitionProblem::NoDecision);
        }
    }
}

/// Whether what lies there happens at most once: no branches are taken together around it, no rounds, no several.
fn is_once(node: &Node, path: &[usize]) -> bool {
    let Some((child, rest)) = path.split_first() else { return true };
    let is_single = matches!(node, Node::Seq(_) | Node::Choose(_));
    is_single && node.children().get(*child).is_some_and(|node| is_once(node, rest))
}

/// Whether every way leads through a decision.
fn decides(node: &Node) -> bool {
    match node {
        Node::Task(task) => task.kind == TaskKind::Decide,
        Node::Seq(nodes) => nodes.iter().any(decides),
        Node::Choose(fork) => fork.branches.iter().all(|branch| decides(&branch.node)),
        Node::All(_) | Node::Any(_) | Node::Repeat(_) | Node::Each(_) => false,
    }
}
