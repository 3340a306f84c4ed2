//! The tables application and application_file.

use chrono::{DateTime, Utc};
use schema::applications::{ApplicationState, ApplicationSummary, FileInfo, FormRef};
use schema::id::CaseNumber;
use serde_json::Value;
use sqlx::FromRow;

use crate::db::Tx;
use crate::error::Result;
use crate::sql;

#[derive(FromRow)]
struct Row {
    id: i64,
    item: String,
    item_version: i64,
    item_name: String,
    department: String,
    form: String,
    form_version: i64,
    state: String,
    answers: String,
    revision: i64,
    submit_key: Option<String>,
    updated_at: DateTime<Utc>,
    submitted_at: Option<DateTime<Utc>>,
    case_number: Option<String>,
}

/// An application as its applicant's verbs need it.
pub struct Stored {
    pub summary: ApplicationSummary,
    pub item_version: u32,
    pub form: FormRef,
    pub answers: Value,
    pub revision: i64,
    pub submit_key: Option<String>,
    pub submitted_at: Option<DateTime<Utc>>,
}

/// What was filed, for whoever handles it.
pub struct Filed {
    /// The account that filed it.
    pub account: i64,
    /// The applicant: an enterprise's name, else the person's.
    pub applicant: String,
    /// The last four characters of the person's identity number.
    pub last_four: String,
    /// The form it was made with.
    pub form: FormRef,
    /// The answers.
    pub answers: Value,
}

const SELECT: &str =
    "SELECT application.id, application.item, application.item_version, item.name AS item_name,
        agency.name AS department, application.form, application.form_version, application.state,
        application.answers, application.revision, application.submit_key, application.updated_at,
        application.submitted_at, case_record.number AS case_number
 FROM application
 JOIN item ON item.code = application.item
 JOIN agency ON agency.id = item.agency
 LEFT JOIN case_record ON case_record.application = application.id";

impl Row {
    fn into_stored(self) -> Result<Stored> {
        let state = ApplicationState::from_slug(&self.state);
        let state = state.ok_or_else(|| anyhow::anyhow!("application {}: state {}", self.id, self.state))?;
        let case =
            self.case_number.as_deref().map(CaseNumber::parse).transpose().map_err(anyhow::Error::from)?;
        let version = |number: i64| u32::try_from(number).unwrap_or(u32::MAX);
        Ok(Stored {
            summary: ApplicationSummary {
                id: self.id,
                state,
                item: self.item,
                item_name: self.item_name,
                department: self.department,
                updated_at: self.updated_at,
                case,
            },
            item_version: version(self.item_version),
            form: FormRef { id: self.form, version: version(self.form_version) },
            answers: serde_json::from_str(&self.answers)?,
            revision: self.revision,
            submit_key: self.submit_key,
            submitted_at: self.submitted_at,
        })
    }
}

/// An application of this account.
pub async fn of_account(tx: &mut Tx, account: i64, id: i64) -> Result<Option<Stored>> {
    let row: Option<Row> = sql!(tx, conn => {
        sqlx::query_as(sqlx::AssertSqlSafe(format!(
            "{SELECT} WHERE application.id = $1 AND application.account = $2"
        )))
        .bind(id)
        .bind(account)
        .fetch_optional(conn)
        .await?
    });
    row.map(Row::into_stored).transpose()
}

/// The drafts of this account, the one saved last first.
pub async fn drafts(tx: &mut Tx, account: i64, limit: i64) -> Result<Vec<ApplicationSummary>> {
    let rows: Vec<Row> = sql!(tx, conn => {
        sqlx::query_as(sqlx::AssertSqlSafe(format!(
            "{SELECT} WHERE application.account = $1 AND application.state = 'draft'
             ORDER BY application.updated_at DESC, application.id DESC LIMIT $2"
        )))
        .bind(account)
        .bind(limit)
        .fetch_all(conn)
        .await?
    });
    rows.into_iter().map(|row| row.into_stored().map(|stored| stored.summary)).collect()
}

/// Keeps others from changing an application until this transaction ends: what is read of it afterwards holds. SQLite
/// has one writer anyway.
pub async fn hold(tx: &mut Tx, id: i64) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query("UPDATE application SET revision = revision WHERE id = $1")
            .bind(id)
            .execute(conn)
            .await?
            .rows_affected()
    });
    Ok(())
}

/// The applications of this account, the newest first, before a moment and id.
pub async fn list(
    tx: &mut Tx,
    account: i64,
    before: (DateTime<Utc>, i64),
    limit: i64,
) -> Result<Vec<Stored>> {
    let rows: Vec<Row> = sql!(tx, conn => {
        sqlx::query_as(sqlx::AssertSqlSafe(format!(
            "{SELECT} WHERE application.account = $1
               AND (application.updated_at < $2 OR (application.updated_at = $2 AND application.id < $3))
             ORDER BY application.updated_at DESC, application.id DESC LIMIT $4"
        )))
        .bind(account)
        .bind(before.0)
        .bind(before.1)
        .bind(limit)
        .fetch_all(conn)
        .await?
    });
    rows.into_iter().map(Row::into_stored).collect()
}

/// The draft of an item that this account has begun.
pub async fn draft_of(tx: &mut Tx, account: i64, item: &str) -> Result<Option<i64>> {
    Ok(sql!(tx, conn => {
        sqlx::query_scalar("SELECT id FROM application WHERE account = $1 AND item = $2 AND state = 'draft'")
            .bind(account)
            .bind(item)
            .fetch_optional(conn)
            .await?
    }))
}

/// A new draft.
pub struct NewDraft<'a> {
    pub account: i64,
    pub item: &'a str,
    pub item_version: u32,
    pub form: &'a FormRef,
    pub answers: &'a Value,
    pub now: DateTime<Utc>,
}

/// Begins a draft.
pub async fn insert(tx: &mut Tx, draft: &NewDraft<'_>) -> Result<i64> {
    Ok(sql!(tx, conn => {
        sqlx::query_scalar(
            "INSERT INTO application
                (account, item, item_version, form, form_version, state, answers, revision, created_at, updated_at)
             VALUES ($1, $2, $3, $4, $5, 'draft', $6, 1, $7, $7)
             RETURNING id",
        )
        .bind(draft.account)
        .bind(draft.item)
        .bind(i64::from(draft.item_version))
        .bind(&draft.form.id)
        .bind(i64::from(draft.form.version))
        .bind(draft.answers.to_string())
        .bind(draft.now)
        .fetch_one(conn)
        .await?
    }))
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

/// Saves the answers; returns the revision now.
pub async fn save(tx: &mut Tx, id: i64, answers: &Value, now: DateTime<Utc>) -> Result<i64> {
    Ok(sql!(tx, conn => {
        sqlx::query_scalar(
            "UPDATE application SET answers = $2, revision = revision + 1, updated_at = $3 WHERE id = $1
             RETURNING revision",
        )
        .bind(id)
        .bind(answers.to_string())
        .bind(now)
        .fetch_one(conn)
        .await?
    }))
}

/// Files a draft, or hands in what was asked for: it stays filed when it first was.
pub async fn submit(tx: &mut Tx, id: i64, answers: &Value, key: &str, now: DateTime<Utc>) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query(
            "UPDATE application SET state = 'submitted', answers = $2, submit_key = $3,
                    submitted_at = COALESCE(submitted_at, $4), updated_at = $4, revision = revision + 1
             WHERE id = $1",
        )
        .bind(id)
        .bind(answers.to_string())
        .bind(key)
        .bind(now)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(())
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
}

/// What was filed.
pub async fn filed(tx: &mut Tx, id: i64) -> Result<Option<Filed>> {
    let row: Option<FiledRow> = sql!(tx, conn => {
        sqlx::query_as(
            "SELECT application.account, account.name, enterprise.name AS enterprise, account.identity_number,
                    application.form, application.form_version, application.answers
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
    let number = row.identity_number.unwrap_or_default();
    Ok(Some(Filed {
        account: row.account,
        applicant: row.enterprise.unwrap_or(row.name),
        last_four: number.chars().skip(number.chars().count().saturating_sub(4)).collect(),
        form: FormRef { id: row.form, version: u32::try_from(row.form_version).unwrap_or(u32::MAX) },
        answers: serde_json::from_str(&row.answers)?,
    }))
}

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

/// One file; also one that was taken away since, for the record.
pub async fn file(tx: &mut Tx, application: i64, id: i64) -> Result<Option<FileInfo>> {
    let row: Option<FileRow> = sql!(tx, conn => {
        sqlx::query_as(
            "SELECT id, material, name, media_type, bytes, sha256 FROM application_file
             WHERE application = $1 AND id = $2",
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

/// Takes a file away; says whether it was there.
pub async fn remove_file(tx: &mut Tx, application: i64, id: i64, now: DateTime<Utc>) -> Result<bool> {
    Ok(sql!(tx, conn => {
        sqlx::query(
            "UPDATE application_file SET removed_at = $3 WHERE application = $1 AND id = $2 AND removed_at IS NULL",
        )
        .bind(application)
        .bind(id)
        .bind(now)
        .execute(conn)
        .await?
        .rows_affected()
    }) == 1)
}
