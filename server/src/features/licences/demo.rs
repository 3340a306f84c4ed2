//! The types of licence that the demonstration has: `server/seed/licences.json`. Every hall may import the same file.

use chrono::{DateTime, Utc};

use crate::db::Tx;
use crate::error::Result;

const TYPES: &str = include_str!("../../../seed/licences.json");

/// Stores them, before the processes that name them; those that are there already stay.
pub async fn load(tx: &mut Tx, now: DateTime<Utc>) -> Result<()> {
    match super::import(tx, TYPES, now).await? {
        Ok(_) => Ok(()),
        Err(faults) => Err(anyhow::anyhow!("licences.json: {}", faults.join("; ")).into()),
    }
}
