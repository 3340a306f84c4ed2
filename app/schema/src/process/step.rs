//! The one decision of the engine: a command on a case becomes events, or a refusal that says what is allowed.

mod outside;
#[cfg(test)]
mod tests;

use std::collections::HashSet;

use chrono::{DateTime, Utc};

use super::command::{Actor, Command, CommandName};
use super::definition::{Process, Task, TaskKind};
use super::event::{
    CaseCopied, CaseRated, CaseReminded, CaseStarted, CaseTerminated, CaseWithdrawn, DelegateAnswered, Event,
    PauseReported, Payload, SharedChanged, SignerAdded, SignerRemoved, SpecialProcedureEnded,
    SpecialProcedureStarted, SupplementReceived, SupplementRequested, TaskClaimed, TaskCompleted,
    TaskDelegated, TaskJumped, TaskReassigned, TaskRecalled, TaskReleased, TaskReturned, TimeExtended,
};
use super::facts::Facts;
use super::filled::FilledForm;
use super::permit::{Refusal, RefusalCode, allowed, permit};
use super::state::State;
use super::story::Story;
use super::words::{Check, Opinion, Outcome, Place, SupplementPoint};
use crate::calendar::local_day;

/// What comes of this command, given by this person at this moment. The events follow on the state's last and are
/// in the order to [`apply`](State::apply) them; nothing is changed here. There are none where it has been said before: an
/// answer from outside may come twice.
///
/// Each opening of a task has a key: the id of the task, from the second opening on with its number, `review#2`.
///
/// Going another way than the process says:
///
/// | | who | where to | what is dropped | what comes next |
/// |---|---|---|---|---|
/// | return 退回 | who has the task | a task that was done before it, on the way that led here | what comes after that task, other branches only if it stands before their fork | that task, for who did it; then all that lies between again |
/// | return, to resume | the same | the same | nothing; other branches do not notice | that task in the place of this one, then this one again, for who had it |
/// | recall 回撤 | who did the task (below) | their own task | what was opened by it, if nobody has touched that | their task, for them |
/// | jump 跳转 | a lead | any review, or the decision | all between the two places; in a fork only what lies in the same branch | that task; other branches of a fork that was never begun begin too |
/// | complete, to elsewhere 自由流转 | who has the task | a review or the decision that the task names; not out of a branch that is taken beside others | nothing | that task, then what comes after it |
/// | terminate 终止 | a lead | the end | everything | |
/// | jump over a call | a lead | any review, or the decision | the cases that are waited for, and what lies between | that task |
///
/// Inside the blocks:
///
/// | | together 并行, each 多实例 | in turn 依次 | rounds 循环 | other cases 子流程 |
/// |---|---|---|---|---|
/// | return to a task within | one's own branch or part, never another's; the others go on | also what those before did | of this round, never of one before | there is none: another case is no place of this one |
/// | return to before the block | all of it is dropped, and begun anew | the same | the same, and rounds count from the first | those waited for are told to end, and others begin |
/// | the same, to resume | that branch or part waits, nobody else does | the same | the round stays | nothing begins again |
/// | return into it after it ended | that one place opens again, the others stay as they ended, also who was passed by in a vote | those after have their turn again | the last round, whose number stays | |
/// | recall | while the others go on; of what ended it for all by who did so, unless others lost what they had open | until the next has done anything | within the round, and of what ended the last one; what another round followed has passed | what led to another case is not taken back, during it or after |
/// | jump into it | a branch opens there, those never begun begin too; of each all begin from the beginning | the same | there, in the round it is in or the first | it begins when the way comes to it |
/// | jump out of it | of a fork the same branch only, of each all are dropped | the same | the rounds end | those waited for are told to end |
///
/// What is taken back (回撤), while nobody has done anything with what came of it, and nothing went out with it (a message, a
/// fee, a licence, an event for others):
///
/// | task | taken back | because |
/// |---|---|---|
/// | acceptance | no | the applicant has been told, and the time to decide runs (行政许可法 art. 32, 42) |
/// | review, alone or as one of several (会签) | yes | it recommends, and stays within the office |
/// | review by a system | no | nothing is taken back from somebody outside; a lead returns it |
/// | signature besides (加签) | no | it belongs to the task of another, who asks for it once more |
/// | decision | no | the applicant is told; it is put right by a procedure of its own |
/// | payment | no | what is paid is on the books, and is refunded, not forgotten |
/// | printing | yes | a misprint is printed again before it is handed over |
/// | delivery | no | it ends the case |
///
/// Nothing goes back behind a decision. Returning into a block that has ended opens the one place in it again: its other
/// branches, and others who signed, stay as they were; of several in turn the later ones have their turn again. In rounds one
/// goes back within the round. A special procedure ends with the task that waited for it. Nobody is sent elsewhere past those who
/// have yet to sign, or past who waits for a task that was returned to resume.
///
/// Whom a task goes to says the task ([`Assign`](super::Assign)); who is away is stood in for by their deputy, whatever rule led to them. What
/// stops the clock is told in [`SpecialProcedure`](super::SpecialProcedure) and [`Supplement`](super::Supplement), and what is due by itself the hall does ([`Actor::system`]).
pub fn step(
    process: &Process,
    state: &State,
    command: Command,
    actor: &Actor,
    facts: &Facts,
    now: DateTime<Utc>,
) -> Result<Vec<Event>, Refusal> {
    let (points, forms) = left_open(process, &command);
    if actor.is_system() && outside::is_known(state, &command) {
        return Ok(Vec::new());
    }
    let events = check_task(process, state, &command)
        .and_then(|()| permit(process, state, actor, facts, &command))
        .and_then(|()| check_bounds(process, &command, now))
        .and_then(|()| Scene { process, state, actor, facts, now }.decide(command))
        .and_then(|payload| Story::new(process, state, actor, &facts.answers, now).tell(payload, facts));
    events.map_err(|why| {
        let points = if why == RefusalCode::ChecklistOpen { points } else { Vec::new() };
        let forms = if why == RefusalCode::FormMissing { forms } else { Vec::new() };
        let mut may: Vec<CommandName> =
            allowed(process, state, actor, facts).into_iter().map(|allowed| allowed.command).collect();
        may.dedup();
        Refusal { why, allowed: may, points, forms }
    })
}

/// The points of the checklist that the command leaves without an answer, and the forms it leaves out.
fn left_open(process: &Process, command: &Command) -> (Vec<String>, Vec<String>) {
    let Command::Complete { task, checks, forms, .. } = command else { return Default::default() };
    let Some(task) = process.task(task) else { return Default::default() };
    let owned = |ids: Vec<&str>| ids.into_iter().map(str::to_owned).collect();
    (owned(task.open_points(checks)), owned(task.open_forms(forms)))
}

/// Whether the task named, if one is, is one that is open. Silent when none is open: that says more.
fn check_task(process: &Process, state: &State, command: &Command) -> Result<(), RefusalCode> {
    match command.task() {
        Some(named) if state.is_waited_for() && !state.is_open(named) => Err(match process.task(named) {
            Some(_) => RefusalCode::NotTheCurrentTask,
            None => RefusalCode::UnknownTask,
        }),
        _ => Ok(()),
    }
}

fn check_bounds(process: &Process, command: &Command, now: DateTime<Utc>) -> Result<(), RefusalCode> {
    if command.faults(process, local_day(now)).is_empty() { Ok(()) } else { Err(RefusalCode::OutOfBounds) }
}

/// What a permitted command is given in.
struct Scene<'a> {
    process: &'a Process,
    state: &'a State,
    actor: &'a Actor,
    facts: &'a Facts,
    now: DateTime<Utc>,
}

impl Scene<'_> {
    /// What the command says, if its words suffice.
    fn decide(&self, command: Command) -> Result<Payload, RefusalCode> {
        let Self { process, state, .. } = *self;
        Ok(match command {
            Command::Start {} => {
                Payload::CaseStarted(CaseStarted { process: process.id.clone(), version: process.version })
            }
            Command::Claim { task } => {
                let task_kind = self.defined(&task)?.kind;
                Payload::TaskClaimed(TaskClaimed { task, task_kind })
            }
            Command::Release { task } => Payload::TaskReleased(TaskReleased { task }),
            command @ Command::Complete { .. } => self.complete(command)?,
            Command::RequestSupplement { task, points, reason } => self.request(task, points, reason)?,
            Command::ReceiveSupplement { changed } => {
                check_places(changed.iter())?;
                let asked = state.supplements.last().ok_or(RefusalCode::NotWaiting)?;
                Payload::SupplementReceived(SupplementReceived { task: asked.task.clone(), changed })
            }
            Command::BeginSpecialProcedure { task, ground, ends_on, reason } => {
                let reason = said(reason, RefusalCode::ReasonMissing)?;
                Payload::SpecialProcedureStarted(SpecialProcedureStarted { task, ground, ends_on, reason })
            }
            Command::EndSpecialProcedure { task, result, added } => {
                let result = said(result, RefusalCode::ResultMissing)?;
                if u32::from(added) > state.may_add(self.facts.limit) {
                    return Err(RefusalCode::TooMuchAdded);
                }
                Payload::SpecialProcedureEnded(SpecialProcedureEnded { task, result, added })
            }
            Command::ReportPause {} => {
                let lasting = state.pause_to_report(self.now).ok_or(RefusalCode::NotYetDue)?;
                Payload::PauseReported(PauseReported { task: lasting.task.clone() })
            }
            Command::TakeShared { changed } => {
                check_places(changed.iter())?;
                let back = state.first_examined(process).map(|done| done.key.clone());
                Payload::SharedChanged(SharedChanged { changed, back })
            }
            command @ (Command::AnswerExternal { .. }
            | Command::TimeOutExternal { .. }
            | Command::EndCall { .. }) => self.come_in(command)?,
            Command::Withdraw { reason } => Payload::CaseWithdrawn(CaseWithdrawn { reason }),
            Command::Rate { grade, words } => Payload::CaseRated(CaseRated { grade, words }),
            other => operate(other)?,
        })
    }

    fn defined(&self, key: &str) -> Result<&Task, RefusalCode> {
        self.process.task(key).ok_or(RefusalCode::UnknownTask)
    }

    fn complete(&self, command: Command) -> Result<Payload, RefusalCode> {
        let Command::Complete { task, outcome, reason, opinion, checks, next, changes, forms } = command
        else {
            return Err(RefusalCode::NoWay);
        };
        let defined = self.defined(&task)?;
        check_end(self.state, defined.kind, outcome, reason.as_deref(), opinion.as_ref())?;
        // Who signs a task besides does not do it: what is to be checked and what follows is for who has it.
        let is_signature = !self.state.may_be_signed(self.process, &task);
        check_answers(defined, &checks, is_signature)?;
        check_forms(defined, &forms, is_signature)?;
        self.check_next(&task, outcome, next.as_deref())?;
        if self.state.is_fixed_for(self.actor.role, &changes) {
            return Err(RefusalCode::FixedAbove);
        }
        let effects = defined.effects_of(outcome).filter(|_| !is_signature);
        let (task_kind, effects) = (defined.kind, effects.map(|effect| effect.id.clone()).collect());
        Ok(Payload::TaskCompleted(TaskCompleted {
            task,
            task_kind,
            outcome,
            reason,
            opinion,
            checks,
            next,
            effects,
            changes,
            forms,
        }))
    }

    fn check_next(&self, key: &str, outcome: Outcome, next: Option<&str>) -> Result<(), RefusalCode> {
        let Some(next) = next else { return Ok(()) };
        let is_open = self.state.next_of(self.process, key).iter().any(|id| id == next);
        if is_open && outcome != Outcome::NotAccepted { Ok(()) } else { Err(RefusalCode::NotReachable) }
    }

    fn request(
        &self,
        task: String,
        points: Vec<SupplementPoint>,
        reason: Option<String>,
    ) -> Result<Payload, RefusalCode> {
        check_points(&points)?;
        let repeat = !self.state.supplements.is_empty();
        if repeat && is_blank(reason.as_deref()) {
            return Err(RefusalCode::RepeatNeedsReason);
        }
        let late = self.facts.ask_by.is_some_and(|day| local_day(self.now) > day);
        Ok(Payload::SupplementRequested(SupplementRequested { task, points, repeat, reason, late }))
    }
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

/// Whether every point of the checklist has one answer, and nothing else has.
fn check_answers(task: &Task, checks: &[Check], is_signature: bool) -> Result<(), RefusalCode> {
    let mut seen = HashSet::new();
    let is_asked = |check: &Check| task.checklist.iter().any(|point| point.id == check.point);
    if !checks.iter().all(|check| is_asked(check) && seen.insert(check.point.as_str())) {
        return Err(RefusalCode::NoSuchPoint);
    }
    if is_signature || task.open_points(checks).is_empty() { Ok(()) } else { Err(RefusalCode::ChecklistOpen) }
}

/// Whether every form of the task's own is filled in, once, and no other is.
fn check_forms(task: &Task, forms: &[FilledForm], is_signature: bool) -> Result<(), RefusalCode> {
    let mut seen = HashSet::new();
    if !forms.iter().all(|filled| task.forms.contains(&filled.form) && seen.insert(filled.form.as_str())) {
        return Err(RefusalCode::NoSuchForm);
    }
    if is_signature || task.open_forms(forms).is_empty() { Ok(()) } else { Err(RefusalCode::FormMissing) }
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
