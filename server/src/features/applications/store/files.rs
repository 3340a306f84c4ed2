//! The table application_file. A file that is taken away keeps its row: what was filed with it stays on record.
//!
//! An applicant's files are those that are there; a desk's are those that were filed, whatever has come and gone since.

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

/// The files of an application that are there, those of a material in the order of its pages.
pub async fn files(tx: &mut Tx, application: i64) -> Result<Vec<FileInfo>> {
    those(tx, application, "removed_at IS NULL").await
}

/// The files that were filed last, in the same order.
pub async fn filed_files(tx: &mut Tx, application: i64) -> Result<Vec<FileInfo>> {
    those(tx, application, "filed").await
}

async fn those(tx: &mut Tx, application: i64, condition: &str) -> Result<Vec<FileInfo>> {
    let text = format!(
        "SELECT id, material, name, media_type, bytes, sha256 FROM application_file
         WHERE application = $1 AND {condition} ORDER BY material, place, id"
    );
    let rows: Vec<FileRow> = sql!(tx, conn => {
        sqlx::query_as(sqlx::AssertSqlSafe(text)).bind(application).fetch_all(conn).await?
    });
    Ok(rows.into_iter().map(Into::into).collect())
}

/// Files those that are there.
pub(super) async fn file_those_there(tx: &mut Tx, application: i64) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query("UPDATE application_file SET filed = (removed_at IS NULL) WHERE application = $1")
            .bind(application)
            .execute(conn)
            .await?
            .rows_affected()
    });
    Ok(())
}

/// Puts those that were filed back, and takes away those that came since.
pub(super) async fn keep_those_filed(tx: &mut Tx, application: i64, now: DateTime<Utc>) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query(
            "UPDATE application_file SET removed_at = CASE WHEN filed THEN NULL ELSE COALESCE(removed_at, $2) END
             WHERE application = $1",
        )
        .bind(application)
        .bind(now)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(())
}

/// One file that was handed in: with what was filed last, or when the application was filed or a supplement came before.
pub async fn filed_file(tx: &mut Tx, application: i64, id: i64) -> Result<Option<FileInfo>> {
    let row: Option<FileRow> = sql!(tx, conn => {
        sqlx::query_as(
            "SELECT id, material, name, media_type, bytes, sha256 FROM application_file
             WHERE application = $1 AND id = $2 AND (filed OR EXISTS (
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
            "INSERT INTO application_file (application, material, name, media_type, bytes, sha256, added_at, place)
             VALUES ($1, $2, $3, $4, $5, $6, $7,
                     (SELECT COALESCE(MAX(place), 0) + 1 FROM application_file
                      WHERE application = $1 AND material = $2)) RETURNING id",
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

/// Puts a file at a place among those of its material.
pub async fn place_file(tx: &mut Tx, application: i64, id: i64, place: i64) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query("UPDATE application_file SET place = $3 WHERE application = $1 AND id = $2")
            .bind(application)
            .bind(id)
            .bind(place)
            .execute(conn)
            .await?
            .rows_affected()
    });
    Ok(())
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
