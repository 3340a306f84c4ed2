//! Days of the Gregorian calendar: read, written, added and counted.

use std::borrow::Cow;

use chrono::{Datelike, Months, NaiveDate, TimeDelta};
use serde_json::Value;

use super::{Added, Refusal, whole};
use crate::expr::eval::{NULL, Scope};

const DAYS: &str = "days";
const MONTHS: &str = "months";
const YEARS: &str = "years";

pub(super) fn is_unit(unit: &str) -> bool {
    [DAYS, MONTHS, YEARS].contains(&unit)
}

/// `2026-11-22`, and nothing else.
pub(in crate::expr) fn parse(text: &str) -> Option<NaiveDate> {
    let shaped = text.len() == 10
        && text.bytes().enumerate().all(|(index, byte)| match index {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    let digits = |range| text.get(range).and_then(|digits: &str| digits.parse::<u32>().ok());
    let (year, month, day) = (digits(0..4)?, digits(5..7)?, digits(8..10)?);
    let date = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
    (shaped && year > 0).then_some(date)
}

fn written(date: NaiveDate) -> Option<Value> {
    let text = || format!("{:04}-{:02}-{:02}", date.year(), date.month(), date.day());
    (1..=9999).contains(&date.year()).then(|| text().into())
}

pub(super) fn value(added: Added, values: &[Cow<'_, Value>], scope: &Scope<'_>) -> Result<Value, Refusal> {
    let arg = |index: usize| values.get(index).map_or(&NULL, AsRef::as_ref);
    let date = |index| arg(index).as_str().and_then(parse).ok_or(Refusal::Argument(index));
    let count = || whole(arg(1)).ok_or(Refusal::Argument(1));
    match added {
        Added::DateAdd => {
            let later = add(date(0)?, count()?, arg(2).as_str().unwrap_or_default());
            later.and_then(written).ok_or(Refusal::Argument(1))
        }
        Added::DaysBetween => Ok(date(1)?.signed_duration_since(date(0)?).num_days().into()),
        Added::MonthsBetween => Ok(full_months(date(0)?, date(1)?).into()),
        Added::YearsBetween => Ok((full_months(date(0)?, date(1)?) / 12).into()),
        Added::Month => Ok(date(0)?.month().into()),
        Added::Day => Ok(date(0)?.day().into()),
        Added::WorkingDaysBetween => working_days_between(date(0)?, date(1)?, scope),
        Added::AddWorkingDays => add_working_days(date(0)?, count()?, scope),
        _ => Ok(date(0)?.year().into()),
    }
}

/// So many units later. Where the month has no such day, its last.
fn add(date: NaiveDate, count: i64, unit: &str) -> Option<NaiveDate> {
    match unit {
        DAYS => date.checked_add_signed(TimeDelta::try_days(count)?),
        MONTHS => add_months(date, count),
        YEARS => add_months(date, count * 12),
        _ => None,
    }
}

fn add_months(date: NaiveDate, count: i64) -> Option<NaiveDate> {
    let months = Months::new(u32::try_from(count.unsigned_abs()).ok()?);
    if count < 0 { date.checked_sub_months(months) } else { date.checked_add_months(months) }
}

/// The most months one can add to the earlier day without passing the later.
fn full_months(from: NaiveDate, to: NaiveDate) -> i64 {
    if to < from {
        return -full_months(to, from);
    }
    let months = |date: NaiveDate| i64::from(date.year()) * 12 + i64::from(date.month0());
    let between = months(to) - months(from);
    let passed = add_months(from, between).is_none_or(|day| day > to);
    between - i64::from(passed)
}

fn working_days_between(from: NaiveDate, to: NaiveDate, scope: &Scope<'_>) -> Result<Value, Refusal> {
    let calendar = scope.context.calendar.ok_or(Refusal::Calendar)?;
    let days = to.signed_duration_since(from).num_days().unsigned_abs();
    if !scope.spend(usize::try_from(days).unwrap_or(usize::MAX)) {
        return Err(Refusal::Work);
    }
    Ok(calendar.working_days_between(from, to).into())
}

fn add_working_days(from: NaiveDate, count: i64, scope: &Scope<'_>) -> Result<Value, Refusal> {
    let count = u16::try_from(count).map_err(|_| Refusal::Argument(1))?;
    let calendar = scope.context.calendar.ok_or(Refusal::Calendar)?;
    if !scope.spend(usize::from(count) * 2) {
        return Err(Refusal::Work);
    }
    written(calendar.add_working_days(from, count)).ok_or(Refusal::Argument(1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::is_date;
    use proptest::prelude::*;

    fn date(days: i32) -> NaiveDate {
        NaiveDate::from_num_days_from_ce_opt(days).unwrap_or_default()
    }

    proptest! {
        #[test]
        fn the_same_texts_are_dates_as_in_forms(text in "[0-9]{3,5}-[0-3][0-9]-[0-3][0-9]|[-+0-9 ]{9,11}") {
            prop_assert_eq!(parse(&text).is_some(), is_date(&text), "{}", text);
        }

        #[test]
        fn dates_are_written_and_read(days in 1..3_652_059) {
            let day = date(days);
            prop_assert_eq!(written(day).as_ref().and_then(Value::as_str).and_then(parse), Some(day));
        }

        #[test]
        fn full_months_are_what_one_can_add(from in 1..3_000_000, more in 0..600_000) {
            let (from, to) = (date(from), date(from + more));
            let months = full_months(from, to);
            prop_assert!(add_months(from, months).is_some_and(|day| day <= to));
            prop_assert!(add_months(from, months + 1).is_some_and(|day| day > to));
            prop_assert_eq!(full_months(to, from), -months);
        }
    }

    #[test]
    fn nothing_lies_outside_four_digits() {
        assert_eq!(written(NaiveDate::MAX), None);
        assert_eq!(written(NaiveDate::MIN), None);
        assert_eq!(parse("2026-02-29"), None);
        assert_eq!(parse("二〇二六"), None);
    }
}
