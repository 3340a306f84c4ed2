//! What holds of every process: the case is accepted first and once, decided once, delivered at most once, and nothing
//! stands before what it depends on.

use std::collections::BTreeSet;

use super::super::definition::{Node, TaskKind};
use super::{DefinitionProblem, Reader};

/// What happens once.
const ONCE: [TaskKind; 3] = [TaskKind::Accept, TaskKind::Decide, TaskKind::Deliver];

/// The kinds of tasks that there are somewhere.
type Kinds = BTreeSet<TaskKind>;

impl Reader {
    /// Silent while something could not be read.
    pub(super) fn check_order(&mut self, root: &Node) {
        if !self.faults.is_empty() {
            return;
        }
        let pointers = std::mem::take(&mut self.leaves);
        let mut tasks = pointers.iter().filter(|pointer| pointer.ends_with("/task"));
        if let (Some(pointer), Some(first)) = (tasks.next(), first_task(root))
            && (first != TaskKind::Accept || !is_led(root))
        {
            self.fault::<()>(&format!("{pointer}/kind"), DefinitionProblem::StartsWithoutAcceptance);
        }
        Order { reader: self, pointers: pointers.iter() }.walk(root, &Kinds::new(), true);
        if !decides(root) {
            self.fault::<()>("", DefinitionProblem::NoDecision);
        }
    }
}

/// One walk through the definition, in the order in which it was read: each block is looked at once, however many there are.
struct Order<'r, 'p> {
    reader: &'r mut Reader,
    pointers: std::slice::Iter<'p, String>,
}

impl Order<'_, '_> {
    /// Judges the tasks of a block by what comes before it, and says which kinds there are in it. `once` is whether it
    /// happens at most once: no branches are taken together around it, no rounds, no several.
    fn walk(&mut self, node: &Node, before: &Kinds, once: bool) -> Kinds {
        match node {
            Node::Task(task) => self.task(task.kind, before, once),
            Node::Call(_) => self.call(before),
            Node::Seq(nodes) => {
                let mut passed = before.clone();
                nodes.iter().fold(Kinds::new(), |mut found, node| {
                    let kinds = self.walk(node, &passed, once);
                    passed.extend(&kinds);
                    found.extend(kinds);
                    found
                })
            }
            _ => {
                let once = once && matches!(node, Node::Choose(_));
                node.children().into_iter().flat_map(|node| self.walk(node, before, once)).collect()
            }
        }
    }

    fn call(&mut self, before: &Kinds) -> Kinds {
        let pointer = self.pointers.next().cloned().unwrap_or_default();
        if !before.contains(&TaskKind::Accept) || before.contains(&TaskKind::Deliver) {
            self.reader.fault::<()>(&pointer, DefinitionProblem::CallNotHere);
        }
        Kinds::new()
    }

    fn task(&mut self, kind: TaskKind, before: &Kinds, once: bool) -> Kinds {
        let pointer = self.pointers.next().map(|pointer| format!("{pointer}/kind")).unwrap_or_default();
        let is_single = ONCE.contains(&kind);
        let faults = [
            (is_single && !once, DefinitionProblem::NotHere(kind)),
            (is_single && before.contains(&kind), DefinitionProblem::Repeated(kind)),
            (before.last().is_some_and(|last| *last > kind), DefinitionProblem::OutOfOrder(kind)),
        ];
        for (_, problem) in faults.into_iter().filter(|(found, _)| *found) {
            self.reader.fault::<()>(&pointer, problem);
        }
        Kinds::from([kind])
    }
}

fn first_task(node: &Node) -> Option<TaskKind> {
    match node {
        Node::Task(task) => Some(task.kind),
        _ => node.children().into_iter().find_map(first_task),
    }
}

/// Whether the first task comes before every other.
fn is_led(node: &Node) -> bool {
    let children = node.children();
    let mut busy = children.into_iter().filter(|node| first_task(node).is_some());
    let Some(first) = busy.next() else { return true };
    is_led(first) && (matches!(node, Node::Seq(_)) || busy.next().is_none())
}

/// Whether every way leads through a decision.
fn decides(node: &Node) -> bool {
    match node {
        Node::Task(task) => task.kind == TaskKind::Decide,
        Node::Seq(nodes) => nodes.iter().any(decides),
        Node::Choose(fork) => fork.branches.iter().all(|branch| decides(&branch.node)),
        Node::All(_) | Node::Any(_) | Node::Repeat(_) | Node::Each(_) | Node::Call(_) => false,
    }
}
