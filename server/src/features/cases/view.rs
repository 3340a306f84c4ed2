//! What is told of a case, and to whom.

use schema::applications::Promised;
use schema::bundles::PartOf;
use schema::calendar::local_day;
use schema::cases::{CaseFee, CaseSummary, CaseView, Rating, SpecialNotice, TaskLine};
use schema::process::{
    Allowed, CommandName, Event, OpenTask, Opinion, Payload, State, Status, Task, allowed,
};

use super::besides::is_undecided;
use super::family;
use super::laid_out::said;
use super::log::Case;
use super::people;
use super::store;
use super::timeline::timeline;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::{bundles, definitions, licences, questionnaires};
use crate::state::AppState;

/// Who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// The desk that handles it.
    Desk,
    /// The applicant: not what officers do among themselves.
    Applicant,
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
    Ok(CaseSummary {
        number: case.row.number()?,
        item_name: case.item.summary.name.clone(),
        department: case.row.department.clone(),
        applicant: case.filed.applicant.clone(),
        status: case.state.status().unwrap_or(Status::Submitted),
        tasks: open_tasks(tx, case).await?,
        opened_at: case.row.opened_at,
        due,
        remaining,
    })
}

async fn open_tasks(tx: &mut Tx, case: &Case) -> Result<Vec<TaskLine>> {
    let open = case.state.open.iter();
    let ids = open.flat_map(|open| open.holder.iter().chain(&open.owner)).cloned().collect();
    let names = people::names(tx, case, ids).await?;
    let name = |id: &Option<String>| id.as_ref().and_then(|id| names.get(id).cloned());
    let line = |(open, task): (&OpenTask, &Task)| TaskLine {
        key: open.key.clone(),
        name: task.name.clone(),
        item: said(open.item.as_ref()),
        agency: case.roster.told_of(&task.agency).map(str::to_owned),
        holder: name(&open.holder),
        owner: name(&open.owner),
        signs: case.state.is_signature(&case.process, &open.key),
    };
    Ok(case.state.tasks(&case.process).map(line).collect())
}

/// A case as its reader may see it.
pub async fn view(
    state: &AppState,
    tx: &mut Tx,
    case: &Case,
    rating: Option<Rating>,
    reader: Reader,
) -> Result<CaseView> {
    let inside = reader != Reader::Outside;
    let mut summary = summary(state, tx, case).await?;
    if !inside {
        summary.applicant = outline(&summary.applicant);
        // What a task is done for may be somebody: it is an answer of the application.
        let hide = |task: &mut TaskLine| (task.item, task.holder, task.owner) = (None, None, None);
        summary.tasks.iter_mut().for_each(hide);
    }
    let (opinion, reason) = last_words(&case.events);
    let promises = if inside { promised(tx, case).await? } else { Vec::new() };
    let part_of = part_of(state, tx, case, reader).await?;
    Ok(CaseView {
        promises,
        part_of,
        questions: match reader {
            Reader::Applicant => questionnaires::notice(tx, case.row.id, is_undecided(case)).await?,
            Reader::Desk | Reader::Outside => None,
        },
        fees: fees(tx, case, reader).await?,
        licences: if inside { licences::of_case(tx, case.row.id).await? } else { Vec::new() },
        application: inside.then_some(case.row.application),
        timeline: timeline(tx, case, reader).await?,
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
        may_remind: reader == Reader::Applicant && may_remind(case),
        unread: 0,
        rating: rating.filter(|_| inside),
        summary,
    })
}

/// The joint application it is a part of; at the desk with who works beside it.
async fn part_of(state: &AppState, tx: &mut Tx, case: &Case, reader: Reader) -> Result<Option<PartOf>> {
    let Some(joint) = case.row.joint else { return Ok(None) };
    let today = local_day(state.clock.now());
    Ok(match reader {
        Reader::Outside => None,
        Reader::Applicant => Some(bundles::part_of(tx, joint).await?),
        Reader::Desk => Some(bundles::part_at_desk(tx, (joint, case.row.application), today).await?),
    })
}

/// The fees it has brought up; to its applicant, who knows of no other case, also those of the cases that it began. What the
/// item does not publish is told at the desk, which cannot charge it, and to nobody else.
async fn fees(tx: &mut Tx, case: &Case, reader: Reader) -> Result<Vec<CaseFee>> {
    let cases = match reader {
        Reader::Outside => Vec::new(),
        Reader::Applicant if !case.state.subcases.is_empty() => {
            store::family(tx, case.row.application).await?
        }
        Reader::Applicant | Reader::Desk => vec![case.row.id],
    };
    let mut fees = Vec::new();
    for case in cases {
        fees.extend(store::fees_of(tx, case).await?);
    }
    fees.retain(|fee| reader == Reader::Desk || fee.amount.is_some());
    Ok(fees)
}

/// What was left out and promised; the form, which has the names, is read only if there is any.
async fn promised(tx: &mut Tx, case: &Case) -> Result<Vec<Promised>> {
    if case.filed.beside.promises.is_empty() {
        return Ok(Vec::new());
    }
    let form = definitions::form(tx, &case.filed.form).await?.ok_or_else(Error::not_found)?;
    Ok(case.filed.promised(&form))
}

/// Whether the applicant may ask whoever has the case to go on. While it waits for the applicant there is nobody to ask.
fn may_remind(case: &Case) -> bool {
    let may = |allowed: Allowed| allowed.command == CommandName::Remind;
    case.state.status() != Some(Status::WaitingForApplicant)
        && allowed(&case.process, &case.state, &case.applicant(), &case.facts()).into_iter().any(may)
}

/// Whether a case has come to where its applicant may rate it: the result is in their hands.
pub fn may_be_rated(state: &State) -> bool {
    state.status() == Some(Status::Delivered)
}

/// A name of which only the first character is told: 王**.
fn outline(name: &str) -> String {
    name.chars().enumerate().map(|(place, letter)| if place == 0 { letter } else { '*' }).collect()
}

/// The opinion of the last task that ended with one; and the last reason that was given, also for ending it without a
/// decision.
pub fn last_words(events: &[Event]) -> (Option<Opinion>, Option<String>) {
    let opinion = |event: &Event| match &event.payload {
        Payload::TaskCompleted(done) => done.opinion.clone(),
        _ => None,
    };
    let reason = |event: &Event| match &event.payload {
        Payload::TaskCompleted(done) => done.reason.clone(),
        Payload::CaseTerminated(terminated) => family::said(&terminated.reason),
        _ => None,
    };
    (events.iter().rev().find_map(opinion), events.iter().rev().find_map(reason))
}
