//! Reading the calendar as it is published: days off and days worked, each `"2026-02-15": "Spring Festival,春节,4"`.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Deserialize;

use super::day::Calendar;
use super::row::{CalendarError, CalendarRow, RowKind};
use crate::locale::{Locale, Text};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Published {
    holidays: BTreeMap<NaiveDate, String>,
    workdays: BTreeMap<NaiveDate, String>,
    /// Days of `holidays` that are off in exchange for one of `workdays`: to an office they are days off like others.
    #[serde(default)]
    in_lieu_days: BTreeMap<NaiveDate, String>,
}

/// Reads `{"holidays": {date: name}, "workdays": {date: name}}`, each name `English,中文,number of days`.
/// `inLieuDays` may be there, and says nothing that `holidays` does not.
pub fn published_rows(json: &str) -> Result<Vec<CalendarRow>, CalendarError> {
    let published: Published =
        serde_json::from_str(json).map_err(|error| CalendarError::Unreadable(error.to_string()))?;
    let mut off = published.in_lieu_days;
    off.extend(published.holidays);
    let off = off.into_iter().map(|day| (RowKind::Off, day));
    let worked = published.workdays.into_iter().map(|day| (RowKind::Worked, day));
    off.chain(worked).map(row).collect()
}

impl Calendar {
    /// The calendar that [`published_rows`] make.
    pub fn from_json(json: &str) -> Result<Self, CalendarError> {
        Self::from_rows(published_rows(json)?)
    }
}

fn row((kind, (date, name)): (RowKind, (NaiveDate, String))) -> Result<CalendarRow, CalendarError> {
    let mut parts = name.split(',');
    let (Some(english), Some(chinese), Some(_days), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(CalendarError::Name(date));
    };
    Ok(CalendarRow { date, kind, name: Text::zh(chinese).with(Locale::En, english) })
}
