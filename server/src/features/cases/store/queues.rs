//! The queues of a desk as the indexes have them: the open tasks of the table task, and what has ended.
//!
//! A queue is read lane by lane. A lane is one equality and what else an index of its own says, so that each is in order and
//! ends where its page ends; the caller lays the lanes together.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::QueryBuilder;

use crate::db::Tx;
use crate::error::Result;
use crate::sql;

/// The open tasks of one owner.
pub struct Lane {
    /// Which column names the owner: `task.agency`, `task.holder` or `task.named`.
    pub column: &'static str,
    /// Who it is.
    pub owner: i64,
    /// What else holds of them, as SQL; all of it is ours.
    pub rest: String,
}

impl Lane {
    /// What holds of a task in it, where the owner is a parameter of this number.
    fn condition(&self, parameter: usize) -> String {
        format!("{} = ${parameter} AND {}", self.column, self.rest)
    }
}

/// The place of an open task in a list: those due first before the others. A day that is none stands for no day, here and
/// in the indexes.
pub type Place<'a> = (NaiveDate, i64, &'a str);

/// A stretch of a lane.
#[derive(Clone, Copy)]
pub struct Stretch<'a> {
    /// After which place.
    pub after: Place<'a>,
    /// To which day, with it.
    pub until: NaiveDate,
    /// Of which item only.
    pub item: Option<&'a str>,
    /// How many lines.
    pub limit: i64,
}

/// A line: the case, the last day, the key of the task.
pub type OpenLine = (i64, Option<NaiveDate>, String);

/// The lines of a stretch, in order.
pub async fn open_lines(tx: &mut Tx, lane: &Lane, stretch: Stretch<'_>) -> Result<Vec<OpenLine>> {
    let item = if stretch.item.is_some() { "AND task.item_code = $7" } else { "" };
    let text = format!(
        "SELECT task.case_record, task.due, task.task FROM task
         WHERE {} {item}
           AND (COALESCE(task.due, '9999-12-31'), task.case_record, task.task) > ($2, $3, $4)
           AND COALESCE(task.due, '9999-12-31') <= $5
         ORDER BY COALESCE(task.due, '9999-12-31'), task.case_record, task.task LIMIT $6",
        lane.condition(1)
    );
    bound(tx, text, lane.owner, stretch).await
}

/// The lines of one case in a stretch, in no order: there are few. They are taken first, so that nothing else is read.
pub async fn lines_of(tx: &mut Tx, case: i64, lane: &Lane, stretch: Stretch<'_>) -> Result<Vec<OpenLine>> {
    let item = if stretch.item.is_some() { "AND task.item_code = $7" } else { "" };
    let text = format!(
        "SELECT task.case_record, task.due, task.task
         FROM (SELECT * FROM task WHERE case_record = {case} LIMIT $6) AS task
         WHERE {} {item}
           AND (COALESCE(task.due, '9999-12-31'), task.case_record, task.task) > ($2, $3, $4)
           AND COALESCE(task.due, '9999-12-31') <= $5",
        lane.condition(1)
    );
    bound(tx, text, lane.owner, stretch).await
}

async fn bound(tx: &mut Tx, text: String, owner: i64, stretch: Stretch<'_>) -> Result<Vec<OpenLine>> {
    let (due, case, task) = stretch.after;
    Ok(sql!(tx, conn => {
        let query = sqlx::query_as(sqlx::AssertSqlSafe(text))
            .bind(owner)
            .bind(due)
            .bind(case)
            .bind(task)
            .bind(stretch.until)
            .bind(stretch.limit);
        match stretch.item {
            Some(item) => query.bind(item).fetch_all(conn).await?,
            None => query.fetch_all(conn).await?,
        }
    }))
}

/// How many tasks there are in these lanes between two days, each counted once and no further than so many.
pub async fn count(tx: &mut Tx, lanes: &[Lane], days: (NaiveDate, NaiveDate), most: u64) -> Result<u64> {
    let part = |(place, lane): (usize, &Lane)| {
        format!(
            "SELECT * FROM (SELECT task.case_record, task.task FROM task
             WHERE {} AND COALESCE(task.due, '9999-12-31') BETWEEN $1 AND $2 LIMIT $3) AS lane_{place}",
            lane.condition(place + 4)
        )
    };
    if lanes.is_empty() {
        return Ok(0);
    }
    let parts: Vec<String> = lanes.iter().enumerate().map(part).collect();
    let text = format!("SELECT COUNT(*) FROM ({}) AS counted", parts.join(" UNION "));
    let count: i64 = sql!(tx, conn => {
        let query = sqlx::query_scalar(sqlx::AssertSqlSafe(text)).bind(days.0).bind(days.1).bind(most.cast_signed());
        lanes.iter().fold(query, |query, lane| query.bind(lane.owner)).fetch_one(conn).await?
    });
    Ok(count.unsigned_abs().min(most))
}

/// A stretch of what has ended, or of what one was told of: the last first, before a moment and number and not before
/// another moment.
#[derive(Clone, Copy)]
pub struct Past<'a> {
    /// Before which line.
    pub before: (DateTime<Utc>, i64),
    /// Since when.
    pub since: DateTime<Utc>,
    /// Of which item only.
    pub item: Option<&'a str>,
    /// How many lines.
    pub limit: i64,
}

impl Past<'_> {
    /// Whether a line belongs to it.
    pub fn holds(&self, (at, case): (DateTime<Utc>, i64), item: &str) -> bool {
        (at, case) < self.before && at >= self.since && self.item.is_none_or(|wanted| wanted == item)
    }
}

/// A statement over the past, with its parameters.
pub(super) async fn past(
    tx: &mut Tx,
    text: String,
    owner: i64,
    past: Past<'_>,
) -> Result<Vec<(i64, DateTime<Utc>)>> {
    Ok(sql!(tx, conn => {
        let query = sqlx::query_as(sqlx::AssertSqlSafe(text))
            .bind(owner)
            .bind(past.before.0)
            .bind(past.before.1)
            .bind(past.since)
            .bind(past.limit);
        match past.item {
            Some(item) => query.bind(item).fetch_all(conn).await?,
            None => query.fetch_all(conn).await?,
        }
    }))
}

/// The closed cases of an agency.
pub async fn closed(tx: &mut Tx, agency: i64, stretch: Past<'_>) -> Result<Vec<(i64, DateTime<Utc>)>> {
    let item = if stretch.item.is_some() { "AND item = $6" } else { "" };
    let text = format!(
        "SELECT id, closed_at FROM case_record
         WHERE agency = $1 AND closed_at IS NOT NULL {item} AND (closed_at, id) < ($2, $3) AND closed_at >= $4
         ORDER BY closed_at DESC, id DESC LIMIT $5"
    );
    past(tx, text, agency, stretch).await
}

/// When a case was closed and of which item it is, if it has come to one of these agencies.
pub async fn closed_one(tx: &mut Tx, case: i64, agencies: &[i64]) -> Result<Option<(DateTime<Utc>, String)>> {
    Ok(sql!(tx, conn => {
        let mut text = QueryBuilder::new("SELECT closed_at, item FROM case_record WHERE id = ");
        text.push_bind(case).push(" AND closed_at IS NOT NULL AND (agency IN (");
        let mut own = text.separated(", ");
        for agency in agencies {
            own.push_bind(*agency);
        }
        text.push(") OR EXISTS (SELECT 1 FROM case_agency WHERE case_agency.case_record = ");
        text.push_bind(case).push(" AND case_agency.agency IN (");
        let mut others = text.separated(", ");
        for agency in agencies {
            others.push_bind(*agency);
        }
        text.push(")))");
        text.build_query_as().fetch_optional(conn).await?
    }))
}

/// The items of which an agency has something open, each with its name: the first of them by code, found one after the other
/// in an index.
pub async fn items_open(tx: &mut Tx, agency: i64, limit: i64) -> Result<Vec<(String, String)>> {
    Ok(sql!(tx, conn => {
        sqlx::query_as(
            "WITH RECURSIVE chosen (code) AS (
                 SELECT MIN(task.item_code) FROM task WHERE task.agency = $1
                 UNION ALL
                 SELECT (SELECT MIN(task.item_code) FROM task
                         WHERE task.agency = $1 AND task.item_code > chosen.code)
                 FROM chosen WHERE chosen.code IS NOT NULL
             )
             SELECT item.code, item.name FROM chosen JOIN item ON item.code = chosen.code LIMIT $2",
        )
        .bind(agency)
        .bind(limit)
        .fetch_all(conn)
        .await?
    }))
}

/// The row number of the case with this number.
pub async fn id_of(tx: &mut Tx, number: &str) -> Result<Option<i64>> {
    Ok(sql!(tx, conn => {
        sqlx::query_scalar("SELECT id FROM case_record WHERE number = $1").bind(number).fetch_optional(conn).await?
    }))
}
