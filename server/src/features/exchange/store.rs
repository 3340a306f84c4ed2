//! The tables exchange_system and exchange_subscription.

use chrono::{DateTime, Utc};
use sqlx::FromRow;

use crate::config::Secret;
use crate::db::Tx;
use crate::error::Result;
use crate::sql;

/// A system of another agency.
#[derive(Clone, Debug, FromRow)]
pub struct System {
    /// Its row.
    pub id: i64,
    /// What definitions call it.
    pub code: String,
    /// What people call it.
    pub name: String,
    /// Since when it is known.
    pub made_at: DateTime<Utc>,
    /// Since when it is kept out.
    pub disabled_at: Option<DateTime<Utc>>,
    /// Where it is told of events.
    pub webhook_url: Option<String>,
}

/// Where a system is told of events, and what proves that the hall tells it.
#[derive(Clone, Debug)]
pub struct Webhook {
    /// The address.
    pub url: String,
    /// The secret.
    pub secret: Secret,
}

/// Adds one; whether the code is taken says the database.
pub async fn insert(
    tx: &mut Tx,
    code: &str,
    name: &str,
    key_hash: &str,
    now: DateTime<Utc>,
) -> sqlx::Result<i64> {
    sql!(tx, conn => {
        sqlx::query_scalar(
            "INSERT INTO exchange_system (code, name, key_hash, made_at) VALUES ($1, $2, $3, $4) RETURNING id",
        )
        .bind(code)
        .bind(name)
        .bind(key_hash)
        .bind(now)
        .fetch_one(conn)
        .await
    })
}

/// Every one, by its code.
pub async fn all(tx: &mut Tx) -> Result<Vec<System>> {
    Ok(sql!(tx, conn => {
        sqlx::query_as("SELECT id, code, name, made_at, disabled_at, webhook_url FROM exchange_system ORDER BY code")
            .fetch_all(conn)
            .await?
    }))
}

/// The one with this code.
pub async fn by_code(tx: &mut Tx, code: &str) -> Result<Option<System>> {
    Ok(sql!(tx, conn => {
        sqlx::query_as("SELECT id, code, name, made_at, disabled_at, webhook_url FROM exchange_system WHERE code = $1")
            .bind(code)
            .fetch_optional(conn)
            .await?
    }))
}

/// The one whose key has this hash, unless it is kept out.
pub async fn by_key(tx: &mut Tx, key_hash: &str) -> Result<Option<System>> {
    Ok(sql!(tx, conn => {
        sqlx::query_as(
            "SELECT id, code, name, made_at, disabled_at, webhook_url FROM exchange_system
             WHERE key_hash = $1 AND disabled_at IS NULL",
        )
        .bind(key_hash)
        .fetch_optional(conn)
        .await?
    }))
}

/// Keeps one out.
pub async fn disable(tx: &mut Tx, id: i64, now: DateTime<Utc>) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query("UPDATE exchange_system SET disabled_at = $2 WHERE id = $1")
            .bind(id)
            .bind(now)
            .execute(conn)
            .await?
            .rows_affected()
    });
    Ok(())
}

/// Tells one at an address from now on, with a secret; or nowhere any more.
pub async fn set_webhook(tx: &mut Tx, id: i64, way: Option<(&str, &Secret)>) -> Result<()> {
    let (url, secret) = way.map(|(url, secret)| (url, secret.reveal())).unzip();
    sql!(tx, conn => {
        sqlx::query("UPDATE exchange_system SET webhook_url = $2, webhook_secret = $3 WHERE id = $1")
            .bind(id)
            .bind(url)
            .bind(secret)
            .execute(conn)
            .await?
            .rows_affected()
    });
    Ok(())
}

/// Tells one of these events, and of no others.
pub async fn set_events(tx: &mut Tx, id: i64, events: &[String]) -> Result<()> {
    sql!(&mut *tx, conn => {
        sqlx::query("DELETE FROM exchange_subscription WHERE system = $1").bind(id).execute(conn).await?.rows_affected()
    });
    for event in events {
        sql!(&mut *tx, conn => {
            sqlx::query(
                "INSERT INTO exchange_subscription (event, system) VALUES ($1, $2) ON CONFLICT (event, system) DO NOTHING",
            )
            .bind(event)
            .bind(id)
            .execute(conn)
            .await?
            .rows_affected()
        });
    }
    Ok(())
}

/// The events each system is told of, as pairs of its row number and one of them, in order.
pub async fn events(tx: &mut Tx) -> Result<Vec<(i64, String)>> {
    Ok(sql!(tx, conn => {
        sqlx::query_as("SELECT system, event FROM exchange_subscription ORDER BY system, event")
            .fetch_all(conn)
            .await?
    }))
}

/// The systems that are told of an event, by their row numbers; none that is kept out.
pub async fn subscribers(tx: &mut Tx, event: &str) -> Result<Vec<i64>> {
    Ok(sql!(tx, conn => {
        sqlx::query_scalar(
            "SELECT exchange_subscription.system FROM exchange_subscription
             JOIN exchange_system ON exchange_system.id = exchange_subscription.system
             WHERE exchange_subscription.event = $1
               AND exchange_system.disabled_at IS NULL AND exchange_system.webhook_url IS NOT NULL
             ORDER BY exchange_subscription.system",
        )
        .bind(event)
        .fetch_all(conn)
        .await?
    }))
}

/// Where a system is told of events, unless it is kept out.
pub async fn webhook(tx: &mut Tx, id: i64) -> Result<Option<Webhook>> {
    let row: Option<(Option<String>, Option<String>)> = sql!(tx, conn => {
        sqlx::query_as(
            "SELECT webhook_url, webhook_secret FROM exchange_system WHERE id = $1 AND disabled_at IS NULL",
        )
        .bind(id)
        .fetch_optional(conn)
        .await?
    });
    let way = row.and_then(|(url, secret)| url.zip(secret));
    Ok(way.map(|(url, secret)| Webhook { url, secret: Secret::from(secret.as_str()) }))
}
