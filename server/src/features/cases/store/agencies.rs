//! The table case_agency: the agencies that a case has come to besides its own.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use super::queues::{Past, past};
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

/// A case of this item has come to an agency; that it was there before stays as it was.
pub async fn comes_to(tx: &mut Tx, (case, item): (i64, &str), agency: i64, at: DateTime<Utc>) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query(
            "INSERT INTO case_agency (case_record, agency, since, item_code) VALUES ($1, $2, $3, $4)
             ON CONFLICT (case_record, agency) DO NOTHING",
        )
        .bind(case)
        .bind(agency)
        .bind(at)
        .bind(item)
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

/// The closed cases that had come to an agency from another.
pub async fn closed_elsewhere(
    tx: &mut Tx,
    agency: i64,
    stretch: Past<'_>,
) -> Result<Vec<(i64, DateTime<Utc>)>> {
    let item = if stretch.item.is_some() { "AND item_code = $6" } else { "" };
    let text = format!(
        "SELECT case_record, closed_at FROM case_agency
         WHERE agency = $1 AND closed_at IS NOT NULL {item} AND (closed_at, case_record) < ($2, $3) AND closed_at >= $4
         ORDER BY closed_at DESC, case_record DESC LIMIT $5"
    );
    past(tx, text, agency, stretch).await
}
