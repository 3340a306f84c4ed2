//! Counting working days, by whatever says which days they are; and the least that says it: the plain week with the days
//! on which it does not hold, in few bytes for a program in the browser.

use std::ops::RangeInclusive;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::day::{Calendar, is_weekend};

/// Which days are working days. A trait, so that only programs that hand a calendar in carry one.
pub trait WorkingDays {
    /// Whether the offices work that day.
    fn is_working(&self, day: NaiveDate) -> bool;

    /// The working day so many working days after this day, which is itself not counted; for 0 the day itself, or the
    /// next working day.
    fn add_working_days(&self, day: NaiveDate, count: u16) -> NaiveDate {
        let skipped = usize::from(count > 0);
        day.iter_days()
            .skip(skipped)
            .filter(|day| self.is_working(*day))
            .nth(usize::from(count).saturating_sub(1))
            .unwrap_or(NaiveDate::MAX)
    }

    /// How many working days lie after `from`, up to and with `to`; negative when `to` is the earlier.
    fn working_days_between(&self, from: NaiveDate, to: NaiveDate) -> i64 {
        if to < from {
            return -self.working_days_between(to, from);
        }
        let days = from.iter_days().skip(1).take_while(|day| *day <= to);
        days.map(|day| i64::from(self.is_working(day))).sum()
    }
}

impl WorkingDays for Calendar {
    fn is_working(&self, day: NaiveDate) -> bool {
        self.is_working(day)
    }
}

/// The week from Monday to Friday, and the days on which it does not hold: those off, and the weekends that are worked.
/// On the wire the days from each to the next, the first counted from the year 1.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<i32>", into = "Vec<i32>")]
pub struct WorkWeek {
    except: Vec<i32>,
}

impl WorkWeek {
    /// The week as the calendar has it in these years. Outside of them it is plain.
    pub fn of(calendar: &Calendar, years: RangeInclusive<i32>) -> Self {
        let begin = NaiveDate::from_ymd_opt(*years.start(), 1, 1).unwrap_or(NaiveDate::MAX);
        let days = begin.iter_days().take_while(|day| years.contains(&day.year()));
        let except = days.filter(|day| calendar.is_working(*day) == is_weekend(*day));
        Self { except: except.map(|day| day.num_days_from_ce()).collect() }
    }
}

impl WorkingDays for WorkWeek {
    fn is_working(&self, day: NaiveDate) -> bool {
        let is_plain = self.except.binary_search(&day.num_days_from_ce()).is_err();
        is_weekend(day) != is_plain
    }
}

impl From<Vec<i32>> for WorkWeek {
    fn from(mut days: Vec<i32>) -> Self {
        let mut last = 0_i32;
        for day in &mut days {
            last = last.saturating_add(*day);
            *day = last;
        }
        Self { except: days }
    }
}

impl From<WorkWeek> for Vec<i32> {
    fn from(week: WorkWeek) -> Self {
        let mut last = 0;
        let gap = |day: i32| day - std::mem::replace(&mut last, day);
        week.except.into_iter().map(gap).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::day_tests::PUBLISHED;
    use super::*;

    #[test]
    fn it_counts_as_the_calendar_does_and_is_small() {
        let calendar = Calendar::from_json(PUBLISHED).unwrap();
        let week = WorkWeek::of(&calendar, 2021..=2028);
        let wire = serde_json::to_string(&week).unwrap();
        assert!(wire.len() < 1_000, "{} bytes", wire.len());
        let read: WorkWeek = serde_json::from_str(&wire).unwrap();
        assert_eq!(read, week);
        let first = NaiveDate::from_ymd_opt(2021, 1, 1).unwrap();
        let last = NaiveDate::from_ymd_opt(2028, 12, 31).unwrap();
        for day in first.iter_days().take_while(|day| *day <= last) {
            assert_eq!(WorkingDays::is_working(&read, day), calendar.is_working(day), "{day}");
        }
        let eve = NaiveDate::from_ymd_opt(2026, 9, 28).unwrap();
        assert_eq!(read.add_working_days(eve, 20), calendar.add_working_days(eve, 20));
        assert_eq!(read.working_days_between(last, eve), calendar.working_days_between(last, eve));
    }

    #[test]
    fn outside_of_its_years_it_is_plain() {
        let week = WorkWeek::of(&Calendar::from_json(PUBLISHED).unwrap(), 2026..=2026);
        let day = |year| NaiveDate::from_ymd_opt(year, 10, 1).unwrap();
        assert_eq!(
            [2025, 2026, 2027].map(|year| WorkingDays::is_working(&week, day(year))),
            [true, false, true]
        );
    }
}
