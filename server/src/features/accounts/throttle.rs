//! Counting attempts by account and by address, in the database, so that it holds for several servers.

use chrono::{DateTime, TimeDelta, Utc};
use schema::{Problem, ProblemKind};
use sha2::{Digest, Sha256};

use crate::db::Tx;
use crate::error::Result;
use crate::ports::hex;
use crate::sql;
use crate::state::AppState;

/// How long a run of attempts counts, in seconds.
pub const WINDOW_SECONDS: i64 = 15 * 60;

/// Counts an attempt of some kind by somebody, in a transaction of its own: it counts whatever becomes of it. Beyond
/// `limit` within the window it is refused.
pub async fn allow(state: &AppState, kind: &str, whom: &str, limit: u32) -> Result<()> {
    let mut tx = state.db.write().await?;
    let refusal = attempt(&mut tx, &key(kind, whom), limit, state.clock.now()).await?;
    tx.commit().await?;
    refusal.map_or(Ok(()), |problem| Err(problem.into()))
}

/// What is counted, and by whom; hashed, because logins and addresses are personal data.
pub fn key(kind: &str, whom: &str) -> String {
    format!("{kind}:{}", hex(&Sha256::digest(whom.as_bytes())[..16]))
}

/// Counts one attempt under `key`; beyond `limit` within the window it is refused with the time to wait.
async fn attempt(tx: &mut Tx, key: &str, limit: u32, now: DateTime<Utc>) -> Result<Option<Problem>> {
    let (attempts, since) = count(tx, key, now).await?;
    if attempts <= i64::from(limit) {
        return Ok(None);
    }
    let wait = (since + TimeDelta::seconds(WINDOW_SECONDS) - now).num_seconds().max(1);
    let problem = Problem { retry_after: Some(wait.unsigned_abs()), ..Problem::new(ProblemKind::TooMany) };
    Ok(Some(problem))
}

async fn count(tx: &mut Tx, key: &str, now: DateTime<Utc>) -> Result<(i64, DateTime<Utc>)> {
    let window = now - TimeDelta::seconds(WINDOW_SECONDS);
    Ok(sql!(tx, conn => {
        sqlx::query_as(
            "INSERT INTO throttle (key, attempts, since) VALUES ($1, 1, $2)
             ON CONFLICT (key) DO UPDATE SET
                attempts = CASE WHEN throttle.since < $3 THEN 1 ELSE throttle.attempts + 1 END,
                since = CASE WHEN throttle.since < $3 THEN $2 ELSE throttle.since END
             RETURNING attempts, since",
        )
        .bind(key)
        .bind(now)
        .bind(window)
        .fetch_one(conn)
        .await?
    }))
}

/// Forgets the attempts under `key`, after one that succeeded.
pub async fn forget(tx: &mut Tx, key: &str) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query("DELETE FROM throttle WHERE key = $1").bind(key).execute(conn).await?.rows_affected()
    });
    Ok(())
}
