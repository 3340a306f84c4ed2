//! The words for where a case stands, as people and lists see it.

use serde::{Deserialize, Serialize};

/// What a case can be said to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Filed, not yet accepted.
    Submitted,
    /// Accepted, not yet taken up.
    Accepted,
    /// Somebody has taken up its review or decision.
    InReview,
    /// The applicant has been told what is missing; the clock stands.
    WaitingForApplicant,
    /// A special procedure is under way; the clock stands.
    SpecialProcedure,
    /// Approved or rejected, see [`State::decision`](super::State::decision).
    Decided,
    /// The result has been handed over.
    Delivered,
    /// Not accepted.
    NotAccepted,
    /// Taken back by the applicant.
    Withdrawn,
    /// Ended without a decision.
    Terminated,
}

impl Status {
    /// Every status.
    pub const ALL: [Self; 10] = [
        Self::Submitted,
        Self::Accepted,
        Self::InReview,
        Self::WaitingForApplicant,
        Self::SpecialProcedure,
        Self::Decided,
        Self::Delivered,
        Self::NotAccepted,
        Self::Withdrawn,
        Self::Terminated,
    ];

    /// The name on the wire and in the database.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Submitted => "submitted",
            Self::Accepted => "accepted",
            Self::InReview => "in_review",
            Self::WaitingForApplicant => "waiting_for_applicant",
            Self::SpecialProcedure => "special_procedure",
            Self::Decided => "decided",
            Self::Delivered => "delivered",
            Self::NotAccepted => "not_accepted",
            Self::Withdrawn => "withdrawn",
            Self::Terminated => "terminated",
        }
    }

    /// The status with this name.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.slug() == slug)
    }
}

/// What was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// 准予
    Approved,
    /// 不予
    Rejected,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_status_survives_the_wire() {
        for status in Status::ALL {
            assert_eq!(serde_json::to_value(status).unwrap(), status.slug());
        }
    }
}
