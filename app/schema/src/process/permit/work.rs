//! What somebody may do with an open task: it is theirs to do, in their hands, and nothing holds it up.

use super::super::assign::is_theirs;
use super::super::command::Actor;
use super::super::definition::{Late, Process, Task, TaskKind};
use super::super::facts::Facts;
use super::super::state::{OpenTask, State};
use super::{RefusalCode, lead, undecided};
use crate::role::Role;

/// An open task, and somebody who wants something of it.
pub(super) struct Work<'a> {
    pub(super) process: &'a Process,
    pub(super) state: &'a State,
    pub(super) open: &'a OpenTask,
    pub(super) task: &'a Task,
    pub(super) actor: &'a Actor,
    pub(super) facts: &'a Facts,
}

impl Work<'_> {
    pub(super) fn claim(&self) -> Result<(), RefusalCode> {
        self.own()?;
        match &self.open.holder {
            None if self.open.outside.is_some() => Err(RefusalCode::WithSystem),
            None => self.not_waiting(),
            Some(holder) if *holder == self.actor.id => Err(RefusalCode::AlreadyYours),
            Some(_) => Err(RefusalCode::HeldByAnother),
        }
    }

    /// The holder gives it back; an agency lead takes it from whoever holds it, so that no absence stops a case. Nobody leads those who
    /// supervise: what is their work a colleague takes.
    pub(super) fn release(&self) -> Result<(), RefusalCode> {
        let lead = self.lead().is_ok();
        if !lead {
            self.own()?;
        }
        let takes = lead || self.actor.role == Role::Supervisor;
        match &self.open.holder {
            None => Err(RefusalCode::NotClaimed),
            Some(holder) if takes || *holder == self.actor.id => Ok(()),
            Some(_) => Err(RefusalCode::HeldByAnother),
        }
    }

    /// The holder hands it over, or a lead whoever has it; and the hall itself where the task says so of being late.
    pub(super) fn reassign(&self) -> Result<(), RefusalCode> {
        let is_asked = self.actor.is_system() && self.task.late == Some(Late::HandToLead);
        match &self.open.holder {
            Some(holder) if is_asked && self.is_lead_of(holder) => Err(RefusalCode::AlreadyYours),
            _ if is_asked || self.lead().is_ok() => Ok(()),
            None => self.own().and(Err(RefusalCode::NotClaimed)),
            Some(holder) if *holder == self.actor.id => Ok(()),
            Some(_) => self.own().and(Err(RefusalCode::HeldByAnother)),
        }
    }

    pub(super) fn jump(&self) -> Result<(), RefusalCode> {
        self.lead()?;
        undecided(self.state)
    }

    /// It has to be one's own, and signed by all who sign it first; the hall itself ends the paying of what is settled, whoever
    /// has it.
    pub(super) fn complete(&self) -> Result<(), RefusalCode> {
        if self.actor.is_system() && self.task.kind == TaskKind::Pay && self.facts.settled {
            return self.not_waiting();
        }
        self.own_work()?;
        match self.state.signers_before(self.process, &self.open.key).is_empty() {
            true => Ok(()),
            false => Err(RefusalCode::SignersOpen),
        }
    }

    pub(super) fn own_work(&self) -> Result<(), RefusalCode> {
        self.work()?;
        if self.open.owner.is_some() { Err(RefusalCode::OnlyDelegated) } else { Ok(()) }
    }

    pub(super) fn answer(&self) -> Result<(), RefusalCode> {
        self.work()?;
        if self.open.owner.is_none() { Err(RefusalCode::NotDelegated) } else { Ok(()) }
    }

    /// Others sign reviews and decisions; who signs besides has nobody else sign.
    pub(super) fn add_signer(&self) -> Result<(), RefusalCode> {
        self.own_work()?;
        let is_own = self.state.may_be_signed(self.process, &self.open.key);
        if is_own && self.task.kind.is_deciding() { Ok(()) } else { Err(RefusalCode::NotSigned) }
    }

    /// The hall says what a system has done, or has not.
    pub(super) fn end_external(&self) -> Result<(), RefusalCode> {
        match self.open.outside {
            _ if !self.actor.is_system() => Err(RefusalCode::WrongRole),
            None => Err(RefusalCode::NotWithSystem),
            Some(_) => Ok(()),
        }
    }

    fn work(&self) -> Result<(), RefusalCode> {
        self.hold()?;
        self.not_waiting()?;
        if self.state.is_in_special_procedure(&self.open.key) {
            return Err(RefusalCode::SpecialProcedureOpen);
        }
        Ok(())
    }

    fn hold(&self) -> Result<(), RefusalCode> {
        // Who does the work for a colleague need not be one who could have the task.
        if self.open.owner.is_none() {
            self.own()?;
        }
        match &self.open.holder {
            None if self.state.waits(&self.open.key) => Err(RefusalCode::WaitingForApplicant),
            None => Err(RefusalCode::NotClaimed),
            Some(holder) if *holder == self.actor.id => Ok(()),
            Some(_) => Err(RefusalCode::HeldByAnother),
        }
    }

    /// One notice is under way at a time: the applicant is told everything at once.
    pub(super) fn request_supplement(&self) -> Result<(), RefusalCode> {
        if self.task.kind.is_after_decision() {
            return Err(RefusalCode::AlreadyDecided);
        }
        self.work()?;
        if self.state.is_waiting() { Err(RefusalCode::WaitingForApplicant) } else { Ok(()) }
    }

    pub(super) fn begin_special_procedure(&self) -> Result<(), RefusalCode> {
        match self.task.kind {
            TaskKind::Accept => return Err(RefusalCode::NotYetAccepted),
            TaskKind::Pay | TaskKind::Print | TaskKind::Deliver => return Err(RefusalCode::AlreadyDecided),
            TaskKind::Review | TaskKind::Decide => self.work()?,
        }
        match self.state.special_procedure() {
            Some(_) => Err(RefusalCode::SpecialProcedureOpen),
            None => Ok(()),
        }
    }

    /// Whoever has the task by then: it may have gone to another meanwhile.
    pub(super) fn end_special_procedure(&self) -> Result<(), RefusalCode> {
        if !self.state.is_in_special_procedure(&self.open.key) {
            return Err(RefusalCode::NoSpecialProcedure);
        }
        self.hold()
    }

    fn own(&self) -> Result<(), RefusalCode> {
        let OpenTask { item, deputy, .. } = self.open;
        is_theirs(self.task, item.as_ref(), deputy.as_ref(), self.actor, self.facts)
    }

    /// Whether this person leads the agency whose task it is, or the one that has the case.
    fn lead(&self) -> Result<(), RefusalCode> {
        let is_there = self.actor.role == Role::AgencyLead && self.facts.is_at(self.actor, &self.task.agency);
        if is_there { Ok(()) } else { lead(self.actor, self.facts) }
    }

    /// Whether this member of the staff leads the agency whose task it is.
    fn is_lead_of(&self, id: &str) -> bool {
        let lead = Actor { id: id.to_owned(), role: Role::AgencyLead };
        let is_known = self.facts.staff.iter().any(|member| member.actor() == lead);
        is_known && self.facts.is_at(&lead, &self.task.agency)
    }

    fn not_waiting(&self) -> Result<(), RefusalCode> {
        if self.state.waits(&self.open.key) { Err(RefusalCode::WaitingForApplicant) } else { Ok(()) }
    }
}
