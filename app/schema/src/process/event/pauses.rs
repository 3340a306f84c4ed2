//! What happened to the time of a case: it was out of the hands of the agency, and came back.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::super::words::{Ground, Place, SupplementPoint, is_usual};

/// The applicant was told what is missing; the clock stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SupplementRequested {
    /// The task in which it was found.
    pub task: String,
    /// All that is missing.
    pub points: Vec<SupplementPoint>,
    /// Whether the applicant had been asked before: once is the rule (行政许可法 art. 32 (4)), and supervision looks
    /// at every repeat.
    pub repeat: bool,
    /// Why it was asked once more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Whether it was asked too late, which counts against who asks: see [`State::ask_by`](super::super::State::ask_by).
    #[serde(default, skip_serializing_if = "is_usual")]
    pub late: bool,
}

/// What was missing arrived; the clock goes on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SupplementReceived {
    /// The task that had asked.
    pub task: String,
    /// What is new or different.
    pub changed: Vec<Place>,
}

/// Something has to be done first whose time is not counted; the clock stands (行政许可法 art. 45).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SpecialProcedureStarted {
    /// The task that waits for it.
    pub task: String,
    /// What has to be done.
    pub ground: Ground,
    /// The day by which the applicant was told it would end.
    pub ends_on: NaiveDate,
    /// Why it is needed.
    pub reason: String,
}

/// The special procedure is over; the clock goes on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SpecialProcedureEnded {
    /// The task that waited for it.
    pub task: String,
    /// What came of it.
    pub result: String,
    /// How many days more there are to decide, because what came of it asks for work anew.
    #[serde(default, skip_serializing_if = "is_usual")]
    pub added: u16,
}

/// A special procedure has lasted so long that the lead of the agency is told; the hall says it, once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PauseReported {
    /// The task that waits for it.
    pub task: String,
}

/// What stands in several parts of a joint application was put right in another of them, and so it is here too (并联审批).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SharedChanged {
    /// What is different now.
    pub changed: Vec<Place>,
    /// The key under which the first examination was done, to which the case goes back; none before that, and while the case
    /// is out of the hands of the agency.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub back: Option<String>,
}
