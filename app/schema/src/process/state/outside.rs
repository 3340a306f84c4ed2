//! What a case waits for outside it: the cases it began, and the systems of other agencies that do a task.

use chrono::{DateTime, Utc};
use serde_json::Value;

use super::super::definition::{Node, Process};
use super::super::event::{
    CallBegun, CallDropped, CallEnded, Event, ExternalAnswered, ExternalSent, ExternalTimedOut,
};
use super::super::external::Silent;
use super::super::run::{Path, Run};
use super::super::status::Decision;
use super::super::words::Outcome;
use super::{DoneTask, State};

/// A case that this one began.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subcase {
    /// Its key: the id of the block that began it, and which beginning of it this is from the second on, as in `fire#2`.
    pub key: String,
    /// The entry of the list that it began for.
    pub item: Option<Value>,
    /// When it began.
    pub begun_at: DateTime<Utc>,
    /// What has become of it, as far as this case knows.
    pub status: SubcaseStatus,
    /// Its place among those that began together.
    pub place: usize,
    /// Where the block stands.
    pub(super) path: Path,
    /// The event with which it began.
    pub(super) seq: u64,
}

/// What has become of a case that another began.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SubcaseStatus {
    /// It is under way, and waited for.
    Waited,
    /// It is none of this case's business any more.
    Free,
    /// It has ended, and was decided like this if it was.
    Ended(Option<Decision>),
    /// It is no longer wanted, and has yet to be told.
    Unwanted,
    /// It was told to end.
    Dropped,
}

/// What a case has to say to somebody outside before anything else happens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) enum Outward {
    /// A task is handed to a system.
    Send(String),
    /// A case that this one began is told to end.
    Drop(String),
}

impl State {
    /// The cases that are waited for.
    pub fn awaited(&self) -> impl Iterator<Item = &Subcase> {
        self.subcases.iter().filter(|subcase| subcase.status == SubcaseStatus::Waited)
    }

    /// The case that is waited for under this key.
    pub fn subcase(&self, key: &str) -> Option<&Subcase> {
        self.awaited().find(|subcase| subcase.key == key)
    }

    /// Whether something is open under this key: a task, or a case that is waited for.
    pub fn is_open(&self, key: &str) -> bool {
        self.task(key).is_some() || self.subcase(key).is_some()
    }

    /// Whether anything is open at all.
    pub fn is_waited_for(&self) -> bool {
        !self.open.is_empty() || self.awaited().next().is_some()
    }

    /// The task of which this was the answer from outside.
    pub fn answered(&self, reference: &str) -> Option<&str> {
        self.references.get(reference).map(String::as_str)
    }

    /// The keys of the next cases that a block begins.
    pub(in super::super) fn keys_of(&self, block: &str, count: usize) -> Vec<String> {
        let before = self.openings.get(block).copied().unwrap_or_default() as usize;
        let key = |at: usize| if at == 1 { block.to_owned() } else { format!("{block}#{at}") };
        (before + 1..=before + count).map(key).collect()
    }

    pub(super) fn begin_call(&mut self, process: &Process, begun: &CallBegun, event: &Event) -> Option<()> {
        let (path, node) = self.run.first_due(&process.root)?;
        matches!(node, Node::Call(call) if call.id == begun.block).then_some(())?;
        let count = begun.cases.len();
        let keys = self.keys_of(&begun.block, count);
        begun.cases.iter().map(|case| &case.key).eq(&keys).then_some(())?;
        let is_waited = begun.wait && count > 0;
        let run =
            if is_waited { Run::Calls(keys.into_iter().map(Run::Open).collect()) } else { Run::Ended(None) };
        let status = if begun.wait { SubcaseStatus::Waited } else { SubcaseStatus::Free };
        for (place, case) in begun.cases.iter().enumerate() {
            let (key, item, path) = (case.key.clone(), case.item.clone(), path.clone());
            self.subcases.push(Subcase {
                key,
                item,
                begun_at: event.at,
                status,
                place,
                path,
                seq: event.seq,
            });
        }
        *self.openings.entry(begun.block.clone()).or_default() += u32::try_from(count).unwrap_or(u32::MAX);
        self.begin(process, &path, run)
    }

    pub(super) fn end_call(&mut self, process: &Process, ended: &CallEnded) -> Option<()> {
        let subcase = self.subcases.iter_mut().find(|subcase| subcase.key == ended.call)?;
        (subcase.status == SubcaseStatus::Waited).then_some(())?;
        let leaf = self.run.path_of(&process.root, &ended.call)?;
        let (_, run) = self.run.at_mut(&process.root, &leaf)?;
        *run = Run::Ended(ended.outcome.map(|outcome| outcome == Decision::Approved));
        subcase.status = SubcaseStatus::Ended(ended.outcome);
        self.settle(process);
        Some(())
    }

    pub(super) fn drop_call(&mut self, dropped: &CallDropped) -> Option<()> {
        let told = Outward::Drop(dropped.call.clone());
        let at = self.outward.iter().position(|outward| *outward == told)?;
        let subcase = self.subcases.iter_mut().find(|subcase| subcase.key == dropped.call)?;
        subcase.status = SubcaseStatus::Dropped;
        self.outward.remove(at);
        Some(())
    }

    /// Of what is dropped, the cases that have to be told, and the tasks that need not be handed out any more.
    pub(super) fn leave(&mut self, dropped: &[String]) {
        self.outward.retain(|outward| !matches!(outward, Outward::Send(key) if dropped.contains(key)));
        for subcase in &mut self.subcases {
            if subcase.status == SubcaseStatus::Waited && dropped.contains(&subcase.key) {
                subcase.status = SubcaseStatus::Unwanted;
                self.outward.push(Outward::Drop(subcase.key.clone()));
            }
        }
    }

    pub(super) fn send(&mut self, process: &Process, sent: &ExternalSent, at: DateTime<Utc>) -> Option<()> {
        let kind = process.task(&sent.task)?.kind;
        let told = Outward::Send(sent.task.clone());
        let place = self.outward.iter().position(|outward| *outward == told)?;
        let open = self.open_mut(&sent.task).filter(|open| open.holder.is_none())?;
        (open.outside, open.touched) = (Some(at), true);
        self.outward.remove(place);
        self.take_up(kind);
        Some(())
    }

    pub(super) fn take_answer(
        &mut self,
        process: &Process,
        answered: &ExternalAnswered,
        event: &Event,
    ) -> Option<()> {
        (!self.references.contains_key(&answered.reference)).then_some(())?;
        self.end_outside(process, &answered.task, Some(answered.outcome), event)?;
        self.references.insert(answered.reference.clone(), answered.task.clone());
        Some(())
    }

    pub(super) fn time_out(
        &mut self,
        process: &Process,
        out: &ExternalTimedOut,
        event: &Event,
    ) -> Option<()> {
        match out.then {
            Silent::Person => {
                let open = self.open_mut(&out.task).filter(|open| open.outside.is_some())?;
                open.outside = None;
                Some(())
            }
            Silent::GoOn => self.end_outside(process, &out.task, None, event),
            Silent::Reject => self.end_outside(process, &out.task, Some(Outcome::Rejected), event),
        }
    }

    /// Ends a task that a system has. Without an outcome nobody has done it.
    fn end_outside(
        &mut self,
        process: &Process,
        key: &str,
        outcome: Option<Outcome>,
        event: &Event,
    ) -> Option<()> {
        let item = self.task(key).filter(|open| open.outside.is_some())?.item.clone();
        let path = self.end_task(process, key, outcome.and_then(Outcome::approved))?;
        let dropped = self.settle(process);
        if let Some(outcome) = outcome {
            let (by, at, seq) = (event.actor.clone(), event.at, event.seq);
            self.done.push(DoneTask { key: key.to_owned(), outcome, by, at, item, path, seq, dropped });
        }
        Some(())
    }
}
