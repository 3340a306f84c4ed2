//! Several who work on the same cases: what they write to each other, what one learns of the others at once, and what is
//! done with several cases in one go.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::id::CaseNumber;
use crate::problem::Problem;

/// What those who have a case write to each other about it. It is no decision: it stands beside the events, the applicant
/// is not told, and it is never changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = CaseRemark))]
pub struct Remark {
    /// Its number within the hall.
    pub id: i64,
    /// When it was written.
    pub at: DateTime<Utc>,
    /// By whom: a name.
    pub by: String,
    /// What it says.
    pub text: String,
}

/// Writes to the others. `POST /api/desk/cases/{number}/thread`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewRemark {
    /// What it says: 1 to [`Self::MOST`] characters.
    pub text: String,
}

impl NewRemark {
    /// The most characters.
    pub const MOST: usize = 1000;
}

/// What has happened to a case since it was read. `GET /api/desk/cases/{number}/live?after=…`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct News {
    /// The place in the event log it has come to.
    pub revision: u64,
    /// The number of the last remark; 0 where there is none.
    pub remark: i64,
    /// Who acted last, if somebody did since: a name, or none for the applicant and the hall itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
}

/// Does the same with several open tasks, each by itself. `POST /api/desk/bulk`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Bulk {
    /// What to do.
    pub act: BulkAct,
    /// With which tasks: at most [`Self::MOST`].
    pub lines: Vec<BulkLine>,
}

impl Bulk {
    /// How many at once: as many as a page of a worklist has, and some.
    pub const MOST: usize = 50;
}

/// What can be done with several tasks at once: what decides nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum BulkAct {
    /// Take them.
    Claim,
    /// Put them back.
    Release,
}

impl BulkAct {
    /// Every one.
    pub const ALL: [Self; 2] = [Self::Claim, Self::Release];

    /// The name on the wire.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Claim => "claim",
            Self::Release => "release",
        }
    }
}

/// An open task in a list.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BulkLine {
    /// The case.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub number: CaseNumber,
    /// The key of the task.
    pub task: String,
}

/// What became of one of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BulkDone {
    /// Which.
    #[serde(flatten)]
    pub line: BulkLine,
    /// Why it was not done; none where it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub problem: Option<Problem>,
}
