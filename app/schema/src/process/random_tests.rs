//! Random commands by random people: whatever they try, the case stays whole.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::test_desk::{case, complete_words, facts, people, process, sent};
use super::*;
use crate::calendar::{CLOSE_OF_OFFICE, Calendar, Limit, deadline, local_day};

const OUTCOMES: [Outcome; 5] =
    [Outcome::Accepted, Outcome::NotAccepted, Outcome::Approved, Outcome::Rejected, Outcome::Delivered];

/// One attempt: anything at all, or something that is allowed.
#[derive(Clone, Debug)]
enum Attempt {
    Anything(Index, Box<Command>),
    Allowed(Index, Outcome),
}

fn any_command() -> impl Strategy<Value = Command> {
    let tasks = vec!["accept", "review", "decide", "deliver", "paint"];
    let full = (select(CommandName::ALL.to_vec()), select(tasks), select(OUTCOMES.to_vec()))
        .prop_map(|(name, task, outcome)| complete_words(name, task, outcome));
    (full, any::<bool>())
        .prop_map(|(command, wordless)| if wordless { without_words(command) } else { command })
}

fn without_words(command: Command) -> Command {
    match command {
        Command::Complete { task, outcome, .. } => Command::Complete {
            task,
            outcome,
            reason: None,
            opinion: None,
            checks: Vec::new(),
            next: None,
            changes: Vec::new(),
            forms: Vec::new(),
        },
        Command::RequestSupplement { task, .. } => {
            Command::RequestSupplement { task, points: vec![], reason: None }
        }
        Command::ReceiveSupplement { .. } => Command::ReceiveSupplement { changed: vec![] },
        Command::BeginSpecialProcedure { task, ground, ends_on, .. } => {
            Command::BeginSpecialProcedure { task, ground, ends_on, reason: String::new() }
        }
        Command::EndSpecialProcedure { task, .. } => {
            Command::EndSpecialProcedure { task, result: String::new(), added: 0 }
        }
        Command::Rate { .. } => Command::Rate { grade: 0, words: None },
        other => other,
    }
}

fn any_attempt() -> impl Strategy<Value = Attempt> {
    prop_oneof![
        (any::<Index>(), any_command()).prop_map(|(who, command)| Attempt::Anything(who, Box::new(command))),
        (any::<Index>(), select(OUTCOMES.to_vec()))
            .prop_map(|(which, outcome)| Attempt::Allowed(which, outcome)),
    ]
}

/// Every command that anybody may give now.
fn open_ways(process: &Process, state: &State) -> Vec<(Actor, Allowed)> {
    let of = |person: Actor| {
        let may = allowed(process, state, &person, &facts());
        may.into_iter().map(move |allowed| (person.clone(), allowed))
    };
    people().into_iter().flat_map(of).collect()
}

/// The attempt as a command, and whether it must succeed; none when nothing is allowed any more.
fn resolve(attempt: Attempt, process: &Process, state: &State) -> Option<(Actor, Command, bool)> {
    match attempt {
        Attempt::Anything(who, command) => Some((who.get(&people()).clone(), *command, false)),
        Attempt::Allowed(which, wish) => {
            let ways = open_ways(process, state);
            let (person, way) = (!ways.is_empty()).then(|| which.get(&ways).clone())?;
            let outcome = way
                .outcomes
                .iter()
                .copied()
                .find(|outcome| *outcome == wish)
                .or(way.outcomes.first().copied());
            let task = way.task.unwrap_or_default();
            let command = complete_words(way.command, &task, outcome.unwrap_or(wish));
            Some((person, sent(command, way.to.first()), true))
        }
    }
}

/// How often each task was opened and done, and whether the case was withdrawn.
fn check_no_task_lost_or_doubled(state: &State, events: &[Event]) {
    let (mut opened, mut done, mut dropped) = (BTreeMap::new(), BTreeMap::new(), 0);
    for event in events {
        match &event.payload {
            Payload::TaskOpened(TaskOpened { task, .. }) => *opened.entry(task.as_str()).or_insert(0) += 1,
            Payload::TaskCompleted(completed) => *done.entry(completed.task.as_str()).or_insert(0) += 1,
            Payload::CaseWithdrawn(_) => dropped += 1,
            _ => {}
        }
    }
    assert!(opened.values().chain(done.values()).all(|times| *times == 1), "doubled: {opened:?} {done:?}");
    assert!(done.keys().all(|task| opened.contains_key(task)));
    assert!(opened.len() >= done.len() + state.open.len() + dropped, "lost: {opened:?} {done:?}");
}

/// The clock stands exactly as long as the case does. Fifteen days are more than an attempt can use up.
fn check_clock_stands_with_the_case(state: &State, events: &[Event]) {
    let Some(first) = events.first() else { return };
    let (start, limit) = (local_day(first.at), Limit::working_days(15));
    let clock = deadline(start, limit, &Calendar::default(), &state.pauses(), &[], CLOSE_OF_OFFICE);
    assert_eq!(clock.is_standing(), state.is_standing(), "{state:?}");
    let counted_while_standing = clock.days.iter().any(|line| line.is_paused() && line.counted.is_some());
    assert!(!counted_while_standing, "{clock:?}");
    assert!(!state.is_standing() || (!state.open.is_empty() && !state.is_closed()), "{state:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_case_stays_whole(attempts in prop::collection::vec(any_attempt(), 1..40)) {
        let process = process();
        let mut state = State::new(case());
        let mut events: Vec<Event> = Vec::new();
        let mut now = DateTime::<Utc>::UNIX_EPOCH + TimeDelta::days(20_000);
        for attempt in attempts {
            now += TimeDelta::hours(7);
            let Some((person, command, must)) = resolve(attempt, &process, &state) else { break };
            let before = state.clone();
            match step(&process, &state, command.clone(), &person, &facts(), now) {
                Ok(new) => {
                    prop_assert!(!new.is_empty());
                    for event in &new {
                        prop_assert_eq!(state.apply(&process, event), Ok(()), "{:?}", event);
                    }
                    events.extend(new);
                }
                Err(refusal) => {
                    prop_assert!(!must, "{:?} {:?} {:?}", person, command, refusal);
                    prop_assert_eq!(&state, &before);
                }
            }
            check_no_task_lost_or_doubled(&state, &events);
            check_clock_stands_with_the_case(&state, &events);
            let ways = open_ways(&process, &state);
            let to_be_rated = state.status() == Some(Status::Delivered) && !state.rated;
            prop_assert_eq!(ways.is_empty(), state.is_closed() && !to_be_rated, "{:?}", state);
        }
        prop_assert_eq!(State::replay(&process, case(), &events), Ok(state));
        let stored = serde_json::to_string(&events).unwrap();
        prop_assert_eq!(serde_json::from_str::<Vec<Event>>(&stored).unwrap(), events);
    }
}
