//! One event after the other: what each changes in the state of a case.

use chrono::{DateTime, Utc};

use super::super::command::Actor;
use super::super::definition::{Process, TaskKind};
use super::super::event::{
    CaseStarted, Event, Payload, SpecialProcedureStarted, SupplementRequested, TaskClaimed, TaskCompleted,
};
use super::super::run::Run;
use super::super::standing::{SpecialProcedure, Supplement};
use super::super::status::{Decision, Status};
use super::super::words::Outcome;
use super::{DoneTask, OpenTask, State};

impl State {
    /// None, and nothing changed, if the event cannot happen here.
    pub(super) fn fold(&mut self, process: &Process, event: &Event) -> Option<()> {
        let (by, at) = (&event.actor, event.at);
        match &event.payload {
            Payload::CaseStarted(CaseStarted { .. }) => self.start(process),
            Payload::TaskOpened(opened) => self.open_next(process, &opened.task, opened.holder.clone(), at),
            Payload::BranchTaken(taken) => self.take(process, &taken.block, &taken.branches),
            Payload::RoundEnded(ended) => self.end_round(process, &ended.block, ended.again),
            Payload::EachBegun(begun) => self.begin_each(process, &begun.block, &begun.items),
            Payload::TaskClaimed(claimed) => self.claim(claimed, by),
            Payload::TaskReleased(released) => {
                let open = self.open_mut(&released.task).filter(|open| open.holder.is_some())?;
                open.holder = open.owner.take();
                Some(())
            }
            Payload::TaskDelegated(delegated) => {
                self.held(&delegated.task, by).filter(|open| open.owner.is_none())?;
                let open = self.open_mut(&delegated.task)?;
                open.owner = open.holder.replace(delegated.to.clone());
                Some(())
            }
            Payload::DelegateAnswered(answered) => {
                self.held(&answered.task, by).filter(|open| open.owner.is_some())?;
                let open = self.open_mut(&answered.task)?;
                open.holder = open.owner.take();
                Some(())
            }
            Payload::SignerAdded(added) => self.add_signer(process, added),
            Payload::SignerRemoved(removed) => self.remove_signer(process, removed),
            Payload::CaseCopied(copied) => {
                self.readers.extend(copied.to.iter().cloned());
                Some(())
            }
            Payload::CaseReminded(_) => (!self.open.is_empty()).then_some(()),
            Payload::TimeExtended(extended) => {
                (self.extension.is_none() && self.accepted_at.is_some() && self.decision.is_none())
                    .then_some(())?;
                self.extension = Some(extended.days);
                Some(())
            }
            Payload::TaskReassigned(reassigned) => {
                let open = self.open_mut(&reassigned.task)?;
                (open.holder, open.owner, open.touched) = (Some(reassigned.to.clone()), None, true);
                Some(())
            }
            Payload::TaskCompleted(completed) => self.complete(process, completed, event),
            Payload::TaskReturned(returned) => self.go_back(process, returned, event),
            Payload::TaskRecalled(recalled) => self.recall(process, &recalled.task, event),
            Payload::TaskJumped(jumped) => self.jump(process, jumped, at),
            Payload::SupplementRequested(requested) => self.request(requested, at),
            Payload::SupplementReceived(_) => self.end_waiting(at),
            Payload::SpecialProcedureStarted(started) => self.begin_special(process, started, event),
            Payload::SpecialProcedureEnded(ended) => {
                self.held(&ended.task, by)?;
                self.end_special(at)
            }
            Payload::CaseWithdrawn(_) => self.stop(Status::Withdrawn, at),
            Payload::CaseTerminated(_) => self.stop(Status::Terminated, at),
            Payload::CaseRated(_) => {
                (self.progress == Some(Status::Delivered) && !self.rated).then_some(())?;
                self.rated = true;
                Some(())
            }
        }
    }

    fn start(&mut self, process: &Process) -> Option<()> {
        self.progress.is_none().then_some(())?;
        self.progress = Some(Status::Submitted);
        self.run = Run::Due(None);
        self.settle(process);
        Some(())
    }

    fn claim(&mut self, claimed: &TaskClaimed, by: &Actor) -> Option<()> {
        let open = self.open_mut(&claimed.task).filter(|open| open.holder.is_none())?;
        (open.holder, open.touched) = (Some(by.id.clone()), true);
        self.take_up(claimed.task_kind);
        Some(())
    }

    /// Somebody has taken it up.
    pub(super) fn take_up(&mut self, kind: TaskKind) {
        if kind.is_deciding() {
            self.progress = Some(Status::InReview);
        }
    }

    fn request(&mut self, requested: &SupplementRequested, at: DateTime<Utc>) -> Option<()> {
        let is_free = !self.is_waiting() && !self.is_in_special_procedure(&requested.task);
        let open = self.open.iter_mut().find(|open| open.key == requested.task).filter(|_| is_free)?;
        open.touched = true;
        let (task, points) = (requested.task.clone(), requested.points.clone());
        self.supplements.push(Supplement { task, points, from: at, until: None });
        Some(())
    }

    fn begin_special(
        &mut self,
        process: &Process,
        started: &SpecialProcedureStarted,
        event: &Event,
    ) -> Option<()> {
        let fits = process.task(&started.task)?.kind.is_deciding()
            && self.special_procedure().is_none()
            && !self.waits(&started.task);
        fits.then(|| self.held(&started.task, &event.actor))??;
        let (task, ground, ends_on) = (started.task.clone(), started.ground, started.ends_on);
        self.special_procedures.push(SpecialProcedure { task, ground, ends_on, from: event.at, until: None });
        Some(())
    }

    fn complete(&mut self, process: &Process, completed: &TaskCompleted, event: &Event) -> Option<()> {
        let TaskCompleted { task: key, task_kind: kind, outcome, .. } = completed;
        let fits = *kind == process.task(key)?.kind
            && self.outcomes(*kind).contains(outcome)
            && !self.is_held_up(key);
        let is_whole = self.signers_before(process, key).is_empty();
        fits.then(|| self.held(key, &event.actor).filter(|open| open.owner.is_none() && is_whole))??;
        let path = self.end_task(process, key, outcome.approved())?;
        let dropped = self.settle(process);
        let (by, at, seq, signs) = (event.actor.clone(), event.at, event.seq, path.is_none());
        self.done.push(DoneTask { key: key.clone(), outcome: *outcome, by, at, path, seq, dropped });
        if signs {
            return Some(());
        }
        self.progress = match (kind, outcome) {
            (TaskKind::Accept, Outcome::Accepted) => {
                self.accepted_at = self.accepted_at.or(Some(at));
                Some(Status::Accepted)
            }
            (TaskKind::Accept, _) => return self.stop(Status::NotAccepted, at),
            (TaskKind::Review, _) => self.progress,
            (TaskKind::Decide, _) => {
                let approved = *outcome == Outcome::Approved;
                self.decision = Some(if approved { Decision::Approved } else { Decision::Rejected });
                Some(Status::Decided)
            }
            (TaskKind::Deliver, _) => Some(Status::Delivered),
        };
        self.close_if_over(at);
        Some(())
    }

    /// How a task of this kind can end now: what was accepted once is not turned away when it comes back.
    pub fn outcomes(&self, kind: TaskKind) -> &'static [Outcome] {
        match kind {
            TaskKind::Accept if self.accepted_at.is_some() => &[Outcome::Accepted],
            _ => kind.outcomes(),
        }
    }

    /// Ends the case: whatever is open is dropped, and no clock stands any more.
    pub(super) fn stop(&mut self, status: Status, at: DateTime<Utc>) -> Option<()> {
        (self.progress.is_some() && self.closed_at.is_none() && self.decision.is_none()).then_some(())?;
        self.moving(|run, on| run.drop_open(&mut on.dropped));
        self.run = Run::Ended(None);
        self.end_waiting(at);
        self.end_special(at);
        self.closed_at = Some(at);
        self.progress = Some(status);
        Some(())
    }

    pub(super) fn close_if_over(&mut self, at: DateTime<Utc>) {
        if self.run.is_over() {
            self.closed_at = Some(at);
        }
    }

    pub(super) fn open_mut(&mut self, key: &str) -> Option<&mut OpenTask> {
        self.open.iter_mut().find(|open| open.key == key)
    }

    /// The open task, if it is in this person's hands.
    pub(super) fn held(&self, key: &str, by: &Actor) -> Option<&OpenTask> {
        self.task(key).filter(|open| open.holder.as_ref() == Some(&by.id))
    }

    pub(super) fn end_special(&mut self, at: DateTime<Utc>) -> Option<()> {
        let under_way = self.special_procedures.last_mut().filter(|procedure| procedure.until.is_none())?;
        under_way.until = Some(at);
        Some(())
    }

    fn end_waiting(&mut self, at: DateTime<Utc>) -> Option<()> {
        let waiting = self.supplements.last_mut().filter(|supplement| supplement.until.is_none())?;
        waiting.until = Some(at);
        Some(())
    }
}
