//! The fees that a case has brought up.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// A fee of a case. It is what the item publishes under that code; what an item does not publish is not due (行政许可法
/// art. 58, 59).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CaseFee {
    /// Its code.
    pub code: String,
    /// What it is called.
    pub name: String,
    /// How much, in fen; nothing where the item does not publish it: then it is told at the desk, and nobody pays it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<u64>,
    /// What it rests on, as published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<String>,
    /// How much of it was waived, in fen (减征, 免征).
    #[serde(default)]
    pub waived: u64,
    /// Since when it is due.
    pub due_at: DateTime<Utc>,
    /// When it was paid, or all of it was waived.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paid_at: Option<DateTime<Utc>>,
}
