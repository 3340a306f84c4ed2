//! The systems of other agencies: who they are, how they are known, and where which of them is told of what. What `onehall system`
//! does, and who may call `/api/exchange`. The tasks that they do (外部环节) are of the cases, what they are told is of the outbox.
//!
//! Each change and its line on record are one transaction, which the caller begins and ends.

mod caller;
mod domain;
pub mod http;
mod store;

use chrono::{DateTime, Utc};
use sha2::{Digest, Sha256};

pub use domain::Refused;
pub use store::{System, Webhook};

use crate::config::Secret;
use crate::db::{self, Tx};
use crate::error::Result;
use crate::features::audit::{self, Line};
use crate::ports::hex;

/// Adds a system under a code, with its key; of the key only the hash is kept.
pub async fn add(tx: &mut Tx, code: &str, name: &str, key: &str, now: DateTime<Utc>) -> anyhow::Result<()> {
    domain::check(code, name)?;
    let id = match store::insert(tx, code, name.trim(), &hash(key), now).await {
        Ok(id) => id,
        Err(error) if db::is_unique_violation(&error) => return Err(Refused::Taken(code.to_owned()).into()),
        Err(error) => return Err(error.into()),
    };
    Ok(audit::record(tx, Line::new("system.add", code), id, now).await?)
}

/// Every system, by its code.
pub async fn list(tx: &mut Tx) -> Result<Vec<System>> {
    store::all(tx).await
}

/// Keeps a system out; says whether it was let in until now.
pub async fn disable(tx: &mut Tx, code: &str, now: DateTime<Utc>) -> anyhow::Result<bool> {
    let known = store::by_code(tx, code).await?;
    let system = known.ok_or_else(|| Refused::Unknown(code.to_owned()))?;
    if system.disabled_at.is_some() {
        return Ok(false);
    }
    store::disable(tx, system.id, now).await?;
    audit::record(tx, Line::new("system.disable", code), system.id, now).await?;
    Ok(true)
}

/// Tells a system of these events at an address from now on. `secure`: only by https.
pub async fn set_webhook(
    tx: &mut Tx,
    code: &str,
    (url, events, secret): (&str, &[String], &Secret),
    secure: bool,
    now: DateTime<Utc>,
) -> anyhow::Result<()> {
    domain::check_webhook(url, events, secure)?;
    let known = store::by_code(tx, code).await?;
    let system = known.ok_or_else(|| Refused::Unknown(code.to_owned()))?;
    store::set_webhook(tx, system.id, Some((url, secret))).await?;
    store::set_events(tx, system.id, events).await?;
    let line = Line::new("system.webhook", code).detail("events", events.to_vec());
    Ok(audit::record(tx, line, system.id, now).await?)
}

/// Tells a system of nothing any more; says whether it was told of something until now.
pub async fn remove_webhook(tx: &mut Tx, code: &str, now: DateTime<Utc>) -> anyhow::Result<bool> {
    let known = store::by_code(tx, code).await?;
    let system = known.ok_or_else(|| Refused::Unknown(code.to_owned()))?;
    if system.webhook_url.is_none() {
        return Ok(false);
    }
    store::set_webhook(tx, system.id, None).await?;
    store::set_events(tx, system.id, &[]).await?;
    audit::record(tx, Line::new("system.webhook_removed", code), system.id, now).await?;
    Ok(true)
}

/// The events each system is told of, as pairs of its row number and one of them, in order.
pub async fn events(tx: &mut Tx) -> Result<Vec<(i64, String)>> {
    store::events(tx).await
}

/// The systems that are told of an event, by their row numbers.
pub async fn subscribers(tx: &mut Tx, event: &str) -> Result<Vec<i64>> {
    store::subscribers(tx, event).await
}

/// Where a system is told of events, unless it is kept out.
pub async fn webhook(tx: &mut Tx, system: i64) -> Result<Option<Webhook>> {
    store::webhook(tx, system).await
}

/// What people call a system.
pub async fn name(tx: &mut Tx, code: &str) -> Result<Option<String>> {
    Ok(store::by_code(tx, code).await?.map(|system| system.name))
}

/// Whether a system is known under this code, and let in.
pub async fn is_there(tx: &mut Tx, code: &str) -> Result<bool> {
    Ok(store::by_code(tx, code).await?.is_some_and(|system| system.disabled_at.is_none()))
}

/// What the database keeps of a key. It has 256 bits of chance, so that one plain hash is enough.
fn hash(key: &str) -> String {
    hex(&Sha256::digest(key.as_bytes()))
}
