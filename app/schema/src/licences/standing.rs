//! How a licence stands: what was decided about it, and what the day makes of that.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What was decided about a licence. That it has run out is no decision: it follows from the day ([`Standing`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum LicenceStatus {
    /// Issued, and nothing was decided against it.
    Valid,
    /// Held back for a while (暂扣, 行政处罚法 art. 9).
    Suspended,
    /// Taken away: as a punishment (吊销, 行政处罚法 art. 9), or because it should not have been issued (撤销, 行政许可法 art. 69).
    Revoked,
    /// Struck off the register (注销, 行政许可法 art. 70).
    Cancelled,
    /// Another licence took its place (换发).
    Replaced,
}

impl LicenceStatus {
    /// Every one.
    pub const ALL: [Self; 5] = [Self::Valid, Self::Suspended, Self::Revoked, Self::Cancelled, Self::Replaced];

    /// The name on the wire and in the database.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Valid => "valid",
            Self::Suspended => "suspended",
            Self::Revoked => "revoked",
            Self::Cancelled => "cancelled",
            Self::Replaced => "replaced",
        }
    }

    /// The status with this name.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.slug() == slug)
    }
}

/// How a licence stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = LicenceStanding))]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// It holds.
    Valid,
    /// Its last day has passed.
    Expired,
    /// See [`LicenceStatus::Suspended`].
    Suspended,
    /// See [`LicenceStatus::Revoked`].
    Revoked,
    /// See [`LicenceStatus::Cancelled`].
    Cancelled,
    /// See [`LicenceStatus::Replaced`].
    Replaced,
}

impl Standing {
    /// Every one.
    pub const ALL: [Self; 6] =
        [Self::Valid, Self::Expired, Self::Suspended, Self::Revoked, Self::Cancelled, Self::Replaced];

    /// What a status is on a day. What was decided weighs more than that it has run out, and the last day itself counts.
    pub fn of(status: LicenceStatus, valid_until: Option<NaiveDate>, today: NaiveDate) -> Self {
        match status {
            LicenceStatus::Valid if valid_until.is_some_and(|until| until < today) => Self::Expired,
            LicenceStatus::Valid => Self::Valid,
            LicenceStatus::Suspended => Self::Suspended,
            LicenceStatus::Revoked => Self::Revoked,
            LicenceStatus::Cancelled => Self::Cancelled,
            LicenceStatus::Replaced => Self::Replaced,
        }
    }

    /// Whether somebody may rely on the licence.
    pub const fn holds(self) -> bool {
        matches!(self, Self::Valid)
    }
}

/// What may be decided about a licence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = LicenceStatusChange))]
#[serde(rename_all = "snake_case")]
pub enum StatusChange {
    /// It is held back (暂扣).
    Suspend,
    /// It is given back.
    Resume,
    /// It is taken away (吊销, 撤销).
    Revoke,
    /// It is struck off the register (注销): also when it was taken away or has run out (行政许可法 art. 70).
    Cancel,
}

impl StatusChange {
    /// Every one.
    pub const ALL: [Self; 4] = [Self::Suspend, Self::Resume, Self::Revoke, Self::Cancel];

    /// The name on the wire.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Suspend => "suspend",
            Self::Resume => "resume",
            Self::Revoke => "revoke",
            Self::Cancel => "cancel",
        }
    }

    /// What a licence becomes by it; none where it cannot be decided any more, or not yet.
    pub const fn after(self, status: LicenceStatus) -> Option<LicenceStatus> {
        use LicenceStatus as Status;
        match (self, status) {
            (Self::Suspend, Status::Valid) => Some(Status::Suspended),
            (Self::Resume, Status::Suspended) => Some(Status::Valid),
            (Self::Revoke, Status::Valid | Status::Suspended) => Some(Status::Revoked),
            (Self::Cancel, Status::Valid | Status::Suspended | Status::Revoked) => Some(Status::Cancelled),
            _ => None,
        }
    }

    /// What may be decided about a licence of this status.
    pub fn allowed(status: LicenceStatus) -> Vec<Self> {
        Self::ALL.into_iter().filter(|change| change.after(status).is_some()).collect()
    }
}
