//! Laying out a way in the blocks of another version, so that what was open is open in its leaves.

use std::collections::BTreeMap;

use super::ground::{Ground, ids};
use super::{Back, Detour, Node, Obstacle, Path, Run};
use crate::process::definition::{Each, EachRule, Fork, Repeat, id_of};
use crate::process::run::{Item, Signing};
use crate::process::state::DoneTask;

/// A task with what is open of it, or other cases that are waited for; and what is around.
pub(super) struct Leaf<'s> {
    pub id: &'s str,
    path: Path,
    run: &'s Run,
    around: Around<'s>,
}

/// What is under way around a leaf.
#[derive(Clone, Default)]
struct Around<'s> {
    rounds: BTreeMap<&'s str, u32>,
    forks: BTreeMap<&'s str, (&'s Fork, &'s [Run])>,
    turns: Vec<Turn<'s>>,
}

/// Which of several.
#[derive(Clone, Copy)]
struct Turn<'s> {
    block: &'s str,
    place: usize,
    runs: &'s [(Item, Run)],
}

impl<'s> Leaf<'s> {
    /// Every leaf of a run in which something is open.
    pub(super) fn all(run: &'s Run, root: &'s Node) -> Vec<Self> {
        let mut found = Vec::new();
        collect(run, root, &mut Path::new(), &Around::default(), &mut found);
        found
    }

    /// Which of several it lies in.
    fn turn(&self, block: &str) -> Option<Turn<'s>> {
        self.around.turns.iter().find(|turn| turn.block == block).copied()
    }

    /// The ids of the tasks that stand here: its own, and those that are done anew in its place.
    pub(super) fn ids(&self) -> Vec<&'s str> {
        let mut ids = vec![self.id];
        let runs = match self.run {
            Run::Signing(all) => all.iter().map(|one| &one.run).collect(),
            run => vec![run],
        };
        for run in runs {
            let mut next = if let Run::Detour(detour) = run { Some(detour) } else { None };
            while let Some(detour) = next {
                ids.push(&detour.task);
                next = if let Back::Detour(detour) = &detour.then { Some(detour) } else { None };
            }
        }
        ids
    }
}

fn collect<'s>(
    run: &'s Run,
    node: &'s Node,
    here: &mut Path,
    around: &Around<'s>,
    found: &mut Vec<Leaf<'s>>,
) {
    let id = match (node, run) {
        (_, Run::Ended(_) | Run::Skipped | Run::Due(_)) => return,
        (Node::Task(task), _) => Some(&task.id),
        (Node::Call(call), _) => Some(&call.id),
        _ => None,
    };
    if let Some(id) = id {
        return found.push(Leaf { id, path: here.clone(), run, around: around.clone() });
    }
    let mut inner = around.clone();
    match (node, run) {
        (Node::All(fork) | Node::Any(fork), Run::Branches(runs)) => {
            inner.forks.insert(&fork.id, (fork, runs));
        }
        (Node::Repeat(repeat), Run::Round(round, _)) => {
            inner.rounds.insert(&repeat.id, *round);
        }
        _ => {}
    }
    for (place, child, below) in run.children(node) {
        let mut inner = inner.clone();
        if let (Node::Each(each), Run::Each(runs)) = (node, run) {
            inner.turns.push(Turn { block: &each.id, place, runs });
        }
        here.push(place);
        collect(below, child, here, &inner, found);
        here.pop();
    }
}

/// A leaf, and the way to what stands for it in the new version; `0` in what is done for each.
type Placed<'l, 's> = (&'l Path, &'l Leaf<'s>);

/// The way in the new version.
pub(super) struct Way<'a> {
    pub ground: &'a Ground<'a>,
    /// The keys of what is open, before and after.
    pub keys: &'a BTreeMap<String, String>,
    pub done: &'a [DoneTask],
}

impl Way<'_> {
    pub(super) fn lay(&self, root: &Node, leaves: &[Leaf<'_>]) -> Result<Run, Obstacle> {
        let mut placed = Vec::new();
        for leaf in leaves {
            let to = self.ground.target(leaf.id).ok_or_else(|| Obstacle::Gone(leaf.id.to_owned()))?;
            self.ground.path(to, &leaf.path).ok_or_else(|| Obstacle::NotForEach(to.to_owned()))?;
            placed.extend(self.ground.place(to).map(|place| (place, leaf)));
        }
        self.block(root, &mut Path::new(), &placed)
    }

    fn block(&self, node: &Node, here: &mut Path, placed: &[Placed<'_, '_>]) -> Result<Run, Obstacle> {
        match node {
            Node::Seq(nodes) => {
                let at = only(placed, here.len())?;
                let run = self.child(nodes.get(at), at, here, placed)?;
                Ok(Run::Seq(at, self.approved(here, at), Box::new(run)))
            }
            Node::Choose(fork) => {
                let at = only(placed, here.len())?;
                let node = fork.branches.get(at).map(|branch| &branch.node);
                Ok(Run::Branch(at, Box::new(self.child(node, at, here, placed)?)))
            }
            Node::All(fork) => self.fork(fork, true, here, placed),
            Node::Any(fork) => self.fork(fork, false, here, placed),
            Node::Repeat(repeat) => {
                let run = self.child(Some(&repeat.node), 0, here, placed)?;
                Ok(Run::Round(round(repeat, placed), Box::new(run)))
            }
            Node::Each(each) => self.each(each, here, placed),
            Node::Task(_) | Node::Call(_) => match placed {
                [(_, leaf)] => self.renamed(leaf.run),
                others => Err(Obstacle::NotAtOnce(
                    others.first().map(|(_, leaf)| leaf.id.to_owned()).unwrap_or_default(),
                )),
            },
        }
    }

    fn child(
        &self,
        node: Option<&Node>,
        at: usize,
        here: &mut Path,
        placed: &[Placed<'_, '_>],
    ) -> Result<Run, Obstacle> {
        here.push(at);
        let run = node.map_or(Ok(Run::Skipped), |node| self.block(node, here, placed));
        here.pop();
        run
    }

    /// What came last of what was done before this child of a sequence.
    fn approved(&self, here: &Path, at: usize) -> Option<bool> {
        let is_before = |done: &&DoneTask| {
            let id = self.ground.same(id_of(&done.key));
            let path = id.zip(done.path.as_ref()).and_then(|(id, path)| self.ground.path(id, path));
            path.is_some_and(|path| {
                path.starts_with(here) && path.get(here.len()).is_some_and(|child| *child < at)
            })
        };
        self.done.iter().filter(is_before).filter_map(|done| done.outcome.approved()).next_back()
    }

    fn fork(
        &self,
        fork: &Fork,
        is_all: bool,
        here: &mut Path,
        placed: &[Placed<'_, '_>],
    ) -> Result<Run, Obstacle> {
        let before = placed.first().and_then(|(_, leaf)| leaf.around.forks.get(fork.id.as_str()));
        let mut runs = Vec::new();
        for (at, branch) in fork.branches.iter().enumerate() {
            let mine: Vec<_> =
                placed.iter().copied().filter(|(path, _)| path.get(here.len()) == Some(&at)).collect();
            runs.push(match mine.is_empty() {
                true => self.beside(&branch.node, is_all, before.copied()),
                false => self.child(Some(&branch.node), at, here, &mine)?,
            });
        }
        Ok(Run::Branches(runs))
    }

    /// What becomes of a branch in which nothing is open: what had become of it before. One that is new begins, where all do.
    fn beside(&self, node: &Node, is_all: bool, before: Option<(&Fork, &[Run])>) -> Run {
        let own = ids(node);
        let mut branches = before.into_iter().flat_map(|(fork, runs)| fork.branches.iter().zip(runs));
        match branches.find(|(branch, _)| !ids(&branch.node).is_disjoint(&own)) {
            Some((_, run)) if run.is_over() => run.clone(),
            Some(_) => Run::Skipped,
            None if self.done.iter().any(|done| own.contains(id_of(&done.key))) => Run::Ended(None),
            None if is_all => Run::Due(None),
            None => Run::Skipped,
        }
    }

    fn each(&self, each: &Each, here: &mut Path, placed: &[Placed<'_, '_>]) -> Result<Run, Obstacle> {
        let turn = placed.first().and_then(|(_, leaf)| leaf.turn(&each.id));
        let turn = turn.ok_or_else(|| Obstacle::NotForEach(each.id.clone()))?;
        let (mut runs, mut waits) = (Vec::new(), false);
        for (place, (item, run)) in turn.runs.iter().enumerate() {
            let is_mine =
                |(_, leaf): &Placed<'_, '_>| leaf.turn(&each.id).is_some_and(|turn| turn.place == place);
            let mine: Vec<_> = placed.iter().copied().filter(is_mine).collect();
            if waits && !mine.is_empty() {
                return Err(Obstacle::NotAtOnce(each.id.clone()));
            }
            let run = match mine.is_empty() {
                false => self.child(Some(&each.node), place, here, &mine)?,
                true if run.is_over() => run.clone(),
                true => Run::Due(None),
            };
            waits |= each.rule == EachRule::InTurn && !run.is_over();
            runs.push((item.clone(), run));
        }
        Ok(Run::Each(runs))
    }

    fn key(&self, key: &str) -> String {
        self.keys.get(key).map_or(key, String::as_str).to_owned()
    }

    fn renamed(&self, run: &Run) -> Result<Run, Obstacle> {
        Ok(match run {
            Run::Open(key) => Run::Open(self.key(key)),
            Run::Calls(runs) => {
                Run::Calls(runs.iter().map(|run| self.renamed(run)).collect::<Result<_, _>>()?)
            }
            Run::Signing(all) => {
                let one = |one: &Signing| Ok(Signing { run: self.renamed(&one.run)?, ..one.clone() });
                Run::Signing(all.iter().map(one).collect::<Result<_, _>>()?)
            }
            Run::Detour(detour) => Run::Detour(self.detour(detour)?),
            other => other.clone(),
        })
    }

    fn detour(&self, detour: &Detour) -> Result<Detour, Obstacle> {
        let to = self.ground.target(&detour.task);
        let to = to.ok_or_else(|| Obstacle::Gone(detour.task.clone()))?.to_owned();
        let path = self.ground.path(&to, &detour.path);
        let path = path.ok_or_else(|| Obstacle::NotForEach(to.clone()))?;
        let then = match &detour.then {
            Back::Detour(next) => Back::Detour(Box::new(self.detour(next)?)),
            here => here.clone(),
        };
        let (holder, key) = (detour.to.clone(), detour.key.as_ref().map(|key| self.key(key)));
        Ok(Detour { task: to, path, to: holder, item: detour.item.clone(), key, then })
    }
}

/// The one child in which all of these lie.
fn only(placed: &[Placed<'_, '_>], depth: usize) -> Result<usize, Obstacle> {
    let mut children = placed.iter().map(|(path, leaf)| (path.get(depth).copied().unwrap_or_default(), leaf));
    let (first, _) = children.next().ok_or(Obstacle::NotUnderWay)?;
    match children.find(|(child, _)| *child != first) {
        Some((_, other)) => Err(Obstacle::NotAtOnce(other.id.to_owned())),
        None => Ok(first),
    }
}

fn round(repeat: &Repeat, placed: &[Placed<'_, '_>]) -> u32 {
    let round = placed.first().and_then(|(_, leaf)| leaf.around.rounds.get(repeat.id.as_str()));
    round.copied().unwrap_or(1).min(repeat.most)
}
