//! The table outbox.

use chrono::{DateTime, Utc};
use sqlx::FromRow;

use super::domain::{Channel, Receiver};
use crate::db::Tx;
use crate::error::Result;
use crate::sql;

/// How many of what was given up are told at once.
const PAGE: i64 = 100;

/// Something to be sent.
pub struct New<'a> {
    /// What the receiver knows it by.
    pub event: String,
    pub channel: Channel,
    pub to: Receiver,
    pub code: &'a str,
    /// JSON.
    pub data: String,
    pub at: DateTime<Utc>,
}

/// Writes it.
pub async fn insert(tx: &mut Tx, new: &New<'_>) -> Result<()> {
    let (account, system) = match new.to {
        Receiver::Account(account) => (Some(account), None),
        Receiver::System(system) => (None, Some(system)),
    };
    sql!(tx, conn => {
        sqlx::query(
            "INSERT INTO outbox (event, channel, account, system, code, data, created_at, not_before)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $7)",
        )
        .bind(&new.event)
        .bind(new.channel.slug())
        .bind(account)
        .bind(system)
        .bind(new.code)
        .bind(&new.data)
        .bind(new.at)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(())
}

/// Something that this server has in hand.
pub struct Leased {
    pub id: i64,
    pub event: String,
    pub channel: Channel,
    pub to: Receiver,
    pub code: String,
    pub data: String,
    pub created_at: DateTime<Utc>,
    /// How often it was tried, with this time. Who has it in hand later has another number.
    pub attempt: i64,
}

#[derive(FromRow)]
struct Row {
    id: i64,
    event: String,
    channel: String,
    account: Option<i64>,
    system: Option<i64>,
    code: String,
    data: String,
    created_at: DateTime<Utc>,
    attempts: i64,
}

impl TryFrom<Row> for Leased {
    type Error = anyhow::Error;

    fn try_from(row: Row) -> anyhow::Result<Self> {
        let Row { id, event, channel, account, system, code, data, created_at, attempts: attempt } = row;
        let channel =
            Channel::from_slug(&channel).ok_or_else(|| anyhow::anyhow!("outbox {id}: {channel}"))?;
        let to = account.map(Receiver::Account).or(system.map(Receiver::System));
        let to = to.ok_or_else(|| anyhow::anyhow!("outbox {id} is for nobody"))?;
        Ok(Self { id, event, channel, to, code, data, created_at, attempt })
    }
}

/// Whether something is due and in nobody's hand.
pub async fn is_due(tx: &mut Tx, now: DateTime<Utc>) -> Result<bool> {
    let due: Option<i64> = sql!(tx, conn => {
        sqlx::query_scalar(
            "SELECT id FROM outbox
             WHERE sent_at IS NULL AND dead_at IS NULL AND not_before <= $1
             AND (leased_until IS NULL OR leased_until <= $1)
             ORDER BY not_before, id LIMIT 1",
        )
        .bind(now)
        .fetch_optional(conn)
        .await?
    });
    Ok(due.is_some())
}

/// Takes what is due into this server's hand, the longest due first, and counts an attempt of each. The outer condition says again
/// what the inner one chose by: where two servers choose the same row, the second waits for the first and then finds it taken.
pub async fn lease(tx: &mut Tx, now: DateTime<Utc>, until: DateTime<Utc>, limit: i64) -> Result<Vec<Leased>> {
    let rows: Vec<Row> = sql!(tx, conn => {
        sqlx::query_as(
            "UPDATE outbox SET leased_until = $2, attempts = attempts + 1
             WHERE id IN (
                SELECT id FROM outbox
                WHERE sent_at IS NULL AND dead_at IS NULL AND not_before <= $1
                AND (leased_until IS NULL OR leased_until <= $1)
                ORDER BY not_before, id LIMIT $3)
             AND sent_at IS NULL AND dead_at IS NULL AND (leased_until IS NULL OR leased_until <= $1)
             RETURNING id, event, channel, account, system, code, data, created_at, attempts",
        )
        .bind(now)
        .bind(until)
        .bind(limit)
        .fetch_all(conn)
        .await?
    });
    Ok(rows.into_iter().map(Leased::try_from).collect::<anyhow::Result<_>>()?)
}

/// It has been sent. Whatever else is said of an attempt: only of the last one.
pub async fn sent(tx: &mut Tx, row: &Leased, now: DateTime<Utc>) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query(
            "UPDATE outbox SET sent_at = $3, leased_until = NULL, failure = NULL
             WHERE id = $1 AND attempts = $2 AND sent_at IS NULL AND dead_at IS NULL",
        )
        .bind(row.id)
        .bind(row.attempt)
        .bind(now)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(())
}

/// It is sent again, not before a moment.
pub async fn again(tx: &mut Tx, row: &Leased, not_before: DateTime<Utc>, failure: &str) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query(
            "UPDATE outbox SET not_before = $3, leased_until = NULL, failure = $4
             WHERE id = $1 AND attempts = $2 AND sent_at IS NULL AND dead_at IS NULL",
        )
        .bind(row.id)
        .bind(row.attempt)
        .bind(not_before)
        .bind(failure)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(())
}

/// It waits until a moment, and was not tried.
pub async fn put_off(tx: &mut Tx, row: &Leased, until: DateTime<Utc>) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query(
            "UPDATE outbox SET not_before = $3, leased_until = NULL, attempts = attempts - 1
             WHERE id = $1 AND attempts = $2 AND sent_at IS NULL AND dead_at IS NULL",
        )
        .bind(row.id)
        .bind(row.attempt)
        .bind(until)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(())
}

/// It is not sent any more.
pub async fn give_up(tx: &mut Tx, row: &Leased, now: DateTime<Utc>, failure: &str) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query(
            "UPDATE outbox SET dead_at = $3, leased_until = NULL, failure = $4
             WHERE id = $1 AND attempts = $2 AND sent_at IS NULL AND dead_at IS NULL",
        )
        .bind(row.id)
        .bind(row.attempt)
        .bind(now)
        .bind(failure)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(())
}

/// Something that was given up.
#[derive(Clone, Debug, FromRow)]
pub struct Dead {
    /// Its row.
    pub id: i64,
    /// By what it was to be sent.
    pub channel: String,
    /// What it tells: the kind of a message, or the name of an event.
    pub code: String,
    /// How often it was tried.
    pub attempts: i64,
    /// Why it failed the last time, as a code.
    pub failure: String,
    /// When it was written.
    pub created_at: DateTime<Utc>,
    /// When it was given up.
    pub dead_at: DateTime<Utc>,
}

/// What was given up, behind a row number.
pub async fn dead(tx: &mut Tx, after: i64) -> Result<Vec<Dead>> {
    Ok(sql!(tx, conn => {
        sqlx::query_as(
            "SELECT id, channel, code, attempts, COALESCE(failure, '') AS failure, created_at, dead_at FROM outbox
             WHERE dead_at IS NOT NULL AND id > $1 ORDER BY id LIMIT $2",
        )
        .bind(after)
        .bind(PAGE)
        .fetch_all(conn)
        .await?
    }))
}

/// Has one of them sent again; says how many that were.
pub async fn revive(tx: &mut Tx, id: i64, now: DateTime<Utc>) -> Result<u64> {
    Ok(sql!(tx, conn => {
        sqlx::query(
            "UPDATE outbox SET dead_at = NULL, attempts = 0, not_before = $2
             WHERE id = $1 AND dead_at IS NOT NULL",
        )
        .bind(id)
        .bind(now)
        .execute(conn)
        .await?
        .rows_affected()
    }))
}

/// The same of all of them.
pub async fn revive_all(tx: &mut Tx, now: DateTime<Utc>) -> Result<u64> {
    Ok(sql!(tx, conn => {
        sqlx::query(
            "UPDATE outbox SET dead_at = NULL, attempts = 0, not_before = $1 WHERE dead_at IS NOT NULL",
        )
        .bind(now)
        .execute(conn)
        .await?
        .rows_affected()
    }))
}

/// Whether something was sent before a moment.
pub async fn is_outdated(tx: &mut Tx, before: DateTime<Utc>) -> Result<bool> {
    let id: Option<i64> = sql!(tx, conn => {
        sqlx::query_scalar(
            "SELECT id FROM outbox WHERE sent_at IS NOT NULL AND sent_at < $1 ORDER BY sent_at, id LIMIT 1",
        )
        .bind(before)
        .fetch_optional(conn)
        .await?
    });
    Ok(id.is_some())
}

/// Forgets what was sent before a moment, as far as one go goes.
pub async fn forget(tx: &mut Tx, before: DateTime<Utc>, limit: i64) -> Result<u64> {
    Ok(sql!(tx, conn => {
        sqlx::query(
            "DELETE FROM outbox WHERE id IN (
                SELECT id FROM outbox WHERE sent_at IS NOT NULL AND sent_at < $1 ORDER BY sent_at, id LIMIT $2)",
        )
        .bind(before)
        .bind(limit)
        .execute(conn)
        .await?
        .rows_affected()
    }))
}
