//! The table task, as far as a course asks: which open tasks are overdue.

use chrono::{DateTime, Utc};

use crate::db::Tx;
use crate::error::Result;
use crate::sql;

/// The keys of the open tasks of a case that are overdue.
pub async fn late(tx: &mut Tx, case: i64, now: DateTime<Utc>) -> Result<Vec<String>> {
    Ok(sql!(tx, conn => {
        sqlx::query_scalar("SELECT task FROM task WHERE case_record = $1 AND due_at < $2 ORDER BY task")
            .bind(case)
            .bind(now)
            .fetch_all(conn)
            .await?
    }))
}
