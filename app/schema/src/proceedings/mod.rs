//! What runs beside a case: a meeting or a joint site visit (联审、踏勘), a request for help to one unit (协办), a hearing or a
//! test with parties from outside (听证、检验、检测、鉴定、专家评审, 行政许可法 art. 45), and what agencies cannot settle and send up
//! (提请协调). One concept: somebody calls it, others are invited, answer, and it ends. A proceeding is a fold of its events.

mod command;
mod event;
mod note;
mod step;
mod wire;

#[cfg(test)]
mod tests;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

pub use self::command::{Actor, Call, Command, Refusal};
pub use self::event::{Event, Payload};
pub use self::note::{ProceedingNote, ProceedingNoteKind};
pub use self::step::{MOST_DAYS, allowed, call, earliest, step};
pub use self::wire::{
    Beside, Choice, Invitation, NewProceeding, OpinionGiven, PartyView, ProceedingAct, ProceedingFile,
    ProceedingLine, ProceedingOrder, ProceedingRequest, ProceedingView, SentOpinion,
};
use crate::calendar::local_day;
use crate::process::Ground;
use crate::role::RegionCode;

/// What kind of proceeding it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ProceedingKind {
    /// A meeting of agencies (联审会).
    Meeting,
    /// A joint site visit (联合踏勘).
    SiteVisit,
    /// One unit is asked for help (协办).
    Assist,
    /// A hearing, a test, an appraisal, an expert review: a special procedure of a case, whose time is not counted.
    Special,
    /// What agencies cannot settle goes to a superior body (提请协调).
    Escalation,
}

impl ProceedingKind {
    /// Every kind.
    pub const ALL: [Self; 5] =
        [Self::Meeting, Self::SiteVisit, Self::Assist, Self::Special, Self::Escalation];

    /// The name on the wire and in the database.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Meeting => "meeting",
            Self::SiteVisit => "site_visit",
            Self::Assist => "assist",
            Self::Special => "special",
            Self::Escalation => "escalation",
        }
    }

    /// The kind with this name.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.slug() == slug)
    }

    /// Whether people come together for it, at a place and a time.
    pub const fn is_gathering(self) -> bool {
        matches!(self, Self::Meeting | Self::SiteVisit)
    }

    /// Whether it ends with the answer of the one that was asked.
    pub const fn ends_with_answer(self) -> bool {
        matches!(self, Self::Assist | Self::Escalation)
    }
}

/// Who is invited.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Who {
    /// Whoever works at the desk of an agency, by its number.
    Agency(i64),
    /// Somebody who works at one, by their account.
    Person(i64),
    /// Those who lead or supervise a region.
    Region(RegionCode),
    /// An organisation or a person without an account here, who has a link.
    Outside,
}

/// Where somebody stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Stance {
    /// Agrees.
    Agree,
    /// Agrees if conditions hold, which the words say.
    AgreeIf,
    /// Objects, on the ground that the words say.
    Object,
}

impl Stance {
    /// Every stance.
    pub const ALL: [Self; 3] = [Self::Agree, Self::AgreeIf, Self::Object];

    /// The name on the wire.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Agree => "agree",
            Self::AgreeIf => "agree_if",
            Self::Object => "object",
        }
    }

    /// The stance with this name.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stance| stance.slug() == slug)
    }
}

/// Something shown to who is invited: what it is called, and what it says. A copy, so that nothing else of the case is seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Attached {
    /// What it is called.
    pub label: String,
    /// What it says.
    pub value: String,
}

/// How it ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ProceedingOutcome {
    /// With a result.
    Concluded,
    /// Without one.
    Cancelled,
}

/// A proceeding: the fold of its events.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proceeding {
    /// What kind it is.
    pub kind: ProceedingKind,
    /// What it is about.
    pub subject: String,
    /// What a special procedure is for.
    pub ground: Option<Ground>,
    /// Where people come together.
    pub place: Option<String>,
    /// When they do.
    pub held_at: Option<DateTime<Utc>>,
    /// The last day for an opinion or an answer.
    pub due: Option<NaiveDate>,
    /// What is shown to who is invited.
    pub attached: Vec<Attached>,
    /// When it was called.
    pub called_at: DateTime<Utc>,
    /// Who is invited, in the order of their keys.
    pub invitees: Vec<Invitee>,
    /// What was said and agreed.
    pub minutes: Option<String>,
    /// How it ended, with what, and when.
    pub end: Option<(ProceedingOutcome, String, DateTime<Utc>)>,
    /// How many events it has.
    pub seq: u64,
}

/// Somebody who is invited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitee {
    /// Counted from 1.
    pub key: u32,
    /// Who.
    pub who: Who,
    /// What they are called.
    pub name: String,
    /// Until when their link opens; only who is from outside has one.
    pub until: Option<DateTime<Utc>>,
    /// Whether they are invited no more.
    pub revoked: bool,
    /// Whether they come, and why not.
    pub comes: Option<(bool, String)>,
    /// What they say, and when they said it last.
    pub opinion: Option<(Option<Stance>, String, DateTime<Utc>)>,
    /// The files they sent, by their numbers.
    pub reports: Vec<i64>,
}

impl Proceeding {
    /// The fold of a log. None where it does not begin with a call, or goes on after something that cannot be.
    pub fn replay<'a>(events: impl IntoIterator<Item = &'a Event>) -> Option<Self> {
        let mut events = events.into_iter();
        let mut proceeding = Self::begin(events.next()?)?;
        events.all(|event| proceeding.apply(event)).then_some(proceeding)
    }

    /// Whether nothing more comes of it.
    pub const fn is_over(&self) -> bool {
        self.end.is_some()
    }

    /// The invitee with this key.
    pub fn invitee(&self, key: u32) -> Option<&Invitee> {
        self.invitees.iter().find(|invitee| invitee.key == key)
    }

    /// Whether it is waited for what this invitee has to say.
    pub const fn waits_for(&self, invitee: &Invitee) -> bool {
        !self.is_over() && !invitee.revoked && invitee.opinion.is_none()
    }

    /// Whether it goes on past its last day.
    pub fn is_overdue(&self, today: NaiveDate) -> bool {
        !self.is_over() && self.due.is_some_and(|due| today > due)
    }

    /// Who owes an answer whose last day is past.
    pub fn owing(&self, today: NaiveDate) -> impl Iterator<Item = &Invitee> {
        self.invitees.iter().filter(move |invitee| self.waits_for(invitee) && self.is_late(invitee, today))
    }

    /// Whether an invitee answered after the last day, or has not answered by now and it is past.
    pub fn is_late(&self, invitee: &Invitee, today: NaiveDate) -> bool {
        let said = invitee.opinion.as_ref().map(|(_, _, at)| local_day(*at));
        let ended = self.end.as_ref().map(|(_, _, at)| local_day(*at));
        let until = said.or(ended).unwrap_or(today);
        !invitee.revoked && self.due.is_some_and(|due| until > due)
    }
}
