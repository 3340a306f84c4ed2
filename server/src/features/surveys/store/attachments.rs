//! The table survey_attachment: the documents that go with surveys, also those that were taken away.

use chrono::{DateTime, NaiveDate, Utc};
use schema::applications::FileInfo;
use schema::calendar::local_day;
use schema::surveys::SurveyAttachment;
use sqlx::FromRow;

use crate::db::Tx;
use crate::error::Result;
use crate::sql;

/// An attachment as it lies there.
#[derive(FromRow)]
pub struct AttachmentRow {
    pub id: i64,
    name: String,
    media_type: String,
    bytes: i64,
    pub sha256: String,
    attached_at: DateTime<Utc>,
    removed_at: Option<DateTime<Utc>>,
}

impl AttachmentRow {
    /// Whether it is still there.
    pub const fn is_there(&self) -> bool {
        self.removed_at.is_none()
    }

    /// The day on which it was taken away, if everybody could have it by then: `from` is the first day of the survey.
    pub fn taken_away(&self, from: NaiveDate) -> Option<NaiveDate> {
        self.removed_at.map(local_day).filter(|day| *day >= from)
    }

    /// As everybody is told of it.
    pub fn told(&self) -> SurveyAttachment {
        SurveyAttachment {
            id: self.id,
            name: self.name.clone(),
            media_type: self.media_type.clone(),
            bytes: self.bytes.unsigned_abs(),
            attached_on: local_day(self.attached_at),
        }
    }

    /// The file. It is of no material.
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

/// What was ever attached to a survey, the oldest first.
pub async fn attachments(tx: &mut Tx, survey: i64) -> Result<Vec<AttachmentRow>> {
    Ok(sql!(tx, conn => {
        sqlx::query_as(
            "SELECT id, name, media_type, bytes, sha256, attached_at, removed_at FROM survey_attachment
             WHERE survey = $1 ORDER BY id",
        )
        .bind(survey)
        .fetch_all(conn)
        .await?
    }))
}

/// Keeps others from attaching anything to a survey until this write ends; says whether there is such a survey.
pub async fn hold(tx: &mut Tx, survey: i64) -> Result<bool> {
    let held = sql!(tx, conn => {
        sqlx::query("UPDATE survey SET revision = revision WHERE id = $1")
            .bind(survey)
            .execute(conn)
            .await?
            .rows_affected()
    });
    Ok(held > 0)
}

/// Attaches a file to a survey; returns its number.
pub async fn attach(tx: &mut Tx, survey: i64, file: &FileInfo, now: DateTime<Utc>) -> Result<i64> {
    Ok(sql!(tx, conn => {
        sqlx::query_scalar(
            "INSERT INTO survey_attachment (survey, name, media_type, bytes, sha256, attached_at)
             VALUES ($1, $2, $3, $4, $5, $6) RETURNING id",
        )
        .bind(survey)
        .bind(&file.name)
        .bind(&file.media_type)
        .bind(i64::try_from(file.bytes).unwrap_or(i64::MAX))
        .bind(&file.sha256)
        .bind(now)
        .fetch_one(conn)
        .await?
    }))
}

/// Takes one away; says whether it was there.
pub async fn detach(tx: &mut Tx, (survey, id): (i64, i64), now: DateTime<Utc>) -> Result<bool> {
    let removed = sql!(tx, conn => {
        sqlx::query(
            "UPDATE survey_attachment SET removed_at = $3 WHERE id = $2 AND survey = $1 AND removed_at IS NULL",
        )
        .bind(survey)
        .bind(id)
        .bind(now)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(removed > 0)
}
