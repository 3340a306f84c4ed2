//! The one decision of the engine: a command on a case becomes events, or a refusal that says what is allowed.

use std::collections::HashSet;

use chrono::{DateTime, SubsecRound, Utc};

use super::command::{Actor, Command, Facts};
use super::definition::{Process, Task};
use super::event::{
    CaseRated, CaseStarted, CaseWithdrawn, Event, Payload, SpecialProcedureEnded, SpecialProcedureStarted,
    SupplementReceived, SupplementRequested, TaskClaimed, TaskCompleted, TaskOpened, TaskReleased,
};
use super::permit::{Refusal, RefusalCode, allowed, permit};
use super::state::State;
use super::words::{Opinion, Outcome, Place, SupplementPoint};
use crate::calendar::local_day;

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
        .and_then(|()| check_bounds(&command, now))
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

fn check_bounds(command: &Command, now: DateTime<Utc>) -> Result<(), RefusalCode> {
    if command.faults(local_day(now)).is_empty() { Ok(()) } else { Err(RefusalCode::OutOfBounds) }
}

/// What a permitted command brings about, if its words suffice.
fn decide(process: &Process, state: &State, command: Command) -> Result<Vec<Payload>, RefusalCode> {
    let current = || state.current(process).map(|(_, task)| task).ok_or(RefusalCode::Closed);
    let payload = match command {
        Command::Start {} => return Ok(start(process)),
        Command::Claim { task } => Payload::TaskClaimed(TaskClaimed { task, task_kind: current()?.kind }),
        Command::Release { task } => Payload::TaskReleased(TaskReleased { task }),
        Command::Complete { outcome, reason, opinion, changes, .. } => {
            let task = current()?;
            check_end(task, outcome, reason.as_deref(), opinion.as_ref())?;
            let (task_kind, next) = (task.kind, after(process, task, outcome));
            let task = task.id.clone();
            let done = TaskCompleted { task, task_kind, outcome, reason, opinion, changes };
            return Ok([Payload::TaskCompleted(done)].into_iter().chain(open(next)).collect());
        }
        Command::RequestSupplement { task, points, reason } => {
            Payload::SupplementRequested(request(state, task, points, reason)?)
        }
        Command::ReceiveSupplement { changed } => {
            check_places(changed.iter())?;
            Payload::SupplementReceived(SupplementReceived { task: current()?.id.clone(), changed })
        }
        Command::BeginSpecialProcedure { task, ground, ends_on, reason } => {
            said(&reason, RefusalCode::ReasonMissing)?;
            Payload::SpecialProcedureStarted(SpecialProcedureStarted { task, ground, ends_on, reason })
        }
        Command::EndSpecialProcedure { task, result } => {
            said(&result, RefusalCode::ResultMissing)?;
            Payload::SpecialProcedureEnded(SpecialProcedureEnded { task, result })
        }
        Command::Withdraw { reason } => Payload::CaseWithdrawn(CaseWithdrawn { reason }),
        Command::Rate { grade, words } => Payload::CaseRated(CaseRated { grade, words }),
    };
    Ok(vec![payload])
}

fn start(process: &Process) -> Vec<Payload> {
    let started = CaseStarted { process: process.id.clone(), version: process.version };
    [Payload::CaseStarted(started)].into_iter().chain(open(process.task_after(None))).collect()
}

fn request(
    state: &State,
    task: String,
    points: Vec<SupplementPoint>,
    reason: Option<String>,
) -> Result<SupplementRequested, RefusalCode> {
    check_points(&points)?;
    let repeat = !state.supplements.is_empty();
    if repeat && is_blank(reason.as_deref()) {
        return Err(RefusalCode::RepeatNeedsReason);
    }
    Ok(SupplementRequested { task, points, repeat, reason })
}

/// Whether the task can end like that, with these words.
fn check_end(
    task: &Task,
    outcome: Outcome,
    reason: Option<&str>,
    opinion: Option<&Opinion>,
) -> Result<(), RefusalCode> {
    if !task.kind.outcomes().contains(&outcome) {
        return Err(RefusalCode::OutcomeNotPossible);
    }
    if outcome.needs_reason() && is_blank(reason) {
        return Err(RefusalCode::ReasonMissing);
    }
    if task.kind.needs_opinion() && !opinion.is_some_and(Opinion::is_complete) {
        return Err(RefusalCode::OpinionMissing);
    }
    Ok(())
}

/// The task that comes next.
fn after<'p>(process: &'p Process, task: &Task, outcome: Outcome) -> Option<&'p Task> {
    process.task_after(Some(&task.id)).filter(|_| outcome != Outcome::NotAccepted)
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

fn said(text: &str, missing: RefusalCode) -> Result<(), RefusalCode> {
    if is_blank(Some(text)) { Err(missing) } else { Ok(()) }
}

fn is_blank(text: Option<&str>) -> bool {
    text.is_none_or(|text| text.trim().is_empty())
}
