//! The open cases of a version of a process.

use crate::db::Tx;
use crate::error::Result;
use crate::sql;

/// The row numbers of the open cases that have a version of a process, behind one of them, in order.
pub async fn open_of(tx: &mut Tx, process: &str, version: u32, after: i64, limit: usize) -> Result<Vec<i64>> {
    Ok(sql!(tx, conn => {
        sqlx::query_scalar(
            "SELECT id FROM case_record
             WHERE process = $1 AND process_version = $2 AND closed_at IS NULL AND id > $3
             ORDER BY id LIMIT $4",
        )
        .bind(process)
        .bind(i64::from(version))
        .bind(after)
        .bind(i64::try_from(limit).unwrap_or(i64::MAX))
        .fetch_all(conn)
        .await?
    }))
}
