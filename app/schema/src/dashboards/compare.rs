//! A period beside the one before it (环比) and the same days a year before (同比).

use chrono::{Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use super::Headline;

/// The numbers of a period that is over. What was open then is not counted: it is known of now only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Former {
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
    /// Filed in it.
    pub opened: u64,
    /// Decided in it.
    pub decided: u64,
    /// Of those, by their last day.
    pub on_time: u64,
}

impl Former {
    /// The share decided in time, in tenths of a per cent; none when nothing was decided.
    pub fn on_time_permille(&self) -> Option<u64> {
        (self.on_time * 1000).checked_div(self.decided)
    }

    /// The same of a period.
    pub const fn of((from, to): (NaiveDate, NaiveDate), headline: &Headline) -> Self {
        let Headline { opened, decided, on_time, .. } = *headline;
        Self { from, to, opened, decided, on_time }
    }
}

/// As many days, just before these.
pub fn period_before(from: NaiveDate, to: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    let days = Days::new((to - from).num_days().unsigned_abs());
    let last = from.pred_opt()?;
    Some((last.checked_sub_days(days)?, last))
}

/// The same days of the year before; the 29 February is the 28.
pub fn year_before(from: NaiveDate, to: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    let year = Months::new(12);
    Some((from.checked_sub_months(year)?, to.checked_sub_months(year)?))
}

/// By how much a number grew, in tenths of a per cent of what it was, rounded to the nearest; none where it was nought: nothing can be
/// divided by that.
pub fn growth(now: u64, before: u64) -> Option<i64> {
    let (now, before) = (i64::try_from(now).ok()?, i64::try_from(before).ok()?);
    let thousand_fold = (now - before).checked_mul(2000)?;
    if before == 0 { None } else { Some((thousand_fold + before * (now - before).signum()) / (2 * before)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_former_period_is_as_long_or_has_the_same_days() {
        let both = |from, to| (period_before(day(from), day(to)), year_before(day(from), day(to)));
        assert_eq!(
            both("2026-03-01", "2026-03-31"),
            (Some((day("2026-01-29"), day("2026-02-28"))), Some((day("2025-03-01"), day("2025-03-31"))))
        );
        assert_eq!(
            both("2024-02-29", "2024-02-29"),
            (Some((day("2024-02-28"), day("2024-02-28"))), Some((day("2023-02-28"), day("2023-02-28"))))
        );
        assert_eq!(period_before(NaiveDate::MIN, NaiveDate::MIN), None);
    }

    #[test]
    fn growth_is_a_share_of_what_was_before() {
        for (now, before, expected) in [
            (110, 100, Some(100)),
            (99, 100, Some(-10)),
            (2, 3, Some(-333)),
            (5, 3, Some(667)),
            (0, 7, Some(-1000)),
            (7, 7, Some(0)),
            (7, 0, None),
            (u64::MAX, 1, None),
        ] {
            assert_eq!(growth(now, before), expected, "{now} {before}");
        }
    }
}
