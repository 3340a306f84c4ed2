//! The times in which a case is out of the agency's hands and its clock stands.

use chrono::{DateTime, Months, NaiveDate, Utc};

use super::words::{Ground, SupplementPoint};
use crate::calendar::{Pause, PauseReason, local_day};

/// What is missing is asked for within so many working days of receipt, or it counts against who asks:
/// 缺件待补事项一般由主办单位在第一次接到文件后2个工作日内提出,超时由主办单位负责. The law itself gives five
/// ([`SUPPLEMENT_NOTICE`](crate::calendar::law::SUPPLEMENT_NOTICE)).
pub(super) const ASKED_WITHIN: u16 = 2;

/// When the lead of the agency is told that a special procedure still lasts: 挂起时间一般不要超过3个月.
const REPORTED_AFTER: Months = Months::new(3);

/// How much of the limit of a case, in a hundred, may be added where what came of a special procedure asks for work anew:
/// 审批结果要求重新做工作的,办文时限在解除挂起后相应增加,增加量一般不超过原办文时限的30%.
pub(super) const MOST_ADDED: u32 = 30;

/// A request for what is missing, and the time the clock stood for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Supplement {
    /// The key of the task in which it was found.
    pub task: String,
    /// All that was missing.
    pub points: Vec<SupplementPoint>,
    /// When the applicant was told.
    pub from: DateTime<Utc>,
    /// When it arrived, or the case ended without it.
    pub until: Option<DateTime<Utc>>,
    /// The id of who asked.
    pub by: String,
    /// Whether it was asked too late, which counts against who asked.
    pub late: bool,
}

/// A special procedure, and the time the clock stood for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpecialProcedure {
    /// The key of the task that waits for it.
    pub task: String,
    /// What had to be done.
    pub ground: Ground,
    /// The day by which the applicant was told it would end.
    pub ends_on: NaiveDate,
    /// When it began.
    pub from: DateTime<Utc>,
    /// When it ended, or the case ended without it.
    pub until: Option<DateTime<Utc>>,
    /// How many days more there are to decide because of it, in the unit of the limit.
    pub added: u16,
    /// Whether the lead of the agency has been told how long it lasts.
    pub reported: bool,
}

impl Supplement {
    /// The time, as the calendar wants it.
    pub(super) fn pause(&self) -> Pause {
        pause(self.from, self.until, PauseReason::Supplement)
    }
}

impl SpecialProcedure {
    /// The time, as the calendar wants it.
    pub(super) fn pause(&self) -> Pause {
        pause(self.from, self.until, self.ground.into())
    }

    /// The day on which the lead of the agency is told, if it is not over by then.
    pub fn report_on(&self) -> NaiveDate {
        let day = local_day(self.from);
        day.checked_add_months(REPORTED_AFTER).unwrap_or(day)
    }
}

fn pause(from: DateTime<Utc>, until: Option<DateTime<Utc>>, why: PauseReason) -> Pause {
    Pause { from: local_day(from), until: until.map(local_day), why }
}
