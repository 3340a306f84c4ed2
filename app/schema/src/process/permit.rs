//! Who may do what to a case as it stands: one judgement, used to refuse a command and to list what is allowed.

use serde::{Deserialize, Serialize};

use super::command::{Actor, Command, CommandName, Facts};
use super::definition::{Process, Task, TaskKind};
use super::run::Item;
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
    /// It is to be done by somebody else in person.
    NamedForAnother,
    /// It cannot go back there: nobody has done that before, on the way that led here.
    NotReturnable,
    /// It is not one's own, or somebody has acted on it.
    NotRecallable,
    /// It cannot go there from here.
    NotReachable,
    /// That colleague cannot do it.
    NoSuchColleague,
    /// Others have yet to sign it.
    SignersOpen,
    /// One does the work for a colleague, whose task it stays.
    OnlyDelegated,
    /// Nobody has asked one to do the work for them.
    NotDelegated,
    /// It is not to be signed by others.
    NotSigned,
    /// Who has it was asked already.
    AlreadyReminded,
    /// There is more time already.
    AlreadyExtended,
    /// There is nobody to do what comes next.
    NobodyToDoIt,
    /// The process leads nowhere from there.
    NoWay,
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
    /// The key of the task it is on, if it is on one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub task: Option<String>,
    /// How the task can end, for [`CommandName::Complete`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub outcomes: Vec<Outcome>,
    /// Where it can go, for [`CommandName::Return`] and [`CommandName::Jump`], or to whom, for
    /// [`CommandName::Reassign`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub to: Vec<String>,
}

/// Everything this person may do now, in the order of [`CommandName::ALL`], on each open task. Given with the right
/// words, each of these is accepted by [`step`](super::step), and no other command is.
pub fn allowed(process: &Process, state: &State, actor: &Actor, facts: &Facts) -> Vec<Allowed> {
    let asked = Asked { process, state, actor, facts };
    CommandName::ALL.into_iter().flat_map(|command| asked.allowed(command)).collect()
}

/// Whether this person may give this command now.
pub(super) fn permit(
    process: &Process,
    state: &State,
    actor: &Actor,
    facts: &Facts,
    command: &Command,
) -> Result<(), RefusalCode> {
    let asked = Asked { process, state, actor, facts };
    asked.may(command.name(), command.task())?;
    match command {
        Command::Return { task, to, .. } if !asked.returnable(task).contains(to) => {
            Err(RefusalCode::NotReturnable)
        }
        Command::Recall { task, .. } if asked.recallable() != Some(task) => Err(RefusalCode::NotRecallable),
        Command::Jump { task, to, .. } if !asked.reachable(task).contains(to) => {
            Err(RefusalCode::NotReachable)
        }
        Command::Reassign { task, to, .. } if !asked.colleagues(task).contains(to) => {
            Err(RefusalCode::NoSuchColleague)
        }
        Command::Delegate { to, .. } if !asked.readers().contains(to) => Err(RefusalCode::NoSuchColleague),
        Command::AddSigner { task, to, .. } if !asked.possible_signers(task).contains(to) => {
            Err(RefusalCode::NoSuchColleague)
        }
        Command::RemoveSigner { task, to, .. } if !asked.signers(task).contains(to) => {
            Err(RefusalCode::NotSigned)
        }
        Command::Copy { to, .. } if !to.iter().all(|to| asked.readers().contains(to)) => {
            Err(RefusalCode::NoSuchColleague)
        }
        _ => Ok(()),
    }
}

/// Somebody who wants something of a case.
struct Asked<'a> {
    process: &'a Process,
    state: &'a State,
    actor: &'a Actor,
    facts: &'a Facts,
}

impl<'a> Asked<'a> {
    fn allowed(&self, command: CommandName) -> Vec<Allowed> {
        let of = |task: Option<&str>| {
            self.may(command, task).ok()?;
            let (outcomes, to) = self.choices(command, task);
            let key = task.or_else(|| self.recallable().filter(|_| command == CommandName::Recall));
            let needs_place = command.goes_somewhere();
            let is_possible = !(needs_place && to.is_empty());
            is_possible.then(|| Allowed { command, task: key.map(str::to_owned), outcomes, to })
        };
        if command.is_on_task() {
            self.state.open.iter().filter_map(|open| of(Some(&open.key))).collect()
        } else {
            of(None).into_iter().collect()
        }
    }

    /// How a task can end, or where it can go.
    fn choices(&self, command: CommandName, task: Option<&str>) -> (Vec<Outcome>, Vec<String>) {
        let Some((key, kind)) = task.and_then(|key| Some((key, self.process.task(key)?.kind))) else {
            return Default::default();
        };
        match command {
            CommandName::Complete => (self.state.outcomes(kind).to_vec(), Vec::new()),
            CommandName::Return => (Vec::new(), self.returnable(key)),
            CommandName::Jump => (Vec::new(), self.reachable(key)),
            CommandName::Reassign => (Vec::new(), self.colleagues(key)),
            CommandName::AddSigner => (Vec::new(), self.possible_signers(key)),
            CommandName::RemoveSigner => (Vec::new(), self.signers(key)),
            CommandName::Delegate | CommandName::Copy => (Vec::new(), self.readers()),
            _ => Default::default(),
        }
    }

    fn returnable(&self, key: &str) -> Vec<String> {
        self.state.returnable(self.process, key).into_iter().map(|done| done.key.clone()).collect()
    }

    fn recallable(&self) -> Option<&'a str> {
        self.state.recallable(self.process, self.actor).map(|done| done.key.as_str())
    }

    fn reachable(&self, key: &str) -> Vec<String> {
        let here = self.process.task(key).map(|task| &task.id);
        let others =
            self.process.root.tasks().into_iter().map(|task| &task.id).filter(|id| Some(*id) != here);
        others.filter(|id| self.state.may_jump_to(self.process, id)).cloned().collect()
    }

    /// Who could have a task instead of who has it.
    fn colleagues(&self, key: &str) -> Vec<String> {
        let Some((open, task)) = self.state.task(key).zip(self.process.task(key)) else { return Vec::new() };
        let may = |person: &&Actor| {
            person.id != self.actor.id
                && open.holder.as_ref() != Some(&person.id)
                && is_theirs(open, task, person).is_ok()
                && !self.facts.stands_aside(person)
        };
        self.facts.staff.iter().filter(may).map(|person| person.id.clone()).collect()
    }

    /// Who could sign a task besides who has it.
    fn possible_signers(&self, key: &str) -> Vec<String> {
        let holder = self.state.task(key).and_then(|open| open.holder.as_deref());
        let signers = self.state.signers(self.process, key);
        let mut others = self.readers();
        others.retain(|id| Some(id.as_str()) != holder && !signers.contains(&id.as_str()));
        others
    }

    fn signers(&self, key: &str) -> Vec<String> {
        self.state.signers(self.process, key).into_iter().map(str::to_owned).collect()
    }

    /// Who works at the agency besides oneself, and has no interest of their own in the case.
    fn readers(&self) -> Vec<String> {
        let may = |person: &&Actor| person.id != self.actor.id && !self.facts.stands_aside(person);
        self.facts.staff.iter().filter(may).map(|person| person.id.clone()).collect()
    }

    /// Whether this person may give this command now, on this task if it is on one.
    fn may(&self, command: CommandName, task: Option<&str>) -> Result<(), RefusalCode> {
        let Self { process, state, actor, facts } = *self;
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
        if state.is_closed() {
            return Err(RefusalCode::Closed);
        }
        match command {
            CommandName::ReceiveSupplement => return self.receive_supplement(),
            CommandName::Recall => return self.recall(),
            CommandName::Remind => return self.remind(),
            CommandName::Extend => return self.extend(),
            CommandName::Terminate => return self.terminate(),
            CommandName::Withdraw => return self.withdraw(),
            _ => {}
        }
        let open = task.and_then(|key| state.task(key).zip(process.task(key)));
        let (open, task) = open.ok_or(RefusalCode::NotTheCurrentTask)?;
        let work = Work { process, state, open, task, actor };
        match command {
            CommandName::Claim => work.claim(),
            CommandName::Release => work.release(),
            CommandName::Complete => work.complete(),
            CommandName::Return => work.own_work(),
            CommandName::Delegate | CommandName::Copy => work.own_work(),
            CommandName::Answer => work.answer(),
            CommandName::AddSigner => work.add_signer(),
            CommandName::RemoveSigner => work.own_work(),
            CommandName::RequestSupplement => work.request_supplement(),
            CommandName::BeginSpecialProcedure => work.begin_special_procedure(),
            CommandName::EndSpecialProcedure => work.end_special_procedure(),
            CommandName::Jump => work.jump(),
            CommandName::Reassign => work.reassign(),
            CommandName::Start
            | CommandName::ReceiveSupplement
            | CommandName::Recall
            | CommandName::Remind
            | CommandName::Extend
            | CommandName::Terminate
            | CommandName::Withdraw
            | CommandName::Rate => Err(RefusalCode::NoWay),
        }
    }

    /// The applicant sends it; the counter, or whoever works on the task, takes it in on paper.
    fn receive_supplement(&self) -> Result<(), RefusalCode> {
        if !self.state.is_waiting() {
            return Err(RefusalCode::NotWaiting);
        }
        let asker = self.state.supplements.last().and_then(|supplement| self.process.task(&supplement.task));
        let is_theirs = asker.is_some_and(|task| task.is_work_of(self.actor.role));
        let staff = self.actor.role == Role::Intake || is_theirs;
        match (self.facts.is_applicant(self.actor) || staff, self.actor.role.is_staff()) {
            (true, _) => Ok(()),
            (false, true) => Err(RefusalCode::WrongRole),
            (false, false) => Err(RefusalCode::NotTheApplicant),
        }
    }

    fn recall(&self) -> Result<(), RefusalCode> {
        if self.recallable().is_some() { Ok(()) } else { Err(RefusalCode::NotRecallable) }
    }

    /// The applicant may, a lead, and who supervises; once, until something happens.
    fn remind(&self) -> Result<(), RefusalCode> {
        let may = matches!(self.actor.role, Role::AgencyLead | Role::Supervisor);
        if !may && !self.facts.is_applicant(self.actor) {
            return Err(if self.actor.role.is_staff() {
                RefusalCode::WrongRole
            } else {
                RefusalCode::NotTheApplicant
            });
        }
        if self.state.is_reminded() { Err(RefusalCode::AlreadyReminded) } else { Ok(()) }
    }

    fn extend(&self) -> Result<(), RefusalCode> {
        lead(self.actor)?;
        undecided(self.state)?;
        match (self.state.accepted_at, self.state.extension) {
            (None, _) => Err(RefusalCode::NotYetAccepted),
            (_, Some(_)) => Err(RefusalCode::AlreadyExtended),
            _ => Ok(()),
        }
    }

    fn terminate(&self) -> Result<(), RefusalCode> {
        lead(self.actor)?;
        undecided(self.state)
    }

    fn withdraw(&self) -> Result<(), RefusalCode> {
        if !self.facts.is_applicant(self.actor) {
            return Err(RefusalCode::NotTheApplicant);
        }
        undecided(self.state)
    }
}

fn undecided(state: &State) -> Result<(), RefusalCode> {
    if state.decision.is_some() { Err(RefusalCode::AlreadyDecided) } else { Ok(()) }
}

fn lead(actor: &Actor) -> Result<(), RefusalCode> {
    if actor.role == Role::AgencyLead { Ok(()) } else { Err(RefusalCode::WrongRole) }
}

/// Whether an open task is this person's to do: of the task's role, or the one it is done for.
fn is_theirs(open: &OpenTask, task: &Task, actor: &Actor) -> Result<(), RefusalCode> {
    match &open.item {
        Some(Item::Person(id)) if *id != actor.id => Err(RefusalCode::NamedForAnother),
        Some(Item::Person(_)) if actor.role.is_staff() => Ok(()),
        Some(Item::Role(role)) if *role == actor.role => Ok(()),
        Some(Item::Role(_) | Item::Person(_)) => Err(RefusalCode::WrongRole),
        Some(Item::Data(_)) | None if task.is_work_of(actor.role) => Ok(()),
        Some(Item::Data(_)) | None => Err(RefusalCode::WrongRole),
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

/// An open task, and somebody who wants something of it.
struct Work<'a> {
    process: &'a Process,
    state: &'a State,
    open: &'a OpenTask,
    task: &'a Task,
    actor: &'a Actor,
}

impl Work<'_> {
    fn claim(&self) -> Result<(), RefusalCode> {
        self.own()?;
        match &self.open.holder {
            None => self.not_waiting(),
            Some(holder) if *holder == self.actor.id => Err(RefusalCode::AlreadyYours),
            Some(_) => Err(RefusalCode::HeldByAnother),
        }
    }

    /// The holder gives it back; an agency lead takes it from whoever holds it, so that no absence stops a case.
    fn release(&self) -> Result<(), RefusalCode> {
        let lead = lead(self.actor).is_ok();
        if !lead {
            self.own()?;
        }
        match &self.open.holder {
            None => Err(RefusalCode::NotClaimed),
            Some(holder) if lead || *holder == self.actor.id => Ok(()),
            Some(_) => Err(RefusalCode::HeldByAnother),
        }
    }

    /// The holder hands it over, or a lead whoever has it.
    fn reassign(&self) -> Result<(), RefusalCode> {
        match &self.open.holder {
            _ if lead(self.actor).is_ok() => Ok(()),
            None => self.own().and(Err(RefusalCode::NotClaimed)),
            Some(holder) if *holder == self.actor.id => Ok(()),
            Some(_) => self.own().and(Err(RefusalCode::HeldByAnother)),
        }
    }

    fn jump(&self) -> Result<(), RefusalCode> {
        lead(self.actor)?;
        undecided(self.state)
    }

    /// It has to be one's own, and signed by all who sign it first.
    fn complete(&self) -> Result<(), RefusalCode> {
        self.own_work()?;
        match self.state.signers_before(self.process, &self.open.key).is_empty() {
            true => Ok(()),
            false => Err(RefusalCode::SignersOpen),
        }
    }

    fn own_work(&self) -> Result<(), RefusalCode> {
        self.work()?;
        if self.open.owner.is_some() { Err(RefusalCode::OnlyDelegated) } else { Ok(()) }
    }

    fn answer(&self) -> Result<(), RefusalCode> {
        self.work()?;
        if self.open.owner.is_none() { Err(RefusalCode::NotDelegated) } else { Ok(()) }
    }

    /// Others sign reviews and decisions; who signs besides has nobody else sign.
    fn add_signer(&self) -> Result<(), RefusalCode> {
        self.own_work()?;
        let is_own = self.state.may_be_signed(self.process, &self.open.key);
        if is_own && self.task.kind.is_deciding() { Ok(()) } else { Err(RefusalCode::NotSigned) }
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
    fn request_supplement(&self) -> Result<(), RefusalCode> {
        if self.task.kind == TaskKind::Deliver {
            return Err(RefusalCode::AlreadyDecided);
        }
        self.work()?;
        if self.state.is_waiting() { Err(RefusalCode::WaitingForApplicant) } else { Ok(()) }
    }

    fn begin_special_procedure(&self) -> Result<(), RefusalCode> {
        match self.task.kind {
            TaskKind::Accept => return Err(RefusalCode::NotYetAccepted),
            TaskKind::Deliver => return Err(RefusalCode::AlreadyDecided),
            TaskKind::Review | TaskKind::Decide => self.work()?,
        }
        match self.state.special_procedure() {
            Some(_) => Err(RefusalCode::SpecialProcedureOpen),
            None => Ok(()),
        }
    }

    /// Whoever has the task by then: it may have gone to another meanwhile.
    fn end_special_procedure(&self) -> Result<(), RefusalCode> {
        if !self.state.is_in_special_procedure(&self.open.key) {
            return Err(RefusalCode::NoSpecialProcedure);
        }
        self.hold()
    }

    fn own(&self) -> Result<(), RefusalCode> {
        is_theirs(self.open, self.task, self.actor)
    }

    fn not_waiting(&self) -> Result<(), RefusalCode> {
        if self.state.waits(&self.open.key) { Err(RefusalCode::WaitingForApplicant) } else { Ok(()) }
    }
}
