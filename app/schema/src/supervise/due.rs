//! What is due today (今日到期): by agency and by who has it in hand.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The tasks that are late, due today, or due on the next working day. `GET /api/supervision/due`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DueBoard {
    /// Today.
    pub today: NaiveDate,
    /// The next working day.
    pub next: NaiveDate,
    /// Agency by agency, in each who has most.
    pub rows: Vec<DueRow>,
    /// Whether the reader may look at the cases.
    pub sees_cases: bool,
}

/// What is due of somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DueRow {
    /// The agency's number.
    pub agency: i64,
    /// Its name.
    pub department: String,
    /// Who has it in hand; nobody yet, if none.
    pub officer: Option<String>,
    /// How many tasks are past their last day.
    pub late: u64,
    /// How many have it today.
    pub today: u64,
    /// How many have it on the next working day.
    pub next: u64,
}
