//! The table desk_note: what somebody at a desk is told, until they have seen it.

use chrono::{DateTime, Utc};
use schema::cases::{DeskNote, DeskNoteKind};
use schema::id::CaseNumber;
use schema::locale::Text;
use sqlx::FromRow;

use crate::db::Tx;
use crate::error::Result;
use crate::sql;

/// A note to be written.
pub struct NewNote<'a> {
    pub case: i64,
    pub kind: DeskNoteKind,
    pub task: &'a str,
    pub task_name: &'a Text,
    pub now: DateTime<Utc>,
}

/// Tells an account.
pub async fn tell(tx: &mut Tx, account: i64, note: &NewNote<'_>) -> Result<()> {
    let name = serde_json::to_string(note.task_name)?;
    sql!(tx, conn => {
        sqlx::query(
            "INSERT INTO desk_note (account, case_record, kind, task, task_name, told_at)
             VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(account)
        .bind(note.case)
        .bind(note.kind.slug())
        .bind(note.task)
        .bind(name)
        .bind(note.now)
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
}

/// What an account has not seen, the newest first.
pub async fn unseen(tx: &mut Tx, account: i64, limit: i64) -> Result<Vec<DeskNote>> {
    let rows: Vec<NoteRow> = sql!(tx, conn => {
        sqlx::query_as(
            "SELECT desk_note.id, desk_note.kind, case_record.number, item.name AS item_name, desk_note.task,
                    desk_note.task_name, desk_note.told_at
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
        })
    }
}
