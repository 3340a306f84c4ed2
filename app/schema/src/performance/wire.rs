//! What is shown of performance: the table of a period, an agency with its arithmetic, and what people enter.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::assess::Assessment;
use super::system::{Grade, IndexSystem};
use super::{Entry, Period};
use crate::locale::Text;

/// Which period. The query of `GET /api/performance` and of its page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema, utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
pub struct PerformanceQuery {
    /// The month, such as `2026-10`; the one before this when not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<String>), schema(value_type = Option<String>))]
    pub period: Option<Period>,
}

/// The scores of a period. `GET /api/performance`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PerformanceTable {
    /// The month.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub period: Period,
    /// What the index system is called.
    pub name: Text,
    /// On what it rests.
    pub ground: Text,
    /// The agencies within reach, the best first.
    pub agencies: Vec<AgencyScore>,
    /// When it was worked out last; none before it was.
    pub counted_at: Option<DateTime<Utc>>,
    /// When it was closed (结账): nothing of it changes any more.
    pub closed_at: Option<DateTime<Utc>>,
    /// Whether the reader may work it out and close it.
    pub may_count: bool,
}

/// An agency with its score.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AgencyScore {
    /// Its number.
    pub agency: i64,
    /// Its name.
    pub department: String,
    /// Its score in hundredths of a point of a hundred; none where nothing could be judged.
    pub score: Option<u32>,
    /// The grade of that score.
    pub grade: Option<Grade>,
    /// Cases filed.
    pub filed: u64,
    /// Cases decided.
    pub decided: u64,
}

/// An agency in a period, with its arithmetic. `GET /api/performance/{period}/{agency}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PerformanceAgency {
    /// The month.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub period: Period,
    /// Its number.
    pub agency: i64,
    /// Its name.
    pub department: String,
    /// The score with its lines.
    pub assessment: Assessment,
    /// The index system it was worked out by.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub system: IndexSystem,
    /// What people entered, the newest first.
    pub entries: Vec<RecordedEntry>,
    /// When the period was closed.
    pub closed_at: Option<DateTime<Utc>>,
    /// Whether the reader may enter points.
    pub may_enter: bool,
    /// Whether the reader may look at the cases that were counted.
    pub sees_cases: bool,
}

/// Points that somebody entered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RecordedEntry {
    /// Its number.
    pub id: i64,
    /// The indicator.
    pub indicator: String,
    /// How many hundredths of a point.
    pub points: i32,
    /// Why.
    pub reason: String,
    /// What proves it: a record, a letter, a case number.
    pub evidence: String,
    /// Who entered it.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
    /// When it was taken back; it stays to be read.
    pub withdrawn_at: Option<DateTime<Utc>>,
}

/// Points to enter. `POST /api/performance/{period}/{agency}/entries`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewEntry {
    /// The indicator.
    pub indicator: String,
    /// How many hundredths of a point; negative takes points away.
    pub points: i32,
    /// Why.
    pub reason: String,
    /// What proves it.
    pub evidence: String,
}

/// What is wrong with an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryFault {
    /// There is no such indicator.
    NoIndicator,
    /// It changes nothing.
    NoPoints,
    /// It changes more than the points that the indicator can bring.
    Points {
        /// How many these are.
        most: u16,
    },
    /// It says no reason.
    NoReason,
    /// It says nothing that proves it.
    NoEvidence,
    /// The reason, or what proves it, is too long.
    TooLong,
}

impl NewEntry {
    /// The most characters of a reason, and of what proves it.
    pub const MOST: usize = 500;

    /// What is wrong with it under this index system, each with its member.
    pub fn faults(&self, system: &IndexSystem) -> Vec<(&'static str, EntryFault)> {
        let mut faults = Vec::new();
        match system.indicator(&self.indicator) {
            None => faults.push(("/indicator", EntryFault::NoIndicator)),
            Some(indicator) => {
                let most = indicator.points;
                if self.points == 0 {
                    faults.push(("/points", EntryFault::NoPoints));
                } else if self.points.unsigned_abs() > u32::from(most) * 100 {
                    faults.push(("/points", EntryFault::Points { most }));
                }
            }
        }
        let texts = [
            ("/reason", &self.reason, EntryFault::NoReason),
            ("/evidence", &self.evidence, EntryFault::NoEvidence),
        ];
        for (place, text, empty) in texts {
            if text.trim().is_empty() {
                faults.push((place, empty));
            } else if text.chars().count() > Self::MOST {
                faults.push((place, EntryFault::TooLong));
            }
        }
        faults
    }

    /// What it is to the arithmetic.
    pub fn entry(&self) -> Entry {
        Entry { indicator: self.indicator.clone(), points: self.points }
    }
}
