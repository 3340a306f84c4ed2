//! A rule in plain sentences, in the language of the page.

use schema::Locale;
use schema::expr::{Expr, sentence};
use schema::process::{Outcome, TaskKind};
use schema::supervise::{Clock, Count, Grade, LimitSource, Mark, Pattern, Rule, Watch};
use serde_json::Value;

use super::texts;
use crate::text::{Supervision, use_words};
use crate::ui::limit::limit_words;

/// What it watches, sentence by sentence.
pub fn watched(rule: &Rule) -> Vec<String> {
    let words = texts();
    match &rule.watch {
        Watch::Clock(clock) => clock_words(clock),
        Watch::Sighting(sighting) => {
            let unless = sighting.unless.iter().map(|unless| words.unless(&pattern(unless)));
            [words.sighting(&pattern(&sighting.of))].into_iter().chain(unless).collect()
        }
        Watch::Count(Count { of, within, .. }) => {
            let within = within.iter().map(|days| words.within(*days));
            [words.count(&pattern(of))].into_iter().chain(within).collect()
        }
    }
}

fn clock_words(clock: &Clock) -> Vec<String> {
    let words = texts();
    let mut said = vec![words.clock(&pattern(&clock.start), &limit(&clock.limit))];
    said.extend(clock.each.iter().map(|_| words.each().to_owned()));
    if !clock.stop.is_empty() {
        let stops: Vec<String> = clock.stop.iter().map(pattern).collect();
        said.push(words.stops(&stops.join(words.or())));
    }
    said.extend(clock.stands.iter().map(|stands| words.stands(&pattern(&stands.from), &pattern(&stands.to))));
    said.extend(clock.longer.iter().map(|longer| words.longer(&pattern(&longer.on), words.days_said())));
    said
}

fn limit(limit: &LimitSource) -> String {
    let words = texts();
    match limit {
        LimitSource::Fixed(limit) => limit_words(use_words().catalogue, *limit),
        LimitSource::Fact(name) if name == "limit" => words.the_promise().to_owned(),
        LimitSource::Particular(name) if name == "$task.limit" => words.the_steps_own().to_owned(),
        LimitSource::Fact(name) | LimitSource::Particular(name) => name.clone(),
    }
}

/// Something that happens, with its condition.
fn pattern(pattern: &Pattern) -> String {
    let board = Supervision(use_words().locale);
    let kinds: Vec<String> = pattern.kinds.iter().map(|kind| board.event(kind)).collect();
    let kinds = kinds.join(texts().or());
    match &pattern.when {
        Some(when) => texts().when_matters(&kinds, &condition(when)),
        None => kinds,
    }
}

/// A condition in one line.
pub fn condition(when: &Expr) -> String {
    let locale = use_words().locale;
    sentence(when, locale, &label).text(locale)
}

/// What a particular is called, or a value of it.
fn label(pointer: &str, value: Option<&Value>) -> Option<String> {
    let (all, words) = (use_words(), texts());
    let read = |value: &Value| value.as_str().map(str::to_owned);
    let Some(value) = value else { return name(pointer).map(str::to_owned) };
    match (pointer, value) {
        (_, Value::Bool(true)) => Some(words.yes().to_owned()),
        (_, Value::Bool(false)) => Some(words.no().to_owned()),
        ("/task_kind" | "/$task/kind", value) => {
            let kind: TaskKind = serde_json::from_value(value.clone()).ok()?;
            Some(all.processes.task_kind(kind).to_owned())
        }
        ("/outcome", value) => {
            let outcome: Outcome = serde_json::from_value(value.clone()).ok()?;
            Some(all.desk.outcome(outcome).to_owned())
        }
        ("/checks/-/answer", value) => match read(value)?.as_str() {
            "no" => Some(words.not_as_it_should().to_owned()),
            _ => None,
        },
        _ => None,
    }
}

fn name(pointer: &str) -> Option<&'static str> {
    let words = texts();
    Some(match pointer {
        "/task_kind" | "/$task/kind" => words.step(),
        "/outcome" => words.outcome(),
        "/reason" => words.reason(),
        "/opinion/article" => words.article(),
        "/opinion/facts" => words.facts(),
        "/opinion/opinion" => words.opinion(),
        "/late" => words.late(),
        "/grade" => words.rating(),
        "/$task/risk" => words.risk(),
        "/$task/control" => words.control(),
        "/checks" => words.checks(),
        "/checks/-/answer" => words.check_answer(),
        "/$unpublished_fees" => words.unpublished_fees(),
        "/$strange_laws" => words.strange_laws(),
        "/$facts/joint" => words.joint(),
        "/$facts/item" => words.item(),
        _ => return None,
    })
}

/// When it finds something, and how bad that is.
pub fn moments(rule: &Rule) -> Vec<String> {
    let words = texts();
    let grade = |grade: Grade| Supervision(use_words().locale).grade(grade);
    match &rule.watch {
        Watch::Clock(clock) => {
            clock.marks.iter().map(|mark| words.moment_of(&moment(*mark), grade(mark.grade))).collect()
        }
        Watch::Sighting(sighting) => vec![words.moment_of(words.at_once(), grade(sighting.grade))],
        Watch::Count(count) => count
            .steps
            .iter()
            .map(|step| words.moment_of(&words.times(step.times), grade(step.grade)))
            .collect(),
    }
}

fn moment(mark: Mark) -> String {
    let words = texts();
    match mark.days {
        0 => words.on_due().to_owned(),
        days if days < 0 => words.before_due(days.unsigned_abs()),
        days => words.after_due(days.unsigned_abs()),
    }
}

/// Who is told.
pub fn told(rule: &Rule) -> String {
    let words = texts();
    if rule.tell.is_empty() {
        return words.nobody().to_owned();
    }
    let who: Vec<&str> = rule.tell.iter().map(|told| words.who(*told)).collect();
    who.join(if use_words().locale == Locale::ZhCn { "、" } else { ", " })
}

/// From when until when it holds.
pub fn days(rule: &Rule) -> String {
    let (all, words) = (use_words(), texts());
    let from = rule.from.map_or_else(|| words.from_the_beginning().to_owned(), |day| all.full_day(day));
    let until = rule.until.map_or_else(|| words.for_good().to_owned(), |day| all.full_day(day));
    words.in_force(&from, &until)
}
