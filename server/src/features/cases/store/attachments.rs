//! The table case_attachment: what officers attached to cases.

use chrono::{DateTime, Utc};
use schema::applications::FileInfo;
use sqlx::FromRow;

use crate::db::Tx;
use crate::error::Result;
use crate::sql;

/// An attachment as it lies there.
#[derive(FromRow)]
pub struct AttachmentRow {
    pub id: i64,
    pub task: String,
    /// A name.
    pub by: String,
    pub attached_at: DateTime<Utc>,
    name: String,
    media_type: String,
    bytes: i64,
    sha256: String,
}

impl AttachmentRow {
    /// The file. It is of no material of the application.
    pub fn file(&self) -> FileInfo {
        FileInfo {
            id: self.id,
            material: String::new(),
            name: self.name.clone(),
            media_type: self.media_type.clone(),
            bytes: self.bytes.unsigned_abs(),
            sha256: self.sha256.clone(),
        }
    }
}

/// What is attached to a case, the oldest first. There are [`Attachment::MOST`](schema::cases::Attachment::MOST) of it at the most.
pub async fn attachments(tx: &mut Tx, case: i64) -> Result<Vec<AttachmentRow>> {
    let mut rows: Vec<AttachmentRow> = sql!(tx, conn => {
        sqlx::query_as(
            "SELECT case_attachment.id, case_attachment.task, account.name AS by, case_attachment.attached_at,
                    case_attachment.name, case_attachment.media_type, case_attachment.bytes, case_attachment.sha256
             FROM case_attachment JOIN account ON account.id = case_attachment.account
             WHERE case_attachment.case_record = $1",
        )
        .bind(case)
        .fetch_all(conn)
        .await?
    });
    // They are few: an index for their order would be written more often than read.
    rows.sort_unstable_by_key(|row| row.id);
    Ok(rows)
}

/// Attaches a file to a case, for who has this task of it; returns its number.
pub async fn attach(
    tx: &mut Tx,
    (case, task): (i64, &str),
    account: i64,
    file: &FileInfo,
    now: DateTime<Utc>,
) -> Result<i64> {
    Ok(sql!(tx, conn => {
        sqlx::query_scalar(
            "INSERT INTO case_attachment (case_record, task, account, name, media_type, bytes, sha256, attached_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id",
        )
        .bind(case)
        .bind(task)
        .bind(account)
        .bind(&file.name)
        .bind(&file.media_type)
        .bind(i64::try_from(file.bytes).unwrap_or(i64::MAX))
        .bind(&file.sha256)
        .bind(now)
        .fetch_one(conn)
        .await?
    }))
}
