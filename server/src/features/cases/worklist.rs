//! Worklists: saved questions about open tasks, answered from an index.

use std::fmt::{self, Display};
use std::str::FromStr;

use chrono::{DateTime, NaiveDate, Utc};
use schema::calendar::local_day;
use schema::cases::{Queue, QueueCount};

use crate::cursor::{self, Moment};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::sql;

/// How many cases a page of a worklist has.
const PAGE: usize = 30;

/// What is asked for.
pub struct Asked<'a> {
    pub queue: Queue,
    pub account: i64,
    pub agencies: &'a [i64],
    pub now: DateTime<Utc>,
}

impl Asked<'_> {
    /// The agencies as SQL. They are few, and numbers of our own: a list parameter is written differently on each
    /// database.
    fn agencies(&self) -> String {
        self.agencies.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
    }

    /// Which open tasks a queue shows, as SQL; the account and the day are ours too. None for what is no task.
    fn condition(&self, queue: Queue) -> Option<String> {
        Some(match queue {
            Queue::Mine => {
                format!("NOT task.waiting AND (task.holder = {} OR task.holder IS NULL)", self.account)
            }
            Queue::Unclaimed => "NOT task.waiting AND task.holder IS NULL".to_owned(),
            Queue::Late => format!("NOT task.waiting AND task.due < '{}'", local_day(self.now)),
            Queue::Waiting => "task.waiting".to_owned(),
            Queue::Closed => return None,
        })
    }
}

/// How many cases each queue of open tasks has. Closed cases are not counted: there are ever more of them.
pub async fn counts(tx: &mut Tx, asked: &Asked<'_>) -> Result<Vec<QueueCount>> {
    let agencies = asked.agencies();
    let mut counts = Vec::new();
    for queue in Queue::ALL {
        let Some(condition) = asked.condition(queue) else { continue };
        let text = format!("SELECT COUNT(*) FROM task WHERE task.agency IN ({agencies}) AND {condition}");
        let count: i64 =
            sql!(tx, conn => sqlx::query_scalar(sqlx::AssertSqlSafe(text)).fetch_one(conn).await?);
        counts.push(QueueCount { queue, count: count.unsigned_abs() });
    }
    Ok(counts)
}

/// The key of an open task in a list: those due first before the others, then those whose clock stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Due(Option<NaiveDate>, i64);

impl Due {
    /// What comes after it, as SQL; day and number are read as such.
    fn rest(self) -> String {
        let Self(due, id) = self;
        match due {
            Some(due) => format!(
                "(task.due > '{due}' OR task.due IS NULL OR (task.due = '{due}' AND task.case_record > {id}))"
            ),
            None => format!("(task.due IS NULL AND task.case_record > {id})"),
        }
    }
}

impl Display for Due {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(due) => write!(f, "{due}.{}", self.1),
            None => write!(f, ".{}", self.1),
        }
    }
}

impl FromStr for Due {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let read = |text: &str| {
            let (due, id) = text.split_once('.')?;
            let due = if due.is_empty() { None } else { Some(due.parse().ok()?) };
            Some(Self(due, id.parse().ok()?))
        };
        read(text).ok_or_else(|| Error::bad_request("cursor: no due day"))
    }
}

/// The row numbers of a page, and where the next one begins.
pub async fn page(
    tx: &mut Tx,
    asked: &Asked<'_>,
    cursor: Option<&str>,
) -> Result<(Vec<i64>, Option<String>)> {
    match asked.condition(asked.queue) {
        Some(condition) => open(tx, asked, &condition, cursor::read(cursor)?).await,
        None => closed(tx, asked, cursor::read(cursor)?).await,
    }
}

async fn open(
    tx: &mut Tx,
    asked: &Asked<'_>,
    condition: &str,
    after: Option<Due>,
) -> Result<(Vec<i64>, Option<String>)> {
    let agencies = asked.agencies();
    let rest = after.map_or_else(String::new, |after| format!(" AND {}", after.rest()));
    // What has no last day comes last, on both databases.
    let text = format!(
        "SELECT task.case_record, task.due FROM task WHERE task.agency IN ({agencies}) AND {condition}{rest}
         ORDER BY task.due IS NULL, task.due, task.case_record LIMIT $1"
    );
    let mut rows: Vec<(i64, Option<NaiveDate>)> = sql!(tx, conn => {
        sqlx::query_as(sqlx::AssertSqlSafe(text)).bind(PAGE as i64 + 1).fetch_all(conn).await?
    });
    let next = cursor::cut(&mut rows, PAGE, |(id, due)| Due(*due, *id));
    Ok((rows.into_iter().map(|(id, _)| id).collect(), next))
}

/// The last that were closed come first.
async fn closed(
    tx: &mut Tx,
    asked: &Asked<'_>,
    before: Option<Moment>,
) -> Result<(Vec<i64>, Option<String>)> {
    let agencies = asked.agencies();
    let Moment(at, id) = before.unwrap_or_else(|| Moment::first(asked.now));
    let text = format!(
        "SELECT id, closed_at FROM case_record
         WHERE agency IN ({agencies}) AND closed_at IS NOT NULL AND (closed_at, id) < ($1, $2)
         ORDER BY closed_at DESC, id DESC LIMIT $3"
    );
    let mut rows: Vec<(i64, DateTime<Utc>)> = sql!(tx, conn => {
        sqlx::query_as(sqlx::AssertSqlSafe(text))
            .bind(at)
            .bind(id)
            .bind(PAGE as i64 + 1)
            .fetch_all(conn)
            .await?
    });
    let next = cursor::cut(&mut rows, PAGE, |(id, closed_at)| Moment(*closed_at, *id));
    Ok((rows.into_iter().map(|(id, _)| id).collect(), next))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_due_day_reads_back_as_it_was_written() {
        for due in [Due(Some("2026-03-09".parse().unwrap()), 7), Due(None, 7)] {
            assert_eq!(due.to_string().parse::<Due>().unwrap(), due);
        }
        for text in ["", "7", "2026-03-09", "2026-02-30.7", "2026-03-09.", "' OR 1.7", "2026-03-09.7'"] {
            assert!(text.parse::<Due>().is_err(), "{text}");
        }
    }
}
