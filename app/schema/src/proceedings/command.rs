//! What is done about a proceeding, by whom, and why it is refused.

use chrono::{DateTime, NaiveDate, Utc};

use super::{Attached, ProceedingAct, ProceedingKind, Stance, Who};
use crate::FieldError;
use crate::process::Ground;

/// Calls a proceeding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// What kind.
    pub kind: ProceedingKind,
    /// What it is about.
    pub subject: String,
    /// What a special procedure is for.
    pub ground: Option<Ground>,
    /// Where people come together.
    pub place: Option<String>,
    /// When they do.
    pub held_at: Option<DateTime<Utc>>,
    /// The last day for opinions, or by which a special procedure is expected to end.
    pub due: Option<NaiveDate>,
    /// How many working days who is asked has, counted from tomorrow.
    pub days: Option<u16>,
    /// What is shown to who is invited.
    pub attached: Vec<Attached>,
    /// Who is invited, and what they are called.
    pub invited: Vec<(Who, String)>,
}

/// What is done about a proceeding that goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Says whether one comes.
    Reply {
        /// Whether one comes.
        comes: bool,
        /// Why not.
        reason: String,
    },
    /// Says what one thinks, or the answer one was asked for.
    Opine {
        /// Where one stands.
        stance: Option<Stance>,
        /// What one says.
        words: String,
    },
    /// Sends a file.
    Report {
        /// Its number.
        file: i64,
    },
    /// Writes the minutes.
    Minutes {
        /// What they say.
        words: String,
    },
    /// Invites somebody from outside, or gives who is invited a new link.
    Invite {
        /// The key of who is invited already.
        key: Option<u32>,
        /// What they are called.
        name: String,
        /// Until when the link opens.
        until: DateTime<Utc>,
    },
    /// Shows more to who is invited.
    Attach {
        /// What.
        attached: Vec<Attached>,
    },
    /// Takes an invitation back.
    Revoke {
        /// Whose.
        key: u32,
    },
    /// Ends it with a result.
    Conclude {
        /// The result.
        words: String,
    },
    /// Ends it without one.
    Cancel {
        /// Why.
        reason: String,
    },
}

impl Command {
    /// The act that it is.
    pub const fn act(&self) -> ProceedingAct {
        match self {
            Self::Reply { .. } => ProceedingAct::Reply,
            Self::Opine { .. } => ProceedingAct::Opine,
            Self::Report { .. } => ProceedingAct::Report,
            Self::Minutes { .. } => ProceedingAct::Minutes,
            Self::Invite { .. } => ProceedingAct::Invite,
            Self::Attach { .. } => ProceedingAct::Attach,
            Self::Revoke { .. } => ProceedingAct::Revoke,
            Self::Conclude { .. } => ProceedingAct::Conclude,
            Self::Cancel { .. } => ProceedingAct::Cancel,
        }
    }
}

/// Who acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor {
    /// Somebody at the agency that called it.
    Caller,
    /// An invitee, by their key.
    Invitee(u32),
    /// The hall, because of what happened to the case.
    Hall,
}

/// Why something is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// What was sent does not hold.
    Invalid(Vec<FieldError>),
    /// It is over.
    Over,
    /// Not as it stands, or not by this actor.
    NotAllowed,
}
