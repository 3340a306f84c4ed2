//! A joint application as its applicant, its lead and the agencies with a part in it see it: lanes side by side.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::{JointAct, JointEntry};
use crate::bundle::Saved;
use crate::calendar::Deadline;
use crate::id::CaseNumber;
use crate::locale::Text;
use crate::process::{Decision, Status};

/// How far a joint application has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum JointStatus {
    /// Some of its parts are not ended.
    Open,
    /// All of its parts are ended.
    Decided,
    /// It was found unfit to be handled jointly: each item is applied for by itself.
    Apart,
    /// Its applicant took all of it back.
    Withdrawn,
}

impl JointStatus {
    /// Every status.
    pub const ALL: [Self; 4] = [Self::Open, Self::Decided, Self::Apart, Self::Withdrawn];

    /// The name on the wire and in the database.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Decided => "decided",
            Self::Apart => "apart",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The status with this name.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.slug() == slug)
    }
}

/// How far a part has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum LaneState {
    /// It waits for others to be approved; it has no case yet.
    Held,
    /// Its case is being handled.
    Open,
    /// Its case has ended.
    Closed,
    /// It never began: something it waited for was not approved, or the joint application ended before.
    Dropped,
}

impl LaneState {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Held, Self::Open, Self::Closed, Self::Dropped];

    /// The name on the wire and in the database.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::Open => "open",
            Self::Closed => "closed",
            Self::Dropped => "dropped",
        }
    }

    /// The state with this name.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.slug() == slug)
    }

    /// Whether nothing more will come of it.
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Closed | Self::Dropped)
    }
}

/// A joint application. `GET /api/joint/{number}` to its applicant, `GET /api/desk/joint/{number}` to the staff of the agencies
/// that have a part in it: only those of the lead see reasons, and what is asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct JointView {
    /// Its number.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub number: CaseNumber,
    /// The application; only its applicant is told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub application: Option<i64>,
    /// The code of the item that the bundle hangs on.
    pub item: String,
    /// What people call the bundle.
    pub item_name: String,
    /// The agency that leads it.
    pub lead: String,
    /// The applicant; empty for who tracks it by number.
    pub applicant: String,
    /// When it was filed.
    pub submitted_at: DateTime<Utc>,
    /// How far it has come.
    pub status: JointStatus,
    /// When its last part ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed_at: Option<DateTime<Utc>>,
    /// The last day for all agencies together, from the day on which the first of them accepted; none before that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deadline: Option<Deadline>,
    /// Working days left until then; negative when it is late. None where there is no deadline, and after the end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remaining: Option<i64>,
    /// Whether the deadline was extended (行政许可法 art. 42).
    pub extended: bool,
    /// The local day on which this was told: where the ruler of its lanes has its mark.
    pub today: NaiveDate,
    /// The days on which the offices do not work, from the day of filing to the last day that is named here: they are hatched
    /// on the ruler.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub off: Vec<NaiveDate>,
    /// Its parts, in the order of the bundle.
    pub lanes: Vec<Lane>,
    /// What happened to the whole, the oldest first; to the lead and the applicant.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub log: Vec<JointEntry>,
    /// Questions that were asked, beside those of the items' own forms.
    pub fields: Saved,
    /// Documents that were asked for, beside those of the items' own forms.
    pub materials: Saved,
    /// What this reader may do with the whole.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub allowed: Vec<JointAct>,
    /// Whether this reader may take all of it back: its applicant, while it is open and no part is decided.
    #[serde(default)]
    pub may_withdraw: bool,
    /// Whether this reader works for the lead.
    #[serde(default)]
    pub leads: bool,
    /// Grows with everything that happens to the whole; a command names it.
    pub revision: u64,
}

/// A part of a joint application.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Lane {
    /// The code of its item.
    pub item: String,
    /// The item's name.
    pub item_name: String,
    /// The agency that handles it.
    pub department: String,
    /// How far it has come.
    pub state: LaneState,
    /// The codes of the items it waits for, or waited for in vain.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub held_for: Vec<String>,
    /// The number of its case, once it has begun.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub number: Option<CaseNumber>,
    /// Whether this reader may open that case.
    #[serde(default)]
    pub may_open: bool,
    /// Its application, where the applicant puts right what is asked; only its applicant is told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub application: Option<i64>,
    /// Where its case stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
    /// What was decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<Decision>,
    /// When its case began.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opened_at: Option<DateTime<Utc>>,
    /// When it was accepted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accepted_at: Option<DateTime<Utc>>,
    /// The last day for what is next in it; none while its clock stands, and after the end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<NaiveDate>,
    /// Working days left until then; negative when it is late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remaining: Option<i64>,
    /// Whether it is past that day.
    pub late: bool,
    /// When its clock stood: the first day and the last one, which is none while it stands.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pauses: Vec<LanePause>,
    /// When its case ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed_at: Option<DateTime<Utc>>,
    /// How many things the applicant is asked to put right in it.
    #[serde(default)]
    pub asked: u32,
    /// The tasks whose turn it is.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tasks: Vec<Text>,
    /// Its place in the plan by which all of it is handled; told at the desk only. Its applicant asks for the plan by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan: Option<LanePlan>,
}

/// The place of a part in the plan by which all of it is handled (并联审批办理计划), counted from the day on which it was filed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LanePlan {
    /// Counted from 0: what has the same rank runs side by side.
    pub rank: u32,
    /// The codes of the items that have to be approved before it begins, whether they are by now or not.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub after: Vec<String>,
    /// The last day on which it is decided, if each agency accepts on the working day after it begins and takes all its time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<NaiveDate>,
}

/// A time during which the clock of a part stood.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LanePause {
    /// The first day.
    pub from: NaiveDate,
    /// The day on which it ran again; none while it stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
}
