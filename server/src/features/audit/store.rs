//! The tables audit_line and audit_head.

use chrono::{DateTime, Utc};
use sqlx::FromRow;

use super::chain::Row;
use crate::db::Tx;
use crate::error::Result;
use crate::sql;

/// How many lines a verification reads at a time.
const PAGE: i64 = 1000;

#[derive(FromRow)]
struct LineRow {
    chain: i64,
    seq: i64,
    at: DateTime<Utc>,
    actor: Option<i64>,
    action: String,
    subject: String,
    detail: String,
    prev: String,
    hash: String,
}

impl From<LineRow> for (Row, String) {
    fn from(line: LineRow) -> Self {
        let LineRow { chain, seq, at, actor, action, subject, detail, prev, hash } = line;
        (Row { chain, seq, at, actor, action, subject, detail, prev }, hash)
    }
}

/// Takes the next place of a chain, holding the chain until the transaction ends; with the hash before it.
pub async fn advance(tx: &mut Tx, chain: i64) -> Result<(i64, String)> {
    Ok(sql!(tx, conn => {
        sqlx::query_as("UPDATE audit_head SET seq = seq + 1 WHERE chain = $1 RETURNING seq, hash")
            .bind(chain)
            .fetch_one(conn)
            .await?
    }))
}

/// Writes a line.
pub async fn insert(tx: &mut Tx, row: &Row, hash: &str) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query(
            "INSERT INTO audit_line (chain, seq, at, actor, action, subject, detail, prev, hash)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        )
        .bind(row.chain)
        .bind(row.seq)
        .bind(row.at)
        .bind(row.actor)
        .bind(&row.action)
        .bind(&row.subject)
        .bind(&row.detail)
        .bind(&row.prev)
        .bind(hash)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(())
}

/// Names the newest hash of a chain.
pub async fn set_head(tx: &mut Tx, chain: i64, hash: &str) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query("UPDATE audit_head SET hash = $2 WHERE chain = $1").bind(chain).bind(hash).execute(conn).await?.rows_affected()
    });
    Ok(())
}

/// Where a chain says that it ends; none when its head was taken away.
pub async fn head(tx: &mut Tx, chain: i64) -> Result<Option<(i64, String)>> {
    Ok(sql!(tx, conn => {
        sqlx::query_as("SELECT seq, hash FROM audit_head WHERE chain = $1").bind(chain).fetch_optional(conn).await?
    }))
}

/// The next lines of a chain after this place.
pub async fn after(tx: &mut Tx, chain: i64, seq: i64) -> Result<Vec<(Row, String)>> {
    let rows: Vec<LineRow> = sql!(tx, conn => {
        sqlx::query_as(
            "SELECT chain, seq, at, actor, action, subject, detail, prev, hash
             FROM audit_line WHERE chain = $1 AND seq > $2 ORDER BY seq LIMIT $3",
        )
        .bind(chain)
        .bind(seq)
        .bind(PAGE)
        .fetch_all(conn)
        .await?
    });
    Ok(rows.into_iter().map(Into::into).collect())
}
