//! Going on by itself: from what has ended to what comes next, as far as nobody has to decide anything. Blocks end here, and
//! what is still open in them is dropped.

use super::super::definition::{Each, EachRule, Node};
use super::{Item, Memory, Path, Run};

/// What goes on by itself: where in the tree one is, what is remembered on the way, what is dropped, what came of blocks.
pub(in super::super) struct Settling<'a> {
    pub(in super::super) here: Path,
    pub(in super::super) memory: &'a mut Memory,
    pub(in super::super) dropped: Vec<String>,
    pub(in super::super) verdicts: Vec<(String, Option<bool>)>,
}

impl<'a> Settling<'a> {
    pub(in super::super) const fn new(memory: &'a mut Memory) -> Self {
        Self { here: Path::new(), memory, dropped: Vec::new(), verdicts: Vec::new() }
    }

    pub(super) fn within<T>(&mut self, child: usize, act: impl FnOnce(&mut Self) -> T) -> T {
        self.here.push(child);
        let done = act(self);
        self.here.pop();
        done
    }

    /// Forgets what lies below here from this child on.
    pub(super) fn forget(&mut self, from: usize) {
        let depth = self.here.len();
        let here = &self.here;
        self.memory
            .retain(|path, _| !(path.starts_with(here) && path.get(depth).is_some_and(|at| *at >= from)));
    }

    /// Forgets what was here and below: it begins anew.
    pub(in super::super) fn begin(&mut self) {
        self.forget(0);
        self.memory.remove(&self.here);
    }
}

impl Run {
    /// Goes on from what has ended to what comes next, as far as no decision is needed.
    pub(in super::super) fn settle(&mut self, node: &Node, on: &mut Settling<'_>) {
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
            (Node::Call(_), Self::Calls(runs)) => {
                runs.iter().all(Self::is_over).then(|| unanimous(runs.iter()))
            }
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
    pub(in super::super) fn end(&mut self, node: &Node, approved: Option<bool>, on: &mut Settling<'_>) {
        on.verdicts.extend(node.block_id().map(|id| (id.to_owned(), approved)));
        self.parts_mut().into_iter().for_each(|run| run.drop_open(&mut on.dropped));
        if !matches!(self, Self::Seq(..)) {
            on.memory.insert(on.here.clone(), std::mem::replace(self, Self::Skipped));
        }
        *self = Self::Ended(approved);
    }

    /// Passes by it if it has not ended, with all that lies within: what is left unfinished is not gone back to.
    pub(in super::super) fn drop_open(&mut self, dropped: &mut Vec<String>) {
        if !self.is_over() {
            dropped.extend(self.keys().into_iter().map(Into::into));
            *self = Self::Skipped;
        }
    }

    /// What lies directly within, as far as it has been begun.
    fn parts_mut(&mut self) -> Vec<&mut Self> {
        match self {
            Self::Seq(_, _, run) | Self::Branch(_, run) | Self::Round(_, run) => vec![run],
            Self::Branches(runs) | Self::Calls(runs) => runs.iter_mut().collect(),
            Self::Each(runs) => runs.iter_mut().map(|(_, run)| run).collect(),
            Self::Signing(all) => all.iter_mut().map(|one| &mut one.run).collect(),
            Self::Due(_) | Self::Skipped | Self::Ended(_) | Self::Open(_) | Self::Detour(_) => Vec::new(),
        }
    }
}

/// A block that begins without anybody deciding anything.
fn begun(node: &Node) -> Option<Run> {
    let due = || Box::new(Run::Due(None));
    match node {
        Node::Seq(_) => Some(Run::Seq(0, None, due())),
        Node::All(fork) => Some(Run::Branches(vec![Run::Due(None); fork.branches.len()])),
        Node::Repeat(_) => Some(Run::Round(1, due())),
        Node::Any(_) | Node::Choose(_) | Node::Each(_) | Node::Call(_) | Node::Task(_) => None,
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
    if let EachRule::Vote(share) = each.rule {
        return settle_vote(each, usize::from(share), runs, on);
    }
    let over = || runs.iter().map(|(_, run)| run).filter(|run| run.is_over());
    match each.rule {
        EachRule::One if let Some(first) = over().find(|run| !run.is_skipped()) => Some(first.approved()),
        EachRule::InTurn if over().any(|run| run.approved() == Some(false)) => Some(Some(false)),
        _ => (over().count() == runs.len()).then(|| unanimous(over())),
    }
}

/// A vote is settled as soon as those who have not voted cannot change it. Whoever was passed by because they could not is
/// asked when they can: when a vote that was cast is cast anew, and the other way.
fn settle_vote(
    each: &Each,
    share: usize,
    runs: &mut [(Item, Run)],
    on: &mut Settling<'_>,
) -> Option<Option<bool>> {
    let needed = (runs.len() * share).div_ceil(100).max(1);
    let count = |holds: fn(&Run) -> bool| runs.iter().filter(|(_, run)| holds(run)).count();
    let approved = count(|run| run.approved() == Some(true));
    let (passed_by, over) = (count(Run::is_skipped), count(Run::is_over));
    let against = over - passed_by - approved;
    if approved >= needed {
        return Some(Some(true));
    }
    if runs.len() - against < needed {
        return Some(Some(false));
    }
    if over == runs.len() {
        for (at, (_, run)) in runs.iter_mut().enumerate().filter(|(_, (_, run))| run.is_skipped()) {
            *run = Run::Due(None);
            on.within(at, |on| run.settle(&each.node, on));
        }
    }
    None
}

/// Approved by all who said anything; neither where nobody did.
fn unanimous<'r>(runs: impl Iterator<Item = &'r Run>) -> Option<bool> {
    runs.filter_map(Run::approved).reduce(|all, one| all && one)
}
