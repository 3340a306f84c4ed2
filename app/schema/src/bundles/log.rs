//! What happens to a joint application as a whole.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::locale::Text;

/// Something that happened to a joint application as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct JointEntry {
    /// When.
    pub at: DateTime<Utc>,
    /// Who did it: a name. None where the hall did, and where the reader is not told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// What.
    pub kind: JointEventKind,
    /// The code of the item it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    /// Codes of the items that were told, or because of which it happened.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<String>,
    /// Why, or what was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Who approved it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approved_by: Option<String>,
    /// Working days that it gave.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<u32>,
    /// What the one form calls the fields that it is about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<Text>,
}

/// What may happen to a joint application as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum JointEventKind {
    /// It was filed; every agency with a part in it was told at once (抄告).
    Filed,
    /// The case of a part began.
    Opened,
    /// The case of a part ended.
    Closed,
    /// A part will not begin, because of `items`.
    Dropped,
    /// A shared field was put right in one part, and the open cases of `items` that read it go back to their review.
    SharedChanged,
    /// The same, but the cases of `items` were decided before, and were not touched.
    SharedAfterDecision,
    /// The deadline was extended.
    Extended,
    /// It was found unfit to be handled jointly.
    SetApart,
    /// The lead told agencies something (抄告).
    Informed,
    /// Something was called beside it: a meeting, a visit, or what is sent up to a superior body; `reason` is its subject.
    ProceedingCalled,
    /// That ended; `reason` is its result.
    ProceedingEnded,
    /// The applicant took all of it back.
    Withdrawn,
    /// All parts have ended.
    Decided,
}

impl JointEventKind {
    /// Every kind.
    pub const ALL: [Self; 13] = [
        Self::Filed,
        Self::Opened,
        Self::Closed,
        Self::Dropped,
        Self::SharedChanged,
        Self::SharedAfterDecision,
        Self::Extended,
        Self::SetApart,
        Self::Informed,
        Self::ProceedingCalled,
        Self::ProceedingEnded,
        Self::Withdrawn,
        Self::Decided,
    ];

    /// The name on the wire and in the database.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Filed => "filed",
            Self::Opened => "opened",
            Self::Closed => "closed",
            Self::Dropped => "dropped",
            Self::SharedChanged => "shared_changed",
            Self::SharedAfterDecision => "shared_after_decision",
            Self::Extended => "extended",
            Self::SetApart => "set_apart",
            Self::Informed => "informed",
            Self::ProceedingCalled => "proceeding_called",
            Self::ProceedingEnded => "proceeding_ended",
            Self::Withdrawn => "withdrawn",
            Self::Decided => "decided",
        }
    }

    /// The kind with this name.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.slug() == slug)
    }
}
