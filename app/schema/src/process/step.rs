//! The one decision of the engine: a command on a case becomes events, or a refusal that says what is allowed.

use std::collections::HashSet;

use chrono::{DateTime, Utc};

use super::command::{Actor, Command, CommandName, Facts};
use super::definition::{Process, TaskKind};
use super::event::{
    CaseCopied, CaseRated, CaseReminded, CaseStarted, CaseTerminated, CaseWithdrawn, DelegateAnswered, Event,
    Payload, SignerAdded, SignerRemoved, SpecialProcedureEnded, SpecialProcedureStarted, SupplementReceived,
    SupplementRequested, TaskClaimed, TaskCompleted, TaskDelegated, TaskJumped, TaskReassigned, TaskRecalled,
    TaskReleased, TaskReturned, TimeExtended,
};
use super::permit::{Refusal, RefusalCode, allowed, permit};
use super::state::State;
use super::story::Story;
use super::words::{Opinion, Outcome, Place, SupplementPoint};
use crate::calendar::local_day;

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
    let events = check_task(process, state, &command)
        .and_then(|()| permit(process, state, actor, facts, &command))
        .and_then(|()| check_bounds(&command, now))
        .and_then(|()| decide(process, state, command))
        .and_then(|payload| Story::new(process, state, actor, now).tell(payload, facts));
    events.map_err(|why| {
        let mut may: Vec<CommandName> =
            allowed(process, state, actor, facts).into_iter().map(|allowed| allowed.command).collect();
        may.dedup();
        Refusal { why, allowed: may }
    })
}

/// Whether the task named, if one is, is one that is open. Silent when none is open: that says more.
fn check_task(process: &Process, state: &State, command: &Command) -> Result<(), RefusalCode> {
    match command.task() {
        Some(named) if !state.open.is_empty() && state.task(named).is_none() => {
            Err(match process.task(named) {
                Some(_) => RefusalCode::NotTheCurrentTask,
                None => RefusalCode::UnknownTask,
            })
        }
        _ => Ok(()),
    }
}

fn check_bounds(command: &Command, now: DateTime<Utc>) -> Result<(), RefusalCode> {
    if command.faults(local_day(now)).is_empty() { Ok(()) } else { Err(RefusalCode::OutOfBounds) }
}

/// What a permitted command says, if its words suffice.
fn decide(process: &Process, state: &State, command: Command) -> Result<Payload, RefusalCode> {
    let defined = |key: &str| process.task(key).ok_or(RefusalCode::UnknownTask);
    Ok(match command {
        Command::Start {} => {
            Payload::CaseStarted(CaseStarted { process: process.id.clone(), version: process.version })
        }
        Command::Claim { task } => {
            let task_kind = defined(&task)?.kind;
            Payload::TaskClaimed(TaskClaimed { task, task_kind })
        }
        Command::Release { task } => Payload::TaskReleased(TaskReleased { task }),
        Command::Complete { task, outcome, reason, opinion, changes } => {
            let task_kind = defined(&task)?.kind;
            check_end(state, task_kind, outcome, reason.as_deref(), opinion.as_ref())?;
            Payload::TaskCompleted(TaskCompleted { task, task_kind, outcome, reason, opinion, changes })
        }
        Command::RequestSupplement { task, points, reason } => {
            Payload::SupplementRequested(request(state, task, points, reason)?)
        }
        Command::ReceiveSupplement { changed } => {
            check_places(changed.iter())?;
            let asked = state.supplements.last().ok_or(RefusalCode::NotWaiting)?;
            Payload::SupplementReceived(SupplementReceived { task: asked.task.clone(), changed })
        }
        Command::BeginSpecialProcedure { task, ground, ends_on, reason } => {
            let reason = said(reason, RefusalCode::ReasonMissing)?;
            Payload::SpecialProcedureStarted(SpecialProcedureStarted { task, ground, ends_on, reason })
        }
        Command::EndSpecialProcedure { task, result } => {
            let result = said(result, RefusalCode::ResultMissing)?;
            Payload::SpecialProcedureEnded(SpecialProcedureEnded { task, result })
        }
        Command::Withdraw { reason } => Payload::CaseWithdrawn(CaseWithdrawn { reason }),
        Command::Rate { grade, words } => Payload::CaseRated(CaseRated { grade, words }),
        other => operate(other)?,
    })
}

/// The same of what sends a case another way than its process says.
fn operate(command: Command) -> Result<Payload, RefusalCode> {
    let because = |reason| said(reason, RefusalCode::ReasonMissing);
    Ok(match command {
        Command::Return { task, to, resume, reason } => {
            Payload::TaskReturned(TaskReturned { task, to, resume, reason: because(reason)? })
        }
        Command::Recall { task, reason } => Payload::TaskRecalled(TaskRecalled { task, reason }),
        Command::Jump { task, to, reason } => {
            Payload::TaskJumped(TaskJumped { task, to, reason: because(reason)? })
        }
        Command::Reassign { task, to, reason } => {
            Payload::TaskReassigned(TaskReassigned { task, to, reason: because(reason)? })
        }
        Command::Delegate { task, to, reason } => {
            Payload::TaskDelegated(TaskDelegated { task, to, reason: because(reason)? })
        }
        Command::Answer { task, opinion } if opinion.is_complete() => {
            Payload::DelegateAnswered(DelegateAnswered { task, opinion })
        }
        Command::Answer { .. } => return Err(RefusalCode::OpinionMissing),
        Command::AddSigner { task, to, after, reason } => {
            Payload::SignerAdded(SignerAdded { task, who: to, after, reason: because(reason)? })
        }
        Command::RemoveSigner { task, to, reason } => {
            Payload::SignerRemoved(SignerRemoved { task, who: to, reason: because(reason)? })
        }
        Command::Copy { to, words, .. } => Payload::CaseCopied(CaseCopied { to, words }),
        Command::Remind { words } => Payload::CaseReminded(CaseReminded { words }),
        Command::Extend { days, reason } => {
            Payload::TimeExtended(TimeExtended { days, reason: because(reason)? })
        }
        Command::Terminate { reason } => Payload::CaseTerminated(CaseTerminated { reason: because(reason)? }),
        _ => return Err(RefusalCode::NoWay),
    })
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
    state: &State,
    kind: TaskKind,
    outcome: Outcome,
    reason: Option<&str>,
    opinion: Option<&Opinion>,
) -> Result<(), RefusalCode> {
    if !state.outcomes(kind).contains(&outcome) {
        return Err(RefusalCode::OutcomeNotPossible);
    }
    if outcome.needs_reason() && is_blank(reason) {
        return Err(RefusalCode::ReasonMissing);
    }
    if kind.needs_opinion() && !opinion.is_some_and(Opinion::is_complete) {
        return Err(RefusalCode::OpinionMissing);
    }
    Ok(())
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

fn said(text: String, missing: RefusalCode) -> Result<String, RefusalCode> {
    if is_blank(Some(&text)) { Err(missing) } else { Ok(text) }
}

fn is_blank(text: Option<&str>) -> bool {
    text.is_none_or(|text| text.trim().is_empty())
}
