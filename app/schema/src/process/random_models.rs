//! Random processes, and random commands of random people on them: whatever they try, no task is lost or doubled, nothing
//! waits for what never comes, and the log says all of it.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread;

use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::{TestError, TestRunner};
use serde_json::Value;

use super::random_forbidden::{Odd, any_odd, try_in_vain};
use super::random_instructions::any_facts;
use super::random_process::any_process;
use super::test_desk::{case, complete_words, people, sent};
use super::*;

/// Everything that anybody may do now, and the hall itself where it is time, with where it can go: before the end somebody
/// can act.
pub(super) fn ways(
    process: &Process,
    state: &State,
    facts: &Facts,
    now: DateTime<Utc>,
) -> Vec<(Actor, Command)> {
    let mut found = Vec::new();
    for person in people().into_iter().chain([Actor::system()]) {
        let ways = ways_of(process, state, facts, now, &person);
        found.extend(ways.into_iter().map(|command| (person.clone(), command)));
    }
    let is_under_way = state.seq > 0 && !state.is_closed();
    assert!(!is_under_way || found.iter().any(|(who, _)| !who.is_system()), "nobody can act: {state:?}");
    found
}

/// The same of one person.
pub(super) fn ways_of(
    process: &Process,
    state: &State,
    facts: &Facts,
    now: DateTime<Utc>,
    person: &Actor,
) -> Vec<Command> {
    let of = |way: Allowed| -> Vec<Command> {
        let task = way.task.unwrap_or_default();
        let plain = |outcome| complete_words(way.command, &task, outcome);
        match way.command {
            CommandName::Complete => {
                let ends = way.outcomes.into_iter().map(|outcome| checked(process, plain(outcome)));
                ends.flat_map(|command| elsewhere(command, &way.to)).collect()
            }
            CommandName::AnswerExternal => way.outcomes.into_iter().map(plain).collect(),
            CommandName::EndCall => {
                [Outcome::Approved, Outcome::Rejected, Outcome::Delivered].map(plain).into()
            }
            CommandName::ReportPause if state.pause_to_report(now).is_none() => Vec::new(),
            CommandName::EndSpecialProcedure => adding(plain(Outcome::Approved), state.may_add(facts.limit)),
            name if name.goes_somewhere() => {
                way.to.iter().flat_map(|to| both_ways(plain(Outcome::Approved), to)).collect()
            }
            _ => vec![plain(Outcome::Approved)],
        }
    };
    allowed(process, state, person, facts).into_iter().flat_map(of).collect()
}

/// The command with every point of the checklist answered, and every form of the task's own filled in.
fn checked(process: &Process, command: Command) -> Command {
    let Command::Complete { task, outcome, reason, opinion, next, changes, .. } = command else {
        return command;
    };
    let defined = process.task(&task);
    let points = defined.map(|task| task.checklist.as_slice()).unwrap_or_default();
    let answer =
        |point: &CheckPoint| Check { point: point.id.clone(), answer: CheckAnswer::Yes, words: None };
    let checks = points.iter().map(answer).collect();
    let ids = defined.map(|task| task.forms.as_slice()).unwrap_or_default();
    let filled = |id: &String| FilledForm { form: id.clone(), version: 1, answers: Value::Null };
    let forms = ids.iter().map(filled).collect();
    Command::Complete { task, outcome, reason, opinion, checks, next, changes, forms }
}

/// The command as it is, and to wherever else it may go.
fn elsewhere(command: Command, there: &[String]) -> Vec<Command> {
    let mut found = vec![command.clone()];
    if let Command::Complete { task, outcome, reason, opinion, checks, changes, forms, .. } = command
        && outcome != Outcome::NotAccepted
    {
        found.extend(there.iter().map(|to| Command::Complete {
            task: task.clone(),
            outcome,
            reason: reason.clone(),
            opinion: opinion.clone(),
            checks: checks.clone(),
            next: Some(to.clone()),
            changes: changes.clone(),
            forms: forms.clone(),
        }));
    }
    found
}

/// The command as it is, and with the most time it may add.
fn adding(command: Command, most: u32) -> Vec<Command> {
    let mut found = vec![command.clone()];
    if let (Command::EndSpecialProcedure { task, result, .. }, Ok(added)) = (command, u16::try_from(most)) {
        found.push(Command::EndSpecialProcedure { task, result, added });
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
pub(super) fn check(process: &Process, state: &State, facts: &Facts, events: &[Event]) {
    // Every open task, and every other case that is waited for, is one leaf of the way, and every leaf is one of those.
    let tasks = state.open.iter().map(|open| open.key.as_str());
    let open: BTreeSet<&str> = tasks.chain(state.awaited().map(|subcase| subcase.key.as_str())).collect();
    let leaves = state.run.keys();
    assert_eq!(leaves.len(), state.open.len() + state.awaited().count(), "doubled");
    assert_eq!(leaves.iter().copied().collect::<BTreeSet<_>>(), open, "lost");
    // What is open was opened once, and what was done was open.
    let mut opened: BTreeMap<&str, u32> = BTreeMap::new();
    for event in events {
        match &event.payload {
            Payload::TaskOpened(task) => {
                *opened.entry(&task.task).or_default() += 1;
                // Nobody who is away gets what a deputy could do.
                assert!(task.holder.iter().all(|holder| facts.deputy(holder).is_none()), "{task:?}");
                assert_eq!(
                    task.instead_of.as_ref().and_then(|of| facts.deputy(of)),
                    task.instead_of.as_ref().and(task.holder.as_deref())
                );
            }
            Payload::TaskCompleted(task) => assert!(opened.contains_key(task.task.as_str())),
            _ => {}
        }
    }
    assert!(opened.values().all(|times| *times == 1));
    let done: Vec<&str> = state.done.iter().map(|done| done.key.as_str()).collect();
    assert_eq!(done.iter().collect::<BTreeSet<_>>().len(), done.len(), "done twice");
    assert!(done.iter().all(|key| !open.contains(key)));
    // Nothing waits behind something that is still to be done.
    let places: Vec<_> = open.iter().map(|open| state.run.path_of(&process.root, open).unwrap()).collect();
    for (one, other) in places.iter().flat_map(|one| places.iter().map(move |other| (one, other))) {
        assert!(!run::precedes(&process.root, one, other), "{one:?} {other:?}");
    }
    // The end is the end of the way.
    assert_eq!(state.is_closed(), state.run.is_over() && state.seq > 0);
    assert_eq!(state.is_closed() || state.seq == 0, open.is_empty());
    check_subcases(state, events);
    assert!(state.added_days() <= 6, "more than 30 of a hundred of 20 days");
}

/// Each case that was begun was begun once, and if it was waited for, it is, or it ended once, or was told to end once.
fn check_subcases(state: &State, events: &[Event]) {
    let (mut begun, mut over) = (BTreeMap::new(), Vec::new());
    for event in events {
        match &event.payload {
            Payload::CallBegun(call) => {
                for case in &call.cases {
                    assert_eq!(begun.insert(case.key.as_str(), call.wait), None, "begun twice");
                }
            }
            Payload::CallEnded(CallEnded { call, .. }) | Payload::CallDropped(CallDropped { call }) => {
                over.push(call.as_str());
            }
            _ => {}
        }
    }
    over.extend(state.awaited().map(|subcase| subcase.key.as_str()));
    over.sort_unstable();
    let waited: Vec<&str> = begun.into_iter().filter(|(_, wait)| *wait).map(|(key, _)| key).collect();
    assert_eq!(over, waited);
    assert!(state.subcases.iter().all(|subcase| subcase.status != SubcaseStatus::Unwanted), "not told");
}

/// The command, and what has to hold after it beside what always does.
pub(super) fn give(
    process: &Process,
    state: &mut State,
    events: &mut Vec<Event>,
    (who, command): &(Actor, Command),
    facts: &Facts,
    now: DateTime<Utc>,
) {
    let before = state.clone();
    let told = step(process, state, command.clone(), who, facts, now);
    let new = told.unwrap_or_else(|refusal| panic!("{command:?} of {who:?}: {refusal:?}"));
    for event in &new {
        assert_eq!(state.apply(process, event), Ok(()), "{event:?}");
    }
    events.extend(new);
    let is_open = |key: &str| state.task(key).is_some();
    let gone = before.open.iter().filter(|open| !is_open(&open.key));
    match command {
        // Who goes elsewhere than the process does leaves everybody else alone.
        Command::Complete { task, next: Some(_), .. } => assert!(gone.map(|open| &open.key).eq([task])),
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
            let mut leaves =
                state.open.iter().map(|open| state.run.path_of(&process.root, &open.key).unwrap());
            assert!(leaves.any(|leaf| leaf.starts_with(place)), "{command:?} opened nothing there");
        }
        Command::Claim { .. } | Command::Release { .. } | Command::Reassign { .. } => {
            assert_eq!(gone.count(), 0)
        }
        _ => {}
    }
}

/// Everybody does what is theirs to do, until the case is closed.
pub(super) fn finish(
    process: &Process,
    state: &mut State,
    events: &mut Vec<Event>,
    facts: &Facts,
    mut now: DateTime<Utc>,
) {
    for _ in 0..500 {
        if state.is_closed() {
            return;
        }
        now += TimeDelta::hours(7);
        let ways = ways(process, state, facts, now);
        let wanted = |command: &Command| match command {
            Command::Complete { outcome, next: None, .. } => {
                *outcome != Outcome::NotAccepted && *outcome != Outcome::Rejected
            }
            Command::Answer { .. }
            | Command::AnswerExternal { .. }
            | Command::EndCall { .. }
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
        let next = next.unwrap_or_else(|| panic!("stuck: {state:?}")).clone();
        give(process, state, events, &next, facts, now);
    }
    panic!("no end: {state:?}");
}

/// One of these: first what kind of thing is done, so that what many may do to many is not all that happens; then which.
fn drawn(ways: &[(Actor, Command)], kind: Index, which: Index) -> &(Actor, Command) {
    let of = |command: &Command| {
        let end = match command {
            Command::Complete { next: Some(_), .. } => 2,
            Command::Complete { outcome: Outcome::Rejected, .. } => 1,
            _ => 0,
        };
        (command.name(), end)
    };
    let kinds: BTreeSet<(CommandName, u8)> = ways.iter().map(|(_, command)| of(command)).collect();
    let kind = *kind.get(&kinds.into_iter().collect::<Vec<_>>());
    let those: Vec<&(Actor, Command)> = ways.iter().filter(|(_, command)| of(command) == kind).collect();
    which.get::<&(Actor, Command)>(&those)
}

/// What is drawn of a step: what is done, whether ends are left out, how many hours later, and what is tried in vain before.
type Attempt = ((Index, Index), bool, i64, Odd);

/// A process, who works on it, and what is tried.
fn any_walk() -> impl Strategy<Value = (Process, Facts, Vec<Attempt>)> {
    let which = (any::<Index>(), any::<Index>());
    let (keeps, hours) = (select(vec![false, true, true, true, true]), select(vec![7, 7, 7, 1_000]));
    let attempt = (which, keeps, hours, any_odd());
    (any_process(), any_facts(), prop::collection::vec(attempt, 1..40))
}

/// Goes it, and tells what was done on the way.
fn walk((process, facts, attempts): (Process, Facts, Vec<Attempt>), done: &mut Vec<(Actor, Command)>) {
    let (mut state, mut events) = (State::new(case()), Vec::new());
    let mut now = DateTime::<Utc>::UNIX_EPOCH + TimeDelta::days(20_000);
    for ((kind, which), keeps, hours, odd) in &attempts {
        now += TimeDelta::hours(*hours);
        try_in_vain(&process, &state, &facts, now, odd);
        let mut ways = ways(&process, &state, &facts, now);
        // Most walks would end early otherwise.
        if *keeps {
            let ends = |command: &Command| {
                let is_drop = matches!(command, Command::Withdraw { .. } | Command::Terminate { .. });
                is_drop || matches!(command, Command::Complete { outcome: Outcome::NotAccepted, .. })
            };
            ways.retain(|(_, command)| !ends(command));
        }
        if ways.is_empty() {
            break;
        }
        let next = drawn(&ways, *kind, *which);
        done.push(next.clone());
        give(&process, &mut state, &mut events, next, &facts, now);
        check(&process, &state, &facts, &events);
    }
    assert_eq!(State::replay(&process, case(), &events).as_ref(), Ok(&state));
    let stored = serde_json::to_string(&events).unwrap();
    assert_eq!(serde_json::from_str::<Vec<Event>>(&stored).unwrap(), events);
    if state.seq > 0 {
        finish(&process, &mut state, &mut events, &facts, now);
        check(&process, &state, &facts, &events);
        // And when all is over.
        for (.., odd) in &attempts {
            try_in_vain(&process, &state, &facts, now, odd);
        }
    }
}

/// Ten thousand walks, shared out among the cores. `PROPTEST_CASES` asks for more: `make walks` for a million.
#[test]
fn no_task_is_lost_or_doubled() {
    let usual = ProptestConfig::default();
    let cores = thread::available_parallelism().map_or(1, |cores| u32::try_from(cores.get()).unwrap());
    let share = ProptestConfig {
        cases: usual.cases.max(10_000).div_ceil(cores),
        failure_persistence: None,
        max_shrink_iters: 2_000,
        ..usual
    };
    let run = || {
        let mut runner = TestRunner::new(share.clone());
        let found = runner.run(&any_walk(), |drawn| {
            walk(drawn, &mut Vec::new());
            Ok(())
        });
        let Err(failure) = found else { return };
        // What was drawn says little: once more, for what was done.
        let TestError::Fail(reason, drawn) = failure else { panic!("{failure}") };
        let mut done = Vec::new();
        _ = catch_unwind(AssertUnwindSafe(|| walk(drawn.clone(), &mut done)));
        panic!("{reason}\n{done:#?}\n{:#?}\n{:#?}", drawn.0, drawn.1);
    };
    thread::scope(|scope| (0..cores).for_each(|_| drop(scope.spawn(run))));
}
