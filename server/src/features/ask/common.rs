//! The common questions of the demo city: `server/seed/ask/common.json`.

use chrono::{DateTime, Utc};
use schema::ask::Library;

use super::{store, taught};
use crate::db::Tx;
use crate::error::Result;
use crate::features::catalogue;

/// Adds them, once; returns how many.
pub async fn load(tx: &mut Tx, now: DateTime<Utc>) -> Result<usize> {
    if store::entries::has(tx, Library::Common).await? {
        return Ok(0);
    }
    let common = taught::common()?;
    for (library, said) in &common {
        store::entries::insert(tx, *library, said, None, now).await?;
    }
    catalogue::advance(tx).await?;
    Ok(common.len())
}
