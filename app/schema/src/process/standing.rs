//! The times in which a case is out of the agency's hands and its clock stands.

use chrono::{DateTime, NaiveDate, Utc};

use super::words::{Ground, SupplementPoint};
use crate::calendar::{Pause, PauseReason, local_day};

/// A request for what is missing, and the time the clock stood for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Supplement {
    /// The key of the task in which it was found.
    pub task: String,
    /// All that was missing.
    pub points: Vec<SupplementPoint>,
    /// When the applicant was told.
    pub from: DateTime<Utc>,
    /// When it arrived, or the case ended without it.
    pub until: Option<DateTime<Utc>>,
}

/// A special procedure, and the time the clock stood for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpecialProcedure {
    /// The key of the task that waits for it.
    pub task: String,
    /// What had to be done.
    pub ground: Ground,
    /// The day by which the applicant was told it would end.
    pub ends_on: NaiveDate,
    /// When it began.
    pub from: DateTime<Utc>,
    /// When it ended, or the case ended without it.
    pub until: Option<DateTime<Utc>>,
}

impl Supplement {
    /// The time, as the calendar wants it.
    pub(super) fn pause(&self) -> Pause {
        pause(self.from, self.until, PauseReason::Supplement)
    }
}

impl SpecialProcedure {
    /// The time, as the calendar wants it.
    pub(super) fn pause(&self) -> Pause {
        pause(self.from, self.until, self.ground.into())
    }
}

fn pause(from: DateTime<Utc>, until: Option<DateTime<Utc>>, why: PauseReason) -> Pause {
    Pause { from: local_day(from), until: until.map(local_day), why }
}
