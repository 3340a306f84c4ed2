//! Clocks of supervision: what goes by while nothing happens. Every stretch between two entries is judged by what was known in it,
//! so that nothing found is taken back by what comes later.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value;

use super::rule::{Clock, EachOf, LimitSource, Mark, Rule};
use super::{Entry, Log, Look, Signal};
use crate::calendar::{
    CLOSE_OF_OFFICE, Calendar, Deadline, Extension, Limit, OPENING_OF_OFFICE, Pause, PauseReason, deadline,
    local_day, moment,
};

/// A clock that runs.
struct Running {
    /// What it is known by: the thing it is the clock of, or the number of what started it.
    key: String,
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
        for running in &mut *running {
            found.signals.extend(running.pass(rule, clock, span));
        }
        last = running.iter().filter_map(Running::next).min();
    });
    // What has gone by and was not found yet is at once, or as soon as the rule is in force.
    found.due = last.map(|moment: DateTime<Utc>| moment.max(now).max(rule.in_force_since()));
    found
}

/// The deadline of the clock with this key, as it stood at a moment.
pub(super) fn explain(
    clock: &Clock,
    log: &Log,
    calendar: &Calendar,
    key: &str,
    at: DateTime<Utc>,
) -> Option<Deadline> {
    let mut found = None;
    walk(clock, log, calendar, at, |running, _| {
        if let Some(running) = running.iter().find(|running| running.key == key) {
            found = Some(running.deadline(calendar));
        }
    });
    found
}

/// Goes from entry to entry until now, and shows the clocks that run, with the time until the next.
fn walk(
    clock: &Clock,
    log: &Log,
    calendar: &Calendar,
    now: DateTime<Utc>,
    mut show: impl FnMut(&mut [Running], (DateTime<Utc>, DateTime<Utc>)),
) {
    let mut running: Vec<Running> = Vec::new();
    let mut standing = Standing::default();
    let entries = || log.entries.iter().take_while(|entry| entry.at <= now);
    let ends = entries().skip(1).map(|entry| entry.at).chain([now]);
    for (entry, end) in entries().zip(ends) {
        if clock.stop.iter().any(|stop| stop.matches(entry, log)) {
            running.clear();
        } else if let Some(each) = &clock.each {
            running.retain(|running| !each.ends(entry, &running.key));
        }
        standing.follow(clock, entry, log);
        for running in &mut running {
            running.follow(clock, entry, log, calendar);
        }
        if clock.start.matches(entry, log)
            && let Some(key) = clock.key(entry).filter(|key| clock.may_begin(key, &running))
            && let Some(limit) = clock.limit.of(entry, log)
        {
            running.push(Running::start((key, entry), limit, &standing, clock, calendar));
        }
        show(&mut running, (entry.at, end));
    }
}

impl Clock {
    /// What the clock is known by that an entry starts; nothing, where it does not name what it is the clock of.
    fn key(&self, entry: &Entry) -> Option<String> {
        match &self.each {
            None => Some(entry.number.to_string()),
            Some(each) => entry.data.get(&each.by)?.as_str().map(str::to_owned),
        }
    }

    /// Whether one with this key may begin to run beside these.
    fn may_begin(&self, key: &str, running: &[Running]) -> bool {
        match self.each {
            None => running.is_empty(),
            Some(_) => running.iter().all(|running| running.key != key),
        }
    }
}

impl EachOf {
    /// Whether an entry ends the clock of this thing.
    fn ends(&self, entry: &Entry, key: &str) -> bool {
        let named = entry.data.get(&self.until).and_then(|named| named.as_array());
        named.is_some_and(|named| named.iter().any(|name| name.as_str() == Some(key)))
    }
}

impl LimitSource {
    fn of(&self, entry: &Entry, log: &Log) -> Option<Limit> {
        let said = |value: &Value| serde_json::from_value(value.clone()).ok();
        match self {
            Self::Fixed(limit) => Some(*limit),
            Self::Fact(name) => log.facts.get(name).and_then(said),
            Self::Particular(name) => {
                entry.data.pointer(&format!("/{}", name.replace('.', "/"))).and_then(said)
            }
        }
    }
}

/// What makes clocks stand now, since when, and the number of what said so: a clock that starts meanwhile stands from its first day.
#[derive(Default)]
struct Standing(Vec<(PauseReason, u64)>);

impl Standing {
    fn follow(&mut self, clock: &Clock, entry: &Entry, log: &Log) {
        for stands in &clock.stands {
            let open = self.0.iter().position(|(why, _)| *why == stands.why);
            match open {
                Some(at) if stands.to.matches(entry, log) => {
                    self.0.remove(at);
                }
                None if stands.from.matches(entry, log) => self.0.push((stands.why, entry.number)),
                _ => {}
            }
        }
    }
}

impl Running {
    fn start(
        (key, entry): (String, &Entry),
        limit: Limit,
        standing: &Standing,
        clock: &Clock,
        calendar: &Calendar,
    ) -> Self {
        let since = local_day(entry.at);
        let mut evidence: Vec<u64> =
            standing.0.iter().map(|(_, number)| *number).chain([entry.number]).collect();
        evidence.sort_unstable();
        evidence.dedup();
        let mut running = Self {
            key,
            began: entry.at,
            since,
            limit,
            pauses: standing.0.iter().map(|(why, _)| Pause { from: since, until: None, why: *why }).collect(),
            extensions: Vec::new(),
            evidence,
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

    /// The marks that went by in this time: after its beginning, where they were past by then, and before its end. What went by before
    /// the rule was in force is found as it comes into force, if the clock still runs then: otherwise what is late by the version before
    /// and by this one would be found by neither.
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
            let at = moment.max(from).max(rule.in_force_since());
            if at >= end {
                break;
            }
            self.passed += 1;
            signals.push(Signal {
                at,
                rule: rule.id.clone(),
                version: rule.version,
                key: self.key.clone(),
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
