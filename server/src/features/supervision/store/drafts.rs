//! The table supervision_draft: rules that are being written.

use chrono::{DateTime, Utc};
use schema::supervise::Rule;
use sqlx::FromRow;

use crate::db::Tx;
use crate::error::Result;
use crate::sql;

/// A draft as it is kept; without a definition once it was published or thrown away.
#[derive(FromRow)]
pub struct DraftRow {
    definition: Option<String>,
    pub revision: i64,
    pub saved_at: DateTime<Utc>,
    authors: String,
}

impl DraftRow {
    /// What it says, if anything is being written.
    pub fn rule(&self) -> Result<Option<Rule>> {
        Ok(self.definition.as_deref().map(serde_json::from_str).transpose()?)
    }

    /// Who has written on it.
    pub fn authors(&self) -> Result<Vec<i64>> {
        Ok(serde_json::from_str(&self.authors)?)
    }
}

/// The draft of a rule, if there ever was one.
pub async fn draft(tx: &mut Tx, rule: &str) -> Result<Option<DraftRow>> {
    Ok(sql!(tx, conn => {
        sqlx::query_as("SELECT definition, revision, saved_at, authors FROM supervision_draft WHERE rule = $1")
            .bind(rule)
            .fetch_optional(conn)
            .await?
    }))
}

/// What is being written, and when it was saved.
pub async fn drafts(tx: &mut Tx) -> Result<Vec<(String, DateTime<Utc>)>> {
    Ok(sql!(tx, conn => {
        sqlx::query_as(
            "SELECT definition, saved_at FROM supervision_draft WHERE definition IS NOT NULL ORDER BY rule",
        )
        .fetch_all(conn)
        .await?
    }))
}

/// Saves a draft that was written on this revision; not, if another was saved since.
pub async fn save(
    tx: &mut Tx,
    rule: &Rule,
    (revision, authors): (i64, &[i64]),
    now: DateTime<Utc>,
) -> Result<bool> {
    let (definition, authors) = (serde_json::to_string(rule)?, serde_json::to_string(authors)?);
    let changed = sql!(tx, conn => {
        sqlx::query(
            "INSERT INTO supervision_draft (rule, definition, revision, saved_at, authors)
             VALUES ($1, $2, $3 + 1, $4, $5)
             ON CONFLICT (rule) DO UPDATE SET definition = excluded.definition, revision = excluded.revision,
                saved_at = excluded.saved_at, authors = excluded.authors
             WHERE supervision_draft.revision = $3",
        )
        .bind(&rule.id)
        .bind(&definition)
        .bind(revision)
        .bind(now)
        .bind(&authors)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(changed == 1)
}

/// Takes a draft of this revision away; not, if another was saved since or there is none.
pub async fn clear(tx: &mut Tx, rule: &str, revision: i64, now: DateTime<Utc>) -> Result<bool> {
    let changed = sql!(tx, conn => {
        sqlx::query(
            "UPDATE supervision_draft SET definition = NULL, revision = revision + 1, saved_at = $3, authors = '[]'
             WHERE rule = $1 AND revision = $2 AND definition IS NOT NULL",
        )
        .bind(rule)
        .bind(revision)
        .bind(now)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(changed == 1)
}
