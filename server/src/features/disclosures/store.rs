//! The table disclosure.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use schema::calendar::local_day;
use schema::disclosures::{
    Disclosure, DisclosureDraft, DisclosureLine, DisclosureMode, DisclosureSubject, index_number, validity,
};
use sqlx::FromRow;

use super::readable;
use crate::db::Tx;
use crate::error::Result;
use crate::sql;

/// A document as it is kept.
#[derive(FromRow)]
pub struct Row {
    pub id: i64,
    title: String,
    issuer: String,
    document_number: Option<String>,
    subject: String,
    mode: String,
    made_on: NaiveDate,
    pub published_on: NaiveDate,
    in_force_from: Option<NaiveDate>,
    ends_on: Option<NaiveDate>,
    repealed: bool,
    body: String,
    source_url: Option<String>,
    demonstration: bool,
    pub revision: i64,
    created_at: DateTime<Utc>,
    taken_down_at: Option<DateTime<Utc>>,
}

const COLUMNS: &str =
    "SELECT id, title, issuer, document_number, subject, mode, made_on, published_on, in_force_from, ends_on,
    repealed, body, source_url, demonstration, revision, created_at, taken_down_at FROM disclosure WHERE ";

impl Row {
    fn unknown(&self, what: &str) -> anyhow::Error {
        anyhow::anyhow!("disclosure {}: its {what}", self.id)
    }

    fn subject(&self) -> Result<DisclosureSubject> {
        Ok(DisclosureSubject::from_slug(&self.subject).ok_or_else(|| self.unknown("subject"))?)
    }

    fn mode(&self) -> Result<DisclosureMode> {
        Ok(DisclosureMode::from_slug(&self.mode).ok_or_else(|| self.unknown("mode"))?)
    }

    /// Its number in the catalogue.
    pub fn index_number(&self) -> String {
        index_number(local_day(self.created_at).year(), self.id)
    }

    /// As lists have it.
    pub fn line(&self, today: NaiveDate) -> Result<DisclosureLine> {
        Ok(DisclosureLine {
            id: self.id,
            index_number: self.index_number(),
            title: self.title.clone(),
            issuer: self.issuer.clone(),
            document_number: self.document_number.clone(),
            subject: self.subject()?,
            mode: self.mode()?,
            published_on: self.published_on,
            validity: validity((self.in_force_from, self.ends_on, self.repealed), today),
        })
    }

    /// As everybody reads it.
    pub fn whole(self, today: NaiveDate) -> Result<Disclosure> {
        let line = self.line(today)?;
        Ok(Disclosure {
            made_on: self.made_on,
            in_force_from: self.in_force_from,
            ends_on: self.ends_on,
            body: readable(line.mode, self.body),
            source_url: self.source_url,
            request_item: None,
            demonstration: self.demonstration,
            line,
        })
    }

    /// As it was written down.
    pub fn draft(self) -> Result<DisclosureDraft> {
        let (subject, mode) = (self.subject()?, self.mode()?);
        Ok(DisclosureDraft {
            title: self.title,
            issuer: self.issuer,
            document_number: self.document_number,
            subject,
            mode,
            made_on: self.made_on,
            published_on: self.published_on,
            in_force_from: self.in_force_from,
            ends_on: self.ends_on,
            repealed: self.repealed,
            body: self.body,
            source_url: self.source_url,
            taken_down: self.taken_down_at.is_some(),
            demonstration: self.demonstration,
            revision: self.revision,
        })
    }
}

/// Which documents a list has.
#[derive(Clone, Copy)]
pub struct Wanted<'a> {
    pub issuer: Option<&'a str>,
    pub subject: Option<DisclosureSubject>,
    /// The first day that counts.
    pub from: NaiveDate,
    /// Before which day and number.
    pub before: (NaiveDate, i64),
}

/// What everybody sees, the newest first.
pub async fn listed(tx: &mut Tx, wanted: Wanted<'_>, limit: i64) -> Result<Vec<Row>> {
    let narrowed = match (wanted.issuer, wanted.subject) {
        (None, None) => "",
        (Some(_), None) => "AND issuer = $5",
        (None, Some(_)) => "AND subject = $5",
        (Some(_), Some(_)) => "AND issuer = $5 AND subject = $6",
    };
    let text = format!(
        "{COLUMNS} taken_down_at IS NULL AND (published_on, id) < ($1, $2) AND published_on >= $3 {narrowed}
         ORDER BY published_on DESC, id DESC LIMIT $4"
    );
    Ok(sql!(tx, conn => {
        let query = sqlx::query_as(sqlx::AssertSqlSafe(text));
        let query = query.bind(wanted.before.0).bind(wanted.before.1).bind(wanted.from).bind(limit);
        let query = match wanted.issuer {
            Some(issuer) => query.bind(issuer),
            None => query,
        };
        let query = match wanted.subject {
            Some(subject) => query.bind(subject.slug()),
            None => query,
        };
        query.fetch_all(conn).await?
    }))
}

/// All of them as editors see them, the last one entered first, before a number.
pub async fn kept(tx: &mut Tx, before: i64, limit: i64) -> Result<Vec<Row>> {
    let text = format!("{COLUMNS} id < $1 ORDER BY id DESC LIMIT $2");
    Ok(sql!(tx, conn => {
        sqlx::query_as(sqlx::AssertSqlSafe(text)).bind(before).bind(limit).fetch_all(conn).await?
    }))
}

/// What is not taken down, after a number.
pub async fn after(tx: &mut Tx, id: i64, limit: i64) -> Result<Vec<Row>> {
    let text = format!("{COLUMNS} id > $1 AND taken_down_at IS NULL ORDER BY id LIMIT $2");
    Ok(sql!(tx, conn => {
        sqlx::query_as(sqlx::AssertSqlSafe(text)).bind(id).bind(limit).fetch_all(conn).await?
    }))
}

/// The one with this number.
pub async fn one(tx: &mut Tx, id: i64) -> Result<Option<Row>> {
    let text = format!("{COLUMNS} id = $1");
    Ok(sql!(tx, conn => sqlx::query_as(sqlx::AssertSqlSafe(text)).bind(id).fetch_optional(conn).await?))
}

/// The one that everybody sees with this number, from its day on.
pub async fn published(tx: &mut Tx, id: i64, today: NaiveDate) -> Result<Option<Row>> {
    let row = one(tx, id).await?;
    Ok(row.filter(|row| row.taken_down_at.is_none() && row.published_on <= today))
}

/// Adds a document; its number. One of demo content with a word that is there already stays as it is.
pub async fn insert(
    tx: &mut Tx,
    (word, draft): (Option<&str>, &DisclosureDraft),
    now: DateTime<Utc>,
) -> Result<Option<i64>> {
    Ok(sql!(tx, conn => {
        sqlx::query_scalar(
            "INSERT INTO disclosure (word, title, issuer, document_number, subject, mode, made_on, published_on,
                 in_force_from, ends_on, repealed, body, source_url, demonstration, revision, created_at, changed_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 1, $15, $15)
             ON CONFLICT (word) DO NOTHING RETURNING id",
        )
        .bind(word)
        .bind(&draft.title)
        .bind(&draft.issuer)
        .bind(&draft.document_number)
        .bind(draft.subject.slug())
        .bind(draft.mode.slug())
        .bind(draft.made_on)
        .bind(draft.published_on)
        .bind(draft.in_force_from)
        .bind(draft.ends_on)
        .bind(draft.repealed)
        .bind(&draft.body)
        .bind(&draft.source_url)
        .bind(draft.demonstration)
        .bind(now)
        .fetch_optional(conn)
        .await?
    }))
}

/// Changes a document; says whether nobody else was first.
pub async fn update(tx: &mut Tx, id: i64, draft: &DisclosureDraft, now: DateTime<Utc>) -> Result<bool> {
    let changed = sql!(tx, conn => {
        sqlx::query(
            "UPDATE disclosure SET title = $3, issuer = $4, document_number = $5, subject = $6, mode = $7, made_on = $8,
                 published_on = $9, in_force_from = $10, ends_on = $11, repealed = $12, body = $13, source_url = $14,
                 demonstration = $15, revision = revision + 1, changed_at = $17,
                 taken_down_at = CASE WHEN $16 THEN COALESCE(taken_down_at, $17) END
             WHERE id = $1 AND revision = $2",
        )
        .bind(id)
        .bind(draft.revision)
        .bind(&draft.title)
        .bind(&draft.issuer)
        .bind(&draft.document_number)
        .bind(draft.subject.slug())
        .bind(draft.mode.slug())
        .bind(draft.made_on)
        .bind(draft.published_on)
        .bind(draft.in_force_from)
        .bind(draft.ends_on)
        .bind(draft.repealed)
        .bind(&draft.body)
        .bind(&draft.source_url)
        .bind(draft.demonstration)
        .bind(draft.taken_down)
        .bind(now)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(changed > 0)
}

/// The number of the one that was entered with this word.
pub async fn by_word(tx: &mut Tx, word: &str) -> Result<Option<i64>> {
    Ok(sql!(tx, conn => {
        sqlx::query_scalar("SELECT id FROM disclosure WHERE word = $1").bind(word).fetch_optional(conn).await?
    }))
}
