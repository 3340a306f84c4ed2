//! One event after the other: what each changes in the state of a case.

use chrono::{DateTime, Utc};

use super::super::command::Actor;
use super::super::definition::{Process, TaskKind};
use super::super::event::{CaseStarted, Event, Payload, SpecialProcedureStarted, TaskClaimed, TaskCompleted};
use super::super::run::Run;
use super::super::standing::SpecialProcedure;
use super::super::status::{Decision, Status};
use super::super::words::Outcome;
use super::{DoneTask, OpenTask, State};

impl State {
    /// None, and nothing changed, if the event cannot happen here.
    pub(super) fn fold(&mut self, process: &Process, event: &Event) -> Option<()> {
        let (by, at) = (&event.actor, event.at);
        match &event.payload {
            Payload::CaseStarted(CaseStarted { .. }) => self.start(process, at),
            Payload::TaskOpened(opened) => self.open_next(process, opened, at),
            Payload::BranchTaken(taken) => self.take(process, &taken.block, &taken.branches),
            Payload::RoundEnded(ended) => self.end_round(process, &ended.block, ended.again),
            Payload::EachBegun(begun) => self.begin_each(process, &begun.block, &begun.items),
            // It takes both versions of the process, so it is done where both are at hand.
            Payload::CaseMigrated(_) => None,
            Payload::TaskCompleted(completed) => self.complete(process, completed, event),
            Payload::TaskReturned(returned) => self.go_back(process, returned, event),
            Payload::TaskRecalled(recalled) => self.recall(process, &recalled.task, event),
            Payload::TaskJumped(jumped) => self.jump(process, jumped, at),
            Payload::SupplementRequested(requested) => self.request(requested, &by.id, at),
            Payload::SupplementReceived(received) => {
                self.end_waiting(at)?;
                self.unfix(received, by.role);
                Some(())
            }
            Payload::SpecialProcedureStarted(started) => self.begin_special(process, started, event),
            Payload::SpecialProcedureEnded(ended) => self.end_procedure(ended, &by.id, at),
            Payload::PauseReported(reported) => self.report(&reported.task, at),
            Payload::SharedChanged(shared) => self.take_shared(process, shared, at),
            Payload::CaseWithdrawn(_) => self.stop(Status::Withdrawn, at),
            Payload::CaseTerminated(_) => self.stop(Status::Terminated, at),
            Payload::CaseRated(_) => {
                (self.progress == Some(Status::Delivered) && !self.rated).then_some(())?;
                self.rated = true;
                Some(())
            }
            payload => {
                self.fold_outside(process, payload, event).or_else(|| self.fold_hands(process, payload, by))
            }
        }
    }

    /// The same of what happens outside the case, and comes back.
    fn fold_outside(&mut self, process: &Process, payload: &Payload, event: &Event) -> Option<()> {
        match payload {
            Payload::CallBegun(begun) => self.begin_call(process, begun, event),
            Payload::CallEnded(ended) => self.end_call(process, ended),
            Payload::CallDropped(dropped) => self.drop_call(dropped),
            Payload::ExternalSent(sent) => self.send(process, sent, event.at),
            Payload::ExternalAnswered(answered) => self.take_answer(process, answered, event),
            Payload::ExternalTimedOut(out) => self.time_out(process, out, event),
            _ => None,
        }
    }

    /// The same of who has a task, and who is to know.
    fn fold_hands(&mut self, process: &Process, payload: &Payload, by: &Actor) -> Option<()> {
        match payload {
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
            Payload::CaseReminded(_) => (!self.is_closed()).then_some(()),
            Payload::TimeExtended(extended) => {
                (self.extension.is_none() && self.accepted_at.is_some() && self.decision.is_none())
                    .then_some(())?;
                self.extension = Some(extended.days);
                Some(())
            }
            Payload::TaskReassigned(reassigned) => {
                let open = self.open_mut(&reassigned.task)?;
                (open.holder, open.owner) = (Some(reassigned.to.clone()), None);
                open.outside = None;
                Some(())
            }
            _ => None,
        }
    }

    fn start(&mut self, process: &Process, at: DateTime<Utc>) -> Option<()> {
        self.progress.is_none().then_some(())?;
        self.started_at = Some(at);
        self.progress = Some(Status::Submitted);
        self.run = Run::Due(None);
        self.settle(process);
        Some(())
    }

    fn claim(&mut self, claimed: &TaskClaimed, by: &Actor) -> Option<()> {
        let is_free = |open: &&mut OpenTask| open.holder.is_none() && open.outside.is_none();
        let open = self.open_mut(&claimed.task).filter(is_free)?;
        open.holder = Some(by.id.clone());
        self.take_up(claimed.task_kind);
        Some(())
    }

    /// Somebody has taken it up.
    pub(super) fn take_up(&mut self, kind: TaskKind) {
        if kind.is_deciding() {
            self.progress = Some(Status::InReview);
        }
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
        self.special_procedures.push(SpecialProcedure {
            task,
            ground,
            ends_on,
            from: event.at,
            until: None,
            added: 0,
            reported: false,
        });
        Some(())
    }

    fn complete(&mut self, process: &Process, completed: &TaskCompleted, event: &Event) -> Option<()> {
        let TaskCompleted { task: key, task_kind: kind, outcome, next, .. } = completed;
        let fits = *kind == process.task(key)?.kind
            && self.outcomes(*kind).contains(outcome)
            && !self.is_held_up(key)
            && next.as_ref().is_none_or(|next| self.next_of(process, key).contains(next))
            && !(next.is_some() && *outcome == Outcome::NotAccepted);
        let is_whole = self.signers_before(process, key).is_empty();
        let is_own = self.held(key, &event.actor).is_some_and(|open| open.owner.is_none());
        // What is settled the hall ends by itself, whoever has it.
        let is_settled = *kind == TaskKind::Pay && event.actor.is_system() && self.task(key).is_some();
        (fits && is_whole && (is_own || is_settled)).then_some(())?;
        let item = self.task(key).and_then(|open| open.item.clone());
        let path = self.end_task(process, key, outcome.approved())?;
        let dropped = match next {
            Some(next) => self.go_on_to(process, path.as_deref()?, next)?,
            None => self.settle(process),
        };
        self.fix(completed, event.actor.role);
        let (by, at, seq, signs) = (event.actor.clone(), event.at, event.seq, path.is_none());
        self.done.push(DoneTask { key: key.clone(), outcome: *outcome, by, at, item, path, seq, dropped });
        if signs {
            return Some(());
        }
        self.progress = match (kind, outcome) {
            (TaskKind::Accept, Outcome::Accepted) => {
                self.accepted_at = self.accepted_at.or(Some(at));
                Some(Status::Accepted)
            }
            (TaskKind::Accept, _) => return self.stop(Status::NotAccepted, at),
            (TaskKind::Review | TaskKind::Pay | TaskKind::Print, _) => self.progress,
            (TaskKind::Decide, _) => {
                let approved = *outcome == Outcome::Approved;
                self.decision = Some(if approved { Decision::Approved } else { Decision::Rejected });
                Some(Status::Decided)
            }
            (TaskKind::Deliver, _) => Some(Status::Delivered),
        };
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
        if self.progress.is_some() && self.run.is_over() {
            self.closed_at.get_or_insert(at);
        }
    }

    pub(super) fn open_mut(&mut self, key: &str) -> Option<&mut OpenTask> {
        self.open.iter_mut().find(|open| open.key == key)
    }

    /// The open task, if it is in this person's hands.
    pub(super) fn held(&self, key: &str, by: &Actor) -> Option<&OpenTask> {
        self.task(key).filter(|open| open.holder.as_ref() == Some(&by.id))
    }
}
