//! What is found in an entry itself: that it is there, that it came too early, that it came too often.

use chrono::{DateTime, Utc};

use super::rule::Grade;
use super::rule::{Count, Rule, Sighting};
use super::{Entry, Log, Look, Signal};
use crate::calendar::{Calendar, local_day};

pub(super) fn watch(rule: &Rule, sighting: &Sighting, log: &Log, now: DateTime<Utc>) -> Look {
    let mut signals = Vec::new();
    let mut excused = false;
    for entry in log.entries.iter().take_while(|entry| entry.at <= now) {
        if !excused && sighting.of.matches(entry, log) {
            signals.push(found(rule, entry, sighting.grade, vec![entry.number]));
        }
        excused |= sighting.unless.as_ref().is_some_and(|unless| unless.matches(entry, log));
    }
    Look { signals, due: None }
}

pub(super) fn watch_count(
    rule: &Rule,
    count: &Count,
    log: &Log,
    calendar: &Calendar,
    now: DateTime<Utc>,
) -> Look {
    let until_now = log.entries.iter().take_while(|entry| entry.at <= now);
    let seen: Vec<&Entry> = until_now.filter(|entry| count.of.matches(entry, log)).collect();
    let mut signals = Vec::new();
    for (at, entry) in seen.iter().enumerate() {
        let day = local_day(entry.at);
        let first = count.within.map(|days| calendar.take_working_days(day, days));
        let counts = |other: &&&Entry| first.is_none_or(|first| local_day(other.at) > first);
        let evidence: Vec<u64> =
            seen.iter().take(at + 1).filter(counts).map(|counted| counted.number).collect();
        let reached = |times: u32| usize::try_from(times).is_ok_and(|times| times == evidence.len());
        let is_last = |at: usize| at + 1 == count.steps.len();
        // Beyond the last step each is found: it was too often already.
        let beyond = |times: u32| usize::try_from(times).is_ok_and(|times| evidence.len() > times);
        let step = count
            .steps
            .iter()
            .enumerate()
            .rev()
            .find(|(at, step)| reached(step.times) || (is_last(*at) && beyond(step.times)));
        if let Some((_, step)) = step {
            signals.push(found(rule, entry, step.grade, evidence));
        }
    }
    Look { signals, due: None }
}

fn found(rule: &Rule, entry: &Entry, grade: Grade, evidence: Vec<u64>) -> Signal {
    Signal {
        at: entry.at,
        rule: rule.id.clone(),
        version: rule.version,
        key: entry.number.to_string(),
        grade,
        evidence,
    }
}
