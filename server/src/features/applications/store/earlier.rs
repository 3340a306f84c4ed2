//! What an account filed before, for whoever begins something new.

use chrono::{DateTime, Utc};
use schema::applications::FormRef;
use serde_json::Value;
use sqlx::FromRow;

use crate::db::Tx;
use crate::error::Result;
use crate::sql;

#[derive(FromRow)]
struct Row {
    id: i64,
    form: String,
    form_version: i64,
    answers: String,
    submitted_at: DateTime<Utc>,
}

/// An application as it was filed.
pub struct LastFiled {
    pub id: i64,
    pub form: FormRef,
    pub answers: Value,
    pub submitted_at: DateTime<Utc>,
}

/// The applications that this account filed last, the newest first.
pub async fn last_filed(tx: &mut Tx, account: i64, limit: i64) -> Result<Vec<LastFiled>> {
    let rows: Vec<Row> = sql!(tx, conn => {
        sqlx::query_as(
            "SELECT id, form, form_version, answers, submitted_at FROM application
             WHERE account = $1 AND state = 'submitted' AND part_of IS NULL
             ORDER BY submitted_at DESC, id DESC LIMIT $2",
        )
        .bind(account)
        .bind(limit)
        .fetch_all(conn)
        .await?
    });
    rows.into_iter().map(Row::into_filed).collect()
}

impl Row {
    fn into_filed(self) -> Result<LastFiled> {
        let version = u32::try_from(self.form_version).unwrap_or(u32::MAX);
        Ok(LastFiled {
            id: self.id,
            form: FormRef { id: self.form, version },
            answers: serde_json::from_str(&self.answers)?,
            submitted_at: self.submitted_at,
        })
    }
}
