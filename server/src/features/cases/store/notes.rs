//! The table desk_note: what somebody at a desk is told, until they have seen it.

use chrono::{DateTime, Utc};
use schema::cases::{DeskNote, DeskNoteKind};
use schema::id::CaseNumber;
use schema::locale::Text;
use sqlx::{FromRow, QueryBuilder};

use crate::db::Tx;
use crate::error::Result;
use crate::sql;

/// A note to be written.
pub struct NewNote<'a> {
    pub case: i64,
    pub kind: DeskNoteKind,
    pub task: &'a str,
    pub task_name: &'a Text,
    pub words: Option<&'a Text>,
    pub now: DateTime<Utc>,
}

/// Tells an account; the number of the note.
pub async fn tell(tx: &mut Tx, account: i64, note: &NewNote<'_>) -> Result<i64> {
    let name = serde_json::to_string(note.task_name)?;
    let words = note.words.map(serde_json::to_string).transpose()?;
    Ok(sql!(tx, conn => {
        sqlx::query_scalar(
            "INSERT INTO desk_note (account, case_record, kind, task, task_name, told_at, words)
             VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id",
        )
        .bind(account)
        .bind(note.case)
        .bind(note.kind.slug())
        .bind(note.task)
        .bind(name)
        .bind(note.now)
        .bind(words)
        .fetch_one(conn)
        .await?
    }))
}

/// Which of these accounts have no note of this kind that they have not seen.
pub async fn untold(tx: &mut Tx, accounts: &[i64], kind: DeskNoteKind) -> Result<Vec<i64>> {
    if accounts.is_empty() {
        return Ok(Vec::new());
    }
    Ok(sql!(tx, conn => {
        let mut text = QueryBuilder::new(
            "SELECT account.id FROM account
             WHERE (SELECT desk_note.id FROM desk_note
                    WHERE desk_note.account = account.id AND desk_note.seen_at IS NULL AND desk_note.kind = ",
        );
        text.push_bind(kind.slug()).push(" ORDER BY desk_note.id LIMIT 1) IS NULL AND account.id IN (");
        let mut list = text.separated(", ");
        for account in accounts {
            list.push_bind(*account);
        }
        text.push(") ORDER BY account.id");
        text.build_query_scalar().fetch_all(conn).await?
    }))
}

/// A note of a case that its account has not seen.
#[derive(FromRow)]
pub struct UnseenNote {
    /// Its number.
    pub id: i64,
    /// Who is told.
    pub account: i64,
    /// Its kind, by name.
    pub kind: String,
    /// The key of its task.
    pub task: String,
}

/// What nobody has seen yet of what was told of a case.
pub async fn unseen_of_case(tx: &mut Tx, case: i64) -> Result<Vec<UnseenNote>> {
    Ok(sql!(tx, conn => {
        sqlx::query_as(
            "SELECT id, account, kind, task FROM desk_note WHERE case_record = $1 AND seen_at IS NULL ORDER BY id",
        )
        .bind(case)
        .fetch_all(conn)
        .await?
    }))
}

/// Puts a note away, whosever it is.
pub async fn put_away(tx: &mut Tx, id: i64, now: DateTime<Utc>) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query("UPDATE desk_note SET seen_at = $2 WHERE id = $1")
            .bind(id)
            .bind(now)
            .execute(conn)
            .await?
            .rows_affected()
    });
    Ok(())
}

#[derive(FromRow)]
struct NoteRow {
    id: i64,
    kind: String,
    number: String,
    item_name: String,
    task: String,
    task_name: String,
    told_at: DateTime<Utc>,
    words: Option<String>,
}

/// What an account has not seen, the newest first.
pub async fn unseen(tx: &mut Tx, account: i64, limit: i64) -> Result<Vec<DeskNote>> {
    let rows: Vec<NoteRow> = sql!(tx, conn => {
        sqlx::query_as(
            "SELECT desk_note.id, desk_note.kind, case_record.number, item.name AS item_name, desk_note.task,
                    desk_note.task_name, desk_note.told_at, desk_note.words
             FROM desk_note
             JOIN case_record ON case_record.id = desk_note.case_record
             JOIN item ON item.code = case_record.item
             WHERE desk_note.account = $1 AND desk_note.seen_at IS NULL
             ORDER BY desk_note.id DESC LIMIT $2",
        )
        .bind(account)
        .bind(limit)
        .fetch_all(conn)
        .await?
    });
    rows.into_iter().map(NoteRow::into_note).collect()
}

/// The note with this number, whosever it is, as long as it was not seen.
pub async fn note(tx: &mut Tx, id: i64) -> Result<Option<DeskNote>> {
    let row: Option<NoteRow> = sql!(tx, conn => {
        sqlx::query_as(
            "SELECT desk_note.id, desk_note.kind, case_record.number, item.name AS item_name, desk_note.task,
                    desk_note.task_name, desk_note.told_at, desk_note.words
             FROM desk_note
             JOIN case_record ON case_record.id = desk_note.case_record
             JOIN item ON item.code = case_record.item
             WHERE desk_note.id = $1 AND desk_note.seen_at IS NULL",
        )
        .bind(id)
        .fetch_optional(conn)
        .await?
    });
    row.map(NoteRow::into_note).transpose()
}

/// An account has seen a note of its own; says whether it has such a note.
pub async fn see(tx: &mut Tx, account: i64, id: i64, now: DateTime<Utc>) -> Result<bool> {
    let found = sql!(tx, conn => {
        sqlx::query("UPDATE desk_note SET seen_at = COALESCE(seen_at, $3) WHERE id = $2 AND account = $1")
            .bind(account)
            .bind(id)
            .bind(now)
            .execute(conn)
            .await?
            .rows_affected()
    });
    Ok(found > 0)
}

impl NoteRow {
    fn into_note(self) -> Result<DeskNote> {
        let kind = DeskNoteKind::from_slug(&self.kind);
        Ok(DeskNote {
            id: self.id,
            kind: kind.ok_or_else(|| anyhow::anyhow!("note {}: kind {}", self.id, self.kind))?,
            number: CaseNumber::parse(&self.number).map_err(anyhow::Error::from)?,
            item_name: self.item_name,
            task: self.task,
            task_name: serde_json::from_str(&self.task_name)?,
            at: self.told_at,
            words: self.words.as_deref().map(serde_json::from_str).transpose()?,
        })
    }
}
