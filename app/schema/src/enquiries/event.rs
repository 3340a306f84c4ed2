//! What happens to an enquiry, and what becomes of it by that.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::{Enquiry, EnquiryKind, Published, Reply};
use crate::calendar::local_day;

/// Something that happened to an enquiry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnquiryEvent {
    /// When.
    pub at: DateTime<Utc>,
    /// Who: an account by its number, `writer` for who has none, `system` for the hall.
    pub by: String,
    /// What.
    pub happened: EnquiryHappened,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum EnquiryHappened {
    /// It came in.
    Filed {
        /// What it is; `of`, because `kind` says which event it is.
        of: EnquiryKind,
        /// The day it came in.
        received_on: NaiveDate,
        /// Whether it may be published.
        consents: bool,
    },
    /// It went to an agency.
    Routed {
        /// Its number.
        agency: i64,
    },
    /// The agency sent it back: it is another's.
    SentBack {
        /// Why.
        reason: String,
    },
    /// The complaint is taken up.
    TakenUp,
    /// The complaint is not taken up.
    Declined {
        /// Why, in words for its writer.
        reason: String,
    },
    /// A reply was written.
    Drafted {
        /// What it says.
        words: String,
    },
    /// The reply was given back to be written anew.
    GivenBack {
        /// Why.
        reason: String,
    },
    /// The reply was let out.
    Replied,
    /// It was published.
    Published {
        /// What everybody may read.
        published: Published,
    },
    /// It is published no more.
    TakenDown,
    /// It stands among those that everybody should read, or no more.
    Featured {
        /// Whether.
        featured: bool,
    },
    /// What is published was put among the common questions (知识库).
    Kept {
        /// The entry it became, by its number; none of those that were kept before numbers were.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        entry: Option<i64>,
    },
    /// Its writer lets it be published no more (个人信息保护法 art. 15), and it is not.
    ConsentWithdrawn,
    /// Its writer took it back.
    Withdrawn,
    /// Its writer said how they found the reply.
    Rated {
        /// From 1 to 5.
        grade: u8,
        /// In their words.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        words: String,
    },
    /// The agency was urged: the last day is near, or past.
    Urged,
}

impl EnquiryHappened {
    /// The name on the wire, in the database and in the audit trail.
    pub const fn slug(&self) -> &'static str {
        match self {
            Self::Filed { .. } => "filed",
            Self::Routed { .. } => "routed",
            Self::SentBack { .. } => "sent_back",
            Self::TakenUp => "taken_up",
            Self::Declined { .. } => "declined",
            Self::Drafted { .. } => "drafted",
            Self::GivenBack { .. } => "given_back",
            Self::Replied => "replied",
            Self::Published { .. } => "published",
            Self::TakenDown => "taken_down",
            Self::Featured { .. } => "featured",
            Self::Kept { .. } => "kept",
            Self::ConsentWithdrawn => "consent_withdrawn",
            Self::Withdrawn => "withdrawn",
            Self::Rated { .. } => "rated",
            Self::Urged => "urged",
        }
    }
}

impl Enquiry {
    /// What these events make; none where they do not begin with its coming in, or do not follow from each other.
    pub fn replay<'e>(events: impl IntoIterator<Item = &'e EnquiryEvent>) -> Option<Self> {
        let mut events = events.into_iter();
        let EnquiryHappened::Filed { of, received_on, consents } = events.next()?.happened else {
            return None;
        };
        let mut now = Self {
            kind: of,
            received_on,
            consents,
            agency: None,
            taken_up_on: None,
            draft: None,
            given_back: None,
            reply: None,
            declined: false,
            withdrawn: false,
            published: None,
            featured: false,
            kept: false,
            entry: None,
            grade: None,
            seq: 1,
        };
        events.all(|event| now.apply(event)).then_some(now)
    }

    /// Takes in what happened; says whether it could.
    pub fn apply(&mut self, event: &EnquiryEvent) -> bool {
        match &event.happened {
            EnquiryHappened::Filed { .. } => return false,
            EnquiryHappened::Routed { agency } => self.agency = Some(*agency),
            EnquiryHappened::SentBack { .. } => (self.agency, self.draft) = (None, None),
            EnquiryHappened::TakenUp => self.taken_up_on = Some(local_day(event.at)),
            EnquiryHappened::Declined { reason } => {
                self.declined = true;
                self.reply = Some(Reply { words: reason.clone(), at: event.at });
            }
            EnquiryHappened::Drafted { words } => {
                self.draft = Some((words.clone(), event.by.clone()));
                self.given_back = None;
            }
            EnquiryHappened::GivenBack { reason } => {
                self.draft = None;
                self.given_back = Some(reason.clone());
            }
            EnquiryHappened::Replied => match self.draft.take() {
                Some((words, _)) => self.reply = Some(Reply { words, at: event.at }),
                None => return false,
            },
            EnquiryHappened::Published { published } => self.published = Some(published.clone()),
            EnquiryHappened::TakenDown => self.unpublish(),
            EnquiryHappened::ConsentWithdrawn => {
                self.consents = false;
                self.unpublish();
            }
            EnquiryHappened::Featured { featured } => self.featured = *featured,
            EnquiryHappened::Kept { entry } => (self.kept, self.entry) = (true, *entry),
            EnquiryHappened::Withdrawn => self.withdrawn = true,
            EnquiryHappened::Rated { grade, .. } => self.grade = Some(*grade),
            EnquiryHappened::Urged => {}
        }
        self.seq += 1;
        true
    }

    /// Nobody reads it any more: not in its column, not among what everybody should read, not as a common question.
    fn unpublish(&mut self) {
        (self.published, self.featured) = (None, false);
        (self.kept, self.entry) = (false, None);
    }
}
