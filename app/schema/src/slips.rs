//! Slips (文书): what an agency hands an applicant on paper about their case. Which may be printed when follows from how the case
//! stands ([`offered`]); what one says is a template with bound fields, the same language as the bodies of forms ([`template`]);
//! each has a number of its agency, year and kind, and is kept as it was printed.

use std::collections::BTreeMap;
use std::fmt;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::form::Block;
use crate::locale::Locale;

mod data;
mod template;

pub use data::{SlipData, SlipFee, SlipMaterial, SlipPart, SlipPoint, SlipPromise};
pub use template::{SlipTemplate, read_templates};

/// A kind of slip.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum SlipKind {
    /// 受理通知书: the application is accepted (行政许可法 art. 32).
    Acceptance,
    /// 并联审批事项受理通知书: the same for the part of a joint application, naming the others.
    JointAcceptance,
    /// 不予受理通知书: it is not, and why.
    Refusal,
    /// 补正告知书: all that is to be put right, told once (行政许可法 art. 32).
    Supplement,
    /// 承诺单: what was left out and is promised (容缺受理).
    Promise,
    /// 缴款通知书: what is to be paid, and what it rests on (行政许可法 art. 58, 59).
    Payment,
    /// 办结通知书: how it was decided, with reasons and remedies where it was rejected (行政许可法 art. 38).
    Conclusion,
}

impl SlipKind {
    /// Every kind, in the order of a case.
    pub const ALL: [Self; 7] = [
        Self::Acceptance,
        Self::JointAcceptance,
        Self::Refusal,
        Self::Supplement,
        Self::Promise,
        Self::Payment,
        Self::Conclusion,
    ];

    /// The name on the wire and in the database.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Acceptance => "acceptance",
            Self::JointAcceptance => "joint_acceptance",
            Self::Refusal => "refusal",
            Self::Supplement => "supplement",
            Self::Promise => "promise",
            Self::Payment => "payment",
            Self::Conclusion => "conclusion",
        }
    }

    /// The kind with this name.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.slug() == slug)
    }

    /// What its numbers begin with.
    const fn mark(self) -> &'static str {
        match self {
            Self::Acceptance => "受",
            Self::JointAcceptance => "并受",
            Self::Refusal => "不受",
            Self::Supplement => "补",
            Self::Promise => "诺",
            Self::Payment => "缴",
            Self::Conclusion => "结",
        }
    }
}

/// How a case stands, as far as slips follow from it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// It has been accepted.
    pub accepted: bool,
    /// It was not accepted, and has ended with that.
    pub not_accepted: bool,
    /// Something was asked to be put right.
    pub supplement: bool,
    /// Something was left out, and is promised.
    pub promised: bool,
    /// There is something to pay.
    pub owed: bool,
    /// It has been decided.
    pub decided: bool,
    /// It is part of a joint application.
    pub joint: bool,
}

/// The kinds that may be printed of a case that stands so.
pub fn offered(standing: &Standing) -> Vec<SlipKind> {
    let may = |kind: &SlipKind| match kind {
        SlipKind::Acceptance => standing.accepted && !standing.joint,
        SlipKind::JointAcceptance => standing.accepted && standing.joint,
        SlipKind::Refusal => standing.not_accepted,
        SlipKind::Supplement => standing.supplement,
        SlipKind::Promise => standing.promised,
        SlipKind::Payment => standing.owed,
        SlipKind::Conclusion => standing.decided,
    };
    SlipKind::ALL.into_iter().filter(may).collect()
}

/// The number of a slip: 受〔2026〕00001号. It counts within an agency, a year and a kind, and leaves none out; the slip names the
/// agency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SlipNumber {
    /// The kind.
    pub kind: SlipKind,
    /// The year in which it was issued.
    pub year: i32,
    /// The place, from 1.
    pub sequence: u32,
}

impl fmt::Display for SlipNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}〔{}〕{:05}号", self.kind.mark(), self.year, self.sequence)
    }
}

/// What a slip says in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Printed {
    /// Its heading.
    pub title: String,
    /// Its text.
    pub blocks: Vec<Block>,
}

/// A slip as it was printed. `GET /api/desk/cases/{number}/slips/{slip}`, and for the applicant
/// `GET /api/cases/{number}/slips/{slip}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Slip {
    /// Its number within the hall.
    pub id: i64,
    /// The kind.
    pub kind: SlipKind,
    /// Its own number.
    pub number: String,
    /// The number of the case.
    pub case: String,
    /// The agency that seals it.
    pub agency: String,
    /// When it was issued.
    pub at: DateTime<Utc>,
    /// How often it was printed again.
    pub reprints: u32,
    /// What it says, by language: Chinese always, others as a courtesy where the template has them.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub printed: BTreeMap<Locale, Printed>,
    /// A QR code of the address where the case can be followed, as SVG path data in a square of `qr_size` modules.
    pub qr: String,
    /// The side of the QR code in modules, with its quiet zone.
    pub qr_size: u32,
    /// Made for demonstration.
    pub demonstration: bool,
}

impl Slip {
    /// What it says to a reader of this language: theirs where there is one, else the text that counts.
    pub fn said(&self, locale: Locale) -> Option<&Printed> {
        self.printed.get(&locale).or_else(|| self.printed.get(&Locale::ZhCn))
    }
}

/// A slip in a line of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SlipLine {
    /// Its number within the hall.
    pub id: i64,
    /// The kind.
    pub kind: SlipKind,
    /// Its own number.
    pub number: String,
    /// When it was issued.
    pub at: DateTime<Utc>,
    /// How often it was printed again.
    pub reprints: u32,
}

/// The slips of a case. `GET /api/desk/cases/{number}/slips`, and for the applicant `GET /api/cases/{number}/slips`, who is
/// offered none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CaseSlips {
    /// The number of the case.
    pub case: String,
    /// The item's name.
    pub item_name: String,
    /// The applicant.
    pub applicant: String,
    /// Those that were issued, the newest first.
    pub issued: Vec<SlipLine>,
    /// What the reader may issue now.
    pub offered: Vec<SlipKind>,
}

/// Issues a slip: it gets its number and is kept. `POST /api/desk/cases/{number}/slips`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewSlip {
    /// The kind.
    pub kind: SlipKind,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_known_again_and_their_numbers_differ() {
        let mut numbers: Vec<String> = Vec::new();
        for kind in SlipKind::ALL {
            assert_eq!(SlipKind::from_slug(kind.slug()), Some(kind));
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.slug());
            numbers.push(SlipNumber { kind, year: 2026, sequence: 7 }.to_string());
        }
        assert_eq!(numbers[0], "受〔2026〕00007号");
        numbers.sort();
        numbers.dedup();
        assert_eq!(numbers.len(), SlipKind::ALL.len());
    }

    #[test]
    fn what_may_be_printed_follows_from_how_the_case_stands() {
        use SlipKind::*;
        let none = Standing::default();
        let accepted = Standing { accepted: true, ..none };
        for (standing, expect) in [
            (none, vec![]),
            (accepted, vec![Acceptance]),
            (Standing { joint: true, ..accepted }, vec![JointAcceptance]),
            (Standing { joint: true, ..none }, vec![]),
            (Standing { not_accepted: true, supplement: true, ..none }, vec![Refusal, Supplement]),
            (Standing { promised: true, owed: true, ..accepted }, vec![Acceptance, Promise, Payment]),
            (Standing { decided: true, ..accepted }, vec![Acceptance, Conclusion]),
        ] {
            assert_eq!(offered(&standing), expect, "{standing:?}");
        }
    }
}
