//! Where a case stands: a fold of its events, and nothing else.

use std::fmt;

use chrono::{DateTime, Utc};

use super::command::Actor;
use super::definition::{Process, Task, TaskKind};
use super::event::{Event, Payload, SpecialProcedureStarted, TaskCompleted};
use super::standing::{SpecialProcedure, Supplement};
use super::status::{Decision, Status};
use super::words::Outcome;
use crate::calendar::Pause;
use crate::id::CaseNumber;

/// The task whose turn it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenTask {
    /// Its id in the process.
    pub id: String,
    /// The id of who took it on.
    pub holder: Option<String>,
    /// Since when it is open: its own clock starts that day.
    pub opened_at: DateTime<Utc>,
}

/// A task that was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DoneTask {
    /// Its id in the process.
    pub id: String,
    /// How it ended.
    pub outcome: Outcome,
    /// Who did it.
    pub by: Actor,
    /// When.
    pub at: DateTime<Utc>,
}

/// The state of one case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    /// The case.
    pub case: CaseNumber,
    /// The number of its last event; 0 before the first.
    pub seq: u64,
    /// The task whose turn it is; none before the start and after the end.
    pub task: Option<OpenTask>,
    /// The tasks done, in order.
    pub done: Vec<DoneTask>,
    /// When the case was accepted: its clock starts that day.
    pub accepted_at: Option<DateTime<Utc>>,
    /// What was decided.
    pub decision: Option<Decision>,
    /// Every time the applicant was told what is missing.
    pub supplements: Vec<Supplement>,
    /// Every special procedure.
    pub special_procedures: Vec<SpecialProcedure>,
    /// When its handling ended.
    pub closed_at: Option<DateTime<Utc>>,
    /// Whether the applicant has rated it.
    pub rated: bool,
    /// The status without regard to what the clock stands for.
    progress: Option<Status>,
}

/// Why events are not the history of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReplayError {
    /// An event of another case.
    ForeignCase(CaseNumber),
    /// An event is missing, or comes twice.
    OutOfOrder {
        /// The number it should have.
        expected: u64,
        /// The number it has.
        found: u64,
    },
    /// The case was started with another process, or another version of it.
    OtherProcess(String, u32),
    /// The event cannot have happened in the state before it.
    Impossible {
        /// The event.
        seq: u64,
        /// Its kind.
        kind: &'static str,
    },
}

impl fmt::Display for ReplayError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ForeignCase(case) => write!(f, "an event of case {case}"),
            Self::OutOfOrder { expected, found } => {
                write!(f, "event {found} where event {expected} should be")
            }
            Self::OtherProcess(id, version) => {
                write!(f, "the case was started with process {id} version {version}")
            }
            Self::Impossible { seq, kind } => write!(f, "event {seq}: `{kind}` cannot happen here"),
        }
    }
}

impl std::error::Error for ReplayError {}

impl State {
    /// A case of which nothing has happened yet.
    pub const fn new(case: CaseNumber) -> Self {
        Self {
            case,
            seq: 0,
            task: None,
            done: Vec::new(),
            accepted_at: None,
            decision: None,
            supplements: Vec::new(),
            special_procedures: Vec::new(),
            closed_at: None,
            rated: false,
            progress: None,
        }
    }

    /// The state that these events, from the first on, lead to.
    pub fn replay<'e>(
        process: &Process,
        case: CaseNumber,
        events: impl IntoIterator<Item = &'e Event>,
    ) -> Result<Self, ReplayError> {
        let mut state = Self::new(case);
        events.into_iter().try_for_each(|event| state.apply(process, event))?;
        Ok(state)
    }

    /// What the case is; none before its start.
    pub fn status(&self) -> Option<Status> {
        if self.is_waiting() {
            return Some(Status::WaitingForApplicant);
        }
        self.special_procedure().map_or(self.progress, |_| Some(Status::SpecialProcedure))
    }

    /// Whether the applicant has been told what is missing, and it has not arrived.
    pub fn is_waiting(&self) -> bool {
        self.supplements.last().is_some_and(|supplement| supplement.until.is_none())
    }

    /// The special procedure that is under way.
    pub fn special_procedure(&self) -> Option<&SpecialProcedure> {
        self.special_procedures.last().filter(|procedure| procedure.until.is_none())
    }

    /// Whether the clock stands.
    pub fn is_standing(&self) -> bool {
        self.is_waiting() || self.special_procedure().is_some()
    }

    /// Whether its handling has ended; what may still come is its rating.
    pub const fn is_closed(&self) -> bool {
        self.closed_at.is_some()
    }

    /// The times the clock stood, as the calendar wants them.
    pub fn pauses(&self) -> Vec<Pause> {
        let supplements = self.supplements.iter().map(Supplement::pause);
        supplements.chain(self.special_procedures.iter().map(SpecialProcedure::pause)).collect()
    }

    /// The open task with its definition.
    pub fn current<'p>(&self, process: &'p Process) -> Option<(&OpenTask, &'p Task)> {
        let open = self.task.as_ref()?;
        Some((open, process.task(&open.id)?))
    }

    /// Adds the next event. If it cannot be the next, the state stays as it was.
    pub fn apply(&mut self, process: &Process, event: &Event) -> Result<(), ReplayError> {
        if event.case != self.case {
            return Err(ReplayError::ForeignCase(event.case));
        }
        if event.seq != self.seq + 1 {
            return Err(ReplayError::OutOfOrder { expected: self.seq + 1, found: event.seq });
        }
        if let Payload::CaseStarted(started) = &event.payload
            && (&started.process, started.version) != (&process.id, process.version)
        {
            return Err(ReplayError::OtherProcess(started.process.clone(), started.version));
        }
        self.fold(process, event)
            .ok_or(ReplayError::Impossible { seq: event.seq, kind: event.payload.kind() })?;
        self.seq = event.seq;
        Ok(())
    }

    /// None, and nothing changed, if the event cannot happen here.
    fn fold(&mut self, process: &Process, event: &Event) -> Option<()> {
        match &event.payload {
            Payload::CaseStarted(_) => {
                self.progress.is_none().then_some(())?;
                self.progress = Some(Status::Submitted);
            }
            Payload::TaskOpened(opened) => {
                self.next_task(process).filter(|next| next.id == opened.task)?;
                self.task = Some(OpenTask { id: opened.task.clone(), holder: None, opened_at: event.at });
            }
            Payload::TaskClaimed(claimed) => {
                let open = self.open(&claimed.task).filter(|open| open.holder.is_none())?;
                open.holder = Some(event.actor.id.clone());
                if claimed.task_kind.needs_opinion() {
                    self.progress = Some(Status::InReview);
                }
            }
            Payload::TaskReleased(released) => {
                self.open(&released.task).filter(|open| open.holder.is_some())?.holder = None;
            }
            Payload::TaskCompleted(completed) => self.complete(process, completed, event)?,
            Payload::SupplementRequested(requested) => {
                (!self.is_standing()).then(|| self.open(&requested.task))??;
                self.supplements.push(Supplement {
                    points: requested.points.clone(),
                    from: event.at,
                    until: None,
                });
            }
            Payload::SupplementReceived(received) => {
                self.open(&received.task)?;
                self.end_waiting(event.at)?;
            }
            Payload::SpecialProcedureStarted(started) => self.begin_special(process, started, event)?,
            Payload::SpecialProcedureEnded(ended) => {
                self.held(&ended.task, &event.actor)?;
                self.end_special(event.at)?;
            }
            Payload::CaseWithdrawn(_) => {
                (self.task.is_some() && self.decision.is_none()).then_some(())?;
                self.end_waiting(event.at);
                self.end_special(event.at);
                self.task = None;
                self.closed_at = Some(event.at);
                self.progress = Some(Status::Withdrawn);
            }
            Payload::CaseRated(_) => {
                (self.progress == Some(Status::Delivered) && !self.rated).then_some(())?;
                self.rated = true;
            }
        }
        Some(())
    }

    fn begin_special(
        &mut self,
        process: &Process,
        started: &SpecialProcedureStarted,
        event: &Event,
    ) -> Option<()> {
        let fits = process.task(&started.task)?.kind.is_deciding() && !self.is_standing();
        fits.then(|| self.held(&started.task, &event.actor))??;
        let (ground, ends_on) = (started.ground, started.ends_on);
        self.special_procedures.push(SpecialProcedure { ground, ends_on, from: event.at, until: None });
        Some(())
    }

    fn complete(&mut self, process: &Process, completed: &TaskCompleted, event: &Event) -> Option<()> {
        let kind = process.task(&completed.task)?.kind;
        let fits = kind == completed.task_kind
            && kind.outcomes().contains(&completed.outcome)
            && !self.is_standing();
        let by = &event.actor;
        fits.then(|| self.held(&completed.task, by))??;
        self.task = None;
        let (id, outcome) = (completed.task.clone(), completed.outcome);
        self.done.push(DoneTask { id, outcome, by: by.clone(), at: event.at });
        match (kind, outcome) {
            (TaskKind::Accept, Outcome::Accepted) => {
                self.accepted_at = Some(event.at);
                self.progress = Some(Status::Accepted);
            }
            (TaskKind::Accept, _) => self.progress = Some(Status::NotAccepted),
            (TaskKind::Review, _) => {}
            (TaskKind::Decide, _) => {
                let approved = outcome == Outcome::Approved;
                self.decision = Some(if approved { Decision::Approved } else { Decision::Rejected });
                self.progress = Some(Status::Decided);
            }
            (TaskKind::Deliver, _) => self.progress = Some(Status::Delivered),
        }
        if self.next_task(process).is_none() {
            self.closed_at = Some(event.at);
        }
        Some(())
    }

    /// The task to open now, if none is open and one is to follow.
    fn next_task<'p>(&self, process: &'p Process) -> Option<&'p Task> {
        let ended = matches!(self.progress, None | Some(Status::NotAccepted | Status::Withdrawn));
        (!ended && self.task.is_none())
            .then(|| process.task_after(self.done.last().map(|done| done.id.as_str())))?
    }

    fn open(&mut self, id: &str) -> Option<&mut OpenTask> {
        self.task.as_mut().filter(|open| open.id == id)
    }

    /// The open task, if it is this one and in this person's hands.
    fn held(&self, id: &str, by: &Actor) -> Option<&OpenTask> {
        self.task.as_ref().filter(|open| open.id == id && open.holder.as_ref() == Some(&by.id))
    }

    fn end_special(&mut self, at: DateTime<Utc>) -> Option<()> {
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
