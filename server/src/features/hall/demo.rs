//! The hall of the demo city: `server/seed/hall.json`.

use chrono::{DateTime, Utc};
use schema::hall::Hall;

use super::store;
use crate::db::Tx;
use crate::error::Result;

/// What the file says.
pub const HALL: &str = include_str!("../../../seed/hall.json");

/// Builds it; returns how many counters it has.
pub async fn load(tx: &mut Tx, now: DateTime<Utc>) -> Result<usize> {
    let hall: Hall = serde_json::from_str(HALL)?;
    store::put(tx, &hall, now).await?;
    Ok(hall.counters().count())
}
