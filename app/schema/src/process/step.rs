//! The one decision of the engine: a command on a case becomes events, or a refusal that says what is allowed.

use std::collections::HashSet;

use chrono::{DateTime, SubsecRound, Utc};

use super::command::{Actor, Command, Facts, Opinion, Outcome, Place, SupplementPoint};
use super::definition::{Process, Task};
use super::event::{
    CaseStarted, CaseWithdrawn, Event, Payload, SupplementReceived, SupplementRequested, TaskClaimed,
    TaskCompleted, TaskOpened, TaskReleased,
};
use super::permit::{Refusal, RefusalCode, allowed, permit};
use super::state::State;

/// Databases keep microseconds, and an event must read back as it was written.
const SUBSECOND_DIGITS: u16 = 6;

/// What comes of this command, given by this person at this moment. The events follow on the state's last and are
/// in the order to [`apply`](State::apply) them; nothing is changed here.
pub fn step(
    process: &Process,
    state: &State,
    command: Command,
    actor: &Actor,
    facts: &Facts,
    now: DateTime<Utc>,
) -> Result<Vec<Event>, Refusal> {
    let payloads = check_task(process, state, &command)
        .and_then(|()| permit(process, state, actor, facts, command.name()))
        .and_then(|()| decide(process, state, command));
    match payloads {
        Ok(payloads) => Ok(in_envelopes(state, payloads, actor, now)),
        Err(why) => {
            let allowed =
                allowed(process, state, actor, facts).into_iter().map(|allowed| allowed.command).collect();
            Err(Refusal { why, allowed })
        }
    }
}

fn in_envelopes(state: &State, payloads: Vec<Payload>, actor: &Actor, now: DateTime<Utc>) -> Vec<Event> {
    let at = now.trunc_subsecs(SUBSECOND_DIGITS);
    let event = |(seq, payload)| Event { seq, case: state.case, at, actor: actor.clone(), payload };
    (state.seq + 1..).zip(payloads).map(event).collect()
}

/// Whether the task named, if one is, is the one that is open. Silent when none is open: that says more.
fn check_task(process: &Process, state: &State, command: &Command) -> Result<(), RefusalCode> {
    match (command.task(), &state.task) {
        (Some(named), Some(open)) if named != open.id => Err(match process.task(named) {
            Some(_) => RefusalCode::NotTheCurrentTask,
            None => RefusalCode::UnknownTask,
        }),
        _ => Ok(()),
    }
}

/// What a permitted command brings about, if its words suffice.
fn decide(process: &Process, state: &State, command: Command) -> Result<Vec<Payload>, RefusalCode> {
    if let Command::Start {} = command {
        let started = CaseStarted { process: process.id.clone(), version: process.version };
        return Ok([Payload::CaseStarted(started)]
            .into_iter()
            .chain(open(process.task_after(None)))
            .collect());
    }
    let (_, current) = state.current(process).ok_or(RefusalCode::Closed)?;
    let task = current.id.clone();
    match command {
        Command::Start {} => Err(RefusalCode::AlreadyStarted),
        Command::Claim { .. } => {
            Ok(vec![Payload::TaskClaimed(TaskClaimed { task, task_kind: current.kind })])
        }
        Command::Release { .. } => Ok(vec![Payload::TaskReleased(TaskReleased { task })]),
        Command::Complete { outcome, reason, opinion, .. } => {
            complete(process, current, outcome, reason, opinion)
        }
        Command::RequestSupplement { points, reason, .. } => {
            check_points(&points)?;
            let repeat = !state.supplements.is_empty();
            if repeat && is_blank(reason.as_deref()) {
                return Err(RefusalCode::RepeatNeedsReason);
            }
            Ok(vec![Payload::SupplementRequested(SupplementRequested { task, points, repeat, reason })])
        }
        Command::ReceiveSupplement { changed } => {
            check_places(changed.iter())?;
            Ok(vec![Payload::SupplementReceived(SupplementReceived { task, changed })])
        }
        Command::Withdraw { reason } => Ok(vec![Payload::CaseWithdrawn(CaseWithdrawn { reason })]),
    }
}

fn complete(
    process: &Process,
    task: &Task,
    outcome: Outcome,
    reason: Option<String>,
    opinion: Option<Opinion>,
) -> Result<Vec<Payload>, RefusalCode> {
    if !task.kind.outcomes().contains(&outcome) {
        return Err(RefusalCode::OutcomeNotPossible);
    }
    if outcome.needs_reason() && is_blank(reason.as_deref()) {
        return Err(RefusalCode::ReasonMissing);
    }
    if task.kind.needs_opinion() && !opinion.as_ref().is_some_and(Opinion::is_complete) {
        return Err(RefusalCode::OpinionMissing);
    }
    let completed = TaskCompleted { task: task.id.clone(), task_kind: task.kind, outcome, reason, opinion };
    let next = if outcome == Outcome::NotAccepted { None } else { process.task_after(Some(&task.id)) };
    Ok([Payload::TaskCompleted(completed)].into_iter().chain(open(next)).collect())
}

fn open(task: Option<&Task>) -> Option<Payload> {
    task.map(|task| Payload::TaskOpened(TaskOpened { task: task.id.clone() }))
}

fn check_points(points: &[SupplementPoint]) -> Result<(), RefusalCode> {
    check_places(points.iter().map(|point| &point.place))?;
    let silent = points.iter().any(|point| is_blank(Some(&point.reason)));
    if silent { Err(RefusalCode::ReasonMissing) } else { Ok(()) }
}

fn check_places<'c>(places: impl ExactSizeIterator<Item = &'c Place> + Clone) -> Result<(), RefusalCode> {
    if places.len() == 0 || !places.clone().all(Place::is_well_formed) {
        return Err(RefusalCode::PlaceMissing);
    }
    let mut seen = HashSet::new();
    if places.clone().all(|place| seen.insert(place)) { Ok(()) } else { Err(RefusalCode::PlaceTwice) }
}

fn is_blank(text: Option<&str>) -> bool {
    text.is_none_or(|text| text.trim().is_empty())
}
