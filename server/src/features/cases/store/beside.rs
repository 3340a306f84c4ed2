//! The table desk_note, where a note is about a proceeding and no case: what somebody at a desk is told, until they have seen it.

use chrono::{DateTime, Utc};
use schema::locale::Text;
use schema::proceedings::{ProceedingNote, ProceedingNoteKind};
use sqlx::FromRow;

use crate::db::Tx;
use crate::error::Result;
use crate::sql;

/// Tells an account.
pub async fn tell_of_proceeding(
    tx: &mut Tx,
    account: i64,
    (proceeding, subject): (i64, &str),
    kind: ProceedingNoteKind,
    now: DateTime<Utc>,
) -> Result<()> {
    let subject = serde_json::to_string(&Text::zh(subject))?;
    sql!(tx, conn => {
        sqlx::query(
            "INSERT INTO desk_note (account, proceeding, kind, task, task_name, told_at)
             VALUES ($1, $2, $3, '', $4, $5)",
        )
        .bind(account)
        .bind(proceeding)
        .bind(kind.slug())
        .bind(subject)
        .bind(now)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(())
}

/// Puts away what was told of a proceeding: it has ended, or nobody owes an answer any more.
pub async fn put_away_of_proceeding(tx: &mut Tx, proceeding: i64, now: DateTime<Utc>) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query("UPDATE desk_note SET seen_at = $2 WHERE proceeding = $1 AND seen_at IS NULL")
            .bind(proceeding)
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
    proceeding: i64,
    subject: String,
    agency: String,
    told_at: DateTime<Utc>,
}

/// What an account has not seen, the newest first.
pub async fn unseen_of_proceedings(tx: &mut Tx, account: i64, limit: i64) -> Result<Vec<ProceedingNote>> {
    let rows: Vec<NoteRow> = sql!(tx, conn => {
        sqlx::query_as(
            "SELECT desk_note.id, desk_note.kind, desk_note.proceeding, desk_note.task_name AS subject,
                    agency.name AS agency, desk_note.told_at
             FROM desk_note
             JOIN proceeding ON proceeding.id = desk_note.proceeding
             JOIN agency ON agency.id = proceeding.agency
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

impl NoteRow {
    fn into_note(self) -> Result<ProceedingNote> {
        let kind = ProceedingNoteKind::from_slug(&self.kind);
        let subject: Text = serde_json::from_str(&self.subject)?;
        Ok(ProceedingNote {
            id: self.id,
            kind: kind.ok_or_else(|| anyhow::anyhow!("note {}: kind {}", self.id, self.kind))?,
            proceeding: self.proceeding,
            subject: subject.get(schema::Locale::ZhCn).to_owned(),
            agency: self.agency,
            at: self.told_at,
        })
    }
}
