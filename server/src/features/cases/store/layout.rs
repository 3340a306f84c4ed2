//! What lists read of a case, as its events now say: the row and the clocks.

use chrono::{DateTime, NaiveDate, Utc};

use crate::db::Tx;
use crate::error::Result;
use crate::sql;

/// What the row of a case says after an event.
pub struct Layout {
    /// The version of its process that it has.
    pub process_version: u32,
    pub status: &'static str,
    pub decision: Option<&'static str>,
    pub seq: u64,
    pub accepted_at: Option<DateTime<Utc>>,
    pub decided_at: Option<DateTime<Utc>>,
    /// Whether this event decided it in time; none leaves what is there.
    pub on_time: Option<bool>,
    /// When what was missing was first asked for too late.
    pub asked_late_at: Option<DateTime<Utc>>,
    pub closed_at: Option<DateTime<Utc>>,
}

/// Writes it.
pub async fn lay_out(tx: &mut Tx, case: i64, layout: &Layout) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query(
            "UPDATE case_record SET status = $2, decision = $3, seq = $4, accepted_at = $5, decided_at = $6,
                    on_time = COALESCE($7, on_time), closed_at = $8,
                    process_version = $9, asked_late_at = $10
             WHERE id = $1",
        )
        .bind(case)
        .bind(layout.status)
        .bind(layout.decision)
        .bind(layout.seq.cast_signed())
        .bind(layout.accepted_at)
        .bind(layout.decided_at)
        .bind(layout.on_time)
        .bind(layout.closed_at)
        .bind(i64::from(layout.process_version))
        .bind(layout.asked_late_at)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(())
}

/// A clock as it stands.
pub struct Clock<'a> {
    pub kind: &'static str,
    pub started_on: NaiveDate,
    pub limit: &'a str,
    pub due: Option<NaiveDate>,
    pub due_at: Option<DateTime<Utc>>,
}

/// Stops the running clocks of a case, all but the one of this kind.
pub async fn stop_clocks(tx: &mut Tx, case: i64, but: Option<&str>, now: DateTime<Utc>) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query(
            "UPDATE clock SET stopped_at = $3
             WHERE subject_kind = 'case' AND subject_id = $1 AND stopped_at IS NULL AND kind <> COALESCE($2, '')",
        )
        .bind(case)
        .bind(but)
        .bind(now)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(())
}

/// Starts a clock of a case, or says when it is due now.
pub async fn upsert_clock(tx: &mut Tx, case: i64, clock: &Clock<'_>) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query(
            "INSERT INTO clock (subject_kind, subject_id, kind, started_on, limit_json, due, due_at)
             VALUES ('case', $1, $2, $3, $4, $5, $6)
             ON CONFLICT (subject_kind, subject_id, kind) DO UPDATE SET due = excluded.due, due_at = excluded.due_at",
        )
        .bind(case)
        .bind(clock.kind)
        .bind(clock.started_on)
        .bind(clock.limit)
        .bind(clock.due)
        .bind(clock.due_at)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(())
}

/// When a clock of a case is due.
pub async fn due_of(tx: &mut Tx, case: i64, kind: &str) -> Result<Option<DateTime<Utc>>> {
    let due: Option<Option<DateTime<Utc>>> = sql!(tx, conn => {
        sqlx::query_scalar(
            "SELECT due_at FROM clock WHERE subject_kind = 'case' AND subject_id = $1 AND kind = $2",
        )
        .bind(case)
        .bind(kind)
        .fetch_optional(conn)
        .await?
    });
    Ok(due.flatten())
}

/// The cases after this one that have an open task, in order.
pub async fn open_after(tx: &mut Tx, case: i64, limit: i64) -> Result<Vec<i64>> {
    Ok(sql!(tx, conn => {
        sqlx::query_scalar(
            "SELECT DISTINCT case_record FROM task WHERE case_record > $1 ORDER BY case_record LIMIT $2",
        )
        .bind(case)
        .bind(limit)
        .fetch_all(conn)
        .await?
    }))
}

/// Keeps a case from being laid out by anybody else until this transaction ends.
pub async fn hold(tx: &mut Tx, case: i64) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query("UPDATE case_record SET seq = seq WHERE id = $1").bind(case).execute(conn).await?.rows_affected()
    });
    Ok(())
}
