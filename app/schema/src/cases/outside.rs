//! What lies outside a case, as the desk sees it: the case that began it and those that it began (子流程), and the systems of
//! other agencies that have a task of it (外部环节).

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::id::CaseNumber;
use crate::locale::Text;
use crate::process::{Decision, Status};

/// Everything outside a case.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Outside {
    /// The case that began it, if one did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caller: Option<Caller>,
    /// The cases that it began, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub subcases: Vec<Subcase>,
    /// The systems that have a task now.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub systems: Vec<WithSystem>,
}

/// The case that began another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Caller {
    /// Its number.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub number: CaseNumber,
    /// What it calls what is done here.
    pub name: Text,
    /// Whether this officer may see it.
    pub may_see: bool,
}

/// A case that another began.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Subcase {
    /// Its key in the other.
    pub key: String,
    /// What the other calls it.
    pub name: Text,
    /// What it began for, where several began.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    /// Its number.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub number: CaseNumber,
    /// Whether this officer may see it.
    pub may_see: bool,
    /// Whether the other waits for it now.
    pub waited: bool,
    /// When it began.
    pub begun_at: DateTime<Utc>,
    /// Where it stands.
    pub status: Status,
    /// What was decided in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<Decision>,
    /// The last day for what is next in it; none while its clock stands, and after the end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<NaiveDate>,
    /// When its handling ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed_at: Option<DateTime<Utc>>,
}

/// A task that the system of another agency has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WithSystem {
    /// The key of the task.
    pub task: String,
    /// What people call the task.
    pub name: Text,
    /// What people call the system.
    pub system: String,
    /// Since when it has it.
    pub since: DateTime<Utc>,
    /// Until when it is waited for; none where for ever, or while the clock stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<DateTime<Utc>>,
}

impl Outside {
    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
