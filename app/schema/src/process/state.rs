//! Where a case stands: a fold of its events, and nothing else.

mod control;
mod fold;
mod signing;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use chrono::{DateTime, Utc};

pub(super) use self::control::Next;
use super::command::Actor;
use super::definition::{Process, Task};
use super::event::{Event, Payload};
use super::run::{Item, Memory, Path, Run};
use super::standing::{SpecialProcedure, Supplement};
use super::status::{Decision, Status};
use super::words::Outcome;
use crate::calendar::Pause;
use crate::id::CaseNumber;

/// A task whose turn it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenTask {
    /// Its key: the id of the task, and which opening of it this is from the second on, as in `review#2`.
    pub key: String,
    /// The id of who has it.
    pub holder: Option<String>,
    /// Since when it is open: its own clock starts that day.
    pub opened_at: DateTime<Utc>,
    /// Whose it is, while a colleague does the work for them.
    pub owner: Option<String>,
    /// Whom or what it is done for, where the same is done for each of several.
    pub item: Option<Item>,
    /// The event that led here.
    cause: u64,
    /// Whether anybody has done anything with it.
    touched: bool,
}

/// A task that was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DoneTask {
    /// Its key.
    pub key: String,
    /// How it ended.
    pub outcome: Outcome,
    /// Who did it.
    pub by: Actor,
    /// When.
    pub at: DateTime<Utc>,
    /// Where it stands; none for who signed a task besides.
    path: Option<Path>,
    /// The event.
    seq: u64,
    /// Whether others lost what they had open by it.
    dropped: bool,
}

impl DoneTask {
    /// Where it stands in the process.
    #[cfg(test)]
    pub(super) const fn place(&self) -> Option<&Path> {
        self.path.as_ref()
    }
}

/// The state of one case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    /// The case.
    pub case: CaseNumber,
    /// The number of its last event; 0 before the first.
    pub seq: u64,
    /// Where the way through the process stands.
    pub run: Run,
    /// The tasks whose turn it is, the oldest first; none before the start and after the end.
    pub open: Vec<OpenTask>,
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
    /// How many working days there are more to decide.
    pub extension: Option<u32>,
    /// Who is to know of it.
    pub readers: BTreeSet<String>,
    /// When its handling ended.
    pub closed_at: Option<DateTime<Utc>>,
    /// Whether the applicant has rated it.
    pub rated: bool,
    /// The status without regard to what the clock stands for.
    progress: Option<Status>,
    /// How often each task was opened.
    openings: BTreeMap<String, u32>,
    /// How blocks stood when they ended.
    memory: Memory,
    /// What came of each block the last time.
    verdicts: BTreeMap<String, Option<bool>>,
    /// Whether who has it was asked to go on, and nothing has happened since.
    reminded: bool,
    /// The last event that somebody's command said, and not the process.
    cause: u64,
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
            run: Run::Skipped,
            open: Vec::new(),
            done: Vec::new(),
            accepted_at: None,
            decision: None,
            supplements: Vec::new(),
            special_procedures: Vec::new(),
            extension: None,
            readers: BTreeSet::new(),
            closed_at: None,
            rated: false,
            progress: None,
            openings: BTreeMap::new(),
            memory: Memory::new(),
            verdicts: BTreeMap::new(),
            reminded: false,
            cause: 0,
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

    /// The open tasks with their definitions.
    pub fn tasks<'s, 'p>(&'s self, process: &'p Process) -> impl Iterator<Item = (&'s OpenTask, &'p Task)> {
        self.open.iter().filter_map(|open| Some((open, process.task(&open.key)?)))
    }

    /// The open task with this key.
    pub fn task(&self, key: &str) -> Option<&OpenTask> {
        self.open.iter().find(|open| open.key == key)
    }

    /// Whether who has it was asked to go on, and nothing has happened since.
    pub const fn is_reminded(&self) -> bool {
        self.reminded
    }

    /// Whether work on this task stands until something arrives or ends that it waits for.
    pub fn is_held_up(&self, key: &str) -> bool {
        self.waits(key) || self.is_in_special_procedure(key)
    }

    /// Whether the applicant has been told in this task what is missing, and it has not arrived.
    pub fn waits(&self, key: &str) -> bool {
        self.is_waiting() && self.supplements.last().is_some_and(|supplement| supplement.task == key)
    }

    /// Whether a special procedure is under way for this task.
    pub fn is_in_special_procedure(&self, key: &str) -> bool {
        self.special_procedure().is_some_and(|procedure| procedure.task == key)
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
        if !event.payload.is_consequence() {
            self.cause = event.seq;
            self.reminded = matches!(event.payload, Payload::CaseReminded(_));
        }
        Ok(())
    }
}
