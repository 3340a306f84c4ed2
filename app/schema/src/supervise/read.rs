//! What is wrong with a rule, before it is published.

use serde::{Deserialize, Serialize};

use super::rule::{Pattern, Rule, Watch};
use crate::problem::FieldCode;
use crate::process::Payload;

/// The longest window of a count, and the furthest mark of a clock, in working days: ten years.
pub const FURTHEST: u16 = 2_500;

/// Something wrong with a rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleFault {
    /// Where, as a JSON Pointer into the rule.
    pub pointer: String,
    /// What.
    pub problem: RuleProblem,
}

/// What may be wrong with a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RuleProblem {
    /// It needs a name, a ground, or something to watch.
    Missing,
    /// Its first day is after its last.
    NeverInForce,
    /// Marks and steps come in their order, and the later is the graver.
    OutOfOrder,
    /// Beyond what can be reckoned.
    TooFar,
    /// Nothing of this kind ever happens to a case.
    Unknown,
}

impl RuleProblem {
    /// As an error of a field.
    pub const fn code(self) -> FieldCode {
        match self {
            Self::Missing => FieldCode::Required,
            Self::NeverInForce => FieldCode::EndsBeforeStart,
            Self::OutOfOrder => FieldCode::BadFormat,
            Self::TooFar => FieldCode::TooLarge,
            Self::Unknown => FieldCode::Unknown,
        }
    }
}

impl Rule {
    /// Every fault; none of a rule that may be published.
    pub fn faults(&self) -> Vec<RuleFault> {
        let mut faults = Vec::new();
        let mut say =
            |pointer: &str, problem| faults.push(RuleFault { pointer: pointer.to_owned(), problem });
        if self.id.trim().is_empty() {
            say("/id", RuleProblem::Missing);
        }
        for (pointer, text) in [("/name", &self.name), ("/ground", &self.ground)] {
            if text.get(crate::Locale::ZhCn).trim().is_empty() {
                say(pointer, RuleProblem::Missing);
            }
        }
        if self.from.zip(self.until).is_some_and(|(from, until)| until < from) {
            say("/until", RuleProblem::NeverInForce);
        }
        for (pointer, pattern) in self.watch.patterns() {
            let is_known = |kind: &String| Payload::KINDS.contains(&kind.as_str());
            if pattern.kinds.is_empty() {
                say(&format!("/watch/{pointer}/kinds"), RuleProblem::Missing);
            } else if !pattern.kinds.iter().all(is_known) {
                say(&format!("/watch/{pointer}/kinds"), RuleProblem::Unknown);
            }
        }
        if let Some((pointer, problem)) = self.watch.fault() {
            say(pointer, problem);
        }
        faults
    }
}

impl Watch {
    /// What it looks for, and where that stands.
    fn patterns(&self) -> Vec<(String, &Pattern)> {
        match self {
            Self::Clock(clock) => {
                let stop = clock.stop.iter().enumerate().map(|(at, stop)| (format!("clock/stop/{at}"), stop));
                let stands = clock.stands.iter().enumerate().flat_map(|(at, stands)| {
                    [("from", &stands.from), ("to", &stands.to)]
                        .map(|(name, pattern)| (format!("clock/stands/{at}/{name}"), pattern))
                });
                let longer = clock.longer.iter().enumerate();
                let longer = longer.map(|(at, longer)| (format!("clock/longer/{at}/on"), &longer.on));
                [("clock/start".to_owned(), &clock.start)]
                    .into_iter()
                    .chain(stop)
                    .chain(stands)
                    .chain(longer)
                    .collect()
            }
            Self::Sighting(sighting) => {
                let unless = sighting.unless.iter().map(|unless| ("sighting/unless".to_owned(), unless));
                [("sighting/of".to_owned(), &sighting.of)].into_iter().chain(unless).collect()
            }
            Self::Count(count) => vec![("count/of".to_owned(), &count.of)],
        }
    }

    /// What is wrong with the moments of a clock or the steps of a count.
    fn fault(&self) -> Option<(&'static str, RuleProblem)> {
        match self {
            Self::Sighting(_) => None,
            Self::Clock(clock) => {
                let rises = clock.marks.windows(2).all(
                    |pair| matches!(pair, [one, next] if one.days < next.days && one.grade < next.grade),
                );
                let is_far = clock.marks.iter().any(|mark| mark.days.unsigned_abs() > FURTHEST);
                verdict(("/watch/clock/marks", "/watch/clock/marks"), clock.marks.is_empty(), rises, is_far)
            }
            Self::Count(count) => {
                let rises = count.steps.windows(2).all(
                    |pair| matches!(pair, [one, next] if one.times < next.times && one.grade < next.grade),
                );
                let rises = rises && count.steps.first().is_none_or(|step| step.times > 0);
                let is_far = count.within.is_some_and(|days| days > FURTHEST);
                verdict(("/watch/count/steps", "/watch/count/within"), count.steps.is_empty(), rises, is_far)
            }
        }
    }
}

const fn verdict(
    (list, distance): (&'static str, &'static str),
    is_empty: bool,
    rises: bool,
    is_far: bool,
) -> Option<(&'static str, RuleProblem)> {
    match (is_empty, rises, is_far) {
        (true, ..) => Some((list, RuleProblem::Missing)),
        (_, false, _) => Some((list, RuleProblem::OutOfOrder)),
        (.., true) => Some((distance, RuleProblem::TooFar)),
        _ => None,
    }
}
