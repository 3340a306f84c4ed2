//! Surveys (意见征集): what the public is asked about, what it thinks, and what became of that. Nothing is kept of who said it.

pub mod attachments;
pub mod demo;
pub mod desk;
pub mod http;
mod store;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use schema::surveys::Survey;

use crate::db::Tx;
use crate::error::Result;
use crate::state::AppState;

/// How long an opinion that is sent once more is known for the same. What it is known by is made of where it came from.
const KNOWN_FOR: TimeDelta = TimeDelta::minutes(10);

/// All of them in the order of their numbers, after one of them, with what is told of the opinions; those of later days too.
pub async fn after(tx: &mut Tx, id: i64, limit: i64) -> Result<Vec<Survey>> {
    let rows = store::after(tx, id, limit).await?;
    rows.into_iter().map(|row| row.whole(NaiveDate::default(), Vec::new(), &[])).collect()
}

/// Forgets where opinions came from that were taken a while ago.
pub async fn forget(state: &AppState) -> Result<()> {
    let mut tx = state.db.write().await?;
    forget_before(&mut tx, state.clock.now()).await?;
    Ok(tx.commit().await?)
}

async fn forget_before(tx: &mut Tx, now: DateTime<Utc>) -> Result<()> {
    store::forget(tx, now - KNOWN_FOR).await
}
