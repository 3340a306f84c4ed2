//! The answers to one version of a form, for statistics.

use chrono::{DateTime, Utc};
use schema::applications::FormRef;
use schema::role::RegionCode;
use serde_json::Value;
use sqlx::FromRow;

use crate::db::Tx;
use crate::error::Result;
use crate::sql;

#[derive(FromRow)]
struct Row {
    id: i64,
    answers: String,
    submitted_at: DateTime<Utc>,
    number: Option<String>,
    region: Option<String>,
    agency: Option<String>,
}

/// What was answered in one application, and who handles it.
pub struct AnswerRow {
    /// The application.
    pub id: i64,
    /// The answers as they were filed.
    pub answers: Value,
    /// When.
    pub submitted_at: DateTime<Utc>,
    /// Its case, with the region and the name of the agency that handles it.
    pub case: Option<(String, RegionCode, String)>,
}

/// The applications that were filed with a version, after this one. A page is cut before anything is joined to it.
pub async fn answers_of(tx: &mut Tx, form: &FormRef, after: i64, limit: i64) -> Result<Vec<AnswerRow>> {
    let rows: Vec<Row> = sql!(tx, conn => {
        sqlx::query_as(
            "SELECT page.id, page.answers, page.submitted_at, case_record.number, agency.region,
                    agency.name AS agency
             FROM (SELECT id, answers, submitted_at FROM application
                   WHERE form = $1 AND form_version = $2 AND state = 'submitted' AND id > $3
                   ORDER BY id LIMIT $4) AS page
             LEFT JOIN case_record ON case_record.application = page.id AND case_record.parent IS NULL
             LEFT JOIN agency ON agency.id = case_record.agency
             ORDER BY page.id",
        )
        .bind(&form.id)
        .bind(i64::from(form.version))
        .bind(after)
        .bind(limit)
        .fetch_all(conn)
        .await?
    });
    rows.into_iter().map(Row::into_answers).collect()
}

impl Row {
    fn into_answers(self) -> Result<AnswerRow> {
        let region =
            self.region.as_deref().map(RegionCode::parse).transpose().map_err(anyhow::Error::from)?;
        let case = self.number.zip(region).zip(self.agency);
        Ok(AnswerRow {
            id: self.id,
            answers: serde_json::from_str(&self.answers)?,
            submitted_at: self.submitted_at,
            case: case.map(|((number, region), agency)| (number, region, agency)),
        })
    }
}
