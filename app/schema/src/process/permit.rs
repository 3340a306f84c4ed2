//! Who may do what to a case as it stands: one judgement, used to refuse a command and to list what is allowed.

use serde::{Deserialize, Serialize};

use super::command::{Actor, CommandName, Facts};
use super::definition::{Process, Task, TaskKind};
use super::state::{OpenTask, State};
use super::status::Status;
use super::words::Outcome;
use crate::role::Role;

/// Why a command is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum RefusalCode {
    /// Nothing has been filed yet.
    NotStarted,
    /// It has begun already.
    AlreadyStarted,
    /// The case has ended.
    Closed,
    /// The process has no such task.
    UnknownTask,
    /// It is another task's turn.
    NotTheCurrentTask,
    /// It is not this role's work.
    WrongRole,
    /// It is this person's own case: a colleague handles it.
    OwnCase,
    /// Only the applicant, or somebody with authority from them, may do this.
    NotTheApplicant,
    /// Nobody has taken the task on: claim it first.
    NotClaimed,
    /// The task is this person's already.
    AlreadyYours,
    /// Somebody else has taken the task on.
    HeldByAnother,
    /// The applicant has been told what is missing, and it has not arrived.
    WaitingForApplicant,
    /// Nothing is missing from the applicant.
    NotWaiting,
    /// A special procedure is under way: it has to be ended first.
    SpecialProcedureOpen,
    /// No special procedure is under way.
    NoSpecialProcedure,
    /// It has not been accepted, so there is nothing to decide yet.
    NotYetAccepted,
    /// The decision has been made.
    AlreadyDecided,
    /// The result is not in the applicant's hands yet.
    NotDelivered,
    /// It has been rated, and is rated once.
    AlreadyRated,
    /// A task of this kind cannot end like that.
    OutcomeNotPossible,
    /// The reason is missing.
    ReasonMissing,
    /// Facts, opinion and article are needed, all three.
    OpinionMissing,
    /// What came of it is missing.
    ResultMissing,
    /// It does not say what is missing or changed, or names a part in a form that names nothing.
    PlaceMissing,
    /// The same part is named twice.
    PlaceTwice,
    /// The applicant has been asked before, and it takes a reason to ask again.
    RepeatNeedsReason,
    /// A text, a day or a grade is out of bounds: [`Command::faults`](super::Command::faults) says which.
    OutOfBounds,
}

/// A refused command: why, and what the same person may do instead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Refusal {
    /// Why.
    pub why: RefusalCode,
    /// What is allowed instead.
    pub allowed: Vec<CommandName>,
}

/// A command that somebody may give now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Allowed {
    /// The command.
    pub command: CommandName,
    /// The task it is on, if it is on one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub task: Option<String>,
    /// How the task can end, for [`CommandName::Complete`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub outcomes: Vec<Outcome>,
}

/// Everything this person may do now, in the order of [`CommandName::ALL`]. Given with the right words, each of
/// these is accepted by [`step`](super::step), and no other command is.
pub fn allowed(process: &Process, state: &State, actor: &Actor, facts: &Facts) -> Vec<Allowed> {
    let current = state.current(process).map(|(_, task)| task);
    let describe = |command: CommandName| Allowed {
        command,
        task: current.filter(|_| command.is_on_task()).map(|task| task.id.clone()),
        outcomes: current
            .filter(|_| command == CommandName::Complete)
            .map(|task| task.kind.outcomes().to_vec())
            .unwrap_or_default(),
    };
    let may = |command: &CommandName| permit(process, state, actor, facts, *command).is_ok();
    CommandName::ALL.into_iter().filter(may).map(describe).collect()
}

/// Whether this person may give this command now, on whatever task is open.
pub(super) fn permit(
    process: &Process,
    state: &State,
    actor: &Actor,
    facts: &Facts,
    command: CommandName,
) -> Result<(), RefusalCode> {
    if facts.stands_aside(actor) {
        return Err(RefusalCode::OwnCase);
    }
    if command == CommandName::Start {
        return start(state, actor, facts);
    }
    if state.status().is_none() {
        return Err(RefusalCode::NotStarted);
    }
    if command == CommandName::Rate {
        return rate(state, actor, facts);
    }
    let Some((open, task)) = state.current(process) else { return Err(RefusalCode::Closed) };
    let case = Case { state, open, task, actor, applicant: facts.is_applicant(actor) };
    match command {
        CommandName::Start => Err(RefusalCode::AlreadyStarted),
        CommandName::Claim => case.claim(),
        CommandName::Release => case.release(),
        CommandName::Complete => case.work(),
        CommandName::RequestSupplement => case.request_supplement(),
        CommandName::ReceiveSupplement => case.receive_supplement(),
        CommandName::BeginSpecialProcedure => case.begin_special_procedure(),
        CommandName::EndSpecialProcedure => case.end_special_procedure(),
        CommandName::Withdraw => case.withdraw(),
        CommandName::Rate => Err(RefusalCode::NotDelivered),
    }
}

/// The applicant files, or the counter for them.
fn start(state: &State, actor: &Actor, facts: &Facts) -> Result<(), RefusalCode> {
    match (state.status(), actor.role) {
        (Some(_), _) => Err(RefusalCode::AlreadyStarted),
        (None, Role::Intake) => Ok(()),
        (None, _) if facts.is_applicant(actor) => Ok(()),
        (None, role) if role.is_staff() => Err(RefusalCode::WrongRole),
        (None, _) => Err(RefusalCode::NotTheApplicant),
    }
}

/// The applicant rates, once, with the result in their hands.
fn rate(state: &State, actor: &Actor, facts: &Facts) -> Result<(), RefusalCode> {
    if !facts.is_applicant(actor) {
        return Err(RefusalCode::NotTheApplicant);
    }
    match state.status() {
        Some(Status::Delivered) if state.rated || facts.rated => Err(RefusalCode::AlreadyRated),
        Some(Status::Delivered) => Ok(()),
        _ => Err(RefusalCode::NotDelivered),
    }
}

/// A case with a task open, and somebody who wants something of it.
struct Case<'a> {
    state: &'a State,
    open: &'a OpenTask,
    task: &'a Task,
    actor: &'a Actor,
    applicant: bool,
}

impl Case<'_> {
    fn claim(&self) -> Result<(), RefusalCode> {
        self.own_work()?;
        match &self.open.holder {
            None => self.not_waiting(),
            Some(holder) if *holder == self.actor.id => Err(RefusalCode::AlreadyYours),
            Some(_) => Err(RefusalCode::HeldByAnother),
        }
    }

    /// The holder gives it back; an agency lead takes it from whoever holds it, so that no absence stops a case.
    fn release(&self) -> Result<(), RefusalCode> {
        let lead = self.actor.role == Role::AgencyLead;
        if !lead {
            self.own_work()?;
        }
        match &self.open.holder {
            None => Err(RefusalCode::NotClaimed),
            Some(holder) if lead || *holder == self.actor.id => Ok(()),
            Some(_) => Err(RefusalCode::HeldByAnother),
        }
    }

    fn work(&self) -> Result<(), RefusalCode> {
        self.hold()?;
        self.not_waiting()?;
        match self.state.special_procedure() {
            Some(_) => Err(RefusalCode::SpecialProcedureOpen),
            None => Ok(()),
        }
    }

    fn hold(&self) -> Result<(), RefusalCode> {
        self.own_work()?;
        match &self.open.holder {
            None if self.state.is_waiting() => Err(RefusalCode::WaitingForApplicant),
            None => Err(RefusalCode::NotClaimed),
            Some(holder) if *holder == self.actor.id => Ok(()),
            Some(_) => Err(RefusalCode::HeldByAnother),
        }
    }

    fn request_supplement(&self) -> Result<(), RefusalCode> {
        if self.task.kind == TaskKind::Deliver { Err(RefusalCode::AlreadyDecided) } else { self.work() }
    }

    /// The applicant sends it; the counter, or whoever works on the task, takes it in on paper.
    fn receive_supplement(&self) -> Result<(), RefusalCode> {
        if !self.state.is_waiting() {
            return Err(RefusalCode::NotWaiting);
        }
        let staff = self.actor.role == Role::Intake || self.task.is_work_of(self.actor.role);
        match (self.applicant || staff, self.actor.role.is_staff()) {
            (true, _) => Ok(()),
            (false, true) => Err(RefusalCode::WrongRole),
            (false, false) => Err(RefusalCode::NotTheApplicant),
        }
    }

    fn begin_special_procedure(&self) -> Result<(), RefusalCode> {
        match self.task.kind {
            TaskKind::Accept => Err(RefusalCode::NotYetAccepted),
            TaskKind::Review | TaskKind::Decide => self.work(),
            TaskKind::Deliver => Err(RefusalCode::AlreadyDecided),
        }
    }

    /// Whoever has the task by then: it may have gone to another meanwhile.
    fn end_special_procedure(&self) -> Result<(), RefusalCode> {
        if self.state.special_procedure().is_none() {
            return Err(RefusalCode::NoSpecialProcedure);
        }
        self.hold()
    }

    fn withdraw(&self) -> Result<(), RefusalCode> {
        if !self.applicant {
            return Err(RefusalCode::NotTheApplicant);
        }
        if self.state.decision.is_some() { Err(RefusalCode::AlreadyDecided) } else { Ok(()) }
    }

    fn own_work(&self) -> Result<(), RefusalCode> {
        if self.task.is_work_of(self.actor.role) { Ok(()) } else { Err(RefusalCode::WrongRole) }
    }

    fn not_waiting(&self) -> Result<(), RefusalCode> {
        if self.state.is_waiting() { Err(RefusalCode::WaitingForApplicant) } else { Ok(()) }
    }
}
