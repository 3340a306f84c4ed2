//! What is told of a case, and to whom.

use schema::applications::Promised;
use schema::calendar::local_day;
use schema::cases::{CaseSummary, CaseView, Happening, Rating, SpecialNotice};
use schema::locale::Text;
use schema::process::{Event, Payload, Process, Stage, State, Status};

use super::log::Case;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::definitions;
use crate::state::AppState;

/// Who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// The applicant, or the desk that handles it.
    Inside,
    /// Somebody who knows the number and four characters: no names, no opinion.
    Outside,
}

/// What lists show of a case, as [`super::lists`] has it of many.
async fn summary(state: &AppState, tx: &mut Tx, case: &Case) -> Result<CaseSummary> {
    let calendar = state.calendar.current();
    let running = case.running(&calendar);
    let today = local_day(state.clock.now());
    let due = running.as_ref().and_then(|running| running.deadline.due);
    let remaining = running.as_ref().and_then(|running| running.deadline.remaining(today, &calendar));
    let open = case.state.current(&case.process);
    Ok(CaseSummary {
        number: case.row.number()?,
        item_name: case.item.summary.name.clone(),
        department: case.row.department.clone(),
        applicant: case.filed.applicant.clone(),
        status: case.state.status().unwrap_or(Status::Submitted),
        task: open.map(|(_, task)| task.name.clone()),
        holder: case.holder(tx).await?,
        opened_at: case.row.opened_at,
        due,
        remaining,
    })
}

/// A case as its reader may see it.
pub async fn view(
    state: &AppState,
    tx: &mut Tx,
    case: &Case,
    rating: Option<Rating>,
    reader: Reader,
) -> Result<CaseView> {
    let inside = reader == Reader::Inside;
    let mut summary = summary(state, tx, case).await?;
    if !inside {
        summary.applicant = outline(&summary.applicant);
        summary.holder = None;
    }
    let (opinion, reason) = last_words(&case.events);
    let promises = if inside { promised(tx, case).await? } else { Vec::new() };
    Ok(CaseView {
        promises,
        application: inside.then_some(case.row.application),
        timeline: timeline(&case.process, &case.events, inside),
        deadline: case.running(&state.calendar.current()).map(|running| running.deadline),
        supplement: if inside { case.open_points() } else { Vec::new() },
        special_procedure: case
            .state
            .special_procedure()
            .map(|procedure| SpecialNotice { ground: procedure.ground, ends_on: procedure.ends_on }),
        decision: case.state.decision,
        opinion: opinion.filter(|_| inside),
        reason: reason.filter(|_| inside),
        may_rate: inside && rating.is_none() && may_be_rated(&case.state),
        unread: 0,
        rating: rating.filter(|_| inside),
        summary,
    })
}

/// What was left out and promised; the form, which has the names, is read only if there is any.
async fn promised(tx: &mut Tx, case: &Case) -> Result<Vec<Promised>> {
    if case.filed.beside.promises.is_empty() {
        return Ok(Vec::new());
    }
    let form = definitions::form(tx, &case.filed.form).await?.ok_or_else(Error::not_found)?;
    Ok(case.filed.promised(&form))
}

/// Whether a case has come to where its applicant may rate it: the result is in their hands.
pub fn may_be_rated(state: &State) -> bool {
    state.status() == Some(Status::Delivered)
}

/// A name of which only the first character is told: 王**.
fn outline(name: &str) -> String {
    name.chars().enumerate().map(|(place, letter)| if place == 0 { letter } else { '*' }).collect()
}

fn timeline(process: &Process, events: &[Event], inside: bool) -> Vec<Happening> {
    let line = |event: &Event| {
        let (task, words) = task_and_words(&event.payload);
        Happening {
            at: event.at,
            kind: event.payload.kind().to_owned(),
            stages: Stage::recorded_by(&event.payload).to_vec(),
            role: event.actor.role,
            task: task.and_then(|id| process.task(id)).map(|task| Text::clone(&task.name)),
            words: words.filter(|_| inside).map(str::to_owned),
            special_procedure: notice(&event.payload),
        }
    };
    events.iter().rev().map(line).collect()
}

fn notice(payload: &Payload) -> Option<SpecialNotice> {
    match payload {
        Payload::SpecialProcedureStarted(started) => {
            Some(SpecialNotice { ground: started.ground, ends_on: started.ends_on })
        }
        _ => None,
    }
}

/// The task an event is on, and its words for the applicant; of a rating, theirs.
fn task_and_words(payload: &Payload) -> (Option<&str>, Option<&str>) {
    match payload {
        Payload::CaseStarted(_) => (None, None),
        Payload::TaskOpened(opened) => (Some(&opened.task), None),
        Payload::TaskClaimed(claimed) => (Some(&claimed.task), None),
        Payload::TaskReleased(released) => (Some(&released.task), None),
        Payload::TaskCompleted(done) => (Some(&done.task), done.reason.as_deref()),
        Payload::SupplementRequested(asked) => (Some(&asked.task), asked.reason.as_deref()),
        Payload::SupplementReceived(received) => (Some(&received.task), None),
        Payload::SpecialProcedureStarted(started) => (Some(&started.task), Some(&started.reason)),
        Payload::SpecialProcedureEnded(ended) => (Some(&ended.task), Some(&ended.result)),
        Payload::CaseWithdrawn(withdrawn) => (None, withdrawn.reason.as_deref()),
        Payload::CaseRated(rated) => (None, rated.words.as_deref()),
    }
}

/// The opinion and reason of the last task that ended with one.
fn last_words(events: &[Event]) -> (Option<schema::process::Opinion>, Option<String>) {
    let done = events.iter().rev().filter_map(|event| match &event.payload {
        Payload::TaskCompleted(done) => Some(done),
        _ => None,
    });
    let decided: Vec<_> = done.collect();
    let opinion = decided.iter().find_map(|done| done.opinion.clone());
    let reason = decided.iter().find_map(|done| done.reason.clone());
    (opinion, reason)
}
