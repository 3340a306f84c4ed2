//! What passes between the hall and the systems of other agencies (外部环节): the tasks that wait for one, and its answers.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::id::CaseNumber;
use crate::process::Outcome;

/// The most letters of what a system calls an answer.
pub const REFERENCE_LETTERS: usize = 128;

/// The most letters of the reason of an answer.
pub const REASON_LETTERS: usize = 2_000;

/// The tasks that wait for a system, the oldest first. `GET /api/exchange/tasks`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExchangeTasks {
    /// The tasks.
    pub tasks: Vec<ExchangeTask>,
    /// What to ask for `after` these; none at the end of the list.
    pub next: Option<String>,
}

/// A task that waits for a system.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExchangeTask {
    /// The number of the case.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub case: CaseNumber,
    /// The key of the task in the case. In an address its `#` is written `%23`.
    pub task: String,
    /// What the system is handed, by the names that were agreed.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub data: Map<String, Value>,
    /// Since when it waits.
    pub since: DateTime<Utc>,
    /// Until when an answer is taken; none where for ever, or while the clock of the case stands.
    pub due: Option<DateTime<Utc>>,
}

/// The answer of a system to a task. `POST /api/exchange/tasks/{case}/{task}/answer`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ExchangeAnswer {
    /// What the system calls its answer. The same answer again changes nothing.
    pub reference: String,
    /// How the task ends: `approved` or `rejected`.
    pub outcome: Outcome,
    /// Why, in words for the applicant; needed where it is rejected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// What was agreed to come back, by name.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub data: Map<String, Value>,
}
