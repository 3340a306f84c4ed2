//! A card that is argued: filed, answered by the agency, inquired into, decided; and appealed against. Two processes of the
//! project's own engine, one after the other: this says who acts in them as what, which ways are open, and what their ends mean
//! for the card. A warning is not argued: nothing has gone wrong yet.

mod stage;
#[cfg(test)]
mod tests;
mod wire;

use chrono::{DateTime, NaiveDate, Utc};

pub use self::stage::{CardRun, CardStage};
pub use self::wire::{CardCommand, CardInquiry, CardReason, CardStep, CardTask};
use super::Grade;
use crate::calendar::{CLOSE_OF_OFFICE, Calendar, deadline, local_day};
use crate::id::CaseNumber;
use crate::process::{
    Actor, Allowed, Command, CommandName, Decision, Event, Facts, OpenTask, Process, Refusal, RefusalCode,
    ReplayError, State, Status, Task, allowed, step,
};
use crate::role::Role;

/// How long an agency may appeal after its card was upheld, in working days. No law says it of cards: two weeks are enough to
/// consult the files, and short enough for the scores of a month to be settled soon after it.
pub const APPEAL_DAYS: u16 = 10;

/// What somebody is to a card.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CardPerson {
    /// Their id.
    pub id: String,
    /// Whether they lead the agency that has the card.
    pub leads: bool,
    /// Whether they supervise its region, and hold no post at the agency.
    pub supervises: bool,
    /// Whether they may hear the appeal in place of who supervises, because everybody who does had a part in the inquiry.
    pub stands_in: bool,
}

impl CardPerson {
    /// Whether they have any part in what is argued.
    pub const fn is_party(&self) -> bool {
        self.leads || self.supervises || self.stands_in
    }

    /// Who they act as in a run; nobody, if it is none of their business. Nobody sits on both sides of the table: who leads the agency
    /// speaks for it, whatever else they are.
    fn actor(&self, run: CardRun) -> Option<Actor> {
        let role = match run {
            _ if self.leads => Role::AgencyLead,
            _ if self.supervises => Role::Supervisor,
            CardRun::Appeal if self.stands_in => Role::Supervisor,
            _ => return None,
        };
        Some(Actor { id: self.id.clone(), role })
    }
}

/// Why a card cannot be inquired into, or what was decided not appealed against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CardRefusal {
    /// It is none of their business.
    NotTheirs,
    /// A warning is not argued.
    Warned,
    /// It has begun already, or is over.
    Opened,
    /// It was not upheld, so there is nothing to appeal against.
    NotUpheld,
    /// The days for it are over.
    TooLate,
}

impl CardRefusal {
    /// The name on the wire.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::NotTheirs => "not_theirs",
            Self::Warned => "warned",
            Self::Opened => "opened",
            Self::NotUpheld => "not_upheld",
            Self::TooLate => "too_late",
        }
    }
}

/// A run over a card.
#[derive(Clone, Debug, PartialEq)]
pub struct CardProceeding {
    /// The process, in the version with which it began.
    pub process: Process,
    /// What happened.
    pub events: Vec<Event>,
    /// The fold.
    pub state: State,
    /// Who had it opened. The engine lets the hall itself begin it.
    pub opened_by: Actor,
}

impl CardProceeding {
    /// One that begins now.
    pub fn begin(
        process: Process,
        case: CaseNumber,
        opened_by: Actor,
        now: DateTime<Utc>,
    ) -> Result<Self, Refusal> {
        let facts = Facts { called: true, ..Facts::default() };
        let begun = Self { process, events: Vec::new(), state: State::new(case), opened_by };
        let events = step(&begun.process, &begun.state, Command::Start {}, &Actor::system(), &facts, now)?;
        begun.with(events)
    }

    /// One that these events tell.
    pub fn replay(
        process: Process,
        case: CaseNumber,
        events: Vec<Event>,
        opened_by: Actor,
    ) -> Result<Self, ReplayError> {
        let state = State::replay(&process, case, &events)?;
        Ok(Self { process, events, state, opened_by })
    }

    /// The same after these events.
    fn with(mut self, events: Vec<Event>) -> Result<Self, Refusal> {
        for event in events {
            self.state.apply(&self.process, &event).map_err(|_| refusal(RefusalCode::NoWay))?;
            self.events.push(event);
        }
        Ok(self)
    }

    /// The open task.
    pub fn task(&self) -> Option<(&OpenTask, &Task)> {
        self.state.tasks(&self.process).next()
    }

    /// The last day of the open task.
    pub fn due(&self, calendar: &Calendar) -> Option<NaiveDate> {
        let (open, task) = self.task()?;
        deadline(local_day(open.opened_at), task.limit?, calendar, &[], &[], CLOSE_OF_OFFICE).due
    }

    /// What was decided, and when.
    fn decided(&self) -> Option<(Decision, DateTime<Utc>)> {
        self.state.decision.zip(self.state.closed_at)
    }

    fn was_turned_away(&self) -> bool {
        self.state.status() == Some(Status::NotAccepted)
    }
}

fn refusal(why: RefusalCode) -> Refusal {
    Refusal { why, allowed: Vec::new(), points: Vec::new(), forms: Vec::new() }
}

/// A card with all that is said about it.
#[derive(Clone, Debug, PartialEq)]
pub struct CardDocket {
    /// How bad it is.
    pub grade: Grade,
    /// Whether the agency has seen it.
    pub acknowledged: bool,
    /// The inquiry, once there was one.
    pub inquiry: Option<CardProceeding>,
    /// The appeal, once there was one.
    pub appeal: Option<CardProceeding>,
}

impl CardDocket {
    /// How far it has come.
    pub fn stage(&self) -> CardStage {
        if let Some((run, proceeding)) = self.open() {
            let task = proceeding.task().map(|(_, task)| task.id.as_str());
            return run.stage_of(task.unwrap_or_default());
        }
        let verdict = |run: &CardProceeding| run.decided().map(|(decision, _)| decision);
        match (&self.inquiry, &self.appeal) {
            (None, _) if self.acknowledged => CardStage::Acknowledged,
            (None, _) => CardStage::Raised,
            // What is granted is the appeal: the card goes.
            (_, Some(appeal)) if verdict(appeal) == Some(Decision::Approved) => CardStage::Withdrawn,
            (_, Some(_)) => CardStage::Closed,
            (Some(inquiry), None) if inquiry.was_turned_away() => CardStage::Closed,
            (Some(inquiry), None) if verdict(inquiry) == Some(Decision::Approved) => CardStage::Upheld,
            (Some(_), None) => CardStage::Withdrawn,
        }
    }

    /// The run that is under way.
    pub fn open(&self) -> Option<(CardRun, &CardProceeding)> {
        let runs = [(CardRun::Appeal, &self.appeal), (CardRun::Inquiry, &self.inquiry)];
        let mut runs = runs.into_iter().filter_map(|(run, it)| Some((run, it.as_ref()?)));
        runs.find(|(_, it)| !it.state.is_closed())
    }

    /// Adds or replaces a run.
    pub fn put(&mut self, run: CardRun, proceeding: CardProceeding) {
        match run {
            CardRun::Inquiry => self.inquiry = Some(proceeding),
            CardRun::Appeal => self.appeal = Some(proceeding),
        }
    }

    /// As whom this person may have it inquired into: who supervises does so of their own accord, who leads the agency objects (异议).
    pub fn may_open(&self, person: &CardPerson) -> Result<Actor, CardRefusal> {
        let actor = person.actor(CardRun::Inquiry).ok_or(CardRefusal::NotTheirs)?;
        match self.grade {
            _ if self.inquiry.is_some() => Err(CardRefusal::Opened),
            Grade::Warning => Err(CardRefusal::Warned),
            Grade::Yellow | Grade::Red => Ok(actor),
        }
    }

    /// The last day on which the agency may appeal, while the card was upheld and it has not.
    pub fn appeal_until(&self, calendar: &Calendar) -> Option<NaiveDate> {
        let (_, at) = self.inquiry.as_ref()?.decided().filter(|_| self.stage() == CardStage::Upheld)?;
        Some(calendar.add_working_days(local_day(at), APPEAL_DAYS))
    }

    /// As whom this person may appeal today: who leads the agency may.
    pub fn may_appeal(
        &self,
        person: &CardPerson,
        calendar: &Calendar,
        today: NaiveDate,
    ) -> Result<Actor, CardRefusal> {
        let actor = person.actor(CardRun::Appeal).filter(|actor| actor.role == Role::AgencyLead);
        let actor = actor.ok_or(CardRefusal::NotTheirs)?;
        match self.appeal_until(calendar) {
            _ if self.appeal.is_some() => Err(CardRefusal::Opened),
            None => Err(CardRefusal::NotUpheld),
            Some(last) if last < today => Err(CardRefusal::TooLate),
            Some(_) => Ok(actor),
        }
    }

    /// What this person may do with the open task. What nobody has may be ended at once: it is taken on with that.
    pub fn allowed(&self, person: &CardPerson) -> Vec<Allowed> {
        let Some((run, proceeding)) = self.open() else { return Vec::new() };
        let Some(actor) = person.actor(run) else { return Vec::new() };
        let facts = self.facts(run);
        let now = |proceeding: &CardProceeding| {
            let mut may = allowed(&proceeding.process, &proceeding.state, &actor, &facts);
            may.retain(|may| is_work(proceeding, &actor, may.command, may.task.as_deref()));
            may
        };
        let mut may = now(proceeding);
        let claim = may.iter().find(|may| may.command == CommandName::Claim).and_then(|may| may.task.clone());
        // The moment is of no account: nothing of this is kept.
        let claimed = claim.and_then(|task| {
            let command = Command::Claim { task };
            let moment = proceeding.state.started_at.unwrap_or_default();
            let events =
                step(&proceeding.process, &proceeding.state, command, &actor, &facts, moment).ok()?;
            proceeding.clone().with(events).ok()
        });
        let after = claimed.iter().flat_map(now);
        may.extend(after.filter(|may| may.command == CommandName::Complete));
        may
    }

    /// What comes of a command on the open task, and in which run. What nobody has is taken on by who ends it.
    pub fn give(
        &self,
        person: &CardPerson,
        command: CardCommand,
        now: DateTime<Utc>,
    ) -> Result<(CardRun, CardProceeding), Refusal> {
        let (run, proceeding) = self.open().ok_or_else(|| refusal(RefusalCode::Closed))?;
        let actor = person.actor(run).ok_or_else(|| refusal(RefusalCode::WrongRole))?;
        let (facts, command) = (self.facts(run), Command::from(command));
        if !is_work(proceeding, &actor, command.name(), command.task()) {
            return Err(refusal(RefusalCode::WrongRole));
        }
        let mut proceeding = proceeding.clone();
        let free = |task: &&str| proceeding.state.task(task).is_some_and(|open| open.holder.is_none());
        let ends = command.name() == CommandName::Complete;
        let taken = command.task().filter(free).filter(|_| ends).map(str::to_owned);
        for command in taken.map(|task| Command::Claim { task }).into_iter().chain([command]) {
            let events = step(&proceeding.process, &proceeding.state, command, &actor, &facts, now)?;
            proceeding = proceeding.with(events)?;
        }
        Ok((run, proceeding))
    }

    /// What the engine needs to know in a run.
    fn facts(&self, run: CardRun) -> Facts {
        let interested = match run {
            CardRun::Inquiry => Vec::new(),
            CardRun::Appeal => self.inquirers(),
        };
        Facts { interested, ..Facts::default() }
    }

    /// Who had a part in the inquiry for supervision, by their ids: they do not hear an appeal against themselves.
    pub fn inquirers(&self) -> Vec<String> {
        let Some(inquiry) = &self.inquiry else { return Vec::new() };
        let acted = inquiry.state.done.iter().map(|done| &done.by).chain([&inquiry.opened_by]);
        let mut ids: Vec<String> =
            acted.filter(|actor| actor.role == Role::Supervisor).map(|actor| actor.id.clone()).collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    }
}

/// Whether a command is one of those on a card, and on a task of this person's own side. The engine lets a lead take any task of
/// their agency from whoever has it, and what supervision does is none of theirs.
fn is_work(proceeding: &CardProceeding, actor: &Actor, command: CommandName, task: Option<&str>) -> bool {
    let is_ours = matches!(command, CommandName::Claim | CommandName::Release | CommandName::Complete);
    let task = task.and_then(|key| proceeding.process.task(key));
    is_ours && task.is_none_or(|task| task.is_work_of(actor.role))
}
