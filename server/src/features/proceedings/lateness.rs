//! That a proceeding goes on past its last day is told once: to who owes an answer, and to who asked. Looked for by the watch of every
//! server; who holds the proceeding first tells it.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use schema::calendar::local_day;
use schema::proceedings::{ProceedingNoteKind, Who};

use super::ending::held;
use super::log::Logged;
use super::store;
use crate::db::Tx;
use crate::error::Result;
use crate::features::audit::{self, Line};
use crate::features::{accounts, cases};
use crate::state::AppState;

/// How many are looked at in one go.
const BATCH: i64 = 50;

/// Tells of any that are late; says of how many. What cannot be told is logged, tried again the next time, and keeps no other waiting.
pub async fn ring(state: &AppState) -> Result<usize> {
    let now = state.clock.now();
    let (mut after, mut rung) = ((NaiveDate::from_ymd_opt(1900, 1, 1).unwrap_or_default(), 0), 0);
    loop {
        let late = store::overdue(&mut state.db.read().await?, local_day(now), after, BATCH).await?;
        let Some(last) = late.last() else { return Ok(rung) };
        after = *last;
        for (_, id) in late {
            match tell(state, id, now).await {
                Ok(told) => rung += usize::from(told),
                Err(error) => tracing::warn!(proceeding = id, %error, "that it is late could not be told"),
            }
        }
    }
}

/// The same of one. It may have ended, or been told of, since it was looked for.
async fn tell(state: &AppState, id: i64, now: DateTime<Utc>) -> Result<bool> {
    let mut tx = state.db.write().await?;
    let Some(logged) = held(&mut tx, id).await? else { return Ok(false) };
    let today = local_day(now);
    if !logged.now.is_overdue(today) || !store::tell_late(&mut tx, id, now).await? {
        return Ok(false);
    }
    let owing = owing(&mut tx, &logged, today).await?;
    let awaiting: BTreeSet<i64> = awaiting(&mut tx, &logged).await?.difference(&owing).copied().collect();
    for told in [(ProceedingNoteKind::AnswerOwed, &owing), (ProceedingNoteKind::AnswerAwaited, &awaiting)] {
        cases::tell_of_proceeding(&mut tx, (id, &logged.now.subject), told, now).await?;
    }
    audit::record(&mut tx, Line::new("proceeding.late", id), logged.chain(), now).await?;
    tx.commit().await?;
    Ok(true)
}

/// Who owes an answer: the person who is asked, or who leads the agency that is. Who leads a region has no worklist, and sees in the
/// list of proceedings what is late; who is from outside has no account.
async fn owing(tx: &mut Tx, logged: &Logged, today: NaiveDate) -> Result<BTreeSet<i64>> {
    let mut all = BTreeSet::new();
    let owing: Vec<Who> = logged.now.owing(today).map(|invitee| invitee.who.clone()).collect();
    for who in owing {
        match who {
            Who::Person(account) => drop(all.insert(account)),
            Who::Agency(agency) => all.extend(cases::leads(tx, agency).await?),
            Who::Region(_) | Who::Outside => {}
        }
    }
    Ok(all)
}

/// Who asked, if they still work there; else who leads the agency that did.
async fn awaiting(tx: &mut Tx, logged: &Logged) -> Result<BTreeSet<i64>> {
    let there = accounts::colleagues(tx, &[logged.row.agency]).await?;
    let caller = logged.row.account.filter(|account| there.iter().any(|it| it.account == *account));
    match caller {
        Some(account) => Ok(BTreeSet::from([account])),
        None => cases::leads(tx, logged.row.agency).await,
    }
}
