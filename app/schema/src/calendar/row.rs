//! The calendar as rows, the way it is stored and edited.

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::locale::Text;

/// What a row of the calendar says of its day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum RowKind {
    /// A day off.
    Off,
    /// A Saturday or Sunday that is worked.
    Worked,
    /// A working day on which the office closes at noon.
    HalfDay,
}

impl RowKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Off, Self::Worked, Self::HalfDay];

    /// The name on the wire and in the database.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Worked => "worked",
            Self::HalfDay => "half_day",
        }
    }

    /// The kind with this name.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.slug() == slug)
    }
}

/// One exception from the plain week, as stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CalendarRow {
    /// The local day.
    pub date: NaiveDate,
    /// What is said of it.
    pub kind: RowKind,
    /// The holiday, or the occasion.
    pub name: Text,
}

/// What the hall knows of a year. `GET /api/calendar/{year}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CalendarYear {
    /// The year.
    pub year: i32,
    /// Whether its holidays have been published: until then deadlines that touch it are provisional.
    pub published: bool,
    /// Its exceptions from the plain week, by date.
    pub days: Vec<CalendarRow>,
}

/// Why rows make no calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CalendarError {
    /// The text is not the JSON expected; with the reader's words.
    Unreadable(String),
    /// A name is not `English,中文,number of days`.
    Name(NaiveDate),
    /// Two rows say different things of one day.
    Contradiction(NaiveDate),
    /// A row for a worked weekend on a day that is worked anyway.
    NotAWeekend(NaiveDate),
    /// A half day on a day that is not worked.
    NotWorked(NaiveDate),
}

impl CalendarError {
    /// The day it is about, where it is about one.
    pub const fn date(&self) -> Option<NaiveDate> {
        match self {
            Self::Unreadable(_) => None,
            Self::Name(date)
            | Self::Contradiction(date)
            | Self::NotAWeekend(date)
            | Self::NotWorked(date) => Some(*date),
        }
    }
}

impl fmt::Display for CalendarError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(reason) => write!(f, "not a calendar: {reason}"),
            Self::Name(date) => write!(f, "{date}: the name is not `English,中文,days`"),
            Self::Contradiction(date) => write!(f, "{date}: both off and worked"),
            Self::NotAWeekend(date) => write!(f, "{date}: a make-up day that is no Saturday or Sunday"),
            Self::NotWorked(date) => write!(f, "{date}: a half day on a day off"),
        }
    }
}

impl std::error::Error for CalendarError {}
