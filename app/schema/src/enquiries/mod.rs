//! Enquiries (咨询), suggestions (建议) and complaints (投诉): one register, whatever way they come in, web, letter, telephone or
//! visit. Each goes to an agency, has a last day for its reply, is answered by one and let out by another, and may be published.
//! An enquiry is a fold of its events.

mod event;
mod figures;
mod note;
mod step;
mod wire;

#[cfg(test)]
mod tests;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::ask::{Library, Said, mask};
use crate::{FieldCode, FieldError};

pub use self::event::{EnquiryEvent, EnquiryHappened};
pub use self::figures::{AgencyFigures, EnquiryFigures, MonthFigures};
pub use self::note::{EnquiryNote, EnquiryNoteKind};
pub use self::step::{Actor, Command, Refusal, allowed, due, filed, step};
pub use self::wire::{
    DeskEnquiry, EnquiryAct, EnquiryColumn, EnquiryCommand, EnquiryContent, EnquiryFiled, EnquiryLine,
    EnquiryList, EnquiryRoute, EnquiryStep, EnquiryView, NewEnquiry, OpenEnquiry, OwnEnquiry, PublishedReply,
    RegisteredEnquiry,
};

/// What it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum EnquiryKind {
    /// Somebody wants to know something (咨询).
    Question,
    /// Somebody wants something to be better (建议).
    Suggestion,
    /// Somebody says that something was not right (投诉).
    Complaint,
}

impl EnquiryKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Question, Self::Suggestion, Self::Complaint];

    /// The name on the wire and in the database.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Question => "question",
            Self::Suggestion => "suggestion",
            Self::Complaint => "complaint",
        }
    }

    /// The kind with this name.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.slug() == slug)
    }

    /// Within how many working days it is said whether it is taken up; none where nothing is to be said. Whoever complains is
    /// told within five, with the reason where it is not.
    pub const fn days_to_take_up(self) -> Option<u16> {
        match self {
            Self::Complaint => Some(5),
            Self::Question | Self::Suggestion => None,
        }
    }

    /// Within how many working days it is answered, from the day it came in; of a complaint from the day it was taken up. Five for
    /// a question is what inspections of government websites measure (政府网站与政务新媒体检查指标, 2019); fifteen is what the hall
    /// promises, well within the sixty days of 信访工作条例 art. 34.
    pub const fn days_to_reply(self) -> u16 {
        match self {
            Self::Question => 5,
            Self::Suggestion | Self::Complaint => 15,
        }
    }
}

/// How it came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum EnquiryChannel {
    /// Written in the hall (来网).
    Web,
    /// A letter (来信).
    Letter,
    /// A call (来电).
    Phone,
    /// Somebody came (来访).
    Visit,
}

impl EnquiryChannel {
    /// Every way.
    pub const ALL: [Self; 4] = [Self::Web, Self::Letter, Self::Phone, Self::Visit];

    /// The name on the wire and in the database.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Web => "web",
            Self::Letter => "letter",
            Self::Phone => "phone",
            Self::Visit => "visit",
        }
    }

    /// The way with this name.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|channel| channel.slug() == slug)
    }
}

/// Where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum EnquiryStage {
    /// No agency has it yet.
    ToRoute,
    /// The agency is to say whether it takes the complaint up.
    ToTakeUp,
    /// The agency is to write a reply.
    ToReply,
    /// Somebody else of the agency is to let the reply out.
    ToReview,
    /// It was answered.
    Replied,
    /// The complaint is not taken up, for a reason.
    Declined,
    /// Its writer took it back.
    Withdrawn,
}

impl EnquiryStage {
    /// Every stage.
    pub const ALL: [Self; 7] = [
        Self::ToRoute,
        Self::ToTakeUp,
        Self::ToReply,
        Self::ToReview,
        Self::Replied,
        Self::Declined,
        Self::Withdrawn,
    ];

    /// The name on the wire and in the database.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::ToRoute => "to_route",
            Self::ToTakeUp => "to_take_up",
            Self::ToReply => "to_reply",
            Self::ToReview => "to_review",
            Self::Replied => "replied",
            Self::Declined => "declined",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The stage with this name.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.slug() == slug)
    }

    /// Whether nothing is left to do about it.
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Replied | Self::Declined | Self::Withdrawn)
    }
}

/// What is said to its writer at the end, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// What it says.
    pub words: String,
    /// When it was let out.
    pub at: DateTime<Utc>,
}

/// What everybody may read of it: with nothing in it that tells who wrote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Published {
    /// What it is about.
    pub subject: String,
    /// What was written.
    pub words: String,
    /// What was answered.
    pub reply: String,
}

impl Published {
    /// What of it may tell who wrote: numbers, addresses and plates that are somebody's. An agency may have numbers of its own in
    /// its reply, where who publishes it says that they are no one else's.
    pub fn exposed(&self, numbers_are_offices: bool) -> Vec<FieldError> {
        let texts = [("/subject", &self.subject), ("/asked", &self.words), ("/reply", &self.reply)];
        let is_exposed = |pointer: &str, text: &str| {
            let may = numbers_are_offices && pointer == "/reply";
            !may && mask(text) != text
        };
        let exposed = texts.into_iter().filter(|(pointer, text)| is_exposed(pointer, text));
        exposed.map(|(pointer, _)| FieldError::new(pointer, FieldCode::PersonalNumber)).collect()
    }

    /// As an entry of the common questions (常规问题库), of an agency, about an item.
    pub fn as_common(&self, item: Option<&str>, agency: &str) -> Said {
        Said {
            words: vec![self.subject.clone()],
            texts: vec![self.reply.clone()],
            items: item.map(str::to_owned).into_iter().collect(),
            scene: None,
            source: agency.to_owned(),
            enabled: true,
        }
    }

    /// Whether it is short enough for that.
    pub fn fits_common(&self) -> bool {
        self.as_common(None, "-").trimmed().faults(Library::Common).is_empty()
    }
}

/// An enquiry: the fold of its events.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enquiry {
    /// What it is.
    pub kind: EnquiryKind,
    /// The day it came in.
    pub received_on: NaiveDate,
    /// Whether its writer lets it be published.
    pub consents: bool,
    /// The agency that has it, by its number.
    pub agency: Option<i64>,
    /// The day a complaint was taken up.
    pub taken_up_on: Option<NaiveDate>,
    /// The reply as it was written last, and by whom; not let out yet.
    pub draft: Option<(String, String)>,
    /// Why the draft was given back last.
    pub given_back: Option<String>,
    /// What its writer was told.
    pub reply: Option<Reply>,
    /// Why a complaint is not taken up, is its reply.
    pub declined: bool,
    /// Whether its writer took it back.
    pub withdrawn: bool,
    /// What is published.
    pub published: Option<Published>,
    /// Whether it stands among those that everybody should read (重点关注).
    pub featured: bool,
    /// Whether it stands among the common questions.
    pub kept: bool,
    /// As which entry of them.
    pub entry: Option<i64>,
    /// How its writer found the reply, from 1 to 5.
    pub grade: Option<u8>,
    /// How many events it has.
    pub seq: u64,
}

impl Enquiry {
    /// Where it stands.
    pub const fn stage(&self) -> EnquiryStage {
        if self.withdrawn {
            EnquiryStage::Withdrawn
        } else if self.declined {
            EnquiryStage::Declined
        } else if self.reply.is_some() {
            EnquiryStage::Replied
        } else if self.agency.is_none() {
            EnquiryStage::ToRoute
        } else if self.kind.days_to_take_up().is_some() && self.taken_up_on.is_none() {
            EnquiryStage::ToTakeUp
        } else if self.draft.is_none() {
            EnquiryStage::ToReply
        } else {
            EnquiryStage::ToReview
        }
    }
}
