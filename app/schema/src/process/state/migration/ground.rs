//! Two versions of a process side by side: what of the one is in the other, and where.

use std::collections::{BTreeMap, BTreeSet};
use std::mem::discriminant;

use super::{Choices, Leaf, Memory, Node, Path, Process, Run, TaskKind, precedes};
use crate::process::definition::Fork;

/// A task, or a block that begins other cases, and the way to it; `0` in what is done for each.
type Place<'p> = (Path, &'p Node);

pub(super) struct Ground<'p> {
    old: &'p Process,
    new: &'p Process,
    before: BTreeMap<&'p str, Place<'p>>,
    after: BTreeMap<&'p str, Place<'p>>,
    choices: &'p Choices,
    /// The ways to what decides, in the new version.
    decisions: Vec<Path>,
}

impl<'p> Ground<'p> {
    pub(super) fn of(old: &'p Process, new: &'p Process, choices: &'p Choices) -> Self {
        let (before, after) = (places(&old.root), places(&new.root));
        let decides = |node: &Node| matches!(node, Node::Task(task) if task.kind == TaskKind::Decide);
        let decisions =
            after.values().filter(|(_, node)| decides(node)).map(|(path, _)| path.clone()).collect();
        Self { old, new, before, after, choices, decisions }
    }

    /// Whether something open has a place in the new version, by itself or by a choice.
    pub(super) fn has(&self, id: &str) -> bool {
        self.target(id).is_some()
    }

    /// The same in the new version, if it is of the same sort there.
    pub(super) fn same<'i>(&self, id: &'i str) -> Option<&'i str> {
        self.may_stand_for(id, id).then_some(id)
    }

    /// What stands in the new version for something of the old.
    pub(super) fn target<'i>(&'i self, id: &'i str) -> Option<&'i str> {
        let chosen = || self.choices.get(id).filter(|to| self.may_stand_for(id, to)).map(String::as_str);
        self.same(id).or_else(chosen)
    }

    /// What could stand for something that is gone.
    pub(super) fn candidates(&self, id: &str) -> Vec<String> {
        self.after.keys().filter(|to| self.may_stand_for(id, to)).map(|to| (*to).to_owned()).collect()
    }

    fn may_stand_for(&self, id: &str, to: &str) -> bool {
        match (self.before.get(id), self.after.get(to)) {
            (Some((_, Node::Task(old))), Some((_, Node::Task(new)))) => old.kind == new.kind,
            (Some((_, Node::Call(_))), Some((_, Node::Call(_)))) => true,
            _ => false,
        }
    }

    /// Where what is open stands in the new version.
    pub(super) fn targets<'i>(&'i self, leaves: &'i [Leaf<'_>]) -> Vec<&'i str> {
        leaves.iter().filter_map(|leaf| self.target(leaf.id)).collect()
    }

    /// The way to something in the new version.
    pub(super) fn place(&self, id: &str) -> Option<&Path> {
        self.after.get(id).map(|(path, _)| path)
    }

    /// Whether the decision comes before it in the new version.
    pub(super) fn is_decided(&self, id: &str) -> bool {
        let place = self.place(id);
        place.is_some_and(|place| {
            self.decisions.iter().any(|decision| precedes(&self.new.root, decision, place))
        })
    }

    /// The tasks that come before one of these.
    pub(super) fn before(&self, ids: &[&str]) -> Vec<String> {
        let is_before = |path: &Path| {
            ids.iter().filter_map(|id| self.place(id)).any(|place| precedes(&self.new.root, path, place))
        };
        self.after.iter().filter(|(_, (path, _))| is_before(path)).map(|(id, _)| (*id).to_owned()).collect()
    }

    /// Where this stands in a run of the new version that stood there in a run of the old: for the same of several.
    pub(super) fn path(&self, id: &str, old: &Path) -> Option<Path> {
        self.moved(self.place(id)?, old)
    }

    /// The blocks of several on a way in the old version, and which of them it is.
    fn turns(&self, path: &Path) -> Vec<(&'p str, usize)> {
        let (mut node, mut turns) = (&self.old.root, Vec::new());
        for at in path {
            if let Node::Each(each) = node {
                turns.push((each.id.as_str(), *at));
            }
            let Some(next) = within(node, *at) else { break };
            node = next;
        }
        turns
    }

    /// Of how blocks stood when they ended, what is the same in the new version. Of others nothing is known any more, so
    /// nothing in them can be returned to.
    pub(super) fn remembered(&self, memory: &Memory) -> Memory {
        let blocks = blocks(&self.new.root);
        let moved = |(path, run): (&Path, &Run)| {
            let old = path.iter().try_fold(&self.old.root, |node, at| within(node, *at))?;
            let (place, new) = blocks.get(old.block_id()?)?;
            let path = self.moved(place, path)?;
            Some((path, kept(old, new, run)?))
        };
        memory.iter().filter_map(moved).collect()
    }

    /// A way in the new version, for the same of several as a way in the old.
    fn moved(&self, place: &Path, old: &Path) -> Option<Path> {
        let mut turns = self.turns(old).into_iter();
        let (mut node, mut path) = (&self.new.root, Path::new());
        for at in place {
            path.push(match node {
                Node::Each(each) => turns.next().filter(|(block, _)| *block == each.id)?.1,
                _ => *at,
            });
            node = within(node, *at)?;
        }
        turns.next().is_none().then_some(path)
    }
}

/// What lies directly within a block, at this place of its run.
fn within(node: &Node, at: usize) -> Option<&Node> {
    match node {
        Node::Seq(nodes) => nodes.get(at),
        Node::All(fork) | Node::Any(fork) | Node::Choose(fork) => {
            fork.branches.get(at).map(|branch| &branch.node)
        }
        Node::Repeat(repeat) => Some(&repeat.node),
        Node::Each(each) => Some(&each.node),
        Node::Call(_) | Node::Task(_) => None,
    }
}

/// Every task and call, by its id.
pub(super) fn places(root: &Node) -> BTreeMap<&str, Place<'_>> {
    let mut found = BTreeMap::new();
    walk(root, &mut Path::new(), &mut |path, node| {
        let id = match node {
            Node::Task(task) => &task.id,
            Node::Call(call) => &call.id,
            _ => return,
        };
        found.insert(id.as_str(), (path.clone(), node));
    });
    found
}

fn blocks(root: &Node) -> BTreeMap<&str, Place<'_>> {
    let mut found = BTreeMap::new();
    walk(root, &mut Path::new(), &mut |path, node| {
        if let Some(id) = node.block_id() {
            found.insert(id, (path.clone(), node));
        }
    });
    found
}

fn walk<'p>(node: &'p Node, here: &mut Path, see: &mut impl FnMut(&Path, &'p Node)) {
    see(here, node);
    for (at, child) in node.children().into_iter().enumerate() {
        here.push(at);
        walk(child, here, see);
        here.pop();
    }
}

/// The ids of the tasks and calls in a block.
pub(super) fn ids(node: &Node) -> BTreeSet<&str> {
    places(node).into_keys().collect()
}

/// How a block stood, if it is the same in both versions.
fn kept(old: &Node, new: &Node, run: &Run) -> Option<Run> {
    (discriminant(old) == discriminant(new)).then_some(())?;
    let flat = |run: &Run| if run.is_over() { run.clone() } else { Run::Skipped };
    let same = |one: &Fork, other: &Fork| {
        let branches = one.branches.iter().zip(&other.branches);
        one.branches.len() == other.branches.len()
            && branches.into_iter().all(|(one, other)| ids(&one.node) == ids(&other.node))
    };
    Some(match (old, new, run) {
        (Node::All(one) | Node::Any(one), Node::All(other) | Node::Any(other), Run::Branches(runs)) => {
            same(one, other).then(|| Run::Branches(runs.iter().map(flat).collect()))?
        }
        (Node::Choose(one), Node::Choose(other), Run::Branch(at, run)) => {
            same(one, other).then(|| Run::Branch(*at, Box::new(flat(run))))?
        }
        (Node::Repeat(_), Node::Repeat(_), Run::Round(round, run)) => Run::Round(*round, Box::new(flat(run))),
        (Node::Each(_), Node::Each(_), Run::Each(runs)) => {
            Run::Each(runs.iter().map(|(item, run)| (item.clone(), flat(run))).collect())
        }
        _ => return None,
    })
}
