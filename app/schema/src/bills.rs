//! Bills (缴款): what an applicant is to pay for the cases of one application, what became of it, and deciding about it.
//!
//! A bill has a line for each published fee that fell due (行政许可法 art. 58, 59); one payment settles all of them. What state it
//! is in is a fold of its events ([`fold`]).

pub mod fold;
mod number;
mod sum;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

pub use self::number::BillNumber;
pub use self::sum::fen;
use crate::id::CaseNumber;

/// How many characters the ground of a waiver may have.
pub const GROUND_LETTERS: usize = 500;

/// Where a bill stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum BillStatus {
    /// Something of it is left to pay.
    Open,
    /// Everything is settled, and something was paid.
    Paid,
    /// Everything is settled, and all that was not void was waived (免征).
    Waived,
    /// Nothing of it is due any more: the cases were withdrawn or ended.
    Void,
}

impl BillStatus {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Open, Self::Paid, Self::Waived, Self::Void];

    /// The name on the wire and in the database.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Paid => "paid",
            Self::Waived => "waived",
            Self::Void => "void",
        }
    }

    /// The state with this name.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.slug() == slug)
    }
}

/// A line of a bill.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BillLine {
    /// Its number within the hall.
    pub id: i64,
    /// The case that it is for, as its applicant knows it.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub case: CaseNumber,
    /// The item's name.
    pub item_name: String,
    /// The agency that collects it.
    pub department: String,
    /// What the fee is called.
    pub name: String,
    /// How much is published, in fen.
    pub amount: u64,
    /// What it rests on, as published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<String>,
    /// How much of it was waived, in fen (减征, 免征).
    #[serde(default)]
    pub waived: u64,
    /// The ground of that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ground: Option<String>,
    /// Where it stands.
    pub status: BillStatus,
    /// When it fell due.
    pub due_at: DateTime<Utc>,
}

impl BillLine {
    /// What is left to pay of it, in fen.
    pub const fn left(&self) -> u64 {
        match self.status {
            BillStatus::Open => self.amount.saturating_sub(self.waived),
            _ => 0,
        }
    }
}

/// How a bill can be paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PayingBy {
    /// At the window only: the hall knows no gateway.
    Window,
    /// Through the gateway.
    Gateway,
    /// Through the demonstration of one, where no money moves.
    Demonstration,
}

/// A payment that has begun and not ended yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BegunPayment {
    /// Where one pays; none while the gateway has not said.
    pub address: Option<String>,
    /// When it began.
    pub begun_at: DateTime<Utc>,
}

/// A bill.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Bill {
    /// Its number.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub number: BillNumber,
    /// Who is to pay: a person's name, or an enterprise's.
    pub applicant: String,
    /// Where it stands.
    pub status: BillStatus,
    /// Its lines, in the order they fell due. At a desk only those of its own case.
    pub lines: Vec<BillLine>,
    /// What is left to pay, in fen.
    pub left: u64,
    /// What was paid, in fen.
    pub paid: u64,
    /// What came in besides, with nothing left to pay, and is to be paid back, in fen.
    #[serde(default)]
    pub surplus: u64,
    /// When it was made out.
    pub opened_at: DateTime<Utc>,
    /// When nothing was left to pay.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed_at: Option<DateTime<Utc>>,
    /// What the gateway calls the payment that settled it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// The payment that is under way.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payment: Option<BegunPayment>,
    /// How it can be paid.
    pub by: PayingBy,
    /// Whether the hall only demonstrates: what it prints is no proof of anything.
    pub demonstration: bool,
}

/// A bill in a list. `GET /api/bills`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BillSummary {
    /// Its number.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub number: BillNumber,
    /// Where it stands.
    pub status: BillStatus,
    /// The item of its first line.
    pub item_name: String,
    /// How many lines it has.
    pub lines: u32,
    /// What is left to pay, in fen.
    pub left: u64,
    /// What was paid, in fen.
    pub paid: u64,
    /// When it was made out.
    pub opened_at: DateTime<Utc>,
}

/// The bills that a case has lines of, with what may be decided. `GET /api/desk/cases/{number}/bills`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CaseBills {
    /// The case.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub case: CaseNumber,
    /// The item's name.
    pub item_name: String,
    /// The bills, the oldest first, each with the lines of this case only.
    pub bills: Vec<Bill>,
    /// Whether who asks may waive what is left of a line.
    pub may_waive: bool,
}

/// Waives a line or a part of it. `POST /api/desk/cases/{number}/waivers`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Waive {
    /// The line.
    pub line: i64,
    /// How much, in fen; no more than is left.
    pub amount: u64,
    /// Why, with the article that lets it be waived.
    pub ground: String,
}

/// Where one goes to pay. `POST /api/bills/{number}/payments`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PaymentBegun {
    /// The gateway's page, or the hall's own of the demonstration.
    pub address: String,
}

/// What became of a payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PaymentStanding {
    /// Nothing yet.
    Pending,
    /// It was paid.
    Paid,
    /// It was given up, or ran out: nobody can pay it any more.
    Closed,
}

/// What a gateway says of a payment. `POST /api/payments/notice`, signed as Standard Webhooks has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PaymentNotice {
    /// What the hall calls it.
    pub id: String,
    /// What became of it.
    pub status: PaymentStanding,
    /// How much, in fen.
    pub amount: u64,
    /// What the gateway calls it.
    #[serde(default)]
    pub reference: String,
}

/// What somebody does on the page of the demonstration. `POST /api/bills/{number}/demonstration`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Demonstrate {
    /// Whether it is paid; else it is given up.
    pub paid: bool,
}
