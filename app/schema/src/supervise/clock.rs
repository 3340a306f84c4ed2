//! Clocks of supervision: what goes by while nothing happens. Every stretch between two entries is judged by what was known in it,
//! so that nothing found is taken back by what comes later.

use chrono::{DateTime, NaiveDate, Utc};

use super::rule::{Clock, LimitSource, Mark, Rule};
use super::{Entry, Log, Look, Signal};
use crate::calendar::{
    CLOSE_OF_OFFICE, Calendar, Deadline, Extension, Limit, OPENING_OF_OFFICE, Pause, deadline, local_day,
    moment,
};

/// A clock that runs.
struct Running {
    /// The number of what started it.
    by: u64,
    began: DateTime<Utc>,
    since: NaiveDate,
    limit: Limit,
    pauses: Vec<Pause>,
    extensions: Vec<Extension>,
    /// What started it, made it stand or gave it time.
    evidence: Vec<u64>,
    /// How many of the marks have gone by.
    passed: usize,
    /// When the others do; none while it stands.
    moments: Vec<Option<DateTime<Utc>>>,
}

pub(super) fn watch(rule: &Rule, clock: &Clock, log: &Log, calendar: &Calendar, now: DateTime<Utc>) -> Look {
    let mut found = Look::default();
    let mut last = None;
    walk(clock, log, calendar, now, |running, span| {
        let Some(running) = running else { return last = None };
        found.signals.extend(running.pass(rule, clock, span));
        last = running.next();
    });
    // What has gone by and was not found yet is at once.
    found.due = last.map(|moment: DateTime<Utc>| moment.max(now));
    found
}

/// The deadline of the clock that this entry started, as it stood at a moment.
pub(super) fn explain(
    clock: &Clock,
    log: &Log,
    calendar: &Calendar,
    key: &str,
    at: DateTime<Utc>,
) -> Option<Deadline> {
    let mut found = None;
    walk(clock, log, calendar, at, |running, _| {
        if let Some(running) = running.filter(|running| running.by.to_string() == key) {
            found = Some(running.deadline(calendar));
        }
    });
    found
}

/// Goes from entry to entry until now, and shows the clock that runs, if one does, with the time until the next.
fn walk(
    clock: &Clock,
    log: &Log,
    calendar: &Calendar,
    now: DateTime<Utc>,
    mut show: impl FnMut(Option<&mut Running>, (DateTime<Utc>, DateTime<Utc>)),
) {
    let Some(limit) = clock.limit.of(log) else { return };
    let mut running: Option<Running> = None;
    let entries = || log.entries.iter().take_while(|entry| entry.at <= now);
    let ends = entries().skip(1).map(|entry| entry.at).chain([now]);
    for (entry, end) in entries().zip(ends) {
        if clock.stop.iter().any(|stop| stop.matches(entry, log)) {
            running = None;
        }
        if running.is_none() && clock.start.matches(entry, log) {
            running = Some(Running::start(entry, limit, clock, calendar));
        } else if let Some(running) = &mut running {
            running.follow(clock, entry, log, calendar);
        }
        show(running.as_mut(), (entry.at, end));
    }
}

impl LimitSource {
    fn of(&self, log: &Log) -> Option<Limit> {
        match self {
            Self::Fixed(limit) => Some(*limit),
            Self::Fact(name) => serde_json::from_value(log.facts.get(name)?.clone()).ok(),
        }
    }
}

impl Running {
    fn start(entry: &Entry, limit: Limit, clock: &Clock, calendar: &Calendar) -> Self {
        let mut running = Self {
            by: entry.number,
            began: entry.at,
            since: local_day(entry.at),
            limit,
            pauses: Vec::new(),
            extensions: Vec::new(),
            evidence: vec![entry.number],
            passed: 0,
            moments: Vec::new(),
        };
        running.reckon(clock, calendar);
        running
    }

    /// Lets an entry make it stand, go on, or have more time.
    fn follow(&mut self, clock: &Clock, entry: &Entry, log: &Log, calendar: &Calendar) {
        let before = (self.pauses.clone(), self.extensions.len());
        for stands in &clock.stands {
            let open = self.pauses.iter_mut().find(|pause| pause.why == stands.why && pause.until.is_none());
            match open {
                Some(pause) if stands.to.matches(entry, log) => pause.until = Some(local_day(entry.at)),
                None if stands.from.matches(entry, log) => {
                    self.pauses.push(Pause { from: local_day(entry.at), until: None, why: stands.why });
                }
                _ => {}
            }
        }
        for longer in clock.longer.iter().filter(|longer| longer.on.matches(entry, log)) {
            let days = longer.days.eval(&log.seen(entry)).as_u64().and_then(|days| u16::try_from(days).ok());
            let Some(days) = days.filter(|days| *days > 0) else { continue };
            let due = self.deadline(calendar).due;
            self.extensions.push(Extension::of_working_days(days, self.limit, due, calendar));
        }
        if before != (self.pauses.clone(), self.extensions.len()) {
            self.evidence.push(entry.number);
            self.reckon(clock, calendar);
        }
    }

    fn deadline(&self, calendar: &Calendar) -> Deadline {
        deadline(self.since, self.limit, calendar, &self.pauses, &self.extensions, CLOSE_OF_OFFICE)
    }

    /// When its marks go by, by what is known now.
    fn reckon(&mut self, clock: &Clock, calendar: &Calendar) {
        let due = self.deadline(calendar).due;
        self.moments = clock.marks.iter().map(|mark| Some(mark.moment(due?, calendar))).collect();
    }

    /// The marks that went by in this time: after its beginning, where they were past by then, and before its end.
    fn pass(
        &mut self,
        rule: &Rule,
        clock: &Clock,
        (from, end): (DateTime<Utc>, DateTime<Utc>),
    ) -> Vec<Signal> {
        let mut signals = Vec::new();
        while let Some((mark, moment)) = clock.marks.get(self.passed).zip(self.next()) {
            // Of what is to be done within a day nobody is warned the day before.
            if mark.days < 0 && moment <= self.began {
                self.passed += 1;
                continue;
            }
            let at = moment.max(from);
            if at >= end {
                break;
            }
            self.passed += 1;
            signals.push(Signal {
                at,
                rule: rule.id.clone(),
                version: rule.version,
                key: self.by.to_string(),
                grade: mark.grade,
                evidence: self.evidence.clone(),
            });
        }
        signals
    }

    fn next(&self) -> Option<DateTime<Utc>> {
        self.moments.get(self.passed).copied().flatten()
    }
}

impl Mark {
    /// When it goes by, if this is the last day.
    fn moment(self, due: NaiveDate, calendar: &Calendar) -> DateTime<Utc> {
        let days = self.days.unsigned_abs();
        if self.days < 0 {
            return moment(calendar.take_working_days(due, days), OPENING_OF_OFFICE);
        }
        let day = calendar.add_working_days(due, days);
        moment(day, calendar.closes(day, CLOSE_OF_OFFICE))
    }
}
