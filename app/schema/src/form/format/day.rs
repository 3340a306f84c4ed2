//! Days, times and lengths of time as text: RFC 3339 and ISO 8601.

use super::is_digits;
use crate::problem::FieldCode;

/// `2026-11`
pub(in crate::form) fn is_year_month(text: &str) -> bool {
    year_month(text).is_some()
}

/// `2026-11-22`, a day of the Gregorian calendar.
pub(crate) fn is_date(text: &str) -> bool {
    let Some((month_part, day)) = text.rsplit_once('-') else { return false };
    let (Some((year, month)), Some(day)) = (year_month(month_part), number(day, 2)) else { return false };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let last = match month {
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 31,
    };
    (1..=last).contains(&day)
}

fn year_month(text: &str) -> Option<(u32, u32)> {
    let (year, month) = text.split_once('-')?;
    let (year, month) = (number(year, 4)?, number(month, 2)?);
    (year > 0 && (1..=12).contains(&month)).then_some((year, month))
}

fn number(text: &str, length: usize) -> Option<u32> {
    (text.len() == length && is_digits(text)).then(|| text.parse().ok())?
}

/// `2026-11-22T09:30:00+08:00`
pub(super) fn is_date_time(text: &str) -> bool {
    text.split_once(['T', 't']).is_some_and(|(date, time)| is_date(date) && is_time(time))
}

/// `09:30:00.5+08:00`, `01:30:00Z`. There is a sixty-first second only in the last minute of a day in UTC.
pub(super) fn is_time(text: &str) -> bool {
    let Some(start) = text.find(['Z', 'z', '+', '-']) else { return false };
    let (time, offset) = text.split_at(start);
    let (whole, fraction) = time.split_once('.').unwrap_or((time, "0"));
    let mut parts = whole.split(':').map(|part| number(part, 2));
    let (Some(Some(hour)), Some(Some(minute)), Some(Some(second)), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return false;
    };
    let Some((behind, offset)) = minutes_of_offset(offset) else { return false };
    let day = 24 * 60;
    let local = hour * 60 + minute;
    let utc = if behind { local + offset } else { local + day - offset } % day;
    let seconds = if utc == day - 1 { 60 } else { 59 };
    is_digits(fraction) && hour < 24 && minute < 60 && second <= seconds
}

/// Whether it is behind UTC, and by how many minutes it is off.
fn minutes_of_offset(offset: &str) -> Option<(bool, u32)> {
    if matches!(offset, "Z" | "z") {
        return Some((false, 0));
    }
    let behind = offset.starts_with('-');
    let (hour, minute) = offset.strip_prefix(['+', '-'])?.split_once(':')?;
    let (hour, minute) = (number(hour, 2)?, number(minute, 2)?);
    (hour < 24 && minute < 60).then_some((behind, hour * 60 + minute))
}

/// `09:30`
pub(super) fn is_local_time(text: &str) -> bool {
    let part = |text, end| number(text, 2).is_some_and(|number| number < end);
    text.split_once(':').is_some_and(|(hour, minute)| part(hour, 24) && part(minute, 60))
}

/// What is wrong with `2026-01-01/2026-02-01`: two days, the second not before the first.
pub(super) fn range_fault(text: &str) -> Option<FieldCode> {
    match text.split_once('/') {
        // Days that are written alike are ordered as they are written.
        Some((from, to)) if is_date(from) && is_date(to) => (to < from).then_some(FieldCode::EndsBeforeStart),
        _ => Some(FieldCode::BadDate),
    }
}

/// The first and the last day of a range as they were typed; what is not there is empty.
pub fn date_range_parts(range: &str) -> [&str; 2] {
    let (from, to) = range.split_once('/').unwrap_or((range, ""));
    [from, to]
}

/// `P1Y2M3DT4H5M6S`, `P2W`: by the grammar of RFC 3339, in which no unit between two others is left out.
pub(super) fn is_duration(text: &str) -> bool {
    let Some(text) = text.strip_prefix('P') else { return false };
    if let Some(weeks) = text.strip_suffix('W') {
        return is_digits(weeks);
    }
    let (date, time) = match text.split_once('T') {
        Some((date, time)) => (date, Some(time)),
        None => (text, None),
    };
    let date_holds = is_run(date, "YMD") || (date.is_empty() && time.is_some());
    date_holds && time.is_none_or(|time| is_run(time, "HMS"))
}

/// Numbers, each with its unit, the units next to each other and in this order.
fn is_run(text: &str, units: &str) -> bool {
    let mut rest = text;
    let mut last = None;
    while !rest.is_empty() {
        let Some(end) = rest.find(|char: char| !char.is_ascii_digit()) else { return false };
        let mut after = rest[end..].chars();
        let unit = after.next().and_then(|unit| units.find(unit));
        if end == 0 || unit.is_none() || last.is_some_and(|last: usize| unit != Some(last + 1)) {
            return false;
        }
        (last, rest) = (unit, after.as_str());
    }
    last.is_some()
}

/// Year, month and day of a date as it was typed, for three inputs; what is not there is empty.
pub fn date_parts(date: &str) -> [String; 3] {
    let mut parts = date.splitn(3, '-').map(ToOwned::to_owned);
    std::array::from_fn(|_| parts.next().unwrap_or_default())
}

/// The inverse of [`date_parts`]: one date of two or three parts, months and days of one digit filled up.
pub(in crate::form) fn join_date(parts: &[String]) -> String {
    let padded = parts.iter().enumerate().map(|(index, part)| match part.trim() {
        part if index > 0 && part.len() == 1 && is_digits(part) => format!("0{part}"),
        part => part.to_owned(),
    });
    padded.collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(is: fn(&str) -> bool, good: &[&str], bad: &[&str]) {
        for text in good {
            assert!(is(text), "{text} should be good");
        }
        for text in bad {
            assert!(!is(text), "{text} should be bad");
        }
    }

    #[test]
    fn dates_are_those_of_the_calendar() {
        check(
            is_date,
            &["2024-02-29", "2000-02-29", "1999-12-31"],
            &[
                "2023-02-29",
                "1900-02-29",
                "2026-13-01",
                "2026-04-31",
                "2026-00-10",
                "2026-1-1",
                "26-01-01",
                "",
                "2026-01",
                "0000-01-01",
                "2026-01-01-",
                "２０２６-01-01",
            ],
        );
        check(is_year_month, &["2026-11"], &["2026-13", "2026", "2026-1", "2026-11-01"]);
    }

    #[test]
    fn times_of_day_have_hours_and_minutes() {
        check(
            is_local_time,
            &["00:00", "09:30", "23:59"],
            &["24:00", "09:60", "9:30", "09:30:00", "0930", ""],
        );
    }

    #[test]
    fn a_range_ends_when_or_after_it_starts() {
        for (text, fault) in [
            ("2026-01-01/2026-02-01", None),
            ("2026-01-01/2026-01-01", None),
            ("2026-02-01/2026-01-31", Some(FieldCode::EndsBeforeStart)),
            ("2026-02-30/2026-03-31", Some(FieldCode::BadDate)),
            ("2026-02-01/", Some(FieldCode::BadDate)),
            ("2026-02-01", Some(FieldCode::BadDate)),
            ("2026-02-01/P1D", Some(FieldCode::BadDate)),
        ] {
            assert_eq!(range_fault(text), fault, "{text}");
        }
        assert_eq!(date_range_parts("2026-02-01/"), ["2026-02-01", ""]);
    }

    #[test]
    fn parts_of_dates_come_and_go() {
        let parts = |y: &str, m: &str, d: &str| [y.to_owned(), m.to_owned(), d.to_owned()];
        assert_eq!(join_date(&parts("1990", "5", "7")), "1990-05-07");
        assert_eq!(join_date(&parts("1990", "", "7")), "1990--07");
        assert_eq!(date_parts("1990--07"), parts("1990", "", "07"));
        assert_eq!(date_parts("去年"), parts("去年", "", ""));
    }
}
