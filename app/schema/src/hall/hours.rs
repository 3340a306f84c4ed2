//! When a hall or a counter is open, by the working calendar.

use chrono::{Datelike, Days, NaiveDate, NaiveTime, Weekday};
use serde::{Deserialize, Serialize};

use crate::calendar::{Calendar, DayKind};

/// The hours of a week. On holidays nothing is open; a weekend that is worked (调休) is a working day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Hours {
    /// On working days.
    pub working: Vec<Span>,
    /// On Saturdays.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub saturday: Vec<Span>,
    /// On Sundays.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sunday: Vec<Span>,
}

/// From a time of day to a later one, China Standard Time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Span {
    /// When it opens.
    pub from: NaiveTime,
    /// When it closes.
    pub to: NaiveTime,
}

/// A day, and when it is open then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OpenDay {
    /// The day.
    pub day: NaiveDate,
    /// What kind of day it is.
    pub kind: DayKind,
    /// When it is open; empty: closed all day.
    pub hours: Vec<Span>,
}

impl Hours {
    /// When it is open on a day.
    pub fn on(&self, calendar: &Calendar, day: NaiveDate) -> OpenDay {
        let kind = calendar.day_kind(day);
        let hours = match (&kind, day.weekday()) {
            (DayKind::Holiday(_), _) => Vec::new(),
            (DayKind::Weekend, Weekday::Sat) => self.saturday.clone(),
            (DayKind::Weekend, _) => self.sunday.clone(),
            (DayKind::Working | DayKind::WorkedWeekend(_) | DayKind::HalfDay, _) => {
                let until = |span: &Span| Span { to: calendar.closes(day, span.to), ..*span };
                self.working.iter().map(until).filter(|span| span.from < span.to).collect()
            }
        };
        OpenDay { day, kind, hours }
    }

    /// The seven days from one on.
    pub fn week(&self, calendar: &Calendar, from: NaiveDate) -> Vec<OpenDay> {
        (0..7)
            .filter_map(|ahead| from.checked_add_days(Days::new(ahead)))
            .map(|day| self.on(calendar, day))
            .collect()
    }

    /// Whether every span ends after it began, and begins after the one before it ended.
    pub(super) fn is_sound(&self) -> bool {
        [&self.working, &self.saturday, &self.sunday].into_iter().all(|spans| {
            spans.iter().all(|span| span.from < span.to)
                && spans.windows(2).all(|pair| matches!(pair, [first, second] if first.to <= second.from))
        })
    }
}
