//! Supervision (电子监察): rules on the log of what happened, giving signals. Pure, so that a rule can be tried on the past, and
//! what a running hall raised bit by bit is what a replay of the log raises at once.

#[cfg(test)]
mod case_tests;
mod cited;
mod clock;
mod due;
mod inquiry;
mod log;
mod read;
mod rule;
mod sighting;
mod succession;
#[cfg(test)]
mod tests;
mod wire;
mod written;

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

pub use self::due::{DueBoard, DueRow};
pub use self::inquiry::{
    APPEAL_DAYS, CardCommand, CardDocket, CardInquiry, CardPerson, CardProceeding, CardReason, CardRefusal,
    CardRun, CardStage, CardStep, CardTask,
};
pub use self::log::{Entry, Log, LogError};
pub use self::read::{FURTHEST, RuleFault, RuleProblem};
pub use self::rule::{
    Clock, Count, EachOf, Grade, LimitSource, Longer, Mark, Monitor, Pattern, Rule, Sighting, Stands,
    Threshold, Told, Watch,
};
pub use self::succession::in_succession;
pub use self::wire::{
    Card, CardCount, CardLine, CardSignal, CardsQuery, DryRun, DryRunCase, DryRunResult, Evidence,
    StageCount, SupervisionBoard,
};
pub use self::written::{
    NewRule, PublishRule, RuleDraft, RuleDraftLine, RuleRecord, RuleShelf, RuleTrial, RuleVersion, SaveRule,
    TrialQuery,
};
use crate::calendar::{Calendar, Deadline, local_day};

/// What a rule found: that something is about to go wrong, or has. A signal once raised stays as it was raised; whether it was
/// right is argued on its card.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Signal {
    /// When it was found: the moment that went by, or the event.
    pub at: DateTime<Utc>,
    /// The rule.
    pub rule: String,
    /// Its version.
    pub version: u32,
    /// Which of the things that the rule watches in this log it is about. The same clock has one key for its warning, its yellow
    /// and its red card.
    pub key: String,
    /// How bad it is.
    pub grade: Grade,
    /// The numbers of the entries that prove it, in order.
    pub evidence: Vec<u64>,
}

/// All that these rules find in a log until now, in order of time.
///
/// What they found until an earlier moment is the beginning of it: an entry never takes back what was found before it. Rules
/// that were not in force on the day, or are not for the region, find nothing.
pub fn supervise(rules: &[Rule], log: &Log, calendar: &Calendar, now: DateTime<Utc>) -> Vec<Signal> {
    look(rules, log, calendar, now).signals
}

/// A look at a log.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// What was found until now, in order of time.
    pub signals: Vec<Signal>,
    /// The moment after which time alone lets a rule find more; none while every clock stands. Until then there is no need to look
    /// again, if nothing happens.
    pub due: Option<DateTime<Utc>>,
}

/// Looks at a log with all these rules.
pub fn look(rules: &[Rule], log: &Log, calendar: &Calendar, now: DateTime<Utc>) -> Look {
    let mut all = Look::default();
    for found in rules.iter().filter(|rule| rule.is_for(log)).map(|rule| watch(rule, log, calendar, now)) {
        all.signals.extend(found.signals);
        all.due = all.due.into_iter().chain(found.due).min();
    }
    all.signals.sort();
    // The versions of one rule are one: what the older has found of a thing the newer does not find again.
    let mut found = BTreeSet::new();
    all.signals.retain(|signal| found.insert((signal.rule.clone(), signal.key.clone(), signal.grade)));
    all
}

/// The deadline of the clock with this key, day by day, as it stood at a moment; none of rules that are no clocks.
pub fn explain(
    rule: &Rule,
    log: &Log,
    calendar: &Calendar,
    key: &str,
    at: DateTime<Utc>,
) -> Option<Deadline> {
    let Watch::Clock(clock) = &rule.watch else { return None };
    clock::explain(clock, log, calendar, key, at)
}

fn watch(rule: &Rule, log: &Log, calendar: &Calendar, now: DateTime<Utc>) -> Look {
    let mut found = match &rule.watch {
        Watch::Clock(clock) => clock::watch(rule, clock, log, calendar, now),
        Watch::Sighting(sighting) => sighting::watch(rule, sighting, log, now),
        Watch::Count(count) => sighting::watch_count(rule, count, log, calendar, now),
    };
    found.signals.retain(|signal| rule.holds_on(local_day(signal.at)));
    found
}
