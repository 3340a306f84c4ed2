//! The table submission, and what was handed in with it.

use chrono::{DateTime, Utc};
use schema::applications::FormRef;
use schema::form::{Promise, Surroundings};
use serde_json::Value;
use sqlx::FromRow;

use super::beside::{self, Beside};
use crate::db::Tx;
use crate::error::Result;
use crate::sql;

/// What was filed, for whoever handles it.
pub struct Filed {
    /// The account that filed it.
    pub account: i64,
    /// The applicant: an enterprise's name, else the person's.
    pub applicant: String,
    /// The person's identity number; for an enterprise, its agent's.
    pub identity_number: Option<String>,
    /// The form it was made with.
    pub form: FormRef,
    /// The answers.
    pub answers: Value,
    /// What stands beside them.
    pub beside: Beside,
    /// All that was answered, where `answers` are only what another case handed over.
    pub whole: Option<Value>,
}

/// What is handed in.
pub struct Handed {
    /// The answers.
    pub answers: Value,
    /// What the rules of the form read besides them.
    pub surroundings: Surroundings,
    /// Every promise on record from now on.
    pub promises: Vec<Promise>,
}

/// Whether a request with this key has filed the application, or handed in one of its supplements.
pub async fn is_submitted(tx: &mut Tx, application: i64, key: &str) -> Result<bool> {
    let found: Option<i64> = sql!(tx, conn => {
        sqlx::query_scalar("SELECT application FROM submission WHERE application = $1 AND key = $2")
            .bind(application)
            .bind(key)
            .fetch_optional(conn)
            .await?
    });
    Ok(found.is_some())
}

/// Files a draft, or hands in what was asked for: it stays filed when it first was.
pub async fn submit(tx: &mut Tx, id: i64, handed: &Handed, key: &str, now: DateTime<Utc>) -> Result<()> {
    let promises = beside::written(&handed.promises)?;
    let surroundings = match handed.surroundings.is_empty() {
        true => None,
        false => Some(serde_json::to_string(&handed.surroundings)?),
    };
    sql!(tx, conn => {
        sqlx::query(
            "UPDATE application SET state = 'submitted', answers = $2, supplement = NULL, promises = $4,
                    surroundings = $5, submitted_at = COALESCE(submitted_at, $3), updated_at = $3,
                    revision = revision + 1
             WHERE id = $1",
        )
        .bind(id)
        .bind(handed.answers.to_string())
        .bind(now)
        .bind(promises)
        .bind(surroundings)
        .execute(conn)
        .await?
        .rows_affected()
    });
    super::files::file_those_there(tx, id).await?;
    sql!(tx, conn => {
        sqlx::query("INSERT INTO submission (application, key, submitted_at) VALUES ($1, $2, $3)")
            .bind(id)
            .bind(key)
            .bind(now)
            .execute(conn)
            .await?
            .rows_affected()
    });
    Ok(())
}

/// Goes back to what was filed: what was being put right is no longer wanted.
pub async fn forget_supplement(tx: &mut Tx, id: i64, now: DateTime<Utc>) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query("UPDATE application SET supplement = NULL, updated_at = $2, revision = revision + 1 WHERE id = $1")
            .bind(id)
            .bind(now)
            .execute(conn)
            .await?
            .rows_affected()
    });
    super::files::keep_those_filed(tx, id, now).await
}

/// Adds an application that was filed in the past, for the demo city.
pub async fn insert_filed(
    tx: &mut Tx,
    account: i64,
    (item, item_version): (&str, u32),
    form: &FormRef,
    answers: &Value,
    filed: DateTime<Utc>,
) -> Result<i64> {
    Ok(sql!(tx, conn => {
        sqlx::query_scalar(
            "INSERT INTO application (account, item, item_version, form, form_version, state, answers, revision,
                                      created_at, updated_at, submitted_at)
             VALUES ($1, $2, $3, $4, $5, 'submitted', $6, 1, $7, $7, $7)
             RETURNING id",
        )
        .bind(account)
        .bind(item)
        .bind(i64::from(item_version))
        .bind(&form.id)
        .bind(i64::from(form.version))
        .bind(answers.to_string())
        .bind(filed)
        .fetch_one(conn)
        .await?
    }))
}

#[derive(FromRow)]
struct FiledRow {
    account: i64,
    name: String,
    enterprise: Option<String>,
    identity_number: Option<String>,
    form: String,
    form_version: i64,
    answers: String,
    #[sqlx(flatten)]
    beside: beside::Row,
}

/// What was filed.
pub async fn filed(tx: &mut Tx, id: i64) -> Result<Option<Filed>> {
    let row: Option<FiledRow> = sql!(tx, conn => {
        sqlx::query_as(
            "SELECT application.account, account.name, enterprise.name AS enterprise, account.identity_number,
                    application.form, application.form_version, application.answers,
                    application.surroundings, application.promises, application.prefilled
             FROM application
             JOIN account ON account.id = application.account
             LEFT JOIN enterprise ON enterprise.id = account.enterprise
             WHERE application.id = $1",
        )
        .bind(id)
        .fetch_optional(conn)
        .await?
    });
    let Some(row) = row else { return Ok(None) };
    Ok(Some(Filed {
        account: row.account,
        applicant: row.enterprise.unwrap_or(row.name),
        identity_number: row.identity_number,
        form: FormRef { id: row.form, version: u32::try_from(row.form_version).unwrap_or(u32::MAX) },
        answers: serde_json::from_str(&row.answers)?,
        beside: row.beside.into_beside()?,
        whole: None,
    }))
}
