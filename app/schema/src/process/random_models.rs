//! Random processes, and random commands of random people on them: whatever they try, no task is lost or doubled, nothing
//! waits for what never comes, and the log says all of it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::random_process::any_process;
use super::test_desk::{case, complete_words, facts, people, sent};
use super::*;

/// Everything that anybody may do now, with where it can go.
fn ways(process: &Process, state: &State) -> Vec<(Actor, Command)> {
    let mut found = Vec::new();
    for person in people() {
        for way in allowed(process, state, &person, &facts()) {
            let task = way.task.unwrap_or_default();
            let plain = |outcome| complete_words(way.command, &task, outcome);
            let commands: Vec<Command> = match way.command {
                CommandName::Complete => way.outcomes.into_iter().map(plain).collect(),
                name if name.goes_somewhere() => {
                    way.to.iter().flat_map(|to| both_ways(plain(Outcome::Approved), to)).collect()
                }
                _ => vec![plain(Outcome::Approved)],
            };
            found.extend(commands.into_iter().map(|command| (person.clone(), command)));
        }
    }
    found
}

/// The command, to there; a return both ways.
fn both_ways(command: Command, there: &String) -> Vec<Command> {
    match sent(command, Some(there)) {
        Command::Return { task, to, reason, .. } => [true, false]
            .map(|resume| Command::Return {
                task: task.clone(),
                to: to.clone(),
                resume,
                reason: reason.clone(),
            })
            .into(),
        Command::AddSigner { task, to, reason, .. } => [true, false]
            .map(|after| Command::AddSigner {
                task: task.clone(),
                to: to.clone(),
                after,
                reason: reason.clone(),
            })
            .into(),
        other => vec![other],
    }
}

/// What holds in every state.
fn check(process: &Process, state: &State, events: &[Event]) {
    // Every open task is one leaf of the way, and every leaf is an open task.
    let open: BTreeSet<&str> = state.open.iter().map(|open| open.key.as_str()).collect();
    let leaves = state.run.keys();
    assert_eq!(leaves.len(), state.open.len(), "doubled");
    assert_eq!(leaves.iter().copied().collect::<BTreeSet<_>>(), open, "lost");
    // What is open was opened once, and what was done was open.
    let mut opened: BTreeMap<&str, u32> = BTreeMap::new();
    for event in events {
        match &event.payload {
            Payload::TaskOpened(task) => *opened.entry(&task.task).or_default() += 1,
            Payload::TaskCompleted(task) => assert!(opened.contains_key(task.task.as_str())),
            _ => {}
        }
    }
    assert!(opened.values().all(|times| *times == 1));
    let done: Vec<&str> = state.done.iter().map(|done| done.key.as_str()).collect();
    assert_eq!(done.iter().collect::<BTreeSet<_>>().len(), done.len(), "done twice");
    assert!(done.iter().all(|key| !open.contains(key)));
    // Nothing waits behind something that is still to be done.
    let places: Vec<_> =
        state.open.iter().map(|open| state.run.path_of(&process.root, &open.key).unwrap()).collect();
    for (one, other) in places.iter().flat_map(|one| places.iter().map(move |other| (one, other))) {
        assert!(!run::precedes(&process.root, one, other), "{one:?} {other:?}");
    }
    // The end is the end of the way, and before it somebody can act.
    assert_eq!(state.is_closed(), state.run.is_over() && state.seq > 0);
    assert_eq!(state.is_closed() || state.seq == 0, open.is_empty());
    if state.seq > 0 && !state.is_closed() {
        assert!(!ways(process, state).is_empty(), "nobody can act: {state:?}");
    }
}

/// The command, and what has to hold after it beside what always does.
fn give(
    process: &Process,
    state: &mut State,
    events: &mut Vec<Event>,
    who: &Actor,
    command: Command,
    now: DateTime<Utc>,
) {
    let before = state.clone();
    let told = step(process, state, command.clone(), who, &facts(), now);
    let new = told.unwrap_or_else(|refusal| panic!("{command:?} of {who:?}: {refusal:?}"));
    for event in &new {
        assert_eq!(state.apply(process, event), Ok(()), "{event:?}");
    }
    events.extend(new);
    let is_open = |key: &str| state.task(key).is_some();
    let gone = before.open.iter().filter(|open| !is_open(&open.key));
    match &command {
        // Who goes back to come straight again leaves everybody else alone.
        Command::Return { task, resume: true, .. } => assert!(gone.map(|open| &open.key).eq([task])),
        // Who goes back drops what came after the place they go to, and nothing else.
        Command::Return { to, resume: false, .. } | Command::Recall { task: to, .. } => {
            let place = before.done.iter().find(|done| done.key == *to).unwrap().place().unwrap();
            for open in gone {
                let leaf = before.run.path_of(&process.root, &open.key).unwrap();
                let is_after = run::precedes(&process.root, place, &leaf) || leaf.starts_with(place);
                assert!(is_after, "{command:?} dropped {open:?}");
            }
        }
        Command::Claim { .. } | Command::Release { .. } | Command::Reassign { .. } => {
            assert_eq!(gone.count(), 0)
        }
        _ => {}
    }
}

/// Everybody does what is theirs to do, until the case is closed.
fn finish(process: &Process, state: &mut State, events: &mut Vec<Event>, mut now: DateTime<Utc>) {
    for _ in 0..500 {
        if state.is_closed() {
            return;
        }
        now += TimeDelta::hours(7);
        let ways = ways(process, state);
        let wanted = |command: &Command| match command {
            Command::Complete { outcome, .. } => {
                *outcome != Outcome::NotAccepted && *outcome != Outcome::Rejected
            }
            Command::Answer { .. }
            | Command::Claim { .. }
            | Command::ReceiveSupplement { .. }
            | Command::EndSpecialProcedure { .. } => true,
            _ => false,
        };
        let handed = |command: &Command| matches!(command, Command::Release { .. });
        let next = ways
            .iter()
            .find(|(_, command)| wanted(command))
            .or_else(|| ways.iter().find(|(_, command)| handed(command)));
        let (who, command) = next.unwrap_or_else(|| panic!("stuck: {state:?}")).clone();
        give(process, state, events, &who, command, now);
    }
    panic!("no end: {state:?}");
}

/// How many walks there are; more of them by `PROCESS_WALKS`.
fn walks() -> ProptestConfig {
    let cases = std::env::var("PROCESS_WALKS").ok().and_then(|walks| walks.parse().ok()).unwrap_or(2_000);
    ProptestConfig { cases, failure_persistence: None, max_shrink_iters: 2_000, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(walks())]

    #[test]
    fn no_task_is_lost_or_doubled(
        process in any_process(),
        attempts in prop::collection::vec((any::<Index>(), select(vec![false, true, true])), 1..40),
    ) {
        let (mut state, mut events) = (State::new(case()), Vec::new());
        let mut now = DateTime::<Utc>::UNIX_EPOCH + TimeDelta::days(20_000);
        for (which, keeps) in attempts {
            now += TimeDelta::hours(7);
            let mut ways = ways(&process, &state);
            // Most walks would end early otherwise.
            if keeps {
                let ends = |command: &Command| matches!(
                    command,
                    Command::Withdraw { .. } | Command::Terminate { .. }
                        | Command::Complete { outcome: Outcome::NotAccepted, .. }
                );
                ways.retain(|(_, command)| !ends(command));
            }
            if ways.is_empty() {
                break;
            }
            let (who, command) = which.get(&ways).clone();
            give(&process, &mut state, &mut events, &who, command, now);
            check(&process, &state, &events);
        }
        prop_assert_eq!(&State::replay(&process, case(), &events), &Ok(state.clone()));
        let stored = serde_json::to_string(&events).unwrap();
        prop_assert_eq!(&serde_json::from_str::<Vec<Event>>(&stored).unwrap(), &events);
        if state.seq > 0 {
            finish(&process, &mut state, &mut events, now);
            check(&process, &state, &events);
        }
    }
}
