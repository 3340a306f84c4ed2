//! Where a case stands: a fold of its events, and nothing else.

mod ahead;
mod control;
mod fold;
mod migration;
mod outside;
mod pauses;
mod signing;

use std::borrow::Borrow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use chrono::{DateTime, Utc};

pub(super) use self::control::Next;
pub(super) use self::migration::Moved;
pub(super) use self::outside::Outward;
pub use self::outside::{Subcase, SubcaseStatus};
use super::command::Actor;
use super::definition::{Process, Task};
use super::event::{Event, Payload};
use super::run::{Item, Memory, Path, Run};
use super::standing::{SpecialProcedure, Supplement};
use super::status::{Decision, Status};
use super::words::Outcome;
use crate::id::CaseNumber;
use crate::role::Role;

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
    /// Who does it in whose place, where it came to somebody who was away.
    pub deputy: Option<Deputy>,
    /// Since when the system of another agency has it, while it has.
    pub outside: Option<DateTime<Utc>>,
    /// The event that led here.
    cause: u64,
    /// Whether anybody has done anything with it.
    touched: bool,
}

/// Somebody who does the work of another who is away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deputy {
    /// The id of who does it.
    pub who: String,
    /// The id of whose it would be.
    pub of: String,
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
    /// Whom or what it was done for, where the same is done for each of several.
    item: Option<Item>,
    /// Where it stands; none for who signed a task besides.
    path: Option<Path>,
    /// The event.
    seq: u64,
    /// Whether others lost what they had open by it.
    dropped: bool,
}

impl DoneTask {
    /// Whose it is when it comes back: who did it, and nobody's where a system did.
    fn doer(&self) -> Option<String> {
        (!self.by.is_system()).then(|| self.by.id.clone())
    }

    /// Whether somebody signed a task besides who had it.
    pub const fn is_signature(&self) -> bool {
        self.path.is_none()
    }

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
    /// The version of its process; none before the start.
    pub version: Option<u32>,
    /// Where the way through the process stands.
    pub run: Run,
    /// The tasks whose turn it is, the oldest first; none before the start and after the end.
    pub open: Vec<OpenTask>,
    /// The tasks done, in order.
    pub done: Vec<DoneTask>,
    /// When it was filed.
    pub started_at: Option<DateTime<Utc>>,
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
    /// The cases that it began, in order.
    pub subcases: Vec<Subcase>,
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
    /// What has to be said to somebody outside before anything else happens.
    outward: Vec<Outward>,
    /// What answers from outside are called by who gave them, and the tasks they ended.
    references: BTreeMap<String, String>,
    /// How blocks stood when they ended.
    memory: Memory,
    /// What came of each block the last time.
    verdicts: BTreeMap<String, Option<bool>>,
    /// Whether who has it was asked to go on, and nothing has happened since.
    reminded: bool,
    /// What of the answers was written by whom, the highest of them, by pointers.
    fixed: BTreeMap<String, Role>,
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
    /// This version of its process is not at hand.
    MissingVersion(u32),
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
            Self::MissingVersion(version) => {
                write!(f, "version {version} of the process of the case is missing")
            }
            Self::Impossible { seq, kind } => write!(f, "event {seq}: `{kind}` cannot happen here"),
        }
    }
}

impl std::error::Error for ReplayError {}

/// The versions of a process at hand: one is enough for a case that was never migrated.
pub trait Versions {
    /// The version with this number.
    fn version(&self, number: u32) -> Option<&Process>;
}

impl Versions for Process {
    fn version(&self, number: u32) -> Option<&Process> {
        (self.version == number).then_some(self)
    }
}

impl<P: Borrow<Process>> Versions for [P] {
    fn version(&self, number: u32) -> Option<&Process> {
        self.iter().map(Borrow::borrow).find(|process| process.version == number)
    }
}

impl State {
    /// A case of which nothing has happened yet.
    pub const fn new(case: CaseNumber) -> Self {
        Self {
            case,
            seq: 0,
            version: None,
            run: Run::Skipped,
            open: Vec::new(),
            done: Vec::new(),
            started_at: None,
            accepted_at: None,
            decision: None,
            supplements: Vec::new(),
            special_procedures: Vec::new(),
            extension: None,
            subcases: Vec::new(),
            readers: BTreeSet::new(),
            closed_at: None,
            rated: false,
            progress: None,
            openings: BTreeMap::new(),
            outward: Vec::new(),
            references: BTreeMap::new(),
            memory: Memory::new(),
            verdicts: BTreeMap::new(),
            reminded: false,
            fixed: BTreeMap::new(),
            cause: 0,
        }
    }

    /// The state that these events, from the first on, lead to. The process is enough, or all its versions by which the
    /// case has been handled.
    pub fn replay<'e, V: Versions + ?Sized>(
        versions: &V,
        case: CaseNumber,
        events: impl IntoIterator<Item = &'e Event>,
    ) -> Result<Self, ReplayError> {
        let mut state = Self::new(case);
        events.into_iter().try_for_each(|event| state.apply(versions, event))?;
        Ok(state)
    }

    /// What the case is; none before its start.
    pub fn status(&self) -> Option<Status> {
        if self.is_waiting() {
            return Some(Status::WaitingForApplicant);
        }
        self.special_procedure().map_or(self.progress, |_| Some(Status::SpecialProcedure))
    }

    /// Whether its handling has ended; what may still come is its rating.
    pub const fn is_closed(&self) -> bool {
        self.closed_at.is_some()
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

    /// Adds the event in the version of the process that it happened in.
    fn fold_in<V: Versions + ?Sized>(
        &mut self,
        versions: &V,
        event: &Event,
    ) -> Result<Option<()>, ReplayError> {
        let at_hand = |number| versions.version(number).ok_or(ReplayError::MissingVersion(number));
        Ok(match (&event.payload, self.version) {
            (Payload::CaseStarted(started), None) => {
                let process = versions.version(started.version).filter(|it| it.id == started.process);
                let other = || ReplayError::OtherProcess(started.process.clone(), started.version);
                let done = self.fold(process.ok_or_else(other)?, event);
                self.version = done.map(|()| started.version);
                done
            }
            (Payload::CaseMigrated(migrated), Some(version)) => {
                self.migrate(at_hand(version)?, at_hand(migrated.to)?, migrated)
            }
            (_, Some(version)) => self.fold(at_hand(version)?, event),
            (_, None) => None,
        })
    }

    /// Adds the next event. If it cannot be the next, the state stays as it was.
    pub fn apply<V: Versions + ?Sized>(&mut self, versions: &V, event: &Event) -> Result<(), ReplayError> {
        if event.case != self.case {
            return Err(ReplayError::ForeignCase(event.case));
        }
        if event.seq != self.seq + 1 {
            return Err(ReplayError::OutOfOrder { expected: self.seq + 1, found: event.seq });
        }
        self.fold_in(versions, event)?
            .ok_or(ReplayError::Impossible { seq: event.seq, kind: event.payload.kind() })?;
        self.seq = event.seq;
        self.close_if_over(event.at);
        if let Some(open) = event.payload.works_on().and_then(|key| self.open_mut(key)) {
            open.touched = true;
        }
        if !event.payload.is_consequence() {
            self.cause = event.seq;
            self.reminded = matches!(event.payload, Payload::CaseReminded(_));
        }
        Ok(())
    }
}
