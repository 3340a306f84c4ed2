//! The table application_file. A file that is taken away keeps its row: what was filed with it stays on record.

use chrono::{DateTime, Utc};
use schema::applications::FileInfo;
use sqlx::FromRow;

use crate::db::Tx;
use crate::error::Result;
use crate::sql;

#[derive(FromRow)]
struct FileRow {
    id: i64,
    material: String,
    name: String,
    media_type: String,
    bytes: i64,
    sha256: String,
}

impl From<FileRow> for FileInfo {
    fn from(row: FileRow) -> Self {
        let FileRow { id, material, name, media_type, bytes, sha256 } = row;
        Self { id, material, name, media_type, bytes: bytes.unsigned_abs(), sha256 }
    }
}

/// The files of an application, in the order they came.
pub async fn files(tx: &mut Tx, application: i64) -> Result<Vec<FileInfo>> {
    let rows: Vec<FileRow> = sql!(tx, conn => {
        sqlx::query_as(
            "SELECT id, material, name, media_type, bytes, sha256 FROM application_file
             WHERE application = $1 AND removed_at IS NULL ORDER BY material, id",
        )
        .bind(application)
        .fetch_all(conn)
        .await?
    });
    Ok(rows.into_iter().map(Into::into).collect())
}

/// One file that was handed in: it is there, or was there when the application was filed or a supplement came.
pub async fn filed_file(tx: &mut Tx, application: i64, id: i64) -> Result<Option<FileInfo>> {
    let row: Option<FileRow> = sql!(tx, conn => {
        sqlx::query_as(
            "SELECT id, material, name, media_type, bytes, sha256 FROM application_file
             WHERE application = $1 AND id = $2 AND (removed_at IS NULL OR EXISTS (
                 SELECT 1 FROM submission
                 WHERE submission.application = application_file.application
                   AND application_file.added_at <= submission.submitted_at
                   AND application_file.removed_at > submission.submitted_at))",
        )
        .bind(application)
        .bind(id)
        .fetch_optional(conn)
        .await?
    });
    Ok(row.map(Into::into))
}

/// Adds a file; `id` of the given description is not read.
pub async fn insert_file(tx: &mut Tx, application: i64, file: &FileInfo, now: DateTime<Utc>) -> Result<i64> {
    Ok(sql!(tx, conn => {
        sqlx::query_scalar(
            "INSERT INTO application_file (application, material, name, media_type, bytes, sha256, added_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id",
        )
        .bind(application)
        .bind(&file.material)
        .bind(&file.name)
        .bind(&file.media_type)
        .bind(i64::try_from(file.bytes).unwrap_or(i64::MAX))
        .bind(&file.sha256)
        .bind(now)
        .fetch_one(conn)
        .await?
    }))
}

/// Takes a file away.
pub async fn remove_file(tx: &mut Tx, application: i64, id: i64, now: DateTime<Utc>) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query(
            "UPDATE application_file SET removed_at = $3 WHERE application = $1 AND id = $2 AND removed_at IS NULL",
        )
        .bind(application)
        .bind(id)
        .bind(now)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(())
}
