//! Messages to applicants: what has become of a case or an enquiry, as a code and data. The sentence is made where it is read.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::Page;
use crate::id::CaseNumber;
use crate::locale::Text;

/// What a message tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum MessageKind {
    /// The application has arrived.
    Received,
    /// It has been accepted; the clock of the decision runs.
    Accepted,
    /// It has not been accepted.
    NotAccepted,
    /// Something is to be put right; the clock stands.
    SupplementAsked,
    /// What was to be put right has arrived; the clock goes on.
    SupplementReceived,
    /// A special procedure has begun; the clock stands.
    SpecialProcedureStarted,
    /// It has ended; the clock goes on.
    SpecialProcedureEnded,
    /// It has been approved.
    Approved,
    /// It has been rejected.
    Rejected,
    /// The result has been handed over.
    Delivered,
    /// There is more time to decide (延期).
    Extended,
    /// Its handling was ended without a decision (终止办理).
    Terminated,
    /// The applicant has taken it back.
    Withdrawn,
    /// Holidays were published, and the last day is another one now.
    DeadlineChanged,
    /// What the process tells in its own words.
    Told,
    /// Something was decided about a licence that the case brought about; its words are the name of the licence.
    LicenceChanged,
    /// A part of a joint application does not begin, because what it builds on was not approved; its words are the item's name.
    PartDropped,
    /// There is more time for all parts of a joint application (延期).
    JointExtended,
    /// A fee has fallen due; its words are the name of the fee.
    PaymentDue,
    /// What was due was paid; its words are the name of the first fee.
    PaymentReceived,
    /// A fee, or a part of it, was waived; its words are the name of the fee.
    FeeWaived,
    /// The agency asks something further (补充提问); the clock runs.
    QuestionsAsked,
    /// What was handed to a colleague to be checked has come back (审核办结). It is about an application that is no case yet.
    GivenBack,
    /// An enquiry has gone to an agency; its words are the agency's name.
    EnquiryRouted,
    /// A complaint is taken up; the same.
    EnquiryTakenUp,
    /// A complaint is not taken up; the same. The reason stands with it.
    EnquiryDeclined,
    /// An enquiry is answered; the same.
    EnquiryReplied,
}

impl MessageKind {
    /// Every kind.
    pub const ALL: [Self; 27] = [
        Self::Received,
        Self::Accepted,
        Self::NotAccepted,
        Self::SupplementAsked,
        Self::SupplementReceived,
        Self::SpecialProcedureStarted,
        Self::SpecialProcedureEnded,
        Self::Approved,
        Self::Rejected,
        Self::Delivered,
        Self::Extended,
        Self::Terminated,
        Self::Withdrawn,
        Self::DeadlineChanged,
        Self::Told,
        Self::LicenceChanged,
        Self::PartDropped,
        Self::JointExtended,
        Self::PaymentDue,
        Self::PaymentReceived,
        Self::FeeWaived,
        Self::QuestionsAsked,
        Self::GivenBack,
        Self::EnquiryRouted,
        Self::EnquiryTakenUp,
        Self::EnquiryDeclined,
        Self::EnquiryReplied,
    ];

    /// The name on the wire and in the database.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::Accepted => "accepted",
            Self::NotAccepted => "not_accepted",
            Self::SupplementAsked => "supplement_asked",
            Self::SupplementReceived => "supplement_received",
            Self::SpecialProcedureStarted => "special_procedure_started",
            Self::SpecialProcedureEnded => "special_procedure_ended",
            Self::Approved => "approved",
            Self::Rejected => "rejected",
            Self::Delivered => "delivered",
            Self::Extended => "extended",
            Self::Terminated => "terminated",
            Self::Withdrawn => "withdrawn",
            Self::DeadlineChanged => "deadline_changed",
            Self::Told => "told",
            Self::LicenceChanged => "licence_changed",
            Self::PartDropped => "part_dropped",
            Self::JointExtended => "joint_extended",
            Self::PaymentDue => "payment_due",
            Self::PaymentReceived => "payment_received",
            Self::FeeWaived => "fee_waived",
            Self::QuestionsAsked => "questions_asked",
            Self::GivenBack => "given_back",
            Self::EnquiryRouted => "enquiry_routed",
            Self::EnquiryTakenUp => "enquiry_taken_up",
            Self::EnquiryDeclined => "enquiry_declined",
            Self::EnquiryReplied => "enquiry_replied",
        }
    }

    /// The kind with this name.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.slug() == slug)
    }
}

/// A message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Message {
    /// Its number within the hall.
    pub id: i64,
    /// What it tells.
    pub kind: MessageKind,
    /// The case it is about; none where its application has not been filed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub number: Option<CaseNumber>,
    /// The application it is about, where there is no case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub application: Option<i64>,
    /// The enquiry it is about, where it is about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub enquiry: Option<i64>,
    /// The item's name; of an enquiry what it is about.
    pub item_name: String,
    /// The agency that handles it; empty where none has an enquiry yet.
    pub department: String,
    /// When it was written.
    pub at: DateTime<Utc>,
    /// Whether it has been read.
    pub read: bool,
    /// How many things are to be put right.
    pub points: Option<u32>,
    /// The last day of what comes next, as it was then: of a special procedure that has begun, the day by which it is
    /// expected to end. None while the clock stands for the applicant, and after the end.
    pub due: Option<NaiveDate>,
    /// The words of the process, where it has some; of a licence its name, of an enquiry the agency that had it then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<Text>,
}

/// One's own messages, the newest first. `GET /api/me/messages`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Messages {
    /// A page of them.
    pub messages: Page<Message>,
    /// How many have not been read, on this page and others.
    pub unread: u32,
}

/// Marks messages as read. `POST /api/me/messages/read`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MarkRead {
    /// The newest one that was seen: what has arrived since stays unread.
    pub up_to: i64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_survives_the_wire_and_the_database() {
        for kind in MessageKind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.slug());
            assert_eq!(MessageKind::from_slug(kind.slug()), Some(kind));
        }
    }
}
