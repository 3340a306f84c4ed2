//! The way of a case through the blocks of its process: what comes next, and going back or elsewhere.

use chrono::{DateTime, Utc};
use serde_json::{Map, Value, json};

use super::super::command::Actor;
use super::super::definition::{Node, Process, TaskKind};
use super::super::event::{Event, SharedChanged, TaskJumped, TaskOpened, TaskReturned};
use super::super::run::{Back, Detour, Item, Path, Run, Settling, passes_vote, path_to, precedes};
use super::{Deputy, DoneTask, OpenTask, Outward, State, Subcase};

/// What the process has to decide or open next.
pub(in super::super) enum Next<'s, 'p> {
    /// A task, under this key; whom or what it is done for; it is already this person's.
    Task { key: String, item: Option<&'s Item>, holder: Option<String> },
    /// Something said to somebody outside.
    Outward(&'s Outward),
    /// A block: which branches, whether another round, for whom; and what the innermost of several around it is done for.
    Block { node: &'p Node, round: u32, item: Option<&'s Item> },
}

impl State {
    /// What comes next by itself. None while it is people's turn, and after the end.
    pub(in super::super) fn next<'s, 'p>(&'s self, process: &'p Process) -> Option<Next<'s, 'p>> {
        if let Some(outward) = self.outward.first() {
            return Some(Next::Outward(outward));
        }
        let (path, node) = self.run.first_due(&process.root)?;
        let (_, run) = self.run.at(&process.root, &path)?;
        let item = self.run.item(&process.root, &path);
        let person = item.and_then(Item::person).map(str::to_owned);
        Some(match (node, run) {
            (_, Run::Detour(detour)) => {
                let (key, item) = (self.key_of(&detour.task), detour.item.as_ref());
                Next::Task { key, item, holder: detour.to.clone() }
            }
            (Node::Task(task), Run::Due(to)) => {
                Next::Task { key: self.key_of(&task.id), item, holder: to.clone().or(person) }
            }
            (_, Run::Round(round, _)) => Next::Block { node, round: *round, item },
            _ => Next::Block { node, round: 0, item },
        })
    }

    /// The key of the next opening of a task.
    fn key_of(&self, task: &str) -> String {
        match self.openings.get(task) {
            None => task.to_owned(),
            Some(times) => format!("{task}#{}", times + 1),
        }
    }

    pub(super) fn open_next(
        &mut self,
        process: &Process,
        opened: &TaskOpened,
        at: DateTime<Utc>,
    ) -> Option<()> {
        let TaskOpened { task: key, holder, instead_of, .. } = opened.clone();
        let Some(Next::Task { key: expected, .. }) = self.next(process) else { return None };
        (expected == key).then_some(())?;
        let task = process.task(&key)?;
        let (path, _) = self.run.first_due(&process.root)?;
        let mut item = self.run.item(&process.root, &path).cloned();
        let (_, run) = self.run.at_mut(&process.root, &path)?;
        match run {
            Run::Detour(detour) => {
                detour.key = Some(key.clone());
                item.clone_from(&detour.item);
            }
            run => *run = Run::Open(key.clone()),
        }
        if holder.is_none() && task.external.is_some() {
            self.outward.push(Outward::Send(key.clone()));
        }
        if holder.is_some() {
            self.take_up(task.kind);
        }
        *self.openings.entry(task.id.clone()).or_default() += 1;
        let deputy = holder.clone().zip(instead_of).map(|(who, of)| Deputy { who, of });
        let (owner, outside, cause, touched) = (None, None, self.cause, false);
        let opened_at = at;
        self.open.push(OpenTask { key, holder, owner, opened_at, item, deputy, outside, cause, touched });
        Some(())
    }

    pub(super) fn take(&mut self, process: &Process, block: &str, branches: &[usize]) -> Option<()> {
        let (path, node) = self.run.first_due(&process.root)?;
        let taken = match node {
            Node::Choose(fork) if fork.id == block => {
                let [branch] = branches else { return None };
                (*branch < fork.branches.len()).then(|| Run::Branch(*branch, Box::new(Run::Due(None))))?
            }
            Node::Any(fork) if fork.id == block => {
                let rising = branches.windows(2).all(|pair| pair[0] < pair[1]);
                (rising && *branches.last()? < fork.branches.len()).then_some(())?;
                let run = |at| if branches.contains(&at) { Run::Due(None) } else { Run::Skipped };
                Run::Branches((0..fork.branches.len()).map(run).collect())
            }
            _ => return None,
        };
        self.begin(process, &path, taken)
    }

    pub(super) fn end_round(&mut self, process: &Process, block: &str, again: bool) -> Option<()> {
        let (path, node) = self.run.first_due(&process.root)?;
        let Node::Repeat(repeat) = node else { return None };
        let (_, run) = self.run.at(&process.root, &path)?;
        let (Run::Round(round, last), true) = (run, repeat.id == block) else { return None };
        let (round, approved) = (*round, last.approved());
        if again {
            (round < repeat.most).then_some(())?;
            return self.begin(process, &path, Run::Round(round + 1, Box::new(Run::Due(None))));
        }
        self.moving(|run, on| {
            on.here.clone_from(&path);
            if let Some((node, run)) = run.at_mut(&process.root, &path) {
                run.end(node, approved, on);
            }
        });
        self.settle(process);
        Some(())
    }

    pub(super) fn begin_each(&mut self, process: &Process, block: &str, items: &[Item]) -> Option<()> {
        let (path, node) = self.run.first_due(&process.root)?;
        matches!(node, Node::Each(each) if each.id == block).then_some(())?;
        let run = match items {
            [] => Run::Ended(None),
            items => Run::Each(items.iter().map(|item| (item.clone(), Run::Due(None))).collect()),
        };
        self.begin(process, &path, run)
    }

    pub(super) fn begin(&mut self, process: &Process, path: &Path, begun: Run) -> Option<()> {
        let (_, run) = self.run.at_mut(&process.root, path)?;
        *run = begun;
        self.moving(|_, on| {
            on.here.clone_from(path);
            on.begin();
        });
        self.settle(process);
        Some(())
    }

    /// Lets the way go on by itself, and says whether anything that was open was dropped by that.
    pub(super) fn settle(&mut self, process: &Process) -> bool {
        !self.moving(|run, on| run.settle(&process.root, on)).is_empty()
    }

    /// Changes the way, and keeps what comes of that: what is dropped is no longer open, and is told.
    pub(super) fn moving(&mut self, change: impl FnOnce(&mut Run, &mut Settling<'_>)) -> Vec<String> {
        let mut on = Settling::new(&mut self.memory);
        change(&mut self.run, &mut on);
        let (dropped, verdicts) = (on.dropped, on.verdicts);
        self.verdicts.extend(verdicts);
        self.open.retain(|open| !dropped.contains(&open.key));
        self.leave(&dropped);
        dropped
    }

    /// Where an open task stands: where the task itself does, also while it is done anew in the place of another. Who signs
    /// a task besides has no place of their own.
    pub(super) fn place(&self, process: &Process, key: &str) -> Option<Path> {
        let mut leaf = self.run.path_of(&process.root, key)?;
        match self.run.at(&process.root, &leaf)?.1 {
            Run::Detour(detour) => return Some(detour.path.clone()),
            _ if !self.is_signed(process, &leaf) => return Some(leaf),
            _ => {}
        }
        (leaf.pop() == Some(0)).then_some(leaf)
    }

    /// Ends an open task, and says where it stands.
    pub(super) fn end_task(
        &mut self,
        process: &Process,
        key: &str,
        approved: Option<bool>,
    ) -> Option<Option<Path>> {
        let place = self.place(process, key);
        let leaf = self.run.path_of(&process.root, key)?;
        let (_, run) = self.run.at_mut(&process.root, &leaf)?;
        *run = match std::mem::replace(run, Run::Skipped) {
            Run::Detour(detour) => detour.then.into_run(),
            _ => Run::Ended(approved),
        };
        self.open.retain(|open| open.key != key);
        Some(place)
    }

    /// The tasks an open one may be returned to: done before it, on the way that led here; of each place the last time.
    pub fn returnable(&self, process: &Process, key: &str) -> Vec<&DoneTask> {
        let Some(place) = self.place(process, key).filter(|_| self.decision.is_none()) else {
            return Vec::new();
        };
        let mut found: Vec<&DoneTask> = Vec::new();
        for done in self.done.iter().rev() {
            let Some(path) = &done.path else { continue };
            let is_newest = found.iter().all(|other| other.path != done.path);
            let is_before = precedes(&process.root, path, &place) && self.has_passed(process, path);
            if is_newest && is_before && self.can_reopen(process, path) {
                found.push(done);
            }
        }
        found.reverse();
        found
    }

    /// Whether what is done anew there may change anything: a vote that was lost by others is lost whatever is said anew.
    fn can_reopen(&self, process: &Process, path: &Path) -> bool {
        if !passes_vote(&process.root, path) {
            return true;
        }
        let mut after = self.clone();
        after.move_to(process, path, None);
        after.run.at(&process.root, path).is_some_and(|(_, run)| !run.is_over())
    }

    fn has_passed(&self, process: &Process, path: &Path) -> bool {
        self.run.has_passed(&process.root, path, &mut Path::new(), &self.memory)
    }

    pub(super) fn go_back(
        &mut self,
        process: &Process,
        returned: &TaskReturned,
        event: &Event,
    ) -> Option<()> {
        let TaskReturned { task: key, to, resume, .. } = returned;
        self.held(key, &event.actor).filter(|_| !self.is_held_up(key))?;
        let done = self.returnable(process, key).into_iter().find(|done| done.key == *to)?;
        let (task, path, by) = (process.task(to)?.id.clone(), done.path.clone()?, done.doer());
        let item = done.item.clone();
        if !resume {
            return self.go(process, &path, by, event.at);
        }
        let leaf = self.run.path_of(&process.root, key)?;
        let (_, run) = self.run.at_mut(&process.root, &leaf)?;
        let then = match std::mem::replace(run, Run::Skipped) {
            Run::Detour(detour) => {
                Back::Detour(Box::new(Detour { to: Some(event.actor.id.clone()), ..detour }))
            }
            _ => Back::Here(Some(event.actor.id.clone())),
        };
        *run = Run::Detour(Detour { task, path, to: by, item, key: None, then });
        self.open.retain(|open| open.key != *key);
        Some(())
    }

    /// The task done last by this person that they may still take back: nobody has acted on what came of it.
    pub fn recallable(&self, process: &Process, by: &Actor) -> Option<&DoneTask> {
        let done = self.done.iter().rev().find(|done| done.by.id == by.id && !by.is_system())?;
        self.may_recall(process, done).then_some(done)
    }

    fn may_recall(&self, process: &Process, done: &DoneTask) -> bool {
        let Some(path) = &done.path else { return false };
        let Some(task) = process.task(&done.key).filter(|task| task.kind.may_be_recalled()) else {
            return false;
        };
        // What followed from it outside the case, a message or a licence, is not taken back with it.
        let is_within = task.effects_of(done.outcome).next().is_none();
        let is_open = self.closed_at.is_none() && (self.decision.is_none() || task.kind.is_after_decision());
        if !is_within || !is_open || !self.has_passed(process, path) || done.dropped {
            return false;
        }
        let is_later = |other: &DoneTask| {
            let after = other.path.as_ref().is_none_or(|other| precedes(&process.root, path, other));
            other.seq > done.seq && after
        };
        // Nothing is taken back from somebody outside.
        let is_out =
            |subcase: &Subcase| subcase.seq > done.seq && precedes(&process.root, path, &subcase.path);
        if self.done.iter().any(is_later) || self.subcases.iter().any(is_out) {
            return false;
        }
        let mut after = self.clone();
        let dropped = after.move_to(process, path, None);
        if after.run.at(&process.root, path).is_none_or(|(_, run)| run.is_over()) {
            return false;
        }
        self.open
            .iter()
            .filter(|open| dropped.contains(&open.key))
            .all(|open| open.cause == done.seq && !open.touched)
    }

    pub(super) fn recall(&mut self, process: &Process, key: &str, event: &Event) -> Option<()> {
        let done = self.recallable(process, &event.actor).filter(|done| done.key == key)?;
        let (path, by) = (done.path.clone()?, Some(done.by.id.clone()));
        self.go(process, &path, by, event.at)
    }

    pub(super) fn jump(&mut self, process: &Process, jumped: &TaskJumped, at: DateTime<Utc>) -> Option<()> {
        (self.is_open(&jumped.task) && self.may_jump_to(process, &jumped.to)).then_some(())?;
        let path = path_to(&process.root, &jumped.to)?;
        self.go(process, &path, None, at)
    }

    /// Whether one may go to this task from wherever one is: what has been accepted stays so, and nobody passes by the
    /// decision.
    pub fn may_jump_to(&self, process: &Process, task: &str) -> bool {
        let reachable = process.task(task).is_some_and(|task| task.kind.may_be_jumped_to());
        reachable && self.accepted_at.is_some() && self.decision.is_none()
    }

    /// The examination that was done first, as it was done last: what it rests on is examined anew from there. None before it is
    /// done, and while the case is out of the hands of the agency.
    pub fn first_examined(&self, process: &Process) -> Option<&DoneTask> {
        let stands = self.closed_at.is_none() && self.decision.is_none() && !self.is_standing();
        let is_examination =
            |done: &&DoneTask| process.task(&done.key).is_some_and(|task| task.kind == TaskKind::Review);
        let has_passed =
            |done: &&DoneTask| done.path.as_ref().is_some_and(|path| self.has_passed(process, path));
        let first = self.done.iter().filter(|_| stands).filter(is_examination).find(has_passed)?;
        self.done.iter().rev().find(|done| done.path == first.path)
    }

    pub(super) fn take_shared(
        &mut self,
        process: &Process,
        shared: &SharedChanged,
        at: DateTime<Utc>,
    ) -> Option<()> {
        (self.progress.is_some() && self.closed_at.is_none() && self.decision.is_none()).then_some(())?;
        let Some(back) = &shared.back else { return Some(()) };
        let done = self.done.iter().rev().find(|done| done.key == *back)?;
        let (path, by) = (done.path.clone().filter(|path| self.has_passed(process, path))?, done.doer());
        self.go(process, &path, by, at)
    }

    /// Goes to a place; what is dropped on the way no longer waits for anything.
    fn go(&mut self, process: &Process, path: &Path, to: Option<String>, at: DateTime<Utc>) -> Option<()> {
        let dropped = self.move_to(process, path, to);
        if self.special_procedure().is_some_and(|procedure| dropped.contains(&procedure.task)) {
            self.end_special(at);
        }
        Some(())
    }

    pub(super) fn move_to(&mut self, process: &Process, path: &Path, to: Option<String>) -> Vec<String> {
        self.moving(|run, on| {
            run.go(&process.root, path, to, on);
            run.settle(&process.root, on);
        })
    }

    /// What conditions of the process read: the answers, as the rules of the form read them; under `$tasks` how each task
    /// ended the last time, and by whom; under `$blocks` what came of each block; under `$facts` what is computed of all that.
    /// An answer of such a name is not seen.
    pub(in super::super) fn data(&self, process: &Process, answers: &Value) -> Value {
        self.data_for(process, answers, None)
    }

    /// The same in one of several: under `$item` the entry that it is done for, the id of a person, or the name of a role.
    pub(in super::super) fn data_for(
        &self,
        process: &Process,
        answers: &Value,
        item: Option<&Item>,
    ) -> Value {
        let mut tasks = Map::new();
        for done in &self.done {
            if let Some(task) = process.task(&done.key) {
                tasks.insert(task.id.clone(), json!({ "outcome": done.outcome, "by": done.by.id }));
            }
        }
        let blocks: Map<String, Value> = self
            .verdicts
            .iter()
            .map(|(id, approved)| (id.clone(), json!({ "approved": approved })))
            .collect();
        let mut data = answers.as_object().cloned().unwrap_or_default();
        data.insert("$tasks".to_owned(), tasks.into());
        data.insert("$blocks".to_owned(), blocks.into());
        for name in ["$item", "$facts"] {
            data.shift_remove(name);
        }
        data.extend(item.map(|item| ("$item".to_owned(), item.to_value())));
        let mut data = Value::Object(data);
        process.compute(&mut data);
        data
    }
}
