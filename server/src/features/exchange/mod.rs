//! The systems of other agencies that do tasks of cases (外部环节): who they are, and how they are known. What `onehall system`
//! does, and who may call `/api/exchange`. The tasks themselves are of the cases.
//!
//! Each change and its line on record are one transaction, which the caller begins and ends.

mod caller;
mod domain;
pub mod http;
mod store;

use chrono::{DateTime, Utc};
use sha2::{Digest, Sha256};

pub use domain::Refused;
pub use store::System;

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
