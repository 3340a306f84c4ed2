//! The processes that every hall has, demo or not: without them nothing could be filed.

use chrono::{DateTime, Utc};

use super::store::NewProcessVersion;
use super::{read_process, record, store};
use crate::db::{Db, Tx};
use crate::error::Result;

const PROCESSES: [&str; 4] = [
    include_str!("../../../seed/processes/food-business-licence.json"),
    include_str!("../../../seed/processes/reported.json"),
    include_str!("../../../seed/processes/standard.json"),
    include_str!("../../../seed/processes/instant.json"),
];

/// Publishes each under the version its definition names, unless that version is there already.
pub async fn publish(tx: &mut Tx, now: DateTime<Utc>) -> Result<()> {
    publish_these(tx, &PROCESSES, now).await
}

/// The same of other definitions that come with the program.
pub async fn publish_these(tx: &mut Tx, definitions: &[&str], now: DateTime<Utc>) -> Result<()> {
    for &definition in definitions {
        let process = read_process(definition)?;
        if store::process(tx, &process.id, process.version).await?.is_none() {
            store::hold_process(tx, &process.id, &serde_json::to_string(&process.title)?, now).await?;
            let new = NewProcessVersion {
                id: &process.id,
                version: process.version,
                definition,
                published_at: now,
                // What every hall has is in force from its first day on, also where a demonstration goes back in time.
                effective_from: DateTime::UNIX_EPOCH,
                published_by: None,
                reviewed_by: None,
            };
            store::insert_process(tx, &new).await?;
            record(tx, "process.publish", &process.id, process.version, now).await?;
        }
    }
    Ok(())
}

/// Publishes them where one is missing, and otherwise only reads.
pub async fn load(db: &Db, now: DateTime<Utc>) -> Result<()> {
    if are_there(&mut db.read().await?).await? {
        return Ok(());
    }
    let mut tx = db.write().await?;
    publish(&mut tx, now).await?;
    tx.commit().await?;
    Ok(())
}

async fn are_there(tx: &mut Tx) -> Result<bool> {
    for definition in PROCESSES {
        let process = read_process(definition)?;
        if store::process(tx, &process.id, process.version).await?.is_none() {
            return Ok(false);
        }
    }
    Ok(true)
}
