//! The table of questionnaires: what was asked of the applicant of a case, and the answers.

use chrono::{DateTime, Utc};
use schema::applications::FormRef;
use serde_json::Value;
use sqlx::FromRow;

use crate::db::Tx;
use crate::error::Result;
use crate::sql;

/// A questionnaire as it is stored.
#[derive(FromRow)]
pub struct Row {
    /// The name of the agency that asks.
    pub agency_name: String,
    pub asked_by: i64,
    pub asked_at: DateTime<Utc>,
    pub why: String,
    form: Option<String>,
    version: Option<i64>,
    /// What was written on the spot.
    pub definition: Option<String>,
    /// The same as a program.
    pub program: Option<String>,
    answers: String,
    surroundings: Option<String>,
    pub saved_at: Option<DateTime<Utc>>,
    pub answered_at: Option<DateTime<Utc>>,
}

impl Row {
    /// The published form that was chosen.
    pub fn form(&self) -> Option<FormRef> {
        let version = self.version.and_then(|version| u32::try_from(version).ok())?;
        Some(FormRef { id: self.form.clone()?, version })
    }

    pub fn answers(&self) -> Result<Value> {
        Ok(serde_json::from_str(&self.answers)?)
    }

    /// What the rules read when the answers were handed in.
    pub fn surroundings(&self) -> Result<Option<schema::form::Surroundings>> {
        Ok(self.surroundings.as_deref().map(serde_json::from_str).transpose()?)
    }
}

/// The one of a case.
pub async fn of_case(tx: &mut Tx, case: i64) -> Result<Option<Row>> {
    Ok(sql!(tx, conn => {
        sqlx::query_as(
            "SELECT agency.name AS agency_name, questionnaire.asked_by, questionnaire.asked_at, questionnaire.why,
                    questionnaire.form, questionnaire.version, questionnaire.definition, questionnaire.program,
                    questionnaire.answers, questionnaire.surroundings, questionnaire.saved_at,
                    questionnaire.answered_at
             FROM questionnaire JOIN agency ON agency.id = questionnaire.agency
             WHERE questionnaire.case_record = $1",
        )
        .bind(case)
        .fetch_optional(conn)
        .await?
    }))
}

/// What is to be asked: with a published form, or with a definition and the program it was compiled to.
pub struct New<'a> {
    pub case: i64,
    pub agency: i64,
    pub asked_by: i64,
    pub why: &'a str,
    pub form: Option<&'a FormRef>,
    pub definition: Option<&'a str>,
    pub program: Option<&'a str>,
    pub now: DateTime<Utc>,
}

/// Adds it. A case has one at most.
pub async fn insert(tx: &mut Tx, new: &New<'_>) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query(
            "INSERT INTO questionnaire
                 (case_record, agency, asked_by, asked_at, why, form, version, definition, program, answers)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, '{}')",
        )
        .bind(new.case)
        .bind(new.agency)
        .bind(new.asked_by)
        .bind(new.now)
        .bind(new.why)
        .bind(new.form.map(|form| form.id.as_str()))
        .bind(new.form.map(|form| i64::from(form.version)))
        .bind(new.definition)
        .bind(new.program)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(())
}

/// Saves the answers however far they are.
pub async fn save(tx: &mut Tx, case: i64, answers: &Value, now: DateTime<Utc>) -> Result<()> {
    let answers = answers.to_string();
    sql!(tx, conn => {
        sqlx::query(
            "UPDATE questionnaire SET answers = $2, saved_at = $3 WHERE case_record = $1 AND answered_at IS NULL",
        )
        .bind(case)
        .bind(answers)
        .bind(now)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(())
}

/// Hands them in, with what the rules read besides them.
pub async fn hand_in(
    tx: &mut Tx,
    case: i64,
    (answers, surroundings): (&Value, &schema::form::Surroundings),
    now: DateTime<Utc>,
) -> Result<()> {
    let (answers, surroundings) = (answers.to_string(), serde_json::to_string(surroundings)?);
    sql!(tx, conn => {
        sqlx::query(
            "UPDATE questionnaire SET answers = $2, surroundings = $3, saved_at = $4, answered_at = $4
             WHERE case_record = $1 AND answered_at IS NULL",
        )
        .bind(case)
        .bind(answers)
        .bind(surroundings)
        .bind(now)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(())
}
