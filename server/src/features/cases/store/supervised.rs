//! Cases as supervision reads them by the day on which they were filed.

use chrono::{DateTime, Utc};
use sqlx::FromRow;

use crate::db::Tx;
use crate::error::Result;
use crate::sql;

/// A case without its log.
#[derive(FromRow)]
pub struct FiledRow {
    pub id: i64,
    pub number: String,
    pub item: String,
    item_version: i64,
    pub process: String,
    pub joint: Option<i64>,
    pub agency: i64,
    pub region: String,
    pub opened_at: DateTime<Utc>,
    /// The time to decide, once it was accepted.
    pub limit_json: Option<String>,
}

impl FiledRow {
    /// The version of the item that was applied for.
    pub fn item_version(&self) -> u32 {
        u32::try_from(self.item_version).unwrap_or(u32::MAX)
    }
}

/// Cases of a range of regions in the order in which they were filed, after a place and before a moment.
pub async fn filed_between(
    tx: &mut Tx,
    (first, last): (&str, &str),
    after: (DateTime<Utc>, i64),
    until: DateTime<Utc>,
    limit: i64,
) -> Result<Vec<FiledRow>> {
    Ok(sql!(tx, conn => {
        sqlx::query_as(
            "SELECT case_record.id, case_record.number, case_record.item, application.item_version,
                    case_record.process, case_record.joint, case_record.agency, agency.region, case_record.opened_at, clock.limit_json
             FROM case_record
             JOIN application ON application.id = case_record.application
             JOIN agency ON agency.id = case_record.agency
             LEFT JOIN clock ON clock.subject_kind = 'case' AND clock.subject_id = case_record.id
                            AND clock.kind = 'decision'
             WHERE case_record.parent IS NULL AND case_record.region BETWEEN $1 AND $2
               AND (case_record.opened_at, case_record.id) > ($3, $4) AND case_record.opened_at < $5
             ORDER BY case_record.opened_at, case_record.id LIMIT $6",
        )
        .bind(first)
        .bind(last)
        .bind(after.0)
        .bind(after.1)
        .bind(until)
        .bind(limit)
        .fetch_all(conn)
        .await?
    }))
}

/// Main cases under way, in the order of their rows, after one of them.
pub async fn main_after(tx: &mut Tx, after: i64, limit: i64) -> Result<Vec<i64>> {
    Ok(sql!(tx, conn => {
        sqlx::query_scalar(
            "SELECT id FROM case_record WHERE id > $1 AND closed_at IS NULL AND parent IS NULL ORDER BY id LIMIT $2",
        )
        .bind(after)
        .bind(limit)
        .fetch_all(conn)
        .await?
    }))
}
