//! Performance (绩效评估) of agencies: what they did in a month is counted, scored by an index system, closed, and told in a bulletin.

pub mod bulletin;
mod counting;
pub mod http;
mod store;

use chrono::{DateTime, Utc};
use schema::calendar::{Calendar, local_day};
use schema::performance::{IndexSystem, Period};

use crate::db::Db;
use crate::error::Result;
use crate::features::dashboards::Scope;

/// Publishes the index system that came with this program, if the database does not have this version of it.
pub async fn load(db: &Db, now: DateTime<Utc>) -> Result<()> {
    let system = IndexSystem::shipped().map_err(anyhow::Error::from)?;
    let mut tx = db.write().await?;
    store::publish_system(&mut tx, &system, now).await?;
    tx.commit().await?;
    Ok(())
}

/// Counts the month that is over for the whole hall, so that the demo city has scores to look at; says for how many agencies.
pub async fn demo(db: &Db, calendar: &Calendar, now: DateTime<Utc>) -> Result<usize> {
    let period = Period::of(local_day(now)).before();
    let mut tx = db.write().await?;
    let counted = http::count_month(&mut tx, &Scope::all(), period, calendar, now).await?;
    tx.commit().await?;
    Ok(counted)
}
