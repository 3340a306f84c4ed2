//! Where a list goes on: after the key of the last row that was shown, never after so many rows. What comes and goes
//! between two pages is then neither shown twice nor left out.

use std::fmt::{self, Display};
use std::ops::RangeInclusive;
use std::str::FromStr;

use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Utc};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::error::{Error, Result};

/// Where a list goes on.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Cursor {
    /// `next` of the page before.
    cursor: Option<String>,
}

impl Cursor {
    /// The key of the last row of the page before; none on the first page.
    pub fn read<K: FromStr>(&self) -> Result<Option<K>> {
        read(self.cursor.as_deref())
    }
}

/// The same of a parameter among others.
pub fn read<K: FromStr>(cursor: Option<&str>) -> Result<Option<K>> {
    cursor.map(|text| text.parse().map_err(|_| Error::bad_request("cursor: not one of ours"))).transpose()
}

/// Leaves a page of rows, one more of which was asked for than it has; and where the next one begins.
pub fn cut<T, K: Display>(rows: &mut Vec<T>, size: usize, key: impl FnOnce(&T) -> K) -> Option<String> {
    let more = rows.len() > size;
    rows.truncate(size);
    rows.last().filter(|_| more).map(|row| key(row).to_string())
}

/// The years that requests may name. `chrono` knows far more of them than PostgreSQL does, and SQLite compares days and
/// moments as texts, which is right for years of four digits.
const YEARS: RangeInclusive<i32> = 1900..=9999;

/// Whether both databases know a day.
pub fn is_known(day: NaiveDate) -> bool {
    YEARS.contains(&day.year())
}

/// A day as it stands in a request.
pub fn day(text: &str) -> Option<NaiveDate> {
    text.parse().ok().filter(|day| is_known(*day))
}

/// A moment as it stands in a request, in microseconds.
pub fn moment(text: &str) -> Option<DateTime<Utc>> {
    DateTime::from_timestamp_micros(text.parse().ok()?).filter(|at| is_known(at.date_naive()))
}

/// The key of lists with the newest first: when, and which row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment(pub DateTime<Utc>, pub i64);

impl Moment {
    /// Before the first row. Nothing is saved later than now, but the clocks of several servers differ. No far year:
    /// SQLite compares moments as texts, and the last one that `chrono` knows comes before all others.
    pub fn first(now: DateTime<Utc>) -> Self {
        Self(now + TimeDelta::days(1), i64::MAX)
    }
}

impl Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.0.timestamp_micros(), self.1)
    }
}

impl FromStr for Moment {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let read = |text: &str| {
            let (at, id) = text.split_once('.')?;
            Some(Self(moment(at)?, id.parse().ok()?))
        };
        read(text).ok_or_else(|| Error::bad_request("cursor: no moment"))
    }
}

/// The key of lists by day: which day, and which row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day(pub NaiveDate, pub i64);

impl Day {
    /// Before the first row of a list that begins with the earliest day.
    pub fn earliest() -> Self {
        Self(NaiveDate::from_ymd_opt(*YEARS.start(), 1, 1).unwrap_or_default(), 0)
    }
}

impl Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.0, self.1)
    }
}

impl FromStr for Day {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let read = |text: &str| {
            let (day, id) = text.split_once('.')?;
            Some(Self(self::day(day)?, id.parse().ok()?))
        };
        read(text).ok_or_else(|| Error::bad_request("cursor: no day"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_reads_back_as_it_was_written() {
        let day = Day(NaiveDate::from_ymd_opt(2026, 3, 2).unwrap(), 7);
        assert_eq!(day.to_string(), "2026-03-02.7");
        assert_eq!(day.to_string().parse::<Day>().unwrap(), day);
        for text in ["", "2026-03-02", "2026-03-02.", ".7", "2026-02-30.7", "1899-12-31.7", "2026-03-02.x"] {
            assert!(text.parse::<Day>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_moment_reads_back_as_it_was_written() {
        let moment = Moment("2026-03-02T01:00:00.000007Z".parse().unwrap(), 7);
        assert_eq!(moment.to_string().parse::<Moment>().unwrap(), moment);
        let far = ["99999999999999999999.1", "-8210000000000000000.1", "253402300800000000.1"];
        for text in ["", "1", "1.", ".1", "x.1", "1.x"].into_iter().chain(far) {
            assert!(text.parse::<Moment>().is_err(), "{text}");
        }
    }

    #[test]
    fn days_are_those_that_both_databases_know() {
        for text in ["1900-01-01", "2026-03-02", "9999-12-31"] {
            assert_eq!(day(text).unwrap().to_string(), text);
        }
        for text in ["", "today", "2026-02-30", "1899-12-31", "-262143-01-01", "+10000-01-01"] {
            assert_eq!(day(text), None, "{text}");
        }
    }

    #[test]
    fn a_page_is_cut_where_the_next_one_begins() {
        let cut = |rows: &[i64]| {
            let mut rows = rows.to_vec();
            let next = cut(&mut rows, 2, |row| *row);
            (rows, next)
        };
        assert_eq!(cut(&[]), (vec![], None));
        assert_eq!(cut(&[5, 4]), (vec![5, 4], None));
        assert_eq!(cut(&[5, 4, 3]), (vec![5, 4], Some("4".into())));
    }
}
