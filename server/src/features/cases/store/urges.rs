//! The table urge: what is to be said of an open task once a moment has come.

use chrono::{DateTime, Utc};
use sqlx::FromRow;

use crate::db::Tx;
use crate::error::Result;
use crate::sql;

/// A row: the key of the opening, which entry of its task, and when.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Urging {
    pub task: String,
    pub entry: String,
    /// None while the clock stands.
    pub at: Option<DateTime<Utc>>,
}

/// Sets it, or another time for it; one that has rung stays so.
pub async fn set_urge(tx: &mut Tx, case: i64, urge: &Urging) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query(
            "INSERT INTO urge (case_record, task, entry, at) VALUES ($1, $2, $3, $4)
             ON CONFLICT (case_record, task, entry) DO UPDATE SET at = excluded.at",
        )
        .bind(case)
        .bind(&urge.task)
        .bind(&urge.entry)
        .bind(urge.at)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(())
}

/// What is there of a case, said or not.
pub async fn urges_of(tx: &mut Tx, case: i64) -> Result<Vec<Urging>> {
    Ok(sql!(tx, conn => {
        sqlx::query_as("SELECT task, entry, at FROM urge WHERE case_record = $1 ORDER BY task, entry")
            .bind(case)
            .fetch_all(conn)
            .await?
    }))
}

/// Takes one away that was not said. One that was stays, so that another day of the same does not say it again.
pub async fn drop_urge(tx: &mut Tx, case: i64, urge: &Urging) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query("DELETE FROM urge WHERE case_record = $1 AND task = $2 AND entry = $3 AND rung_at IS NULL")
            .bind(case)
            .bind(&urge.task)
            .bind(&urge.entry)
            .execute(conn)
            .await?
            .rows_affected()
    });
    Ok(())
}

/// The cases of which something is to be said and was not, each with when, after a place in that order.
pub async fn urging(
    tx: &mut Tx,
    now: DateTime<Utc>,
    after: (DateTime<Utc>, i64),
    limit: i64,
) -> Result<Vec<(DateTime<Utc>, i64)>> {
    Ok(sql!(tx, conn => {
        sqlx::query_as(
            "SELECT DISTINCT at, case_record FROM urge
             WHERE rung_at IS NULL AND at <= $1 AND (at, case_record) > ($2, $3)
             ORDER BY at, case_record LIMIT $4",
        )
        .bind(now)
        .bind(after.0)
        .bind(after.1)
        .bind(limit)
        .fetch_all(conn)
        .await?
    }))
}

/// What is to be said of a case and was not, the earliest first.
pub async fn urging_of(tx: &mut Tx, case: i64, now: DateTime<Utc>) -> Result<Vec<Urging>> {
    Ok(sql!(tx, conn => {
        sqlx::query_as(
            "SELECT task, entry, at FROM urge WHERE case_record = $1 AND rung_at IS NULL AND at <= $2
             ORDER BY at, task, entry",
        )
        .bind(case)
        .bind(now)
        .fetch_all(conn)
        .await?
    }))
}

/// It was said.
pub async fn end_urge(tx: &mut Tx, case: i64, urge: &Urging, now: DateTime<Utc>) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query("UPDATE urge SET rung_at = $4 WHERE case_record = $1 AND task = $2 AND entry = $3")
            .bind(case)
            .bind(&urge.task)
            .bind(&urge.entry)
            .bind(now)
            .execute(conn)
            .await?
            .rows_affected()
    });
    Ok(())
}
