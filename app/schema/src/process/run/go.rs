//! Going to another place of a run: back (退回, 回撤) or anywhere (跳转).
//!
//! What lies between the place one leaves and the place one goes to is dropped, and nothing else: the blocks around both
//! stay as they are. So going back within a branch leaves the other branches alone; going back to before a fork drops all of
//! its branches; and going back into a block that has ended opens of it the one place one goes to, while its other parts stay
//! ended. Going into a block that was never begun begins its other parts too, so that nothing is passed by unseen.

use super::super::definition::{EachRule, Node};
use super::{Path, Run, Settling};

impl Run {
    /// Goes to the task at this path, which comes to a person if it comes back to one. Several that were never begun are
    /// begun as a whole.
    pub(in super::super) fn go(
        &mut self,
        node: &Node,
        path: &[usize],
        to: Option<String>,
        on: &mut Settling<'_>,
    ) {
        let Some((&child, rest)) = path.split_first() else {
            self.drop_open(&mut on.dropped);
            *self = Self::Due(to);
            return;
        };
        self.open_again(node, child, on);
        self.wait_in_turn(node, child, on);
        if let Some((node, run)) = self.child_mut(node, child) {
            on.within(child, |on| run.go(node, rest, to, on));
        }
    }

    /// Makes the block one that is under way, with this child of it.
    fn open_again(&mut self, node: &Node, child: usize, on: &mut Settling<'_>) {
        match node {
            Node::Seq(_) => self.move_to(child, on),
            Node::Choose(_) if !matches!(self, Self::Branch(at, _) if *at == child) => {
                self.drop_open(&mut on.dropped);
                *self = Self::Branch(child, Box::new(Self::Due(None)));
            }
            _ if !self.is_under_way() => {
                let fresh = match node {
                    Node::All(fork) => Self::Branches(vec![Self::Due(None); fork.branches.len()]),
                    Node::Any(fork) => Self::Branches(vec![Self::Skipped; fork.branches.len()]),
                    Node::Repeat(_) => Self::Round(1, Box::new(Self::Due(None))),
                    _ => Self::Due(None),
                };
                *self = on.memory.get(&on.here).cloned().unwrap_or(fresh);
            }
            _ => {}
        }
    }

    /// Makes this child of a sequence the one whose turn it is. What comes after it has not been yet.
    fn move_to(&mut self, child: usize, on: &mut Settling<'_>) {
        if matches!(self, Self::Seq(at, ..) if *at == child) {
            return;
        }
        self.drop_open(&mut on.dropped);
        on.forget(child + 1);
        let ended = Box::new(Self::Ended(None));
        *self = Self::Seq(child, None, ended);
    }

    /// Of several in turn, those after this one have their turn again.
    fn wait_in_turn(&mut self, node: &Node, child: usize, on: &mut Settling<'_>) {
        let (Node::Each(each), Self::Each(runs)) = (node, self) else { return };
        if each.rule == EachRule::InTurn {
            on.forget(child + 1);
            for (_, run) in runs.iter_mut().skip(child + 1) {
                run.drop_open(&mut on.dropped);
                *run = Self::Due(None);
            }
        }
    }

    const fn is_under_way(&self) -> bool {
        matches!(
            self,
            Self::Branches(_)
                | Self::Branch(..)
                | Self::Round(..)
                | Self::Each(_)
                | Self::Calls(_)
                | Self::Signing(_)
        )
    }
}

/// The path to a task in a definition, as far as it is the same in every run: to the first block of several.
pub(in super::super) fn path_to(node: &Node, task: &str) -> Option<Path> {
    match node {
        Node::Task(here) => (here.id == task).then(Path::new),
        Node::Each(_) => node.tasks().iter().any(|here| here.id == task).then(Path::new),
        _ => node.children().into_iter().enumerate().find_map(|(child, node)| {
            let mut path = path_to(node, task)?;
            path.insert(0, child);
            Some(path)
        }),
    }
}

/// Whether a path leads into a vote.
pub(in super::super) fn passes_vote(node: &Node, path: &[usize]) -> bool {
    let Some((&at, rest)) = path.split_first() else { return false };
    let child = if matches!(node, Node::Each(_) | Node::Repeat(_)) { 0 } else { at };
    let is_vote = matches!(node, Node::Each(each) if matches!(each.rule, EachRule::Vote(_)));
    is_vote || node.children().get(child).is_some_and(|node| passes_vote(node, rest))
}

/// Whether what lies at one path comes before what lies at the other: some sequence around both, or several in turn, has it
/// in an earlier place. Nothing in one branch comes before anything in another.
pub(in super::super) fn precedes(node: &Node, earlier: &[usize], later: &[usize]) -> bool {
    match (earlier.split_first(), later.split_first()) {
        (Some((a, earlier)), Some((b, later))) if a == b => {
            let child = if matches!(node, Node::Each(_) | Node::Repeat(_)) { 0 } else { *a };
            node.children().get(child).is_some_and(|node| precedes(node, earlier, later))
        }
        (Some((a, _)), Some((b, _))) => a < b && is_ordered(node),
        _ => false,
    }
}

/// Whether what lies directly within is done one after the other.
fn is_ordered(node: &Node) -> bool {
    match node {
        Node::Seq(_) => true,
        Node::Each(each) => each.rule == EachRule::InTurn,
        _ => false,
    }
}
