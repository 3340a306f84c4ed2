//! When members of staff are away, and who does their work meanwhile (代理).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A time in which somebody is away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Absence {
    /// Its number within the hall.
    pub id: i64,
    /// Who is away: the number of an account.
    pub account: i64,
    /// Their name.
    pub name: String,
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub until: NaiveDate,
    /// The name of who does their work.
    pub deputy: String,
}

/// Somebody who works beside the reader.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Workmate {
    /// The number of their account.
    pub account: i64,
    /// Their name.
    pub name: String,
    /// Whether the reader may say that they are away: it is the reader, or somebody they lead.
    pub led: bool,
}

/// Who is away or will be, as far as it is the reader's to say. `GET /api/desk/absences`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Absences {
    /// The reader's account.
    pub own: i64,
    /// One's own, and those of whom one leads, from today on; the first comes first.
    pub absences: Vec<Absence>,
    /// Everybody at one's agencies, oneself among them.
    pub workmates: Vec<Workmate>,
}

/// Says that somebody is away. `POST /api/desk/absences`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewAbsence {
    /// Who, if it is not oneself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<i64>,
    /// The first day.
    pub from: Option<NaiveDate>,
    /// The last day.
    pub until: Option<NaiveDate>,
    /// Who does their work: the number of an account.
    pub deputy: Option<i64>,
}
