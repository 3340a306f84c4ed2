//! The table ask_question.

use chrono::NaiveDate;
use schema::ask::Library;
use sqlx::FromRow;

use super::super::groups::Open;
use super::super::memory::Note;
use super::entries::folded;
use crate::cursor::Day;
use crate::db::Tx;
use crate::error::Result;
use crate::sql;

/// How many different questions of a day are written down.
pub async fn of_day(tx: &mut Tx, day: NaiveDate) -> Result<i64> {
    Ok(sql!(tx, conn => {
        sqlx::query_scalar("SELECT COUNT(*) FROM ask_question WHERE day = $1").bind(day).fetch_one(conn).await?
    }))
}

/// Whether a question of a day is written down.
pub async fn is_known(tx: &mut Tx, day: NaiveDate, text: &str) -> Result<bool> {
    Ok(sql!(tx, conn => {
        sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM ask_question WHERE day = $1 AND text = $2)")
            .bind(day)
            .bind(text)
            .fetch_one(conn)
            .await?
    }))
}

/// Adds what became of a question to its day. It is open while its last answer is not good, or did not help more often than it did.
pub async fn note(tx: &mut Tx, day: NaiveDate, text: &str, note: &Note) -> Result<()> {
    let items = serde_json::to_string(&note.items)?;
    sql!(tx, conn => {
        sqlx::query(
            "INSERT INTO ask_question
                 (day, text, heard, said, items, score, good, asked, helpful, unhelpful, open, sought)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
             ON CONFLICT (day, text) DO UPDATE SET
                 heard = excluded.heard, said = excluded.said, items = excluded.items, score = excluded.score,
                 good = excluded.good, asked = ask_question.asked + excluded.asked,
                 sought = excluded.sought, helpful = ask_question.helpful + excluded.helpful,
                 unhelpful = ask_question.unhelpful + excluded.unhelpful,
                 open = excluded.open OR (ask_question.settled IS NULL AND ask_question.unhelpful
                     + excluded.unhelpful > ask_question.helpful + excluded.helpful)",
        )
        .bind(day)
        .bind(text)
        .bind(&note.heard)
        .bind(note.said.map(Library::slug))
        .bind(items)
        .bind(note.score)
        .bind(note.good)
        .bind(note.asked)
        .bind(note.helpful)
        .bind(note.unhelpful)
        .bind(!note.good || note.unhelpful > note.helpful)
        .bind(folded(text))
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(())
}

/// Whether there are questions of before a day.
pub async fn is_older(tx: &mut Tx, day: NaiveDate) -> Result<bool> {
    Ok(sql!(tx, conn => {
        sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM ask_question WHERE day < $1)")
            .bind(day)
            .fetch_one(conn)
            .await?
    }))
}

/// Forgets them.
pub async fn forget_before(tx: &mut Tx, day: NaiveDate) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query("DELETE FROM ask_question WHERE day < $1").bind(day).execute(conn).await?.rows_affected()
    });
    Ok(())
}

/// How many questions are open.
pub async fn open_count(tx: &mut Tx) -> Result<i64> {
    Ok(sql!(tx, conn => {
        sqlx::query_scalar("SELECT COUNT(*) FROM ask_question WHERE open = $1").bind(true).fetch_one(conn).await?
    }))
}

#[derive(FromRow)]
struct OpenRow {
    id: i64,
    text: String,
    heard: String,
    asked: i64,
    unhelpful: i64,
    items: String,
}

/// The open questions that were asked most on their day, of those the last ones first: what one person makes up stands behind what
/// many ask.
pub async fn open(tx: &mut Tx, limit: i64) -> Result<Vec<Open>> {
    let rows: Vec<OpenRow> = sql!(tx, conn => {
        sqlx::query_as(
            "SELECT id, text, heard, asked, unhelpful, items FROM ask_question
             WHERE open = $1 ORDER BY asked DESC, id DESC LIMIT $2",
        )
        .bind(true)
        .bind(limit)
        .fetch_all(conn)
        .await?
    });
    let open = |OpenRow { id, text, heard, asked, unhelpful, items }| {
        Ok(Open { id, text, heard, asked, unhelpful, items: serde_json::from_str(&items)? })
    };
    rows.into_iter().map(open).collect()
}

/// Somebody has looked at a question, and made this entry of it, or none.
pub async fn settle(tx: &mut Tx, id: i64, entry: Option<i64>) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query("UPDATE ask_question SET open = $2, settled = $3 WHERE id = $1")
            .bind(id)
            .bind(false)
            .bind(entry)
            .execute(conn)
            .await?
            .rows_affected()
    });
    Ok(())
}

/// A question that was asked, as a row.
#[derive(FromRow)]
pub struct AskedRow {
    pub id: i64,
    pub day: NaiveDate,
    pub text: String,
    pub said: Option<String>,
    pub items: String,
    pub score: f64,
    pub good: bool,
    pub asked: i64,
    pub helpful: i64,
    pub unhelpful: i64,
}

/// What was asked since a day, the last first, before a row, that says this somewhere. Only the rows of those days are read, however
/// few of them say it.
pub async fn asked(
    tx: &mut Tx,
    since: NaiveDate,
    (sought, before): (&str, Day),
    limit: i64,
) -> Result<Vec<AskedRow>> {
    Ok(sql!(tx, conn => {
        sqlx::query_as(
            "SELECT id, day, text, said, items, score, good, asked, helpful, unhelpful FROM ask_question
             WHERE day >= $1 AND (day, id) < ($2, $3) AND ($4 = '' OR REPLACE(sought, $4, '') <> sought)
             ORDER BY day DESC, id DESC LIMIT $5",
        )
        .bind(since)
        .bind(before.0)
        .bind(before.1)
        .bind(folded(sought))
        .bind(limit)
        .fetch_all(conn)
        .await?
    }))
}
