//! The table case_fee: what tasks of a case brought up to be paid.

use chrono::{DateTime, Utc};
use schema::cases::CaseFee;
use sqlx::FromRow;

use crate::db::Tx;
use crate::error::Result;
use crate::sql;

/// A fee that falls due.
pub struct NewFee<'a> {
    /// The key of the opening, and the effect of it.
    pub task: &'a str,
    pub effect: &'a str,
    pub code: &'a str,
    pub name: &'a str,
    /// In fen; none where the item does not publish it.
    pub amount: Option<u64>,
    pub basis: Option<&'a str>,
    pub at: DateTime<Utc>,
}

/// Adds it, once for each opening; says its row if it is new.
pub async fn insert_fee(tx: &mut Tx, case: i64, fee: &NewFee<'_>) -> Result<Option<i64>> {
    Ok(sql!(tx, conn => {
        sqlx::query_scalar(
            "INSERT INTO case_fee (case_record, task, effect, code, name, amount, basis, due_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (case_record, task, effect) DO NOTHING
             RETURNING id",
        )
        .bind(case)
        .bind(fee.task)
        .bind(fee.effect)
        .bind(fee.code)
        .bind(fee.name)
        .bind(fee.amount.map(u64::cast_signed))
        .bind(fee.basis)
        .bind(fee.at)
        .fetch_optional(conn)
        .await?
    }))
}

/// Notes how much of a fee was waived, and since when nothing of it is left, if that is so.
pub async fn settle_fee(tx: &mut Tx, fee: i64, waived: u64, settled: Option<DateTime<Utc>>) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query("UPDATE case_fee SET waived = $2, paid_at = COALESCE(paid_at, $3) WHERE id = $1")
            .bind(fee)
            .bind(waived.cast_signed())
            .bind(settled)
            .execute(conn)
            .await?
            .rows_affected()
    });
    Ok(())
}

/// Everything that is due has been paid.
pub async fn settle_fees(tx: &mut Tx, case: i64, at: DateTime<Utc>) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query(
            "UPDATE case_fee SET paid_at = $2
             WHERE case_record = $1 AND paid_at IS NULL AND amount IS NOT NULL",
        )
        .bind(case)
        .bind(at)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(())
}

#[derive(FromRow)]
struct FeeRow {
    code: String,
    name: String,
    amount: Option<i64>,
    basis: Option<String>,
    waived: i64,
    due_at: DateTime<Utc>,
    paid_at: Option<DateTime<Utc>>,
}

/// The fees of a case, in order.
pub async fn fees_of(tx: &mut Tx, case: i64) -> Result<Vec<CaseFee>> {
    let rows: Vec<FeeRow> = sql!(tx, conn => {
        sqlx::query_as(
            "SELECT code, name, amount, basis, waived, due_at, paid_at FROM case_fee WHERE case_record = $1 ORDER BY id",
        )
        .bind(case)
        .fetch_all(conn)
        .await?
    });
    let fee = |row: FeeRow| {
        let FeeRow { code, name, amount, basis, waived, due_at, paid_at } = row;
        let waived = waived.unsigned_abs();
        CaseFee { code, name, amount: amount.map(i64::unsigned_abs), basis, waived, due_at, paid_at }
    };
    Ok(rows.into_iter().map(fee).collect())
}
