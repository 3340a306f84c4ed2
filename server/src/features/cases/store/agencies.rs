//! The table case_agency: the agencies that a case has come to besides its own.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use crate::db::Tx;
use crate::error::Result;
use crate::sql;

/// The agencies, by number.
pub async fn come_to(tx: &mut Tx, case: i64) -> Result<BTreeSet<i64>> {
    let rows: Vec<i64> = sql!(tx, conn => {
        sqlx::query_scalar("SELECT agency FROM case_agency WHERE case_record = $1").bind(case).fetch_all(conn).await?
    });
    Ok(rows.into_iter().collect())
}

/// A case has come to an agency; that it was there before stays as it was.
pub async fn comes_to(tx: &mut Tx, case: i64, agency: i64, at: DateTime<Utc>) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query(
            "INSERT INTO case_agency (case_record, agency, since) VALUES ($1, $2, $3)
             ON CONFLICT (case_record, agency) DO NOTHING",
        )
        .bind(case)
        .bind(agency)
        .bind(at)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(())
}

/// Notes with the other agencies when a case was closed.
pub async fn close_elsewhere(tx: &mut Tx, case: i64, closed_at: Option<DateTime<Utc>>) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query("UPDATE case_agency SET closed_at = $2 WHERE case_record = $1")
            .bind(case)
            .bind(closed_at)
            .execute(conn)
            .await?
            .rows_affected()
    });
    Ok(())
}

/// The closed cases that had come to an agency from another, those closed last first, before this moment and number.
pub async fn closed_elsewhere(
    tx: &mut Tx,
    agency: i64,
    before: (DateTime<Utc>, i64),
    limit: i64,
) -> Result<Vec<(i64, DateTime<Utc>)>> {
    Ok(sql!(tx, conn => {
        sqlx::query_as(
            "SELECT case_record, closed_at FROM case_agency
             WHERE agency = $1 AND closed_at IS NOT NULL AND (closed_at, case_record) < ($2, $3)
             ORDER BY closed_at DESC, case_record DESC LIMIT $4",
        )
        .bind(agency)
        .bind(before.0)
        .bind(before.1)
        .bind(limit)
        .fetch_all(conn)
        .await?
    }))
}
