//! Who may do what to a case as it stands: one judgement, used to refuse a command and to list what is allowed.

mod refusal;
mod work;

use serde::{Deserialize, Serialize};

pub use self::refusal::{Refusal, RefusalCode};
use self::work::Work;
use super::assign::is_theirs;
use super::command::{Actor, Command, CommandName};
use super::definition::{Agency, ExtensionBound, Late, Process, Task};
use super::facts::{Facts, Staff};
use super::state::{OpenTask, State, Subcase};
use super::status::Status;
use super::words::Outcome;
use crate::role::Role;

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
    /// Where it can go, for [`CommandName::Return`] and [`CommandName::Jump`], and for [`CommandName::Complete`] where
    /// else than where the process goes; or to whom, for [`CommandName::Reassign`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub to: Vec<String>,
    /// By how much at most, and on what ground, for [`CommandName::Extend`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extension: Option<ExtensionBound>,
}

/// Everything this person may do now, in the order of [`CommandName::ALL`], on each open task. Given with the right
/// words, each of these is accepted by [`step`](super::step), and no other command is; only what the hall itself does when it
/// is due is refused before.
pub fn allowed(process: &Process, state: &State, actor: &Actor, facts: &Facts) -> Vec<Allowed> {
    let asked = Asked::new(process, state, actor, facts);
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
    let asked = Asked::new(process, state, actor, facts);
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
        Command::Delegate { task, to, .. } if !asked.readers(task).contains(to) => {
            Err(RefusalCode::NoSuchColleague)
        }
        Command::AddSigner { task, to, .. } if !asked.possible_signers(task).contains(to) => {
            Err(RefusalCode::NoSuchColleague)
        }
        Command::RemoveSigner { task, to, .. } if !asked.signers(task).contains(to) => {
            Err(RefusalCode::NotSigned)
        }
        Command::Copy { task, to, .. } if !to.iter().all(|to| asked.readers(task).contains(to)) => {
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
    /// Whether the case is their own business.
    stands_aside: bool,
    /// The open tasks, looked up once for all commands.
    open: Vec<(&'a OpenTask, &'a Task)>,
}

impl<'a> Asked<'a> {
    fn new(process: &'a Process, state: &'a State, actor: &'a Actor, facts: &'a Facts) -> Self {
        let (stands_aside, open) = (facts.stands_aside(actor), state.tasks(process).collect());
        Self { process, state, actor, facts, stands_aside, open }
    }

    fn allowed(&self, command: CommandName) -> Vec<Allowed> {
        let of = |task: Option<&str>| {
            self.may(command, task).ok()?;
            let (outcomes, to) = self.choices(command, task);
            let key = task.or_else(|| self.recallable().filter(|_| command == CommandName::Recall));
            let needs_place = command.goes_somewhere();
            let is_possible = !(needs_place && to.is_empty());
            let extension = (command == CommandName::Extend).then(|| self.process.extension_bound());
            is_possible.then(|| Allowed { command, task: key.map(str::to_owned), outcomes, to, extension })
        };
        let open = self.state.open.iter().map(|open| open.key.as_str());
        let cases = self.state.awaited().map(|subcase| subcase.key.as_str());
        match command {
            CommandName::EndCall => cases.filter_map(|key| of(Some(key))).collect(),
            CommandName::Jump => open.chain(cases).filter_map(|key| of(Some(key))).collect(),
            _ if command.is_on_task() => open.filter_map(|key| of(Some(key))).collect(),
            _ => of(None).into_iter().collect(),
        }
    }

    /// How a task can end, or where it can go.
    fn choices(&self, command: CommandName, task: Option<&str>) -> (Vec<Outcome>, Vec<String>) {
        let Some(key) = task else { return Default::default() };
        let outcomes = || {
            let kind = self.process.task(key).map(|task| task.kind);
            kind.map(|kind| self.state.outcomes(kind).to_vec()).unwrap_or_default()
        };
        match command {
            CommandName::Complete => (outcomes(), self.state.next_of(self.process, key).to_vec()),
            CommandName::AnswerExternal => (outcomes(), Vec::new()),
            CommandName::Return => (Vec::new(), self.returnable(key)),
            CommandName::Jump => (Vec::new(), self.reachable(key)),
            CommandName::Reassign => (Vec::new(), self.colleagues(key)),
            CommandName::AddSigner => (Vec::new(), self.possible_signers(key)),
            CommandName::RemoveSigner => (Vec::new(), self.signers(key)),
            CommandName::Delegate | CommandName::Copy => (Vec::new(), self.readers(key)),
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
        let may = |member: &&Staff| {
            let person = member.actor();
            // The hall itself hands over what is late, and to nobody else.
            let is_lead = member.role == Role::AgencyLead;
            open.holder.as_ref() != Some(&person.id)
                && is_theirs(task, open.item.as_ref(), open.deputy.as_ref(), &person, self.facts).is_ok()
                && (is_lead || !self.actor.is_system())
        };
        self.present().filter(may).map(|member| member.id.clone()).collect()
    }

    /// Who could sign a task besides who has it.
    fn possible_signers(&self, key: &str) -> Vec<String> {
        let holder = self.state.task(key).and_then(|open| open.holder.as_deref());
        let signers = self.state.signers(self.process, key);
        let mut others = self.readers(key);
        others.retain(|id| Some(id.as_str()) != holder && !signers.contains(&id.as_str()));
        others
    }

    fn signers(&self, key: &str) -> Vec<String> {
        self.state.signers(self.process, key).into_iter().map(str::to_owned).collect()
    }

    /// Who works there besides oneself, is not away, and has no interest of their own in the case.
    fn present(&self) -> impl Iterator<Item = &'a Staff> {
        let may = |member: &&Staff| {
            member.id != self.actor.id && !member.absent && !self.facts.stands_aside(&member.actor())
        };
        self.facts.staff.iter().filter(may)
    }

    /// Who may be shown a task: colleagues at its agency. Elsewhere the case is seen only once it has come there.
    fn readers(&self, key: &str) -> Vec<String> {
        let Some(task) = self.process.task(key) else { return Vec::new() };
        let there = self.present().filter(|member| self.facts.is_of(member, &task.agency));
        there.map(|member| member.id.clone()).collect()
    }

    /// Whether this person may give this command now, on this task if it is on one.
    fn may(&self, command: CommandName, task: Option<&str>) -> Result<(), RefusalCode> {
        let Self { process, state, actor, facts, stands_aside, .. } = *self;
        if stands_aside {
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
            CommandName::ReportPause => return self.report_pause(),
            CommandName::TakeShared => return self.take_shared(),
            CommandName::Extend => return self.extend(),
            CommandName::Terminate => return self.terminate(),
            CommandName::Withdraw => return self.withdraw(),
            _ => {}
        }
        if let Some(subcase) = task.and_then(|key| state.subcase(key)) {
            return self.on_subcase(command, subcase);
        }
        let open = task.and_then(|key| self.open.iter().find(|(open, _)| open.key == key));
        let &(open, task) = open.ok_or(RefusalCode::NotTheCurrentTask)?;
        let work = Work { process, state, open, task, actor, facts };
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
            CommandName::AnswerExternal | CommandName::TimeOutExternal => work.end_external(),
            CommandName::Start
            | CommandName::ReceiveSupplement
            | CommandName::Recall
            | CommandName::Remind
            | CommandName::ReportPause
            | CommandName::TakeShared
            | CommandName::Extend
            | CommandName::Terminate
            | CommandName::Withdraw
            | CommandName::EndCall
            | CommandName::Rate => Err(RefusalCode::NoWay),
        }
    }

    /// The hall says when another case has ended; a lead goes on without it.
    fn on_subcase(&self, command: CommandName, _: &Subcase) -> Result<(), RefusalCode> {
        match command {
            CommandName::EndCall if self.actor.is_system() => Ok(()),
            CommandName::EndCall => Err(RefusalCode::WrongRole),
            CommandName::Jump => lead(self.actor, self.facts).and_then(|()| undecided(self.state)),
            _ => Err(RefusalCode::NotTheCurrentTask),
        }
    }

    /// The applicant sends it; the counter, or whoever works on the task, takes it in on paper.
    fn receive_supplement(&self) -> Result<(), RefusalCode> {
        if !self.state.is_waiting() {
            return Err(RefusalCode::NotWaiting);
        }
        let asker = self.state.supplements.last().and_then(|supplement| self.process.task(&supplement.task));
        let is_there = |agency: &Agency| self.facts.is_at(self.actor, agency);
        let is_theirs = asker.is_some_and(|task| task.is_work_of(self.actor.role) && is_there(&task.agency));
        let takes_in = self.actor.role == Role::Intake
            && (is_there(&Agency::Own) || asker.is_some_and(|task| is_there(&task.agency)));
        match (self.facts.is_applicant(self.actor) || takes_in || is_theirs, self.actor.role.is_staff()) {
            (true, _) => Ok(()),
            (false, true) if self.actor.role == Role::Intake => Err(RefusalCode::WrongAgency),
            (false, true) => Err(RefusalCode::WrongRole),
            (false, false) => Err(RefusalCode::NotTheApplicant),
        }
    }

    fn recall(&self) -> Result<(), RefusalCode> {
        if self.recallable().is_some() { Ok(()) } else { Err(RefusalCode::NotRecallable) }
    }

    /// The applicant may, a lead, and who supervises; and the hall itself for a task that says so of being late. Once, until
    /// something happens.
    fn remind(&self) -> Result<(), RefusalCode> {
        let is_asked = || self.state.tasks(self.process).any(|(_, task)| task.late == Some(Late::Remind));
        let may = matches!(self.actor.role, Role::AgencyLead | Role::Supervisor)
            || (self.actor.is_system() && is_asked());
        if !may && !self.facts.is_applicant(self.actor) {
            return Err(if self.actor.role.is_staff() {
                RefusalCode::WrongRole
            } else {
                RefusalCode::NotTheApplicant
            });
        }
        if self.state.is_reminded() { Err(RefusalCode::AlreadyReminded) } else { Ok(()) }
    }

    /// The hall itself says it, once; [`step`](super::step) asks whether it is time.
    fn report_pause(&self) -> Result<(), RefusalCode> {
        match self.state.special_procedure() {
            _ if !self.actor.is_system() => Err(RefusalCode::WrongRole),
            Some(procedure) if procedure.reported => Err(RefusalCode::AlreadyReported),
            Some(_) => Ok(()),
            None => Err(RefusalCode::NoSpecialProcedure),
        }
    }

    /// The hall itself says it, of a part of a joint application; what is decided is not touched.
    fn take_shared(&self) -> Result<(), RefusalCode> {
        if !(self.actor.is_system() && self.facts.lead_agency.is_some()) {
            return Err(RefusalCode::WrongRole);
        }
        undecided(self.state)
    }

    fn extend(&self) -> Result<(), RefusalCode> {
        lead(self.actor, self.facts)?;
        undecided(self.state)?;
        match (self.state.accepted_at, self.state.extension) {
            (None, _) => Err(RefusalCode::NotYetAccepted),
            (_, Some(_)) => Err(RefusalCode::AlreadyExtended),
            _ => Ok(()),
        }
    }

    /// A lead ends it; and the hall, where the case that began it wants it no more, or its joint application is set apart.
    fn terminate(&self) -> Result<(), RefusalCode> {
        if !(self.actor.is_system() && (self.facts.called || self.facts.lead_agency.is_some())) {
            lead(self.actor, self.facts)?;
        }
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

/// Whether this person leads the agency that has the case.
fn lead(actor: &Actor, facts: &Facts) -> Result<(), RefusalCode> {
    match actor.role {
        Role::AgencyLead if facts.is_at(actor, &Agency::Own) => Ok(()),
        Role::AgencyLead => Err(RefusalCode::WrongAgency),
        _ => Err(RefusalCode::WrongRole),
    }
}

/// The applicant files, or the counter for them; the hall begins what another case calls.
fn start(state: &State, actor: &Actor, facts: &Facts) -> Result<(), RefusalCode> {
    match (state.status(), actor.role) {
        (Some(_), _) => Err(RefusalCode::AlreadyStarted),
        (None, Role::Intake) => Ok(()),
        (None, _) if actor.is_system() && facts.called => Ok(()),
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
