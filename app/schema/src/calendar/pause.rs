//! Time that is not counted: the clock stands while the case is out of the agency's hands.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A stretch of time in which the clock stands, in local days.
///
/// Only whole days on which the agency has the case are counted. So neither the day the pause begins (the notice
/// goes out) nor the day it ends (the answer arrives) counts, nor any day between; the count goes on with the day
/// after, as it does after the day of acceptance (民法典 art. 201: the day on which a period begins is not counted).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Pause {
    /// The local day it begins.
    pub from: NaiveDate,
    /// The local day it ends; none while it lasts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
    /// Why the clock stands.
    pub why: PauseReason,
}

/// Why a clock may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PauseReason {
    /// 补正: the applicant has been told what is missing (行政许可法 art. 32 (4)).
    Supplement,
    /// 听证, a hearing. This and the following are the special procedures (特别程序) of 行政许可法 art. 45: not
    /// counted, and the applicant is told in writing how long they take.
    Hearing,
    /// 招标, a bidding.
    Bidding,
    /// 拍卖, an auction.
    Auction,
    /// 检验, an inspection.
    Inspection,
    /// 检测, a test.
    Testing,
    /// 检疫, a quarantine.
    Quarantine,
    /// 鉴定, an appraisal.
    Appraisal,
    /// 专家评审, a review by experts.
    ExpertReview,
}

impl PauseReason {
    /// Every reason.
    pub const ALL: [Self; 9] = [
        Self::Supplement,
        Self::Hearing,
        Self::Bidding,
        Self::Auction,
        Self::Inspection,
        Self::Testing,
        Self::Quarantine,
        Self::Appraisal,
        Self::ExpertReview,
    ];

    /// Whether it is a special procedure of art. 45, whose length the applicant must be told in writing.
    pub const fn is_special_procedure(self) -> bool {
        !matches!(self, Self::Supplement)
    }
}

impl Pause {
    /// Whether the clock stands on this day.
    pub fn covers(&self, day: NaiveDate) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }

    /// Whether it is of no account to a clock that starts on this day: it was over by then.
    pub(super) fn is_over_by(&self, start: NaiveDate) -> bool {
        self.until.is_some_and(|until| until <= start)
    }
}
