//! The table case_copy: the cases that somebody was told of (抄送), and which of them they have not opened since.

use chrono::{DateTime, Utc};
use sqlx::QueryBuilder;

use super::queues::{Past, past};
use crate::db::Tx;
use crate::error::Result;
use crate::sql;

/// Somebody is told of a case; again is as if they had not opened it.
pub async fn copy_to(tx: &mut Tx, case: i64, account: i64, at: DateTime<Utc>) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query(
            "INSERT INTO case_copy (case_record, account, at) VALUES ($1, $2, $3)
             ON CONFLICT (case_record, account) DO UPDATE SET at = excluded.at, seen_at = NULL",
        )
        .bind(case)
        .bind(account)
        .bind(at)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(())
}

/// Whether an account was told of a case.
pub async fn is_copied(tx: &mut Tx, case: i64, account: i64) -> Result<bool> {
    let found: Option<i64> = sql!(tx, conn => {
        sqlx::query_scalar("SELECT account FROM case_copy WHERE case_record = $1 AND account = $2")
            .bind(case)
            .bind(account)
            .fetch_optional(conn)
            .await?
    });
    Ok(found.is_some())
}

/// An account opens a case, of which it may have been told.
pub async fn see_copy(tx: &mut Tx, case: i64, account: i64, now: DateTime<Utc>) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query(
            "UPDATE case_copy SET seen_at = $3 WHERE case_record = $1 AND account = $2 AND seen_at IS NULL",
        )
        .bind(case)
        .bind(account)
        .bind(now)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(())
}

/// The cases an account was told of.
pub async fn copies(tx: &mut Tx, account: i64, stretch: Past<'_>) -> Result<Vec<(i64, DateTime<Utc>)>> {
    let item = match stretch.item {
        Some(_) => {
            "AND EXISTS (SELECT 1 FROM case_record WHERE case_record.id = case_copy.case_record AND item = $6)"
        }
        None => "",
    };
    let text = format!(
        "SELECT case_record, at FROM case_copy
         WHERE account = $1 AND (at, case_record) < ($2, $3) AND at >= $4 {item}
         ORDER BY at DESC, case_record DESC LIMIT $5"
    );
    past(tx, text, account, stretch).await
}

/// When an account was told of a case, and of which item that is.
pub async fn copy_of(tx: &mut Tx, case: i64, account: i64) -> Result<Option<(DateTime<Utc>, String)>> {
    Ok(sql!(tx, conn => {
        sqlx::query_as(
            "SELECT case_copy.at, case_record.item FROM case_copy
             JOIN case_record ON case_record.id = case_copy.case_record
             WHERE case_copy.case_record = $1 AND case_copy.account = $2",
        )
        .bind(case)
        .bind(account)
        .fetch_optional(conn)
        .await?
    }))
}

/// The numbers of those of these cases that an account was told of and has not opened since.
pub async fn unread_of(tx: &mut Tx, account: i64, cases: &[i64]) -> Result<Vec<String>> {
    if cases.is_empty() {
        return Ok(Vec::new());
    }
    Ok(sql!(tx, conn => {
        let mut text = QueryBuilder::new(
            "SELECT case_record.number FROM case_copy JOIN case_record ON case_record.id = case_copy.case_record
             WHERE case_copy.seen_at IS NULL AND case_copy.account = ");
        text.push_bind(account).push(" AND case_copy.case_record IN (");
        let mut list = text.separated(", ");
        for case in cases {
            list.push_bind(*case);
        }
        text.push(")");
        text.build_query_scalar().fetch_all(conn).await?
    }))
}

/// How many cases an account was told of and has not opened since, counted so far.
pub async fn count_unread(tx: &mut Tx, account: i64, most: u64) -> Result<u64> {
    let count: i64 = sql!(tx, conn => {
        sqlx::query_scalar(
            "SELECT COUNT(*) FROM (SELECT 1 AS one FROM case_copy
             WHERE account = $1 AND seen_at IS NULL LIMIT $2) AS counted",
        )
        .bind(account)
        .bind(most.cast_signed())
        .fetch_one(conn)
        .await?
    });
    Ok(count.unsigned_abs())
}
