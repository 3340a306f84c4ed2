//! The table alarm: what the hall does by itself of a case once a moment has come.

use chrono::{DateTime, Utc};

use crate::db::Tx;
use crate::error::Result;
use crate::sql;

/// A row: its kind by name, the key of the task, and when.
pub struct Alarm {
    pub kind: &'static str,
    pub task: String,
    /// None while the clock stands.
    pub at: Option<DateTime<Utc>>,
}

/// Sets it, or another time for it; one that has rung stays so.
pub async fn set_alarm(tx: &mut Tx, case: i64, alarm: &Alarm) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query(
            "INSERT INTO alarm (case_record, kind, task, at) VALUES ($1, $2, $3, $4)
             ON CONFLICT (case_record, kind, task) DO UPDATE SET at = excluded.at",
        )
        .bind(case)
        .bind(alarm.kind)
        .bind(&alarm.task)
        .bind(alarm.at)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(())
}

/// The alarms of a case, by kind and task.
pub async fn alarms_of(tx: &mut Tx, case: i64) -> Result<Vec<(String, String)>> {
    Ok(sql!(tx, conn => {
        sqlx::query_as("SELECT kind, task FROM alarm WHERE case_record = $1 ORDER BY kind, task")
            .bind(case)
            .fetch_all(conn)
            .await?
    }))
}

/// Takes one away.
pub async fn drop_alarm(tx: &mut Tx, case: i64, kind: &str, task: &str) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query("DELETE FROM alarm WHERE case_record = $1 AND kind = $2 AND task = $3")
            .bind(case)
            .bind(kind)
            .bind(task)
            .execute(conn)
            .await?
            .rows_affected()
    });
    Ok(())
}

/// The cases of which something is due and has not rung, each with when, after a place in that order.
pub async fn ringing(
    tx: &mut Tx,
    now: DateTime<Utc>,
    after: (DateTime<Utc>, i64),
    limit: i64,
) -> Result<Vec<(DateTime<Utc>, i64)>> {
    Ok(sql!(tx, conn => {
        sqlx::query_as(
            "SELECT DISTINCT at, case_record FROM alarm
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

/// What is due of a case and has not rung, by kind and task.
pub async fn ringing_of(tx: &mut Tx, case: i64, now: DateTime<Utc>) -> Result<Vec<(String, String)>> {
    Ok(sql!(tx, conn => {
        sqlx::query_as(
            "SELECT kind, task FROM alarm WHERE case_record = $1 AND rung_at IS NULL AND at <= $2
             ORDER BY kind, task",
        )
        .bind(case)
        .bind(now)
        .fetch_all(conn)
        .await?
    }))
}

/// It has rung, or is to ring at another time.
pub async fn end_alarm(
    tx: &mut Tx,
    case: i64,
    (kind, task): (&str, &str),
    rung: Option<DateTime<Utc>>,
    again: Option<DateTime<Utc>>,
) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query(
            "UPDATE alarm SET rung_at = $4, at = COALESCE($5, at)
             WHERE case_record = $1 AND kind = $2 AND task = $3",
        )
        .bind(case)
        .bind(kind)
        .bind(task)
        .bind(rung)
        .bind(again)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(())
}
