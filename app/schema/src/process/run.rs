//! Where the way through a process stands: a tree that follows the blocks of the definition, with what is open in its
//! leaves. It goes on by itself as far as nobody has to decide anything; what is to be decided or opened next is its first
//! leaf that is due. As the tree has the shape of the blocks, nothing in it can be lost, doubled, or wait for what will
//! never come.

mod go;
mod settle;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

pub(super) use self::go::{passes_vote, path_to, precedes};
pub(super) use self::settle::Settling;
use super::definition::{EachRule, Node};
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
    /// An open task, or another case that is waited for, by its key.
    Open(String),
    /// Other cases that this one began and waits for, by their keys.
    Calls(Vec<Self>),
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
    /// Whom or what it is done for, if it is one of several: not what the later task is done for.
    pub item: Option<Item>,
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
    /// As conditions read it.
    pub(super) fn to_value(&self) -> Value {
        match self {
            Self::Person(id) => id.as_str().into(),
            Self::Role(role) => role.slug().into(),
            Self::Data(value) => value.clone(),
        }
    }

    /// Who it is, if it is somebody.
    pub(super) fn person(&self) -> Option<&str> {
        match self {
            Self::Person(id) => Some(id),
            Self::Role(_) | Self::Data(_) => None,
        }
    }
}

impl Run {
    /// Whether nothing more comes of it.
    pub const fn is_over(&self) -> bool {
        matches!(self, Self::Ended(_) | Self::Skipped)
    }

    /// Whether it has been done, though others may still have to sign.
    fn is_done(&self) -> bool {
        match self {
            Self::Ended(_) => true,
            Self::Signing(all) => all.first().is_some_and(|first| first.run.is_done()),
            _ => false,
        }
    }

    /// Whether it was passed by, so that nothing was said in it.
    const fn is_skipped(&self) -> bool {
        matches!(self, Self::Skipped)
    }

    pub(super) const fn approved(&self) -> Option<bool> {
        match self {
            Self::Ended(approved) => *approved,
            _ => None,
        }
    }

    /// What lies directly within, with its place; of several in turn only those whose turn has come.
    pub(super) fn children<'n, 'r>(&'r self, node: &'n Node) -> Vec<(usize, &'n Node, &'r Self)> {
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
            (Node::Call(_), Self::Calls(runs)) => {
                runs.iter().enumerate().map(|(at, run)| (at, node, run)).collect()
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

    /// One of these, whether its turn has come or not.
    fn child<'n, 'r>(&'r self, node: &'n Node, child: usize) -> Option<(&'n Node, &'r Self)> {
        let (place, node, run) = match (node, self) {
            (Node::Seq(nodes), Self::Seq(at, _, run)) => (*at, nodes.get(child)?, &**run),
            (Node::All(fork) | Node::Any(fork), Self::Branches(runs)) => {
                (child, &fork.branches.get(child)?.node, runs.get(child)?)
            }
            (Node::Choose(fork), Self::Branch(at, run)) => (*at, &fork.branches.get(child)?.node, &**run),
            (Node::Repeat(repeat), Self::Round(_, run)) => (0, &*repeat.node, &**run),
            (Node::Each(each), Self::Each(runs)) => (child, &*each.node, &runs.get(child)?.1),
            (Node::Task(_), Self::Signing(all)) => (child, node, &all.get(child)?.run),
            (Node::Call(_), Self::Calls(runs)) => (child, node, runs.get(child)?),
            _ => return None,
        };
        (place == child).then_some((node, run))
    }

    /// The same, to change it.
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
            (Node::Call(_), Self::Calls(runs)) => (child, node, runs.get_mut(child)?),
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

    /// The block at a path, to change it.
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

    /// The way to the first leaf that is due: a task to open, a fork, a round or a list to decide.
    pub(super) fn first_due<'n>(&self, node: &'n Node) -> Option<(Path, &'n Node)> {
        let mut path = Path::new();
        let due = self.first(node, &mut path, &|node, run| match (node, run) {
            (_, Self::Due(_) | Self::Detour(Detour { key: None, .. })) => true,
            (Node::Repeat(_), Self::Round(_, run)) => run.is_over(),
            _ => false,
        })?;
        Some((path, due))
    }

    /// The first block in the order of the definition of which this holds, and the way to it.
    fn first<'n>(
        &self,
        node: &'n Node,
        path: &mut Path,
        holds: &impl Fn(&Node, &Self) -> bool,
    ) -> Option<&'n Node> {
        if holds(node, self) {
            return Some(node);
        }
        for (child, node, run) in self.children(node) {
            path.push(child);
            if let Some(found) = run.first(node, path, holds) {
                return Some(found);
            }
            path.pop();
        }
        None
    }

    /// The keys of the open tasks and of the cases that are waited for, in the order of the definition.
    pub fn keys(&self) -> Vec<&str> {
        match self {
            Self::Open(key) | Self::Detour(Detour { key: Some(key), .. }) => vec![key],
            Self::Seq(_, _, run) | Self::Branch(_, run) | Self::Round(_, run) => run.keys(),
            Self::Branches(runs) | Self::Calls(runs) => runs.iter().flat_map(Self::keys).collect(),
            Self::Each(runs) => runs.iter().flat_map(|(_, run)| run.keys()).collect(),
            Self::Signing(all) => all.iter().flat_map(|one| one.run.keys()).collect(),
            Self::Due(_) | Self::Skipped | Self::Ended(_) | Self::Detour(_) => Vec::new(),
        }
    }

    /// The way to an open task.
    pub(super) fn path_of(&self, node: &Node, key: &str) -> Option<Path> {
        let mut path = Path::new();
        self.first(node, &mut path, &|_, run| {
            matches!(run, Self::Open(own) | Self::Detour(Detour { key: Some(own), .. }) if own == key)
        })?;
        Some(path)
    }

    /// Whether the way that was taken, as far as it is remembered, leads by this path.
    pub(super) fn has_passed(&self, node: &Node, path: &[usize], here: &mut Path, memory: &Memory) -> bool {
        let Some((&child, rest)) = path.split_first() else { return self.is_done() };
        let ended = Self::Ended(None);
        let found = match (node, self) {
            (Node::Seq(nodes), run) => nodes.get(child).zip(match run {
                Self::Seq(at, _, run) if *at == child => Some(&**run),
                Self::Seq(at, ..) if child < *at => Some(&ended),
                Self::Ended(_) => Some(&ended),
                _ => None,
            }),
            (_, Self::Ended(_)) => memory.get(here).and_then(|run| run.child(node, child)),
            (_, run) => run.child(node, child),
        };
        let Some((next, run)) = found else { return false };
        here.push(child);
        let has = run.has_passed(next, rest, here, memory);
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
