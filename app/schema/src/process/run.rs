//! Where the way through a process stands: a tree that follows the blocks of the definition, with what is open in its
//! leaves. It goes on by itself as far as nobody has to decide anything; what is to be decided or opened next is its first
//! leaf that is due. As the tree has the shape of the blocks, nothing in it can be lost, doubled, or wait for what will
//! never come.

mod go;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

pub(super) use self::go::{path_to, precedes};
use super::definition::{Each, EachRule, Node};
use crate::role::Role;

/// The way from the root of a run to one of its blocks: which child, which branch, which of several, `0` in a round.
pub(super) type Path = Vec<usize>;

/// How each block stood when it ended, so that one can come back into it.
pub(super) type Memory = BTreeMap<Path, Run>;

/// What has become of a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Run {
    /// To be begun; by this person, if it comes back to somebody.
    Due(Option<String>),
    /// Passed by.
    Skipped,
    /// It has ended: approved, rejected, or neither.
    Ended(Option<bool>),
    /// A sequence, as far as this child; and what came of those before it.
    Seq(usize, Option<bool>, Box<Self>),
    /// Branches that are taken together.
    Branches(Vec<Self>),
    /// The one branch that is taken.
    Branch(usize, Box<Self>),
    /// A round, counted from 1.
    Round(u32, Box<Self>),
    /// The same for each of these.
    Each(Vec<(Item, Self)>),
    /// An open task, by its key.
    Open(String),
    /// A task that others sign besides who has it (加签): who has it first.
    Signing(Vec<Signing>),
    /// A task done before is being done anew, under this key once it is open; then the one here comes back to a person.
    Detour(Detour),
}

/// One of several who do a task: who has it, or somebody who signs besides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signing {
    /// Who signs; none for who has the task.
    pub who: Option<Item>,
    /// Whether they sign when the task is done, and not before.
    pub after: bool,
    /// What has become of it.
    pub run: Run,
}

/// An earlier task that is done anew, in the place of a later one that waits for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Detour {
    /// The id of the earlier task.
    pub task: String,
    /// Where it stands itself.
    pub path: Path,
    /// Whom it goes to.
    pub to: Option<String>,
    /// Its key, once it is open.
    pub key: Option<String>,
    /// What comes after it.
    pub then: Back,
}

/// What waits for a detour to end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Back {
    /// The task in whose place it is, for who had it.
    Here(Option<String>),
    /// The detour in whose place it is.
    Detour(Box<Detour>),
}

impl Back {
    /// What stands there next.
    pub(super) fn into_run(self) -> Run {
        match self {
            Self::Here(to) => Run::Due(to),
            Self::Detour(detour) => Run::Detour(Detour { key: None, ..*detour }),
        }
    }
}

/// Whom or what one of several is done for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Item {
    /// Somebody who has to do it.
    Person(String),
    /// A role that has to, where there is nobody else.
    Role(Role),
    /// An entry of a list.
    Data(Value),
}

impl Item {
    /// Who it is, if it is somebody.
    pub(super) fn person(&self) -> Option<&str> {
        match self {
            Self::Person(id) => Some(id),
            Self::Role(_) | Self::Data(_) => None,
        }
    }
}

/// What goes on by itself: where in the tree one is, what is remembered on the way, what is dropped, what came of blocks.
pub(super) struct Settling<'a> {
    pub(super) here: Path,
    pub(super) memory: &'a mut Memory,
    pub(super) dropped: Vec<String>,
    pub(super) verdicts: Vec<(String, Option<bool>)>,
}

impl<'a> Settling<'a> {
    pub(super) const fn new(memory: &'a mut Memory) -> Self {
        Self { here: Path::new(), memory, dropped: Vec::new(), verdicts: Vec::new() }
    }

    fn within<T>(&mut self, child: usize, act: impl FnOnce(&mut Self) -> T) -> T {
        self.here.push(child);
        let done = act(self);
        self.here.pop();
        done
    }

    /// Forgets what lies below here from this child on.
    fn forget(&mut self, from: usize) {
        let depth = self.here.len();
        let here = &self.here;
        self.memory
            .retain(|path, _| !(path.starts_with(here) && path.get(depth).is_some_and(|at| *at >= from)));
    }

    /// Forgets what was here and below: it begins anew.
    pub(super) fn begin(&mut self) {
        self.forget(0);
        self.memory.remove(&self.here);
    }
}

impl Run {
    /// Whether nothing more comes of it.
    pub const fn is_over(&self) -> bool {
        matches!(self, Self::Ended(_) | Self::Skipped)
    }

    pub(super) const fn approved(&self) -> Option<bool> {
        match self {
            Self::Ended(approved) => *approved,
            _ => None,
        }
    }

    /// What lies directly within, with its place; of several in turn only those whose turn has come.
    fn children<'n, 'r>(&'r self, node: &'n Node) -> Vec<(usize, &'n Node, &'r Self)> {
        match (node, self) {
            (Node::Seq(nodes), Self::Seq(at, _, run)) => {
                nodes.get(*at).map(|node| (*at, node, &**run)).into_iter().collect()
            }
            (Node::All(fork) | Node::Any(fork), Self::Branches(runs)) => {
                let branches = fork.branches.iter().zip(runs).enumerate();
                branches.map(|(at, (branch, run))| (at, &branch.node, run)).collect()
            }
            (Node::Choose(fork), Self::Branch(at, run)) => {
                fork.branches.get(*at).map(|branch| (*at, &branch.node, &**run)).into_iter().collect()
            }
            (Node::Repeat(repeat), Self::Round(_, run)) => vec![(0, &*repeat.node, &**run)],
            (Node::Each(each), Self::Each(runs)) => {
                let turn = match each.rule {
                    EachRule::InTurn => {
                        runs.iter().position(|(_, run)| !run.is_over()).map_or(runs.len(), |at| at + 1)
                    }
                    _ => runs.len(),
                };
                runs.iter().take(turn).enumerate().map(|(at, (_, run))| (at, &*each.node, run)).collect()
            }
            (Node::Task(_), Self::Signing(all)) => {
                let is_done = all.first().is_some_and(|first| first.run.is_over());
                let may = |signing: &Signing| is_done || !signing.after;
                all.iter()
                    .enumerate()
                    .filter(|(_, one)| may(one))
                    .map(|(at, one)| (at, node, &one.run))
                    .collect()
            }
            _ => Vec::new(),
        }
    }

    /// One of these.
    fn child_mut<'n, 'r>(&'r mut self, node: &'n Node, child: usize) -> Option<(&'n Node, &'r mut Self)> {
        let (place, node, run) = match (node, self) {
            (Node::Seq(nodes), Self::Seq(at, _, run)) => (*at, nodes.get(child)?, &mut **run),
            (Node::All(fork) | Node::Any(fork), Self::Branches(runs)) => {
                (child, &fork.branches.get(child)?.node, runs.get_mut(child)?)
            }
            (Node::Choose(fork), Self::Branch(at, run)) => (*at, &fork.branches.get(child)?.node, &mut **run),
            (Node::Repeat(repeat), Self::Round(_, run)) => (0, &*repeat.node, &mut **run),
            (Node::Each(each), Self::Each(runs)) => (child, &*each.node, &mut runs.get_mut(child)?.1),
            (Node::Task(_), Self::Signing(all)) => (child, node, &mut all.get_mut(child)?.run),
            _ => return None,
        };
        (place == child).then_some((node, run))
    }

    /// The block at a path, with its definition.
    pub(super) fn at<'n, 'r>(&'r self, node: &'n Node, path: &[usize]) -> Option<(&'n Node, &'r Self)> {
        let Some((child, rest)) = path.split_first() else { return Some((node, self)) };
        let (_, node, run) = self.children(node).into_iter().find(|(at, ..)| at == child)?;
        run.at(node, rest)
    }

    /// The same, to change it.
    pub(super) fn at_mut<'n, 'r>(
        &'r mut self,
        node: &'n Node,
        path: &[usize],
    ) -> Option<(&'n Node, &'r mut Self)> {
        match path.split_first() {
            None => Some((node, self)),
            Some((child, rest)) => {
                let (node, run) = self.child_mut(node, *child)?;
                run.at_mut(node, rest)
            }
        }
    }

    /// Goes on from what has ended to what comes next, as far as no decision is needed.
    pub(super) fn settle(&mut self, node: &Node, on: &mut Settling<'_>) {
        if matches!(self, Self::Due(_)) {
            let Some(begun) = begun(node) else { return };
            on.begin();
            *self = begun;
        }
        let ended = match (node, &mut *self) {
            (Node::Seq(nodes), Self::Seq(at, approved, run)) => settle_sequence(nodes, at, approved, run, on),
            (Node::All(fork) | Node::Any(fork), Self::Branches(runs)) => {
                for (at, (branch, run)) in fork.branches.iter().zip(&mut *runs).enumerate() {
                    on.within(at, |on| run.settle(&branch.node, on));
                }
                runs.iter().all(Self::is_over).then(|| unanimous(runs.iter()))
            }
            (Node::Choose(fork), Self::Branch(at, run)) => fork.branches.get(*at).and_then(|branch| {
                on.within(*at, |on| run.settle(&branch.node, on));
                run.is_over().then(|| run.approved())
            }),
            (Node::Repeat(repeat), Self::Round(_, run)) => {
                on.within(0, |on| run.settle(&repeat.node, on));
                None
            }
            (Node::Each(each), Self::Each(runs)) => settle_each(each, runs, on),
            (Node::Task(_), Self::Signing(all)) => {
                let is_over = all.iter().all(|one| one.run.is_over());
                all.first().filter(|_| is_over).map(|first| first.run.approved())
            }
            _ => None,
        };
        if let Some(approved) = ended {
            self.end(node, approved, on);
        }
    }

    /// Ends a block: what is still open in it is dropped, and how it stood is remembered.
    pub(super) fn end(&mut self, node: &Node, approved: Option<bool>, on: &mut Settling<'_>) {
        on.verdicts.extend(node.block_id().map(|id| (id.to_owned(), approved)));
        self.drop_open(&mut on.dropped);
        if !matches!(self, Self::Seq(..)) {
            on.memory.insert(on.here.clone(), std::mem::replace(self, Self::Skipped));
        }
        *self = Self::Ended(approved);
    }

    /// Passes by whatever has not ended.
    pub(super) fn drop_open(&mut self, dropped: &mut Vec<String>) {
        match self {
            Self::Due(_) => *self = Self::Skipped,
            Self::Open(key) => {
                dropped.push(std::mem::take(key));
                *self = Self::Skipped;
            }
            Self::Detour(detour) => {
                dropped.extend(detour.key.take());
                *self = Self::Skipped;
            }
            Self::Skipped | Self::Ended(_) => {}
            Self::Seq(_, _, run) | Self::Branch(_, run) | Self::Round(_, run) => run.drop_open(dropped),
            Self::Branches(runs) => runs.iter_mut().for_each(|run| run.drop_open(dropped)),
            Self::Each(runs) => runs.iter_mut().for_each(|(_, run)| run.drop_open(dropped)),
            Self::Signing(all) => all.iter_mut().for_each(|one| one.run.drop_open(dropped)),
        }
    }

    /// The way to the first leaf that is due: a task to open, a fork, a round or a list to decide.
    pub(super) fn first_due<'n>(&self, node: &'n Node) -> Option<(Path, &'n Node)> {
        match (node, self) {
            (_, Self::Due(_)) | (_, Self::Detour(Detour { key: None, .. })) => {
                return Some((Path::new(), node));
            }
            (Node::Repeat(_), Self::Round(_, run)) if run.is_over() => return Some((Path::new(), node)),
            _ => {}
        }
        self.children(node).into_iter().find_map(|(child, node, run)| {
            let (mut path, due) = run.first_due(node)?;
            path.insert(0, child);
            Some((path, due))
        })
    }

    /// The keys of the open tasks, in the order of the definition.
    pub fn keys(&self) -> Vec<&str> {
        match self {
            Self::Open(key) | Self::Detour(Detour { key: Some(key), .. }) => vec![key],
            Self::Seq(_, _, run) | Self::Branch(_, run) | Self::Round(_, run) => run.keys(),
            Self::Branches(runs) => runs.iter().flat_map(Self::keys).collect(),
            Self::Each(runs) => runs.iter().flat_map(|(_, run)| run.keys()).collect(),
            Self::Signing(all) => all.iter().flat_map(|one| one.run.keys()).collect(),
            Self::Due(_) | Self::Skipped | Self::Ended(_) | Self::Detour(_) => Vec::new(),
        }
    }

    /// The way to an open task.
    pub(super) fn path_of(&self, node: &Node, key: &str) -> Option<Path> {
        if matches!(self, Self::Open(own) | Self::Detour(Detour { key: Some(own), .. }) if own == key) {
            return Some(Path::new());
        }
        self.children(node).into_iter().find_map(|(child, node, run)| {
            let mut path = run.path_of(node, key)?;
            path.insert(0, child);
            Some(path)
        })
    }

    /// Whether the way that was taken, as far as it is remembered, leads by this path.
    pub(super) fn has_passed(&self, node: &Node, path: &[usize], here: &mut Path, memory: &Memory) -> bool {
        let Some((&child, rest)) = path.split_first() else { return !matches!(self, Self::Skipped) };
        let (next, ended) = match (node, self) {
            (Node::Seq(nodes), run) => match (nodes.get(child), run) {
                (Some(next), Self::Seq(at, _, run)) if *at == child => (next, (**run).clone()),
                (Some(next), Self::Seq(at, ..)) if child < *at => (next, Self::Ended(None)),
                (Some(next), Self::Ended(_)) => (next, Self::Ended(None)),
                _ => return false,
            },
            (_, run) => {
                let mut run = if run.is_over() {
                    memory.get(here).cloned().unwrap_or(Self::Skipped)
                } else {
                    run.clone()
                };
                let Some((next, run)) = run.child_mut(node, child) else { return false };
                (next, run.clone())
            }
        };
        here.push(child);
        let has = ended.has_passed(next, rest, here, memory);
        here.pop();
        has
    }

    /// What the innermost of several blocks on a path is done for.
    pub(super) fn item(&self, node: &Node, path: &[usize]) -> Option<&Item> {
        let (child, rest) = path.split_first()?;
        let (_, node, run) = self.children(node).into_iter().find(|(at, ..)| at == child)?;
        let own = match self {
            Self::Each(runs) => runs.get(*child).map(|(item, _)| item),
            Self::Signing(all) => all.get(*child).and_then(|one| one.who.as_ref()),
            _ => None,
        };
        run.item(node, rest).or(own)
    }
}

/// A block that begins without anybody deciding anything.
fn begun(node: &Node) -> Option<Run> {
    let due = || Box::new(Run::Due(None));
    match node {
        Node::Seq(_) => Some(Run::Seq(0, None, due())),
        Node::All(fork) => Some(Run::Branches(vec![Run::Due(None); fork.branches.len()])),
        Node::Repeat(_) => Some(Run::Round(1, due())),
        Node::Any(_) | Node::Choose(_) | Node::Each(_) | Node::Task(_) => None,
    }
}

fn settle_sequence(
    nodes: &[Node],
    at: &mut usize,
    approved: &mut Option<bool>,
    run: &mut Run,
    on: &mut Settling<'_>,
) -> Option<Option<bool>> {
    while let Some(node) = nodes.get(*at) {
        on.within(*at, |on| run.settle(node, on));
        if !run.is_over() {
            return None;
        }
        *approved = run.approved().or(*approved);
        *at += 1;
        *run = Run::Due(None);
    }
    Some(*approved)
}

fn settle_each(each: &Each, runs: &mut [(Item, Run)], on: &mut Settling<'_>) -> Option<Option<bool>> {
    for (at, (_, run)) in runs.iter_mut().enumerate() {
        on.within(at, |on| run.settle(&each.node, on));
        if each.rule == EachRule::InTurn && !run.is_over() {
            break;
        }
    }
    let over = || runs.iter().map(|(_, run)| run).filter(|run| run.is_over());
    let (ended, all) = (over().count(), runs.len());
    let said = |verdict: bool| over().filter(|run| (run.approved() == Some(true)) == verdict).count();
    match each.rule {
        EachRule::One => over().find(|run| !matches!(run, Run::Skipped)).map(Run::approved),
        EachRule::InTurn if over().any(|run| run.approved() == Some(false)) => Some(Some(false)),
        EachRule::Vote(share) if ended > 0 => {
            let needed = (all * usize::from(share)).div_ceil(100).max(1);
            match (said(true) >= needed, all - said(false) < needed) {
                (true, _) => Some(Some(true)),
                (_, true) => Some(Some(false)),
                _ => None,
            }
        }
        _ => (ended == all).then(|| unanimous(over())),
    }
}

/// Approved by all who said anything; neither where nobody did.
fn unanimous<'r>(runs: impl Iterator<Item = &'r Run>) -> Option<bool> {
    runs.filter_map(Run::approved).reduce(|all, one| all && one)
}
