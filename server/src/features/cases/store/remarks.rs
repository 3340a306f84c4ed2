//! The table case_remark: what those who have a case write to each other. And how far a case has come, for whoever has it open.

use chrono::{DateTime, Utc};
use schema::role::Role;
use sqlx::FromRow;

use crate::db::Tx;
use crate::error::Result;
use crate::sql;

/// A remark as it stands.
#[derive(FromRow)]
pub struct RemarkRow {
    pub at: DateTime<Utc>,
    /// A name.
    pub by: String,
    pub role: String,
    pub text: String,
}

/// Adds a remark; returns its number.
pub async fn insert_remark(
    tx: &mut Tx,
    case: i64,
    (account, role): (i64, Role),
    text: &str,
    at: DateTime<Utc>,
) -> Result<i64> {
    Ok(sql!(tx, conn => {
        sqlx::query_scalar(
            "INSERT INTO case_remark (case_record, account, role, at, text) VALUES ($1, $2, $3, $4, $5) RETURNING id",
        )
        .bind(case)
        .bind(account)
        .bind(role.slug())
        .bind(at)
        .bind(text)
        .fetch_one(conn)
        .await?
    }))
}

/// The last remarks on a case, the newest first.
pub async fn remarks_of(tx: &mut Tx, case: i64, limit: i64) -> Result<Vec<RemarkRow>> {
    Ok(sql!(tx, conn => {
        sqlx::query_as(
            "SELECT case_remark.at, account.name AS by, case_remark.role, case_remark.text
             FROM case_remark JOIN account ON account.id = case_remark.account
             WHERE case_remark.case_record = $1 ORDER BY case_remark.id DESC LIMIT $2",
        )
        .bind(case)
        .bind(limit)
        .fetch_all(conn)
        .await?
    }))
}

/// The place of the last event of a case, and the number of its last remark, 0 where there is none.
pub async fn news(tx: &mut Tx, case: i64) -> Result<Option<(i64, i64)>> {
    Ok(sql!(tx, conn => {
        sqlx::query_as(
            "SELECT seq, COALESCE((SELECT MAX(case_remark.id) FROM case_remark
                                   WHERE case_remark.case_record = case_record.id), 0)
             FROM case_record WHERE id = $1",
        )
        .bind(case)
        .fetch_optional(conn)
        .await?
    }))
}

/// Who did the last things to a case since a place in its log: ids and roles, the last first. What the hall did by itself
/// after what somebody did stands among them.
pub async fn last_acts(tx: &mut Tx, case: i64, after: u64) -> Result<Vec<(String, String)>> {
    Ok(sql!(tx, conn => {
        sqlx::query_as(
            "SELECT actor, role FROM case_event WHERE case_record = $1 AND seq > $2 ORDER BY seq DESC LIMIT 20",
        )
        .bind(case)
        .bind(after.cast_signed())
        .fetch_all(conn)
        .await?
    }))
}
