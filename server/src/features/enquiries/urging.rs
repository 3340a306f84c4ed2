//! Urging who has to answer (催办): once when the next working day is the last, once when it is past. Looked for by the watch of every
//! server; who writes first tells it. What was urged stands above the others in the desk's list, and on record; who leads is told.

use chrono::{DateTime, NaiveDate, Utc};
use schema::calendar::local_day;
use schema::enquiries::{Actor, Command};

use super::log::{HALL, Logged, Means};
use super::{store, telling};
use crate::error::Result;
use crate::features::audit::{self, Line};
use crate::state::AppState;

/// How many are looked at in one go.
const BATCH: i64 = 50;

/// Urges on what is due; says how many. What cannot be told is logged, tried again the next time, and keeps no other waiting.
pub async fn ring(state: &AppState) -> Result<usize> {
    let now = state.clock.now();
    let today = local_day(now);
    let soon = state.calendar.current().add_working_days(today, 1);
    let yesterday = today.pred_opt().unwrap_or(today);
    Ok(urged_by(state, (0, soon), now).await? + urged_by(state, (1, yesterday), now).await?)
}

async fn urged_by(state: &AppState, (times, by): (i64, NaiveDate), now: DateTime<Utc>) -> Result<usize> {
    let (mut after, mut urged) = ((NaiveDate::from_ymd_opt(1900, 1, 1).unwrap_or_default(), 0), 0);
    loop {
        let due = store::to_urge(&mut state.db.read().await?, times, by, after, BATCH).await?;
        let Some(last) = due.last() else { return Ok(urged) };
        after = *last;
        for (_, id) in due {
            match urge(state, id, times, now).await {
                Ok(told) => urged += usize::from(told),
                Err(error) => tracing::warn!(enquiry = id, %error, "its agency could not be urged"),
            }
        }
    }
}

async fn urge(state: &AppState, id: i64, times: i64, now: DateTime<Utc>) -> Result<bool> {
    let mut tx = state.db.write().await?;
    if !store::urge(&mut tx, id, times).await? {
        return Ok(false);
    }
    let Some(mut logged) = Logged::load(&mut tx, id).await? else { return Ok(false) };
    let calendar = state.calendar.current();
    let means = Means { calendar: &calendar, chance: &state.chance };
    logged.act(&mut tx, Command::Urge, (Actor::Hall, HALL), means, now).await?;
    telling::urge(&mut tx, &state.chance, &logged, (times, now)).await?;
    audit::record(&mut tx, Line::new("enquiry.urge", id), logged.chain(), now).await?;
    tx.commit().await?;
    Ok(true)
}
