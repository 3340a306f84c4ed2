//! The table performance_entry: points that people entered, also those that were taken back.

use chrono::{DateTime, Utc};
use schema::performance::{NewEntry, Period, RecordedEntry};
use sqlx::FromRow;

use crate::db::Tx;
use crate::error::Result;
use crate::sql;

#[derive(FromRow)]
struct EntryRow {
    id: i64,
    indicator: String,
    points: i64,
    reason: String,
    evidence: String,
    by: String,
    at: DateTime<Utc>,
    withdrawn_at: Option<DateTime<Utc>>,
}

impl EntryRow {
    fn told(self) -> RecordedEntry {
        let Self { id, indicator, points, reason, evidence, by, at, withdrawn_at } = self;
        let points = i32::try_from(points).unwrap_or_default();
        RecordedEntry { id, indicator, points, reason, evidence, by, at, withdrawn_at }
    }
}

/// What was entered for an agency in a period, the newest first.
pub async fn entries(tx: &mut Tx, period: Period, agency: i64) -> Result<Vec<RecordedEntry>> {
    let rows: Vec<EntryRow> = sql!(tx, conn => {
        sqlx::query_as(
            "SELECT performance_entry.id, indicator, points, reason, evidence, account.name AS by,
                    entered_at AS at, withdrawn_at
             FROM performance_entry JOIN account ON account.id = performance_entry.account
             WHERE period = $1 AND agency = $2 ORDER BY performance_entry.id DESC",
        )
        .bind(period.to_string())
        .bind(agency)
        .fetch_all(conn)
        .await?
    });
    Ok(rows.into_iter().map(EntryRow::told).collect())
}

/// An entry to be kept.
pub struct NewRow<'a> {
    /// The month.
    pub period: Period,
    /// The agency.
    pub agency: i64,
    /// What is entered.
    pub entry: &'a NewEntry,
    /// Who enters it.
    pub account: i64,
    /// What makes the same sent twice one.
    pub once: Option<&'a str>,
}

/// Keeps it; says whether it did, or had already.
pub async fn enter(tx: &mut Tx, row: &NewRow<'_>, now: DateTime<Utc>) -> Result<bool> {
    let entered = sql!(tx, conn => {
        sqlx::query(
            "INSERT INTO performance_entry (period, agency, indicator, points, reason, evidence, account, entered_at, once)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (once) DO NOTHING",
        )
        .bind(row.period.to_string())
        .bind(row.agency)
        .bind(&row.entry.indicator)
        .bind(i64::from(row.entry.points))
        .bind(row.entry.reason.trim())
        .bind(row.entry.evidence.trim())
        .bind(row.account)
        .bind(now)
        .bind(row.once)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(entered > 0)
}

/// Takes one back; says whether it was there and stood.
pub async fn withdraw(
    tx: &mut Tx,
    (period, agency, id): (Period, i64, i64),
    account: i64,
    now: DateTime<Utc>,
) -> Result<bool> {
    let withdrawn = sql!(tx, conn => {
        sqlx::query(
            "UPDATE performance_entry SET withdrawn_at = $5, withdrawn_by = $4
             WHERE id = $3 AND period = $1 AND agency = $2 AND withdrawn_at IS NULL",
        )
        .bind(period.to_string())
        .bind(agency)
        .bind(id)
        .bind(account)
        .bind(now)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(withdrawn > 0)
}
