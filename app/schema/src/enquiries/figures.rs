//! What became of enquiries, counted (办理统计): by month and kind, and by agency.

use serde::{Deserialize, Serialize};

use super::EnquiryKind;

/// How many of a kind in a month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MonthFigures {
    /// The month, `2026-03`.
    pub month: String,
    /// What they are.
    pub kind: EnquiryKind,
    /// How many came in in this month.
    pub received: u32,
    /// How many were answered in this month, or not taken up.
    pub answered: u32,
    /// How many of those by their last day.
    pub on_time: u32,
    /// How many replies were rated.
    pub rated: u32,
    /// The sum of the ratings.
    pub grades: u32,
}

/// What became of enquiries (办理统计), the newest month first. `GET /api/enquiries/figures`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EnquiryFigures {
    /// By month and kind, of the last twelve months.
    pub months: Vec<MonthFigures>,
    /// By agency, of all of those months together: who was handed most first.
    pub agencies: Vec<AgencyFigures>,
}

/// What became of what an agency was handed. One that was handed on counts for both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AgencyFigures {
    /// The agency.
    pub agency: String,
    /// The region it is of.
    pub region: String,
    /// How many it was handed.
    pub received: u32,
    /// How many it answered, or told that they are not taken up.
    pub answered: u32,
    /// How many of those by their last day.
    pub on_time: u32,
    /// How many replies were rated.
    pub rated: u32,
    /// The sum of their grades, 1 to 5.
    pub grades: u32,
}
