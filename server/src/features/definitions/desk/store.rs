//! The tables form, process and guide with their drafts, and their versions as designers see them. `{t}` stands
//! for the table of the shelf.

mod uses;

use chrono::{DateTime, Utc};
use schema::definitions::{DraftLine, DraftState, PublishedVersion};
use schema::locale::Text;
use schema::role::RegionCode;
use sqlx::{AssertSqlSafe, FromRow};

pub use self::uses::{cases_under_way, uses};
use super::domain::{self, Draft};
use super::shelf::Shelf;
use crate::db::Tx;
use crate::error::Result;
use crate::features::catalogue::Part;
use crate::sql;

/// A statement on the tables of a shelf.
fn on(shelf: Shelf, statement: &str) -> AssertSqlSafe<String> {
    AssertSqlSafe(statement.replace("{t}", shelf.table()))
}

/// A definition, without its versions.
pub struct Held {
    pub id: String,
    pub title: Text,
    /// The part of the hall it was made for.
    pub part: Option<Part>,
    pub revision: i64,
    pub changed_by: Option<String>,
    pub changed_at: DateTime<Utc>,
}

#[derive(FromRow)]
struct HeldRow {
    id: String,
    title: String,
    region: Option<String>,
    agency: Option<String>,
    revision: i64,
    changed_by: Option<String>,
    changed_at: DateTime<Utc>,
}

impl HeldRow {
    fn into_held(self) -> Result<Held> {
        let region =
            self.region.as_deref().map(RegionCode::parse).transpose().map_err(anyhow::Error::from)?;
        // What came with the hall may be called by a bare text.
        let title = serde_json::from_str(&self.title).unwrap_or(serde_json::Value::String(self.title));
        Ok(Held {
            id: self.id,
            title: domain::title(&title),
            part: region.map(|region| Part { region: Some(region), agency: self.agency }),
            revision: self.revision,
            changed_by: self.changed_by,
            changed_at: self.changed_at,
        })
    }
}

const HELD: &str = "SELECT {t}.id, {t}.title, {t}.region, {t}.agency, {t}.revision, {t}.changed_at,
        (SELECT account.name FROM account WHERE account.id = {t}.changed_by) AS changed_by
     FROM {t}";

/// A form.
pub async fn held(tx: &mut Tx, shelf: Shelf, id: &str) -> Result<Option<Held>> {
    let row: Option<HeldRow> = sql!(tx, conn => {
        sqlx::query_as(on(shelf, &format!("{HELD} WHERE {{t}}.id = $1")))
            .bind(id)
            .fetch_optional(conn)
            .await?
    });
    row.map(HeldRow::into_held).transpose()
}

/// The forms after this id.
pub async fn after(tx: &mut Tx, shelf: Shelf, id: &str, limit: i64) -> Result<Vec<Held>> {
    let rows: Vec<HeldRow> = sql!(tx, conn => {
        sqlx::query_as(on(shelf, &format!("{HELD} WHERE {{t}}.id > $1 ORDER BY {{t}}.id LIMIT $2")))
            .bind(id)
            .bind(limit)
            .fetch_all(conn)
            .await?
    });
    rows.into_iter().map(HeldRow::into_held).collect()
}

/// Adds a form; false when there is one of this id.
pub async fn insert(
    tx: &mut Tx,
    shelf: Shelf,
    id: &str,
    title: &Text,
    part: Option<&Part>,
    account: i64,
    now: DateTime<Utc>,
) -> Result<bool> {
    let rows = sql!(tx, conn => {
        sqlx::query(on(shelf, "INSERT INTO {t} (id, title, region, agency, revision, changed_by, changed_at)
             VALUES ($1, $2, $3, $4, 1, $5, $6) ON CONFLICT (id) DO NOTHING"))
        .bind(id)
        .bind(serde_json::to_string(title)?)
        .bind(part.and_then(|part| part.region).map(|region| region.to_string()))
        .bind(part.and_then(|part| part.agency.as_deref()))
        .bind(account)
        .bind(now)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(rows == 1)
}

/// Makes the next revision, unless the form has another one now; says whether it did. Until the transaction ends nobody
/// else can.
pub async fn advance(
    tx: &mut Tx,
    shelf: Shelf,
    id: &str,
    revision: i64,
    account: i64,
    now: DateTime<Utc>,
) -> Result<bool> {
    let rows = sql!(tx, conn => {
        sqlx::query(on(shelf, "UPDATE {t} SET revision = revision + 1, changed_by = $3, changed_at = $4 WHERE id = $1 AND revision = $2"))
        .bind(id)
        .bind(revision)
        .bind(account)
        .bind(now)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(rows == 1)
}

/// The name that the last saved draft gives the form.
pub async fn set_title(tx: &mut Tx, shelf: Shelf, id: &str, title: &Text) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query(on(shelf, "UPDATE {t} SET title = $2 WHERE id = $1"))
            .bind(id)
            .bind(serde_json::to_string(title)?)
            .execute(conn)
            .await?
            .rows_affected()
    });
    Ok(())
}

#[derive(FromRow)]
struct VersionRow {
    id: String,
    version: i64,
    published_at: DateTime<Utc>,
    effective_from: DateTime<Utc>,
    retired_at: Option<DateTime<Utc>>,
    published_by: Option<String>,
    reviewed_by: Option<String>,
}

/// The versions of the forms from one id to another, the newest first.
pub async fn versions(
    tx: &mut Tx,
    shelf: Shelf,
    first: &str,
    last: &str,
) -> Result<Vec<(String, PublishedVersion)>> {
    let rows: Vec<VersionRow> = sql!(tx, conn => {
        sqlx::query_as(on(shelf, "SELECT {t}_version.{t} AS id, {t}_version.version, {t}_version.published_at, {t}_version.effective_from,
                    {t}_version.retired_at,
                    (SELECT account.name FROM account WHERE account.id = {t}_version.published_by) AS published_by,
                    (SELECT account.name FROM account WHERE account.id = {t}_version.reviewed_by) AS reviewed_by
             FROM {t}_version
             WHERE {t}_version.{t} BETWEEN $1 AND $2
             ORDER BY {t}_version.{t} DESC, {t}_version.version DESC"))
        .bind(first)
        .bind(last)
        .fetch_all(conn)
        .await?
    });
    let version = |row: VersionRow| {
        let version = PublishedVersion {
            version: u32::try_from(row.version).unwrap_or(u32::MAX),
            published_at: row.published_at,
            effective_from: row.effective_from,
            retired_at: row.retired_at,
            published_by: row.published_by,
            reviewed_by: row.reviewed_by,
        };
        (row.id, version)
    };
    Ok(rows.into_iter().map(version).collect())
}

/// How many items of which agencies are applied for with each of these forms.
pub async fn items(tx: &mut Tx, shelf: Shelf, first: &str, last: &str) -> Result<Vec<(String, Part, u64)>> {
    if shelf == Shelf::Guides {
        // A guide leads to items; none hangs on it.
        return Ok(Vec::new());
    }
    let rows: Vec<(String, String, String, i64)> = sql!(tx, conn => {
        sqlx::query_as(on(shelf, "SELECT item_form.{t}, agency.region, agency.name, COUNT(*)
             FROM item_form
             JOIN item ON item.code = item_form.item
             JOIN agency ON agency.id = item.agency
             WHERE item_form.{t} BETWEEN $1 AND $2
             GROUP BY item_form.{t}, agency.region, agency.name"))
        .bind(first)
        .bind(last)
        .fetch_all(conn)
        .await?
    });
    let part = |(form, region, agency, items): (String, String, String, i64)| {
        let region = RegionCode::parse(&region).map_err(anyhow::Error::from)?;
        Ok((form, Part { region: Some(region), agency: Some(agency) }, items.unsigned_abs()))
    };
    rows.into_iter().map(part).collect()
}

#[derive(FromRow)]
struct DraftRow {
    id: String,
    base: Option<i64>,
    state: String,
    authors: String,
    author_name: String,
    updated_at: DateTime<Utc>,
    submitted_by: Option<i64>,
    submitter: Option<String>,
    reviewer: Option<String>,
    comment: Option<String>,
}

/// The drafts of the forms from one id to another.
pub async fn drafts(
    tx: &mut Tx,
    shelf: Shelf,
    first: &str,
    last: &str,
) -> Result<Vec<(String, Draft, DraftLine)>> {
    let rows: Vec<DraftRow> = sql!(tx, conn => {
        sqlx::query_as(on(shelf, "SELECT {t}_draft.{t} AS id, {t}_draft.base, {t}_draft.state, {t}_draft.authors, {t}_draft.updated_at,
                    {t}_draft.submitted_by, {t}_draft.comment,
                    (SELECT account.name FROM account WHERE account.id = {t}_draft.author) AS author_name,
                    (SELECT account.name FROM account WHERE account.id = {t}_draft.submitted_by) AS submitter,
                    (SELECT account.name FROM account WHERE account.id = {t}_draft.reviewed_by) AS reviewer
             FROM {t}_draft
             WHERE {t}_draft.{t} BETWEEN $1 AND $2"))
        .bind(first)
        .bind(last)
        .fetch_all(conn)
        .await?
    });
    rows.into_iter().map(DraftRow::into_draft).collect()
}

impl DraftRow {
    fn into_draft(self) -> Result<(String, Draft, DraftLine)> {
        let state = DraftState::from_slug(&self.state)
            .ok_or_else(|| anyhow::anyhow!("{}: draft of state {}", self.id, self.state))?;
        let authors = serde_json::from_str(&self.authors)?;
        let line = DraftLine {
            state,
            base: self.base.and_then(|base| u32::try_from(base).ok()),
            author: self.author_name,
            updated_at: self.updated_at,
            submitted_by: self.submitter,
            reviewed_by: self.reviewer,
            comment: self.comment,
        };
        Ok((self.id, Draft { state, authors, submitted_by: self.submitted_by }, line))
    }
}

/// What a draft says.
pub async fn draft_text(tx: &mut Tx, shelf: Shelf, id: &str) -> Result<Option<String>> {
    Ok(sql!(tx, conn => {
        sqlx::query_scalar(on(shelf, "SELECT definition FROM {t}_draft WHERE {t} = $1")).bind(id).fetch_optional(conn).await?
    }))
}

/// What is written of a draft when it is saved.
pub struct Saved<'a> {
    pub id: &'a str,
    pub base: Option<u32>,
    pub definition: &'a str,
    pub authors: &'a [i64],
    pub author: i64,
    pub now: DateTime<Utc>,
}

/// Saves a draft. Whatever was said of it before was said of something else.
pub async fn save(tx: &mut Tx, shelf: Shelf, saved: &Saved<'_>) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query(on(shelf, "INSERT INTO {t}_draft ({t}, base, definition, state, authors, author, updated_at)
             VALUES ($1, $2, $3, 'draft', $4, $5, $6)
             ON CONFLICT ({t}) DO UPDATE SET definition = excluded.definition, state = excluded.state,
                authors = excluded.authors, author = excluded.author, updated_at = excluded.updated_at,
                submitted_by = NULL"))
        .bind(saved.id)
        .bind(saved.base.map(i64::from))
        .bind(saved.definition)
        .bind(serde_json::to_string(saved.authors)?)
        .bind(saved.author)
        .bind(saved.now)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(())
}

/// Hands a draft over.
pub async fn submit(tx: &mut Tx, shelf: Shelf, id: &str, account: i64) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query(on(shelf, "UPDATE {t}_draft SET state = 'review', submitted_by = $2 WHERE {t} = $1"))
            .bind(id)
            .bind(account)
            .execute(conn)
            .await?
            .rows_affected()
    });
    Ok(())
}

/// Writes down a verdict.
pub async fn review(
    tx: &mut Tx,
    shelf: Shelf,
    id: &str,
    account: i64,
    state: DraftState,
    comment: &str,
) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query(on(shelf, "UPDATE {t}_draft SET state = $2, reviewed_by = $3, comment = $4 WHERE {t} = $1"))
            .bind(id)
            .bind(state.slug())
            .bind(account)
            .bind(Some(comment).filter(|comment| !comment.is_empty()))
            .execute(conn)
            .await?
            .rows_affected()
    });
    Ok(())
}

/// Who reviewed a draft last.
pub async fn reviewer(tx: &mut Tx, shelf: Shelf, id: &str) -> Result<Option<i64>> {
    let found: Option<Option<i64>> = sql!(tx, conn => {
        sqlx::query_scalar(on(shelf, "SELECT reviewed_by FROM {t}_draft WHERE {t} = $1")).bind(id).fetch_optional(conn).await?
    });
    Ok(found.flatten())
}

/// Takes a draft away.
pub async fn discard(tx: &mut Tx, shelf: Shelf, id: &str) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query(on(shelf, "DELETE FROM {t}_draft WHERE {t} = $1")).bind(id).execute(conn).await?.rows_affected()
    });
    Ok(())
}

/// Retires a version.
pub async fn retire(tx: &mut Tx, shelf: Shelf, id: &str, version: u32, now: DateTime<Utc>) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query(on(shelf, "UPDATE {t}_version SET retired_at = $3 WHERE {t} = $1 AND version = $2"))
            .bind(id)
            .bind(i64::from(version))
            .bind(now)
            .execute(conn)
            .await?
            .rows_affected()
    });
    Ok(())
}
