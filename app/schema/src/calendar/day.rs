//! What kind of day a day is: the calendar as data, editable row by row.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate, NaiveTime, Weekday};
use serde::{Deserialize, Serialize};

use super::row::{CalendarError, CalendarRow, RowKind};
use super::statutory::fixed_holiday;
use super::week::WorkingDays;
use super::zone::NOON;
use crate::locale::{Locale, Text};

/// What a day is to the offices.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case", tag = "kind", content = "name")]
pub enum DayKind {
    /// An ordinary working day.
    Working,
    /// A working day on which the office closes at noon. It counts as a whole day.
    HalfDay,
    /// An ordinary Saturday or Sunday.
    Weekend,
    /// A day off for this holiday, in lieu or itself.
    Holiday(Text),
    /// A Saturday or Sunday worked to make up for this holiday (调休). It counts as a working day.
    WorkedWeekend(Text),
}

impl DayKind {
    /// Whether the offices work.
    pub const fn is_working(&self) -> bool {
        matches!(self, Self::Working | Self::HalfDay | Self::WorkedWeekend(_))
    }
}

/// The working calendar: the plain week, and the exceptions that notices and agencies make from it. On the wire the
/// list of its rows.
///
/// A year is known when its 1 October is among the days off, since no yearly notice of 国务院办公厅 leaves
/// National Day out. In other years weekends and the fixed statutory holidays count, rows still hold, and whatever
/// is computed from them is [`provisional`](Self::provisional).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<CalendarRow>", into = "Vec<CalendarRow>")]
pub struct Calendar {
    off: BTreeMap<NaiveDate, Text>,
    worked: BTreeMap<NaiveDate, Text>,
    half: BTreeMap<NaiveDate, Text>,
    known: BTreeSet<i32>,
}

impl Calendar {
    /// A calendar from its rows, in any order.
    pub fn from_rows(rows: impl IntoIterator<Item = CalendarRow>) -> Result<Self, CalendarError> {
        let mut calendar = Self::default();
        for CalendarRow { date, kind, name } in rows {
            match kind {
                RowKind::Off => calendar.off.insert(date, name),
                RowKind::Worked => calendar.worked.insert(date, name),
                RowKind::HalfDay => calendar.half.insert(date, name),
            };
        }
        calendar.check()?;
        calendar.known =
            calendar.off.keys().filter(|date| is_national_day(**date)).map(Datelike::year).collect();
        Ok(calendar)
    }

    /// The rows it is made of: days off, then days worked, then half days, each by date.
    pub fn rows(&self) -> impl Iterator<Item = CalendarRow> + '_ {
        let rows =
            [(RowKind::Off, &self.off), (RowKind::Worked, &self.worked), (RowKind::HalfDay, &self.half)];
        rows.into_iter().flat_map(|(kind, days)| {
            days.iter().map(move |(date, name)| CalendarRow { date: *date, kind, name: name.clone() })
        })
    }

    /// The years whose notice is in the calendar.
    pub fn known_years(&self) -> impl Iterator<Item = i32> + '_ {
        self.known.iter().copied()
    }

    /// Whether the year's notice is missing, so that what is said of the day may still change.
    pub fn provisional(&self, date: NaiveDate) -> bool {
        !self.known.contains(&date.year())
    }

    /// What kind of day it is.
    pub fn day_kind(&self, date: NaiveDate) -> DayKind {
        if let Some(name) = self.off.get(&date) {
            return DayKind::Holiday(name.clone());
        }
        if self.half.contains_key(&date) {
            return DayKind::HalfDay;
        }
        if let Some(name) = self.worked.get(&date) {
            return DayKind::WorkedWeekend(name.clone());
        }
        match self.fixed_holiday(date) {
            Some((chinese, english)) => DayKind::Holiday(Text::zh(chinese).with(Locale::En, english)),
            None if is_weekend(date) => DayKind::Weekend,
            None => DayKind::Working,
        }
    }

    /// Whether the offices work that day.
    pub fn is_working(&self, date: NaiveDate) -> bool {
        if self.off.contains_key(&date) {
            return false;
        }
        self.worked.contains_key(&date)
            || self.half.contains_key(&date)
            || !(is_weekend(date) || self.fixed_holiday(date).is_some())
    }

    /// When the office closes that day, if it closes at `usual` on others: noon on a half day.
    pub fn closes(&self, date: NaiveDate, usual: NaiveTime) -> NaiveTime {
        if self.half.contains_key(&date) { usual.min(NOON) } else { usual }
    }

    /// The working day so many working days after this day, which is itself not counted; for 0 the day itself, or
    /// the next working day.
    pub fn add_working_days(&self, day: NaiveDate, count: u16) -> NaiveDate {
        WorkingDays::add_working_days(self, day, count)
    }

    /// The working day from which on so many working days follow, up to and with this day; for 0 the day itself, or the
    /// last working day before it.
    pub fn take_working_days(&self, day: NaiveDate, count: u16) -> NaiveDate {
        let back = || std::iter::successors(Some(day), NaiveDate::pred_opt);
        back().filter(|day| self.is_working(*day)).nth(usize::from(count)).unwrap_or(NaiveDate::MIN)
    }

    /// How many working days lie after `from`, up to and with `to`; negative when `to` is the earlier.
    pub fn working_days_between(&self, from: NaiveDate, to: NaiveDate) -> i64 {
        WorkingDays::working_days_between(self, from, to)
    }

    fn fixed_holiday(&self, date: NaiveDate) -> Option<(&'static str, &'static str)> {
        if self.provisional(date) { fixed_holiday(date) } else { None }
    }

    fn check(&self) -> Result<(), CalendarError> {
        if let Some(date) = self.worked.keys().find(|date| self.off.contains_key(date)) {
            return Err(CalendarError::Contradiction(*date));
        }
        if let Some(date) = self.worked.keys().find(|date| !is_weekend(**date)) {
            return Err(CalendarError::NotAWeekend(*date));
        }
        let worked = |date: &NaiveDate| {
            !self.off.contains_key(date) && (!is_weekend(*date) || self.worked.contains_key(date))
        };
        match self.half.keys().find(|date| !worked(date)) {
            Some(date) => Err(CalendarError::NotWorked(*date)),
            None => Ok(()),
        }
    }
}

impl TryFrom<Vec<CalendarRow>> for Calendar {
    type Error = CalendarError;

    fn try_from(rows: Vec<CalendarRow>) -> Result<Self, CalendarError> {
        Self::from_rows(rows)
    }
}

impl From<Calendar> for Vec<CalendarRow> {
    fn from(calendar: Calendar) -> Self {
        calendar.rows().collect()
    }
}

pub(super) fn is_weekend(date: NaiveDate) -> bool {
    matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
}

fn is_national_day(date: NaiveDate) -> bool {
    (date.month(), date.day()) == (10, 1)
}
