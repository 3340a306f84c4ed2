//! The table task, as far as a course asks: when the open tasks are due.

use chrono::{DateTime, Utc};

use crate::db::Tx;
use crate::error::Result;
use crate::sql;

/// The keys of the open tasks of a case whose time runs, each with when it is due.
pub async fn due(tx: &mut Tx, case: i64) -> Result<Vec<(String, DateTime<Utc>)>> {
    Ok(sql!(tx, conn => {
        sqlx::query_as("SELECT task, due_at FROM task WHERE case_record = $1 AND due_at IS NOT NULL ORDER BY task")
            .bind(case)
            .fetch_all(conn)
            .await?
    }))
}
