//! The table message.

use chrono::{DateTime, NaiveDate, Utc};
use schema::id::CaseNumber;
use schema::locale::Text;
use schema::messages::{Message, MessageKind};
use sqlx::FromRow;

use super::{Heard, Told};
use crate::db::Tx;
use crate::error::Result;
use crate::sql;

/// A message to be written.
pub struct New<'a> {
    pub told: &'a Told,
    pub seq: Option<u64>,
    pub kind: MessageKind,
    pub points: Option<usize>,
    pub words: Option<&'a Text>,
    pub at: DateTime<Utc>,
}

/// Writes it, unread; its number.
pub async fn insert(tx: &mut Tx, new: &New<'_>) -> Result<i64> {
    let words = new.words.map(serde_json::to_string).transpose()?;
    Ok(sql!(tx, conn => {
        sqlx::query_scalar(
            "INSERT INTO message (account, case_record, seq, kind, points, due, sent_at, words)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id",
        )
        .bind(new.told.account)
        .bind(new.told.case)
        .bind(new.seq.map(u64::cast_signed))
        .bind(new.kind.slug())
        .bind(new.points.map(|points| i64::try_from(points).unwrap_or(i64::MAX)))
        .bind(new.told.due)
        .bind(new.at)
        .bind(words)
        .fetch_one(conn)
        .await?
    }))
}

/// Writes one about an application that is no case, unread; its number.
pub async fn insert_of_application(
    tx: &mut Tx,
    (account, application): (i64, i64),
    kind: MessageKind,
    now: DateTime<Utc>,
) -> Result<i64> {
    Ok(sql!(tx, conn => {
        sqlx::query_scalar(
            "INSERT INTO message (account, application, kind, sent_at) VALUES ($1, $2, $3, $4) RETURNING id",
        )
        .bind(account)
        .bind(application)
        .bind(kind.slug())
        .bind(now)
        .fetch_one(conn)
        .await?
    }))
}

/// Writes one about an enquiry, unread; its number.
pub async fn insert_of_enquiry(
    tx: &mut Tx,
    told: &Heard<'_>,
    kind: MessageKind,
    now: DateTime<Utc>,
) -> Result<i64> {
    let words = told.agency.map(|name| serde_json::to_string(&Text::zh(name))).transpose()?;
    Ok(sql!(tx, conn => {
        sqlx::query_scalar(
            "INSERT INTO message (account, enquiry, seq, kind, due, sent_at, words)
             VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id",
        )
        .bind(told.account)
        .bind(told.enquiry)
        .bind(told.seq.map(u64::cast_signed))
        .bind(kind.slug())
        .bind(told.due)
        .bind(now)
        .bind(words)
        .fetch_one(conn)
        .await?
    }))
}

#[derive(FromRow)]
struct Row {
    id: i64,
    kind: String,
    number: Option<String>,
    application: Option<i64>,
    enquiry: Option<i64>,
    item_name: String,
    department: String,
    sent_at: DateTime<Utc>,
    read_at: Option<DateTime<Utc>>,
    points: Option<i64>,
    due: Option<NaiveDate>,
    words: Option<String>,
}

impl TryFrom<Row> for Message {
    type Error = anyhow::Error;

    fn try_from(row: Row) -> anyhow::Result<Self> {
        let kind = MessageKind::from_slug(&row.kind);
        Ok(Self {
            id: row.id,
            kind: kind.ok_or_else(|| anyhow::anyhow!("message {}: kind {}", row.id, row.kind))?,
            number: row.number.as_deref().map(CaseNumber::parse).transpose()?,
            application: row.application,
            enquiry: row.enquiry,
            item_name: row.item_name,
            department: row.department,
            at: row.sent_at,
            read: row.read_at.is_some(),
            points: row.points.map(|points| u32::try_from(points).unwrap_or(u32::MAX)),
            due: row.due,
            words: row.words.as_deref().map(serde_json::from_str).transpose()?,
        })
    }
}

/// A message, and what it is about: a case, an application that is none yet, or an enquiry.
const COLUMNS: &str = "SELECT message.id, message.kind, case_record.number,
        COALESCE(item.name, enquiry.subject) AS item_name, COALESCE(agency.name, '') AS department,
        message.sent_at, message.read_at, message.points, message.due, message.words, message.application,
        message.enquiry
     FROM message
     LEFT JOIN case_record ON case_record.id = message.case_record
     LEFT JOIN application ON application.id = message.application
     LEFT JOIN enquiry ON enquiry.id = message.enquiry
     LEFT JOIN item ON item.code = COALESCE(case_record.item, application.item)
     LEFT JOIN agency ON agency.id = COALESCE(case_record.agency, enquiry.agency, item.agency)
     WHERE ";

/// The messages of an account, the newest first, before a row number.
pub async fn of_account(tx: &mut Tx, account: i64, before: i64, limit: i64) -> Result<Vec<Message>> {
    let text =
        format!("{COLUMNS} message.account = $1 AND message.id < $2 ORDER BY message.id DESC LIMIT $3");
    let rows: Vec<Row> = sql!(tx, conn => {
        sqlx::query_as(sqlx::AssertSqlSafe(text)).bind(account).bind(before).bind(limit).fetch_all(conn).await?
    });
    Ok(rows.into_iter().map(Message::try_from).collect::<anyhow::Result<_>>()?)
}

/// The message with this number, whosever it is.
pub async fn one(tx: &mut Tx, id: i64) -> Result<Option<Message>> {
    let text = format!("{COLUMNS} message.id = $1");
    let row: Option<Row> = sql!(tx, conn => {
        sqlx::query_as(sqlx::AssertSqlSafe(text)).bind(id).fetch_optional(conn).await?
    });
    Ok(row.map(Message::try_from).transpose()?)
}

/// How many an account has not read.
pub async fn unread(tx: &mut Tx, account: i64) -> Result<u32> {
    let count: i64 = sql!(tx, conn => {
        sqlx::query_scalar("SELECT COUNT(*) FROM message WHERE account = $1 AND read_at IS NULL")
            .bind(account)
            .fetch_one(conn)
            .await?
    });
    Ok(u32::try_from(count).unwrap_or(u32::MAX))
}

/// How many of them are about a case.
pub async fn unread_of_case(tx: &mut Tx, account: i64, case: i64) -> Result<u32> {
    let count: i64 = sql!(tx, conn => {
        sqlx::query_scalar(
            "SELECT COUNT(*) FROM message WHERE account = $1 AND case_record = $2 AND read_at IS NULL",
        )
        .bind(account)
        .bind(case)
        .fetch_one(conn)
        .await?
    });
    Ok(u32::try_from(count).unwrap_or(u32::MAX))
}

/// Marks one message of an account as read, if it has not been; says whether there is such a message.
pub async fn mark(tx: &mut Tx, account: i64, id: i64, now: DateTime<Utc>) -> Result<bool> {
    let found = sql!(tx, conn => {
        sqlx::query("UPDATE message SET read_at = COALESCE(read_at, $3) WHERE id = $2 AND account = $1")
            .bind(account)
            .bind(id)
            .bind(now)
            .execute(conn)
            .await?
            .rows_affected()
    });
    Ok(found > 0)
}

/// Marks the messages of an account up to this one as read; says how many had not been.
pub async fn mark_up_to(tx: &mut Tx, account: i64, id: i64, now: DateTime<Utc>) -> Result<u64> {
    Ok(sql!(tx, conn => {
        sqlx::query("UPDATE message SET read_at = $3 WHERE account = $1 AND id <= $2 AND read_at IS NULL")
            .bind(account)
            .bind(id)
            .bind(now)
            .execute(conn)
            .await?
            .rows_affected()
    }))
}
