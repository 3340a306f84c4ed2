//! What somebody at a desk is told of a proceeding, above their worklist, until they have seen it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// What a note tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ProceedingNoteKind {
    /// The answer that oneself or one's agency owes is late.
    AnswerOwed,
    /// An answer, or the end, of what one's own agency called is late.
    AnswerAwaited,
}

impl ProceedingNoteKind {
    /// Both kinds.
    pub const ALL: [Self; 2] = [Self::AnswerOwed, Self::AnswerAwaited];

    /// The name on the wire and in the database.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::AnswerOwed => "answer_owed",
            Self::AnswerAwaited => "answer_awaited",
        }
    }

    /// The kind with this name.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.slug() == slug)
    }
}

/// A note about a proceeding, shown above the worklist until it is put away. It names no case: who is asked for help need not know it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProceedingNote {
    /// Its number among the notes of the desk.
    pub id: i64,
    /// What it tells.
    pub kind: ProceedingNoteKind,
    /// The proceeding.
    pub proceeding: i64,
    /// What it is about.
    pub subject: String,
    /// The agency that called it.
    pub agency: String,
    /// When it was written.
    pub at: DateTime<Utc>,
}
