//! Which notice speaks of which day, and what is no notice at all. Pure.

use std::collections::BTreeMap;
use std::fmt;

use chrono::{Datelike, NaiveDate};
use schema::calendar::{Calendar, CalendarError, CalendarRow, RowKind};

/// More days off than this in one year are a mistake: the most so far are 33, weekends within holidays counted.
const MOST_DAYS_OFF: usize = 60;

/// The notice of one year: what it says of days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The year whose holidays it sets.
    pub year: i32,
    /// The days, by date.
    pub days: Vec<CalendarRow>,
}

impl Notice {
    /// How many days it gives off, and how many weekends it has worked.
    pub fn counts(&self) -> (usize, usize) {
        let off = self.days.iter().filter(|row| row.kind == RowKind::Off).count();
        (off, self.days.len() - off)
    }
}

/// Why a file is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Nonsense {
    /// It cannot be read, or contradicts itself or what is known.
    Calendar(CalendarError),
    /// It says nothing of any day.
    Empty,
    /// A day of a year of which the file does not say when National Day is off, as every yearly notice does.
    NoNotice(NaiveDate),
    /// More days off in a year than there can be.
    TooManyDaysOff(i32, usize),
}

impl Nonsense {
    /// The day it is about, where it is about one.
    pub const fn date(&self) -> Option<NaiveDate> {
        match self {
            Self::Calendar(error) => error.date(),
            Self::NoNotice(date) => Some(*date),
            Self::Empty | Self::TooManyDaysOff(..) => None,
        }
    }
}

impl From<CalendarError> for Nonsense {
    fn from(error: CalendarError) -> Self {
        Self::Calendar(error)
    }
}

impl fmt::Display for Nonsense {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Calendar(error) => error.fmt(f),
            Self::Empty => f.write_str("there is no day in it"),
            Self::NoNotice(date) => write!(
                f,
                "{date}: this is no notice of {}, for 1 October is not among its days off",
                date.year()
            ),
            Self::TooManyDaysOff(year, days) => {
                write!(f, "{year}: {days} days off, more than {MOST_DAYS_OFF} in one year")
            }
        }
    }
}

impl std::error::Error for Nonsense {}

/// The notices that these rows are, by year. The last days of a year may stand in the notice of the next, when New
/// Year's holiday begins before it.
pub fn notices(rows: Vec<CalendarRow>) -> Result<Vec<Notice>, Nonsense> {
    Calendar::from_rows(rows.iter().cloned())?;
    let mut years: BTreeMap<i32, Vec<CalendarRow>> = rows
        .iter()
        .filter(|row| row.kind == RowKind::Off && (row.date.month(), row.date.day()) == (10, 1))
        .map(|row| (row.date.year(), Vec::new()))
        .collect();
    for row in rows {
        let (year, month) = (row.date.year(), row.date.month());
        let ends = if month == 12 { year + 1 } else { year };
        let year = if years.contains_key(&year) { year } else { ends };
        years.get_mut(&year).ok_or(Nonsense::NoNotice(row.date))?.push(row);
    }
    let notices: Vec<Notice> = years.into_iter().map(|(year, days)| Notice { year, days }.sorted()).collect();
    let overfull = notices.iter().find(|notice| notice.counts().0 > MOST_DAYS_OFF);
    match (overfull, notices.is_empty()) {
        (Some(notice), _) => Err(Nonsense::TooManyDaysOff(notice.year, notice.counts().0)),
        (None, true) => Err(Nonsense::Empty),
        (None, false) => Ok(notices),
    }
}

impl Notice {
    fn sorted(mut self) -> Self {
        self.days.sort_by_key(|row| row.date);
        self
    }
}

#[cfg(test)]
mod tests {
    use schema::calendar::published_rows;

    use super::*;

    fn read(json: &str) -> Result<Vec<Notice>, Nonsense> {
        notices(published_rows(json).unwrap())
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_day_belongs_to_the_notice_of_its_year_or_of_new_year() {
        let notices = read(
            r#"{"holidays": {"2027-10-01": "National Day,国庆节,3", "2026-12-31": "New Year's Day,元旦,1"},
                "workdays": {"2027-09-26": "National Day,国庆节,3"}}"#,
        )
        .unwrap();
        let found: Vec<(i32, Vec<NaiveDate>)> = notices
            .iter()
            .map(|notice| (notice.year, notice.days.iter().map(|row| row.date).collect()))
            .collect();
        assert_eq!(found, [(2027, vec![day("2026-12-31"), day("2027-09-26"), day("2027-10-01")])]);
        assert_eq!(notices[0].counts(), (2, 1));
    }

    #[test]
    fn what_came_with_the_program_is_a_notice_for_every_year() {
        let notices = read(super::super::PUBLISHED).unwrap();
        let years: Vec<i32> = notices.iter().map(|notice| notice.year).collect();
        assert_eq!(years, (2004..=2026).collect::<Vec<_>>());
        assert!(notices.iter().all(|notice| (7..=40).contains(&notice.counts().0)), "{notices:?}");
    }

    #[test]
    fn nonsense_is_named() {
        let both = read(
            r#"{"holidays": {"2027-10-01": "A,甲,1", "2027-10-02": "A,甲,1"}, "workdays": {"2027-10-02": "A,甲,1"}}"#,
        );
        assert_eq!(both, Err(CalendarError::Contradiction(day("2027-10-02")).into()));
        assert_eq!(read(r#"{"holidays": {}, "workdays": {}}"#), Err(Nonsense::Empty));
        let stray =
            read(r#"{"holidays": {"2027-05-01": "Labour Day,劳动节,2"}, "workdays": {}}"#).unwrap_err();
        assert_eq!(stray, Nonsense::NoNotice(day("2027-05-01")));
        assert_eq!(stray.date(), Some(day("2027-05-01")));
        let days: Vec<String> = day("2027-08-01")
            .iter_days()
            .take(60)
            .chain([day("2027-10-01")])
            .map(|day| format!("\"{day}\": \"A,甲,1\""))
            .collect();
        let many = read(&format!(r#"{{"holidays": {{{}}}, "workdays": {{}}}}"#, days.join(",")));
        assert_eq!(many, Err(Nonsense::TooManyDaysOff(2027, 61)));
    }
}
