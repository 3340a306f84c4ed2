//! What happens to a proceeding, and what becomes of it by that.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::{Attached, Invitee, Proceeding, ProceedingKind, ProceedingOutcome, Stance, Who};
use crate::process::Ground;

/// Something that happened to a proceeding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// When.
    pub at: DateTime<Utc>,
    /// Who: an account, `system`, or `party` for who is from outside.
    pub by: String,
    /// What.
    pub payload: Payload,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Payload {
    /// It was called; what follows invites.
    Called {
        /// What it is; `of`, because `kind` says which event it is.
        of: ProceedingKind,
        /// What it is about.
        subject: String,
        /// What a special procedure is for.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        ground: Option<Ground>,
        /// Where people come together.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        place: Option<String>,
        /// When.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        held_at: Option<DateTime<Utc>>,
        /// The last day for an answer.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        due: Option<NaiveDate>,
        /// What is shown to who is invited.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        attached: Vec<Attached>,
    },
    /// Somebody was invited; a key that is there already is invited anew, and its former link opens nothing any more.
    Invited {
        /// Their key.
        key: u32,
        /// Who.
        who: Who,
        /// What they are called.
        name: String,
        /// Until when their link opens.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<DateTime<Utc>>,
    },
    /// More is shown to who is invited.
    Attached {
        /// What.
        attached: Vec<Attached>,
    },
    /// Somebody is invited no more.
    Revoked {
        /// Their key.
        key: u32,
    },
    /// Somebody said whether they come.
    Replied {
        /// Their key.
        key: u32,
        /// Whether they come.
        comes: bool,
        /// Why not.
        reason: String,
    },
    /// Somebody said what they think, or the answer they were asked for.
    Opined {
        /// Their key.
        key: u32,
        /// Where they stand.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        stance: Option<Stance>,
        /// What they say.
        words: String,
    },
    /// Somebody sent a file.
    Reported {
        /// Their key.
        key: u32,
        /// The file's number.
        file: i64,
    },
    /// The minutes were written.
    Minuted {
        /// What they say.
        words: String,
    },
    /// It ended.
    Ended {
        /// How.
        outcome: ProceedingOutcome,
        /// With what result, or why.
        words: String,
    },
}

impl Payload {
    /// The name of what happened, as the log has it.
    pub const fn slug(&self) -> &'static str {
        match self {
            Self::Called { .. } => "called",
            Self::Invited { .. } => "invited",
            Self::Attached { .. } => "attached",
            Self::Revoked { .. } => "revoked",
            Self::Replied { .. } => "replied",
            Self::Opined { .. } => "opined",
            Self::Reported { .. } => "reported",
            Self::Minuted { .. } => "minuted",
            Self::Ended { .. } => "ended",
        }
    }
}

impl Proceeding {
    /// What a call begins; none where the event is none.
    pub(super) fn begin(event: &Event) -> Option<Self> {
        let Payload::Called { of, subject, ground, place, held_at, due, attached } = event.payload.clone()
        else {
            return None;
        };
        Some(Self {
            kind: of,
            subject,
            ground,
            place,
            held_at,
            due,
            attached,
            called_at: event.at,
            invitees: Vec::new(),
            minutes: None,
            end: None,
            seq: 1,
        })
    }

    /// Takes in what happened. False, and nothing is changed, where that cannot be after what happened before.
    pub fn apply(&mut self, event: &Event) -> bool {
        if self.is_over() {
            return false;
        }
        let at = event.at;
        let done = match event.payload.clone() {
            Payload::Called { .. } => None,
            Payload::Invited { key, who, name, until } => self.invited(key, who, name, until),
            Payload::Attached { attached } => {
                self.attached.extend(attached);
                Some(())
            }
            Payload::Revoked { key } => self.of(key).map(|it| it.revoked = true),
            Payload::Replied { key, comes, reason } => {
                self.of(key).map(|it| it.comes = Some((comes, reason)))
            }
            Payload::Opined { key, stance, words } => {
                self.of(key).map(|it| it.opinion = Some((stance, words, at)))
            }
            Payload::Reported { key, file } => self.of(key).map(|it| it.reports.push(file)),
            Payload::Minuted { words } => {
                self.minutes = Some(words);
                Some(())
            }
            Payload::Ended { outcome, words } => {
                self.end = Some((outcome, words, at));
                Some(())
            }
        };
        self.seq += u64::from(done.is_some());
        done.is_some()
    }

    fn invited(&mut self, key: u32, who: Who, name: String, until: Option<DateTime<Utc>>) -> Option<()> {
        if let Some(again) = self.invitees.iter_mut().find(|invitee| invitee.key == key) {
            (again.until, again.revoked) = (until, false);
            return (again.who == who).then_some(());
        }
        let next = self.invitees.last().map_or(1, |last| last.key + 1);
        let new = Invitee {
            key,
            who,
            name,
            until,
            revoked: false,
            comes: None,
            opinion: None,
            reports: Vec::new(),
        };
        (key == next).then(|| self.invitees.push(new))
    }

    /// Who is still invited under this key.
    fn of(&mut self, key: u32) -> Option<&mut Invitee> {
        self.invitees.iter_mut().find(|invitee| invitee.key == key && !invitee.revoked)
    }
}
