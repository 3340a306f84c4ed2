//! The table exchange_system.

use chrono::{DateTime, Utc};
use sqlx::FromRow;

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
        sqlx::query_as("SELECT id, code, name, made_at, disabled_at FROM exchange_system ORDER BY code")
            .fetch_all(conn)
            .await?
    }))
}

/// The one with this code.
pub async fn by_code(tx: &mut Tx, code: &str) -> Result<Option<System>> {
    Ok(sql!(tx, conn => {
        sqlx::query_as("SELECT id, code, name, made_at, disabled_at FROM exchange_system WHERE code = $1")
            .bind(code)
            .fetch_optional(conn)
            .await?
    }))
}

/// The one whose key has this hash, unless it is kept out.
pub async fn by_key(tx: &mut Tx, key_hash: &str) -> Result<Option<System>> {
    Ok(sql!(tx, conn => {
        sqlx::query_as(
            "SELECT id, code, name, made_at, disabled_at FROM exchange_system
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
