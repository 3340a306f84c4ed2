//! The cases of a joint application.

use chrono::{DateTime, Utc};
use sqlx::FromRow;

use crate::db::Tx;
use crate::error::Result;
use crate::sql;

/// The main case of a part.
#[derive(FromRow)]
pub struct PartRow {
    pub id: i64,
    pub item: String,
    pub status: String,
    pub decision: Option<String>,
    pub accepted_at: Option<DateTime<Utc>>,
    pub closed_at: Option<DateTime<Utc>>,
}

/// The main cases of a joint application, in the order they began.
pub async fn parts(tx: &mut Tx, joint: i64) -> Result<Vec<PartRow>> {
    Ok(sql!(tx, conn => {
        sqlx::query_as(
            "SELECT id, item, status, decision, accepted_at, closed_at FROM case_record
             WHERE joint = $1 AND parent IS NULL ORDER BY id",
        )
        .bind(joint)
        .fetch_all(conn)
        .await?
    }))
}
