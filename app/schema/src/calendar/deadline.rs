//! When something is due, and why: a deadline carries every day from its start with what became of it.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use serde::{Deserialize, Serialize};

use super::day::{Calendar, DayKind};
use super::extension::Extension;
use super::limit::Limit;
use super::pause::{Pause, PauseReason};
use super::zone::moment;

/// How far ahead a deadline is looked for, in days: a hundred years. A limit that reaches further has no due day.
const HORIZON: usize = 36_525;

/// A deadline with its explanation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Deadline {
    /// The last day, always a working day; none while the clock stands.
    pub due: Option<NaiveDate>,
    /// The close of office on that day.
    pub at: Option<DateTime<Utc>>,
    /// The limit with its extensions, in the unit of the limit.
    pub total: u32,
    /// How many of them are counted in `days`: all when there is a due day, those used up so far when the clock
    /// stands.
    pub used: u32,
    /// Whether a year is touched whose holidays are not yet known, so that the due day may still change.
    pub provisional: bool,
    /// Every day from the start to the due day, or to the first day on which the clock stands for an unknown time.
    pub days: Vec<DayLine>,
}

/// One day of the explanation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DayLine {
    /// The local day.
    pub date: NaiveDate,
    /// What kind of day it is.
    #[serde(flatten)]
    pub kind: DayKind,
    /// The how-manieth day of the limit it is, if it counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counted: Option<u32>,
    /// What else is to be said of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<DayNote>,
}

/// Why a day is treated in a way that its kind alone does not explain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum DayNote {
    /// The day the clock starts, which is not counted (民法典 art. 201).
    Start,
    /// The clock stands, for this reason.
    Paused(PauseReason),
    /// Counted, beyond the limit, out of an extension.
    Extension,
    /// The days are used up, but the last of them was no working day: it goes on to the next (民法典 art. 203).
    MovedOn,
}

/// When a matter that started on the local day `start` is due.
///
/// The day of the start is not counted; it is due at `close_of_office` on the last day, at noon if that is a half
/// day. Days on which the clock stands are not counted ([`Pause`]), nor is any of them the last; a pause that was
/// over by the start is of no account. A limit of 0 is due on the day of the start itself. Whatever the unit, a last
/// day that is no working day moves on to the next.
pub fn deadline(
    start: NaiveDate,
    limit: Limit,
    calendar: &Calendar,
    pauses: &[Pause],
    extensions: &[Extension],
    close_of_office: NaiveTime,
) -> Deadline {
    let added: u32 = extensions.iter().map(|extension| u32::from(extension.days)).sum();
    let mut walk = Walk {
        start,
        limit,
        total: u32::from(limit.value) + added,
        used: 0,
        calendar,
        pauses: pauses.iter().filter(|pause| !pause.is_over_by(start)).collect(),
    };
    let days = walk.days();
    let due = days.last().filter(|line| walk.is_done_on(line)).map(|line| line.date);
    Deadline {
        due,
        at: due.map(|date| moment(date, calendar.closes(date, close_of_office))),
        total: walk.total,
        used: walk.used,
        provisional: days.iter().any(|line| calendar.provisional(line.date)),
        days,
    }
}

impl Deadline {
    /// How many working days are left after `today`, up to and with the due day, without those on which the clock
    /// stands: 0 on the due day, negative by the working days gone since. None while the clock stands.
    pub fn remaining(&self, today: NaiveDate, calendar: &Calendar) -> Option<i64> {
        let due = self.due?;
        if today > due {
            return Some(-calendar.working_days_between(due, today));
        }
        let left = |line: &&DayLine| line.date > today && line.kind.is_working() && !line.is_paused();
        let lines = self.days.iter().filter(left).count();
        Some(i64::try_from(lines).unwrap_or(i64::MAX))
    }

    /// Whether the clock stands for an unknown time.
    pub fn is_standing(&self) -> bool {
        self.due.is_none() && self.days.last().is_some_and(DayLine::is_paused)
    }
}

impl DayLine {
    /// Whether the clock stands on this day.
    pub const fn is_paused(&self) -> bool {
        matches!(self.note, Some(DayNote::Paused(_)))
    }
}

/// The walk from day to day: what is fixed, and how many days are used so far.
struct Walk<'a> {
    start: NaiveDate,
    limit: Limit,
    total: u32,
    used: u32,
    calendar: &'a Calendar,
    pauses: Vec<&'a Pause>,
}

impl Walk<'_> {
    fn days(&mut self) -> Vec<DayLine> {
        let mut days = Vec::new();
        for date in self.start.iter_days().take(HORIZON) {
            let line = self.visit(date);
            let ends = self.is_done_on(&line) || self.stands_for_good(date);
            days.push(line);
            if ends {
                break;
            }
        }
        days
    }

    fn visit(&mut self, date: NaiveDate) -> DayLine {
        let kind = self.calendar.day_kind(date);
        let pause = self.pauses.iter().find(|pause| pause.covers(date));
        let spent = self.used == self.total;
        let counts = date != self.start && pause.is_none() && !spent && self.limit.unit.counts(&kind);
        if counts {
            self.used += 1;
        }
        let note = match pause {
            Some(pause) => Some(DayNote::Paused(pause.why)),
            None if date == self.start => Some(DayNote::Start),
            None if counts && self.used > u32::from(self.limit.value) => Some(DayNote::Extension),
            None if spent => Some(DayNote::MovedOn),
            None => None,
        };
        DayLine { date, kind, counted: counts.then_some(self.used), note }
    }

    fn is_done_on(&self, line: &DayLine) -> bool {
        self.used == self.total && line.kind.is_working() && !line.is_paused()
    }

    fn stands_for_good(&self, date: NaiveDate) -> bool {
        self.pauses.iter().any(|pause| pause.until.is_none() && pause.covers(date))
    }
}
