//! The tasks that systems of other agencies have (外部环节): what waits for one, its answer, and what has not come in time. The
//! hall says to the case what came of them.

use std::fmt::{self, Display};
use std::str::FromStr;

use chrono::{DateTime, Utc};
use schema::exchange::{ExchangeAnswer, ExchangeTask, ExchangeTasks, REASON_LETTERS, REFERENCE_LETTERS};
use schema::id::CaseNumber;
use schema::process::{Actor, Command, External, Outcome};
use schema::{FieldCode, FieldError};

use super::log::Case;
use super::store::{self, Silent};
use crate::cursor;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::audit::{self, Line};
use crate::state::AppState;

/// How many tasks are handed out in one answer, and how many are looked at for their time in one go.
const PAGE: usize = 50;

/// The key of the last task of a page: since when it waits, the case, the key of the opening.
struct After(DateTime<Utc>, i64, String);

/// Addresses end at a `#`, which stands in keys of tasks; no id has a `~`.
impl Display for After {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.0.timestamp_micros(), self.1, self.2.replace('#', "~"))
    }
}

impl FromStr for After {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let read = |text: &str| {
            let (at, rest) = text.split_once('.')?;
            let (case, task) = rest.split_once('.')?;
            Some(Self(cursor::moment(at)?, case.parse().ok()?, task.replace('~', "#")))
        };
        read(text).ok_or_else(|| Error::bad_request("after: not one of ours"))
    }
}

/// What waits for a system, the oldest first, from behind a page on.
pub async fn tasks(tx: &mut Tx, system: &str, after: Option<&str>) -> Result<ExchangeTasks> {
    let first = After(DateTime::UNIX_EPOCH, 0, String::new());
    let After(since, case, task) = cursor::read(after)?.unwrap_or(first);
    let mut rows = store::handed(tx, system, (since, case, &task), PAGE as i64 + 1).await?;
    let next = cursor::cut(&mut rows, PAGE, |row| After(row.sent_at, row.case_record, row.task.clone()));
    let told = |row: store::Handed| {
        Ok(ExchangeTask {
            case: CaseNumber::parse(&row.number).map_err(anyhow::Error::from)?,
            task: row.task,
            data: serde_json::from_str(&row.handed)?,
            since: row.sent_at,
            due: row.due_at,
        })
    };
    Ok(ExchangeTasks { tasks: rows.into_iter().map(told).collect::<Result<_>>()?, next })
}

/// Takes the answer of a system to a task that it has. The same answer again changes nothing.
pub async fn answer(
    state: &AppState,
    system: &str,
    (number, task): (&str, &str),
    answer: ExchangeAnswer,
) -> Result<()> {
    let now = state.clock.now();
    let mut tx = state.db.write().await?;
    Case::hold(&mut tx, number).await?;
    let mut case = Case::by_number(&mut tx, number).await?.ok_or_else(Error::not_found)?;
    let contract =
        case.task(task).and_then(|task| task.external.clone()).filter(|_| case.was_handed_out(task));
    // Of a task that is another's, or that nobody has been handed yet, nobody learns that it is there.
    let contract = contract.filter(|contract| contract.system == system).ok_or_else(Error::not_found)?;
    if case.state.answered(&answer.reference) == Some(task) {
        return Ok(());
    }
    let faults = faults(&contract, &answer);
    if !faults.is_empty() {
        return Err(Error::invalid(faults));
    }
    let ExchangeAnswer { reference, outcome, reason, data } = answer;
    let line = Line::new("exchange.answer", &case.row.number).detail("actor", actor(system));
    let line = line.detail("task", task);
    let command = Command::AnswerExternal { task: task.to_owned(), reference, outcome, reason, data };
    case.give(state, &mut tx, command, &Actor::system(), now).await?;
    audit::record(&mut tx, line, case.chain(), now).await?;
    Ok(tx.commit().await?)
}

/// What a system is called on record.
pub fn actor(system: &str) -> String {
    format!("system:{system}")
}

/// What is wrong with an answer, by pointer.
fn faults(contract: &External, answer: &ExchangeAnswer) -> Vec<FieldError> {
    let letters = |text: &str| text.trim().chars().count();
    let reason = answer.reason.as_deref().map_or(0, letters);
    let is_rejected = answer.outcome == Outcome::Rejected;
    let checks = [
        ("/reference", FieldCode::Required, letters(&answer.reference) == 0),
        ("/reference", FieldCode::TooLong, letters(&answer.reference) > REFERENCE_LETTERS),
        ("/outcome", FieldCode::NotAChoice, !matches!(answer.outcome, Outcome::Approved | Outcome::Rejected)),
        ("/reason", FieldCode::Required, is_rejected && reason == 0),
        ("/reason", FieldCode::TooLong, reason > REASON_LETTERS),
    ];
    let found = checks.into_iter().filter(|(.., is_fault)| *is_fault);
    let found = found.map(|(pointer, code, _)| FieldError::new(pointer, code));
    let broken = contract.broken(&answer.data).into_iter().map(|mut fault| {
        fault.pointer.insert_str(0, "/data");
        fault
    });
    found.chain(broken).collect()
}

/// Says of each task whose system has not answered in time that it has not; says of how many. What a case refuses is logged,
/// tried again the next time, and keeps no other waiting.
pub async fn time_out(state: &AppState) -> Result<usize> {
    let now = state.clock.now();
    let (mut after, mut said): (Option<Silent>, _) = (None, 0);
    loop {
        let due = store::silent(&mut state.db.read().await?, now, after.as_ref(), PAGE as i64).await?;
        let Some(last) = due.last() else { return Ok(said) };
        after = Some(last.clone());
        for silent in due {
            match time_out_one(state, &silent, now).await {
                Ok(done) => said += usize::from(done),
                Err(error) => {
                    tracing::warn!(case = silent.number, %error, "that a system is silent could not be said");
                }
            }
        }
    }
}

/// The same of one task. Another server may have seen the same: who holds the case first says it, and the other finds that
/// no system has the task.
async fn time_out_one(state: &AppState, silent: &Silent, now: DateTime<Utc>) -> Result<bool> {
    let mut tx = state.db.write().await?;
    Case::hold(&mut tx, &silent.number).await?;
    let until = store::waited_until(&mut tx, silent.case_record, &silent.task).await?.flatten();
    if until.is_none_or(|until| until >= now) {
        return Ok(false);
    }
    let mut case = Case::load(&mut tx, silent.case_record).await?.ok_or_else(Error::not_found)?;
    let command = Command::TimeOutExternal { task: silent.task.clone() };
    case.give(state, &mut tx, command, &Actor::system(), now).await?;
    tx.commit().await?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_goes_on_behind_what_it_ended_with() {
        let at = DateTime::from_timestamp_micros(1_772_413_200_000_001).unwrap();
        let text = After(at, 7, "fire#2".into()).to_string();
        assert!(!text.contains('#'));
        let After(read, case, task) = text.parse().unwrap();
        assert_eq!((read, case, task.as_str()), (at, 7, "fire#2"));
        for odd in ["", "1", "1.2", "a.2.fire", "1.b.fire"] {
            assert!(odd.parse::<After>().is_err(), "{odd}");
        }
    }
}
