//! What must not be done, tried where a random walk has come to: by people without the right, on tasks that are closed, or in
//! the hands of somebody else, or that there are none of. It is refused, and what the refusal says of what is allowed is true.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use super::random_models::ways_of;
use super::test_desk::{complete_words, people, sent, situation};
use super::*;
use crate::role::Role;

/// What is drawn of something tried: who, what, on which task, where to or how it ends, and what is done instead.
pub(super) type Odd = [Index; 5];

const OUTCOMES: [Outcome; 7] = [
    Outcome::Accepted,
    Outcome::NotAccepted,
    Outcome::Approved,
    Outcome::Rejected,
    Outcome::Paid,
    Outcome::Printed,
    Outcome::Delivered,
];

pub(super) fn any_odd() -> impl Strategy<Value = Odd> {
    prop::array::uniform5(any::<Index>())
}

/// Every task that is open or was done, every one there could be, and names of nothing.
fn keys(process: &Process, state: &State) -> Vec<String> {
    let open = state.open.iter().map(|open| &open.key);
    let done = state.done.iter().map(|done| &done.key);
    let begun = state.subcases.iter().map(|subcase| &subcase.key);
    let defined = process.root.tasks().into_iter().map(|task| &task.id);
    let known = open.chain(done).chain(begun).chain(defined).cloned();
    known.chain(["paint", "accept#99", ""].map(str::to_owned)).collect()
}

/// Something that somebody might try, with all the words it needs.
fn tried(process: &Process, state: &State, odd: &Odd) -> (Actor, Command) {
    let [who, what, task, where_to, _] = odd;
    let cast: Vec<Actor> = people().into_iter().chain([Actor::system()]).collect();
    let keys = keys(process, state);
    let ids = cast.iter().map(|person| person.id.clone());
    let goals: Vec<String> = keys.iter().cloned().chain(ids).chain(["nobody".to_owned()]).collect();
    let (goal, outcome) = (where_to.get(&goals), where_to.get(&OUTCOMES));
    let words = complete_words(*what.get(&CommandName::ALL), task.get::<String>(&keys), *outcome);
    let command = match sent(words, Some(goal)) {
        Command::Complete { task, outcome, reason, opinion, checks, changes, forms, .. } => {
            let next = process.task(goal).map(|_| goal.clone());
            Command::Complete { task, outcome, reason, opinion, checks, next, changes, forms }
        }
        Command::Recall { reason, .. } => Command::Recall { task: task.get::<String>(&keys).clone(), reason },
        other => other,
    };
    (who.get(&cast).clone(), command)
}

/// Whether it is among what the same person may do.
fn is_among(may: &[Allowed], command: &Command) -> bool {
    let goes = |way: &Allowed, to: &String| way.to.contains(to);
    may.iter().filter(|way| way.command == command.name()).any(|way| match command {
        Command::Recall { task, .. } => way.task.as_ref() == Some(task),
        _ if command.task().is_some() && way.task.as_deref() != command.task() => false,
        Command::Complete { outcome, next, .. } => {
            let is_sent = next.as_ref().is_none_or(|to| goes(way, to) && *outcome != Outcome::NotAccepted);
            way.outcomes.contains(outcome) && is_sent
        }
        Command::AnswerExternal { outcome, .. } => way.outcomes.contains(outcome),
        Command::Return { to, .. }
        | Command::Jump { to, .. }
        | Command::Reassign { to, .. }
        | Command::Delegate { to, .. }
        | Command::AddSigner { to, .. }
        | Command::RemoveSigner { to, .. } => goes(way, to),
        Command::Copy { to, .. } => to.iter().all(|to| goes(way, to)),
        _ => true,
    })
}

/// What can be seen to be forbidden without asking the engine who may do what.
fn is_barred(state: &State, facts: &Facts, who: &Actor, command: &Command) -> bool {
    use CommandName::*;
    let name = command.name();
    let is_hall = who.is_system();
    let told_by_the_hall =
        matches!(name, AnswerExternal | TimeOutExternal | EndCall | ReportPause | TakeShared);
    let in_hand = matches!(
        name,
        Complete
            | Return
            | Delegate
            | Answer
            | AddSigner
            | RemoveSigner
            | Copy
            | RequestSupplement
            | BeginSpecialProcedure
            | EndSpecialProcedure
    );
    let holder = command.task().and_then(|key| state.task(key)?.holder.as_deref());
    let by_a_lead = matches!(name, Jump | Extend | Terminate);
    let before_a_decision = matches!(name, Return | Jump | Extend | Terminate | Withdraw | TakeShared);
    let is_over = state.is_closed();
    [
        who.id == "stranger",
        (state.seq > 0) == (name == Start),
        is_over != (name == Rate) && state.seq > 0,
        command.task().is_some_and(|key| !state.is_open(key)),
        told_by_the_hall && !is_hall,
        in_hand && !is_hall && holder != Some(who.id.as_str()),
        by_a_lead && !is_hall && who.role != Role::AgencyLead,
        name == Withdraw && !facts.applicants.contains(&who.id),
        before_a_decision && state.decision.is_some(),
    ]
    .contains(&true)
}

/// Tries it. What is not allowed is refused; what the refusal names instead is not, when it is done in the right words.
pub(super) fn try_in_vain(
    process: &Process,
    state: &State,
    facts: &Facts,
    now: DateTime<Utc>,
    odd: &Odd,
) -> Option<RefusalCode> {
    let (who, command) = tried(process, state, odd);
    let may = allowed(process, state, &who, facts);
    if is_among(&may, &command) {
        assert!(!is_barred(state, facts, &who, &command), "{who:?} {command:?} {state:?}");
        return None;
    }
    // The state is lent to it, so nothing in that can have changed.
    let refusal = match step(process, state, command.clone(), &who, facts, now) {
        // An answer that has come before is heard, and changes nothing.
        Ok(events) if events.is_empty() && who.is_system() => return None,
        Ok(events) => panic!("{who:?} {command:?}: {events:?}"),
        Err(refusal) => refusal,
    };
    let mut names: Vec<CommandName> = may.iter().map(|way| way.command).collect();
    names.dedup();
    assert_eq!(refusal.allowed, names, "{who:?} {command:?}");
    let instead = ways_of(process, state, facts, now, &who);
    // The hall reports a pause when it is time, and not before.
    let is_there = |name| name == CommandName::ReportPause || instead.iter().any(|way| way.name() == name);
    assert!(names.into_iter().all(is_there), "{who:?}: {:?}", refusal.allowed);
    if !instead.is_empty() {
        let way = odd[4].get(&instead);
        let done = step(process, state, way.clone(), &who, facts, now);
        assert!(done.is_ok_and(|events| !events.is_empty()), "{who:?} {way:?} after {command:?}");
    }
    Some(refusal.why)
}

/// Whether enough of all that could be tried is: else the walks would show little.
#[test]
fn what_is_tried_is_refused_for_many_reasons() {
    use RefusalCode::*;
    let desks =
        ["new", "in review", "waiting", "special procedure", "reviewed", "decided", "rated"].map(situation);
    let mut runner = TestRunner::deterministic();
    let mut found = HashSet::new();
    for _ in 0..6_000 {
        let odd = any_odd().new_tree(&mut runner).unwrap().current();
        for desk in &desks {
            found.extend(try_in_vain(&desk.process, &desk.state, &desk.facts, desk.now, &odd));
        }
    }
    let wanted = [
        NotStarted,
        Closed,
        UnknownTask,
        NotTheCurrentTask,
        WrongRole,
        NotTheApplicant,
        NotClaimed,
        HeldByAnother,
        AlreadyYours,
        WaitingForApplicant,
        SpecialProcedureOpen,
        AlreadyDecided,
        NotReachable,
        NotReturnable,
        NotRecallable,
        NoSuchColleague,
        AlreadyStarted,
        AlreadyRated,
        NotWaiting,
    ];
    let missing: Vec<RefusalCode> = wanted.into_iter().filter(|code| !found.contains(code)).collect();
    assert_eq!(missing, [], "{found:?}");
}
