//! What who leads an agency is told of an enquiry, above their worklist, until they have seen it (催办); of one that no agency has yet,
//! who is to hand it on.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// What a note tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum EnquiryNoteKind {
    /// The next working day is the last one for its reply.
    ReplyDue,
    /// The last day is past.
    ReplyLate,
}

impl EnquiryNoteKind {
    /// Both kinds, in the order in which they are told.
    pub const ALL: [Self; 2] = [Self::ReplyDue, Self::ReplyLate];

    /// The name on the wire and in the database.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::ReplyDue => "reply_due",
            Self::ReplyLate => "reply_late",
        }
    }

    /// The kind with this name.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.slug() == slug)
    }
}

/// A note about an enquiry. It says what it is about and nothing of who wrote it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EnquiryNote {
    /// Its number among the notes of the desk.
    pub id: i64,
    /// What it tells.
    pub kind: EnquiryNoteKind,
    /// The enquiry.
    pub enquiry: i64,
    /// What it is about.
    pub subject: String,
    /// The agency that has it; none while it is still to be handed on.
    pub agency: Option<String>,
    /// When it was written.
    pub at: DateTime<Utc>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_survives_the_wire_and_the_database() {
        for kind in EnquiryNoteKind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.slug());
            assert_eq!(EnquiryNoteKind::from_slug(kind.slug()), Some(kind));
        }
    }
}
