//! Enquiries on the wire: what is written, what is done, and what each reader sees.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::{EnquiryChannel, EnquiryKind, EnquiryStage, Published};
use crate::ask::Spoken;
use crate::role::RegionCode;

/// What may be done about an enquiry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum EnquiryAct {
    /// Hand it to an agency.
    Route,
    /// Send it back, because it is another's.
    SendBack,
    /// Take a complaint up.
    TakeUp,
    /// Not take it up, for a reason.
    Decline,
    /// Write a reply.
    Draft,
    /// Give the reply back.
    GiveBack,
    /// Let the reply out.
    Reply,
    /// Publish it.
    Publish,
    /// Publish it no more.
    TakeDown,
    /// Put it among those that everybody should read (重点关注).
    Feature,
    /// Take it from there.
    Unfeature,
    /// Put what is published among the common questions (知识库).
    Keep,
    /// Let it be published no more.
    WithdrawConsent,
    /// Take it back.
    Withdraw,
    /// Say how the reply was.
    Rate,
}

impl EnquiryAct {
    /// Every act.
    pub const ALL: [Self; 15] = [
        Self::Route,
        Self::SendBack,
        Self::TakeUp,
        Self::Decline,
        Self::Draft,
        Self::GiveBack,
        Self::Reply,
        Self::Publish,
        Self::TakeDown,
        Self::Feature,
        Self::Unfeature,
        Self::Keep,
        Self::WithdrawConsent,
        Self::Withdraw,
        Self::Rate,
    ];

    /// The name on the wire.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Route => "route",
            Self::SendBack => "send_back",
            Self::TakeUp => "take_up",
            Self::Decline => "decline",
            Self::Draft => "draft",
            Self::GiveBack => "give_back",
            Self::Reply => "reply",
            Self::Publish => "publish",
            Self::TakeDown => "take_down",
            Self::Feature => "feature",
            Self::Unfeature => "unfeature",
            Self::Keep => "keep",
            Self::WithdrawConsent => "withdraw_consent",
            Self::Withdraw => "withdraw",
            Self::Rate => "rate",
        }
    }
}

/// Writes to the hall. `POST /api/enquiries`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewEnquiry {
    /// What it is.
    pub kind: EnquiryKind,
    /// What it is about, in at most 60 characters.
    pub subject: String,
    /// What one wants to say, in at most 2,000 characters.
    pub words: String,
    /// The item it is about, by its code: the agency of the item has it at once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    /// Where it is about, if it is about no item: one of `GET /api/enquiries/places`. Where there is one place alone, that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub region: Option<RegionCode>,
    /// What one is called, where one has no account.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Where one can be called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Whether question and reply may be published, without one's name.
    #[serde(default)]
    pub consents: bool,
}

/// Registers what came by letter, by telephone or by a visit. `POST /api/desk/enquiries`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RegisteredEnquiry {
    /// What was said or written.
    #[serde(flatten)]
    pub enquiry: NewEnquiry,
    /// How it came in.
    pub channel: EnquiryChannel,
    /// The day it came in: today or before.
    pub received_on: NaiveDate,
}

/// That it has arrived.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EnquiryFiled {
    /// Its number.
    pub id: i64,
    /// What opens it for who has no account; told this once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// The last day of what comes next.
    pub due: Option<NaiveDate>,
}

/// Does something about one. `POST /api/enquiries/{id}/commands`, `POST /api/desk/enquiries/{id}/commands`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EnquiryCommand {
    /// What.
    pub act: EnquiryAct,
    /// The number of events that one has seen: what others did since is not overwritten. Required at the desk; not of who wrote it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revision: Option<u64>,
    /// The agency it goes to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agency: Option<i64>,
    /// The reply, the reason, or what one says with a rating.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    /// From 1 to 5.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grade: Option<u8>,
    /// What is published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<Published>,
    /// Whether the numbers in a reply that is published are the agency's own, and nobody else's.
    #[serde(default)]
    pub numbers_are_offices: bool,
}

/// Opens one without an account. `POST /api/enquiries/open`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OpenEnquiry {
    /// Its number.
    pub id: i64,
    /// The code that was told when it was filed.
    pub code: String,
}

/// One of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EnquiryLine {
    /// Its number.
    pub id: i64,
    /// What it is.
    pub kind: EnquiryKind,
    /// What it is about; in public lists as it is published.
    pub subject: String,
    /// The agency that has it, or answered.
    pub agency: Option<String>,
    /// Where it stands.
    pub stage: EnquiryStage,
    /// The day it came in.
    pub received_on: NaiveDate,
    /// The day it was answered.
    pub replied_on: Option<NaiveDate>,
    /// The last day of what comes next.
    pub due: Option<NaiveDate>,
    /// How its writer found the reply.
    pub grade: Option<u8>,
}

/// A step of one, as its writer reads it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EnquiryStep {
    /// When.
    pub at: DateTime<Utc>,
    /// What happened, by the name of the event.
    pub what: String,
    /// Who did it, at the desk; for the writer none is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// What was said with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
}

/// One's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OwnEnquiry {
    /// As lists have it.
    pub line: EnquiryLine,
    /// What one wrote.
    pub words: String,
    /// What was answered, or why a complaint is not taken up.
    pub reply: Option<String>,
    /// Whether it is published.
    pub is_published: bool,
    /// Whether it may be, without one's name.
    pub consents: bool,
    /// What happened, in its order.
    pub steps: Vec<EnquiryStep>,
    /// What one may do.
    pub allowed: Vec<EnquiryAct>,
}

/// What everybody may read of one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PublishedReply {
    /// As lists have it.
    pub line: EnquiryLine,
    /// Question and reply.
    pub published: Published,
}

/// One, for whoever asks: their own, or what is published. `GET /api/enquiries/{id}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "as", rename_all = "snake_case")]
pub enum EnquiryView {
    /// One's own.
    Own(OwnEnquiry),
    /// What is published.
    Public(PublishedReply),
}

/// An agency that an enquiry may go to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EnquiryRoute {
    /// Its number.
    pub id: i64,
    /// Its name.
    pub name: String,
}

/// One at the desk. `GET /api/desk/enquiries/{id}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeskEnquiry {
    /// As lists have it.
    pub line: EnquiryLine,
    /// How it came in.
    pub channel: EnquiryChannel,
    /// The number of events.
    pub revision: u64,
    /// What was written and what is said about it, for who has to deal with it as it stands: the desk of the agency that has it, the
    /// window while no agency has it. Anybody else reads how far it is, and what is published.
    pub content: Option<EnquiryContent>,
    /// What is published.
    pub published: Option<Published>,
    /// Whether it stands among those that everybody should read.
    pub featured: bool,
    /// What one may do.
    pub allowed: Vec<EnquiryAct>,
    /// Where it may go, for who hands it on.
    pub routes: Vec<EnquiryRoute>,
}

/// What only who has to deal with an enquiry reads of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EnquiryContent {
    /// What was written.
    pub words: String,
    /// The item it is about: code and name.
    pub item: Option<(String, String)>,
    /// Who wrote.
    pub name: Option<String>,
    /// Where they can be called.
    pub phone: Option<String>,
    /// Whether it may be published.
    pub consents: bool,
    /// The reply that waits to be let out.
    pub draft: Option<String>,
    /// What the common questions (知识库) answer to such a one, for who writes the reply.
    pub approved: Option<Spoken>,
    /// Why it was given back.
    pub given_back: Option<String>,
    /// What was answered.
    pub reply: Option<String>,
    /// What happened, in its order.
    pub steps: Vec<EnquiryStep>,
}

/// Which of the public columns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum EnquiryColumn {
    /// The newest replies (最新答复).
    #[default]
    Latest,
    /// What everybody should read (重点关注).
    Featured,
}

impl EnquiryColumn {
    /// The name on the wire.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Latest => "latest",
            Self::Featured => "featured",
        }
    }
}

/// Which of the lists of a desk.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum EnquiryList {
    /// What one's agencies have to answer, what is due first before the others.
    #[default]
    Open,
    /// What no agency has yet.
    ToRoute,
    /// What was answered, the newest first.
    Over,
}

impl EnquiryList {
    /// Every list.
    pub const ALL: [Self; 3] = [Self::Open, Self::ToRoute, Self::Over];

    /// The name on the wire.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::ToRoute => "to_route",
            Self::Over => "over",
        }
    }
}
