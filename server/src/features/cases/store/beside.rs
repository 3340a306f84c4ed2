//! The table desk_note, where a note is about a proceeding or an enquiry and no case: what somebody at a desk is told, until they
//! have seen it.

use chrono::{DateTime, Utc};
use schema::enquiries::{EnquiryNote, EnquiryNoteKind};
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

/// Tells an account of an enquiry; the number of the note. What it is about is read where it stands.
pub async fn tell_of_enquiry(
    tx: &mut Tx,
    account: i64,
    enquiry: i64,
    kind: EnquiryNoteKind,
    now: DateTime<Utc>,
) -> Result<i64> {
    Ok(sql!(tx, conn => {
        sqlx::query_scalar(
            "INSERT INTO desk_note (account, enquiry, kind, task, task_name, told_at)
             VALUES ($1, $2, $3, '', '', $4) RETURNING id",
        )
        .bind(account)
        .bind(enquiry)
        .bind(kind.slug())
        .bind(now)
        .fetch_one(conn)
        .await?
    }))
}

/// Puts away what was told of an enquiry: it is answered, or another's now.
pub async fn put_away_of_enquiry(tx: &mut Tx, enquiry: i64, now: DateTime<Utc>) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query("UPDATE desk_note SET seen_at = $2 WHERE enquiry = $1 AND seen_at IS NULL")
            .bind(enquiry)
            .bind(now)
            .execute(conn)
            .await?
            .rows_affected()
    });
    Ok(())
}

#[derive(FromRow)]
struct EnquiryRow {
    id: i64,
    kind: String,
    enquiry: i64,
    subject: String,
    agency: Option<String>,
    told_at: DateTime<Utc>,
}

const OF_ENQUIRIES: &str = "SELECT desk_note.id, desk_note.kind, desk_note.enquiry, enquiry.subject,
        agency.name AS agency, desk_note.told_at
     FROM desk_note
     JOIN enquiry ON enquiry.id = desk_note.enquiry
     LEFT JOIN agency ON agency.id = enquiry.agency
     WHERE desk_note.seen_at IS NULL AND ";

/// What an account has not seen of enquiries, the newest first.
pub async fn unseen_of_enquiries(tx: &mut Tx, account: i64, limit: i64) -> Result<Vec<EnquiryNote>> {
    let text = format!("{OF_ENQUIRIES} desk_note.account = $1 ORDER BY desk_note.id DESC LIMIT $2");
    let rows: Vec<EnquiryRow> = sql!(tx, conn => {
        sqlx::query_as(sqlx::AssertSqlSafe(text)).bind(account).bind(limit).fetch_all(conn).await?
    });
    rows.into_iter().map(EnquiryRow::into_note).collect()
}

/// The note with this number, whosever it is, as long as it was not seen.
pub async fn enquiry_note(tx: &mut Tx, id: i64) -> Result<Option<EnquiryNote>> {
    let text = format!("{OF_ENQUIRIES} desk_note.id = $1");
    let row: Option<EnquiryRow> = sql!(tx, conn => {
        sqlx::query_as(sqlx::AssertSqlSafe(text)).bind(id).fetch_optional(conn).await?
    });
    row.map(EnquiryRow::into_note).transpose()
}

impl EnquiryRow {
    fn into_note(self) -> Result<EnquiryNote> {
        let kind = EnquiryNoteKind::from_slug(&self.kind);
        Ok(EnquiryNote {
            id: self.id,
            kind: kind.ok_or_else(|| anyhow::anyhow!("note {}: kind {}", self.id, self.kind))?,
            enquiry: self.enquiry,
            subject: self.subject,
            agency: self.agency,
            at: self.told_at,
        })
    }
}
