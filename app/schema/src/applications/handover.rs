//! An application that was filled in and goes on in other hands before it is filed (预办理, 审核办结), as wire types.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::Application;
use crate::catalogue::Way;
use crate::locale::Text;

/// How many characters the words may have with which something is given back.
pub const WORDS_LETTERS: usize = 500;

/// An application that was handed over, for who did. `GET /api/applications/{id}/handover`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Handover {
    /// The application.
    pub application: i64,
    /// To whom: the window, or another agent of the enterprise.
    pub way: Way,
    /// What opens it there.
    pub code: String,
    /// The item's name.
    pub item_name: String,
    /// The agency that handles it.
    pub department: String,
    /// The applicant: a person's name, or an enterprise's.
    pub applicant: String,
    /// When it was handed over.
    pub handed_at: DateTime<Utc>,
    /// The last day on which the window takes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
    /// The documents whose originals are to be brought.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bring: Vec<Text>,
    /// The outline of a QR code that leads whom it was handed to there.
    pub qr: String,
    /// How many squares it has a side.
    pub qr_size: u32,
}

/// In whose hands an application goes on that was handed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HandedOn {
    /// To whom: the window, or another agent of the enterprise.
    pub way: Way,
    /// The last day on which the window takes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
}

/// Something that waits for another agent of the enterprise. It tells nothing of what was answered. `GET /api/checks`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WaitingCheck {
    /// Its number within the hall.
    pub id: i64,
    /// The item's name.
    pub item_name: String,
    /// The agency that handles it.
    pub department: String,
    /// Who filled it in.
    pub entered_by: String,
    /// When it was handed over.
    pub handed_at: DateTime<Utc>,
}

/// What another agent of the enterprise checks. `GET /api/checks/{code}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = ColleagueCheck))]
pub struct Check {
    /// Who filled it in.
    pub entered_by: String,
    /// What was filled in; nothing of it is changed here.
    pub application: Application,
}

/// Gives back what was to be checked. `POST /api/checks/{code}/return`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GiveBack {
    /// What is to be put right.
    pub words: String,
}

/// What somebody has filled in for the window. `GET /api/desk/window/prepared/{code}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Prepared {
    /// What opens it.
    pub code: String,
    /// The item's name.
    pub item_name: String,
    /// The applicant.
    pub applicant: String,
    /// When it was handed over.
    pub handed_at: DateTime<Utc>,
    /// The last day on which the window takes it.
    pub until: Option<NaiveDate>,
}
