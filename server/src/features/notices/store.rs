//! The table notice.

use chrono::NaiveDate;
use schema::locale::Text;
use schema::notices::{Notice, NoticeSummary};
use sqlx::FromRow;

use crate::db::Tx;
use crate::error::Result;
use crate::sql;

#[derive(FromRow)]
struct SummaryRow {
    id: String,
    published_on: NaiveDate,
    title: String,
}

impl SummaryRow {
    fn into_summary(self) -> Result<NoticeSummary> {
        let title: Text = serde_json::from_str(&self.title)?;
        Ok(NoticeSummary { id: self.id, published_on: self.published_on, title })
    }
}

/// The notices of a day, the newest first, from where a page before ended.
pub async fn list(
    tx: &mut Tx,
    today: NaiveDate,
    before: Option<(NaiveDate, &str)>,
    limit: i64,
) -> Result<Vec<NoticeSummary>> {
    // Everything of today comes before tomorrow's first; no cursor reaches beyond.
    let first = (today.succ_opt().unwrap_or(today), "");
    let (day, id) = before.map_or(first, |before| before.min(first));
    let rows: Vec<SummaryRow> = sql!(tx, conn => {
        sqlx::query_as(
            "SELECT id, published_on, title FROM notice
             WHERE (published_on, id) < ($1, $2)
             ORDER BY published_on DESC, id DESC LIMIT $3",
        )
        .bind(day)
        .bind(id)
        .bind(limit)
        .fetch_all(conn)
        .await?
    });
    rows.into_iter().map(SummaryRow::into_summary).collect()
}

#[derive(FromRow)]
struct NoticeRow {
    id: String,
    published_on: NaiveDate,
    demonstration: bool,
    title: String,
    body: String,
}

impl NoticeRow {
    fn into_notice(self) -> Result<Notice> {
        Ok(Notice {
            id: self.id,
            published_on: self.published_on,
            title: serde_json::from_str(&self.title)?,
            body: serde_json::from_str(&self.body)?,
            demonstration: self.demonstration,
        })
    }
}

/// One of the notices of a day.
pub async fn one(tx: &mut Tx, today: NaiveDate, id: &str) -> Result<Option<Notice>> {
    let row: Option<NoticeRow> = sql!(tx, conn => {
        sqlx::query_as(
            "SELECT id, published_on, demonstration, title, body FROM notice
             WHERE id = $1 AND published_on <= $2",
        )
        .bind(id)
        .bind(today)
        .fetch_optional(conn)
        .await?
    });
    row.map(NoticeRow::into_notice).transpose()
}

/// All of them in the order of their ids, after one of them; those of later days too.
pub async fn after(tx: &mut Tx, id: &str, limit: i64) -> Result<Vec<Notice>> {
    let rows: Vec<NoticeRow> = sql!(tx, conn => {
        sqlx::query_as(
            "SELECT id, published_on, demonstration, title, body FROM notice
             WHERE id > $1 ORDER BY id LIMIT $2",
        )
        .bind(id)
        .bind(limit)
        .fetch_all(conn)
        .await?
    });
    rows.into_iter().map(NoticeRow::into_notice).collect()
}

/// The ids of all notices of a day.
pub async fn ids(tx: &mut Tx, today: NaiveDate) -> Result<Vec<String>> {
    Ok(sql!(tx, conn => {
        sqlx::query_scalar("SELECT id FROM notice WHERE published_on <= $1 ORDER BY published_on DESC, id DESC")
            .bind(today)
            .fetch_all(conn)
            .await?
    }))
}

/// Publishes a notice, or replaces the one with its id.
pub async fn publish(tx: &mut Tx, notice: &Notice) -> Result<()> {
    let (title, body) = (serde_json::to_string(&notice.title)?, serde_json::to_string(&notice.body)?);
    sql!(tx, conn => {
        sqlx::query(
            "INSERT INTO notice (id, published_on, demonstration, title, body) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (id) DO UPDATE SET published_on = excluded.published_on,
                demonstration = excluded.demonstration, title = excluded.title, body = excluded.body",
        )
        .bind(&notice.id)
        .bind(notice.published_on)
        .bind(notice.demonstration)
        .bind(title)
        .bind(body)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(())
}
