//! Counting what may be a guess, in the database, so that it holds for several servers.
//!
//! An attempt is counted before it is looked at, so that many at a time are no more than many in a row, and taken back
//! when it turns out to be none.

use chrono::{DateTime, TimeDelta, Utc};
use schema::{Problem, ProblemKind};
use sha2::{Digest, Sha256};

use crate::db::Tx;
use crate::error::Result;
use crate::http::ClientAddress;
use crate::ports::hex;
use crate::sql;
use crate::state::AppState;

/// How long a run of attempts counts, in seconds.
const WINDOW_SECONDS: i64 = 15 * 60;

/// How many times as many attempts an address has: whole offices and blocks share one.
const SHARED: i64 = 10;

/// How many rows are forgotten in one statement.
const BATCH: i64 = 1000;

/// An attempt that was let in. It stays counted unless it is taken back.
#[must_use]
pub struct Attempt {
    from: Counted,
    about: Counted,
}

/// Where an attempt was counted: in the run under this key that began then.
struct Counted {
    key: String,
    since: DateTime<Utc>,
}

/// Counts an attempt of some kind, by the address it comes from and by whom it is about; refused beyond what either may
/// have. What is refused by its address counts against nobody else: else others could be locked out from there.
pub async fn attempt(state: &AppState, kind: &str, whom: &str, address: ClientAddress) -> Result<Attempt> {
    let limit = i64::from(state.config.sign_in_attempts);
    let from = count(state, from_key(kind, address), limit * SHARED).await?;
    let about = count(state, key(kind, whom), limit).await?;
    Ok(Attempt { from, about })
}

/// Counts something that an address may do so often only, whatever becomes of it.
pub async fn allow(state: &AppState, kind: &str, address: ClientAddress) -> Result<()> {
    let limit = i64::from(state.config.sign_in_attempts) * SHARED;
    count(state, from_key(kind, address), limit).await.map(|_| ())
}

/// What is counted, and by whom; hashed, because logins and addresses are personal data.
pub fn key(kind: &str, whom: &str) -> String {
    format!("{kind}:{}", hex(&Sha256::digest(whom.as_bytes())[..16]))
}

fn from_key(kind: &str, address: ClientAddress) -> String {
    key(&format!("{kind}-from"), &address.network().to_string())
}

/// Counts once more under `key`, in a transaction of its own; beyond `limit` it is refused with the time to wait, and
/// not counted.
async fn count(state: &AppState, key: String, limit: i64) -> Result<Counted> {
    let now = state.clock.now();
    let mut tx = state.db.write().await?;
    let (attempts, since) = add(&mut tx, &key, now).await?;
    if attempts > limit {
        let wait = (since + TimeDelta::seconds(WINDOW_SECONDS) - now).num_seconds().max(1);
        let refusal = Problem::new(ProblemKind::TooMany);
        return Err(Problem { retry_after: Some(wait.unsigned_abs()), ..refusal }.into());
    }
    tx.commit().await?;
    Ok(Counted { key, since })
}

async fn add(tx: &mut Tx, key: &str, now: DateTime<Utc>) -> Result<(i64, DateTime<Utc>)> {
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
        .bind(outdated(now))
        .fetch_one(conn)
        .await?
    }))
}

/// What began before no longer counts.
fn outdated(now: DateTime<Utc>) -> DateTime<Utc> {
    now - TimeDelta::seconds(WINDOW_SECONDS)
}

impl Attempt {
    /// Under which name it is on record: of whom it is about, without saying who that is.
    pub fn name(&self) -> &str {
        &self.about.key
    }

    /// It was no guess.
    pub async fn take_back(&self, tx: &mut Tx) -> Result<()> {
        self.from.take_back(tx).await?;
        self.about.take_back(tx).await
    }

    /// It was no guess, and nor were the mistakes before it, wherever they were made.
    pub async fn forgive(&self, tx: &mut Tx) -> Result<()> {
        self.from.take_back(tx).await?;
        sql!(tx, conn => {
            sqlx::query("DELETE FROM throttle WHERE key = $1").bind(&self.about.key).execute(conn).await?.rows_affected()
        });
        Ok(())
    }
}

impl Counted {
    /// A run that began since then is another one.
    async fn take_back(&self, tx: &mut Tx) -> Result<()> {
        sql!(tx, conn => {
            sqlx::query("UPDATE throttle SET attempts = attempts - 1 WHERE key = $1 AND since = $2 AND attempts > 0")
                .bind(&self.key)
                .bind(self.since)
                .execute(conn)
                .await?
                .rows_affected()
        });
        Ok(())
    }
}

/// Forgets attempts that no longer count, some at a time; returns how many there were.
pub async fn forget_outdated(state: &AppState) -> Result<u64> {
    let mut tx = state.db.write().await?;
    let forgotten = sql!(&mut tx, conn => {
        sqlx::query(
            // Asked twice: a run may begin anew while its row is waited for.
            "DELETE FROM throttle
             WHERE key IN (SELECT key FROM throttle WHERE since < $1 ORDER BY since LIMIT $2) AND since < $1",
        )
        .bind(outdated(state.clock.now()))
        .bind(BATCH)
        .execute(conn)
        .await?
        .rows_affected()
    });
    tx.commit().await?;
    Ok(forgotten)
}
