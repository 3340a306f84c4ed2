//! Worklists: saved questions about open tasks, answered from an index.

use std::cmp::Reverse;
use std::collections::BTreeSet;
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
    /// The agencies, each once: one may hold several posts in one.
    fn agencies(&self) -> BTreeSet<i64> {
        self.agencies.iter().copied().collect()
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

/// How many cases each queue of open tasks has, counted to [`QueueCount::MOST`]: a badge says no more, and what it costs
/// does not grow with the queue. Closed cases are not counted: there are ever more of them.
pub async fn counts(tx: &mut Tx, asked: &Asked<'_>) -> Result<Vec<QueueCount>> {
    let mut counts = Vec::new();
    for queue in Queue::ALL {
        let Some(condition) = asked.condition(queue) else { continue };
        let mut count = 0;
        for agency in asked.agencies() {
            count += count_of(tx, agency, &condition, QueueCount::MOST - count).await?;
        }
        counts.push(QueueCount { queue, count });
    }
    Ok(counts)
}

/// The same of one queue in one agency.
async fn count_of(tx: &mut Tx, agency: i64, condition: &str, most: u64) -> Result<u64> {
    let text = format!(
        "SELECT COUNT(*) FROM (SELECT 1 AS one FROM task WHERE task.agency = $1 AND {condition} LIMIT $2) AS counted"
    );
    let count: i64 = sql!(tx, conn => {
        sqlx::query_scalar(sqlx::AssertSqlSafe(text))
            .bind(agency)
            .bind(most.cast_signed())
            .fetch_one(conn)
            .await?
    });
    Ok(count.unsigned_abs())
}

/// What stands for the last day of a task without one, in the index too.
const NEVER: NaiveDate = match NaiveDate::from_ymd_opt(9999, 12, 31) {
    Some(day) => day,
    None => panic!("it is a day"),
};

/// The key of an open task in a list: those due first before the others, then those whose clock stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Due(Option<NaiveDate>, i64);

impl Due {
    /// What the lists are ordered by. A day that is none stands for no day, here and in the index: it comes last.
    fn key(self) -> (NaiveDate, i64) {
        (self.0.unwrap_or(NEVER), self.1)
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
            let due = if due.is_empty() { None } else { Some(cursor::day(due)?) };
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

/// A list is read agency by agency, each in the order of an index, and the pages are laid together: one statement over
/// several agencies would have to sort everything there is.
async fn open(
    tx: &mut Tx,
    asked: &Asked<'_>,
    condition: &str,
    after: Option<Due>,
) -> Result<(Vec<i64>, Option<String>)> {
    let (due, id) = after.map_or((NaiveDate::default(), 0), Due::key);
    let text = format!(
        "SELECT task.case_record, task.due FROM task
         WHERE task.agency = $1 AND (COALESCE(task.due, '9999-12-31'), task.case_record) > ($2, $3) AND {condition}
         ORDER BY COALESCE(task.due, '9999-12-31'), task.case_record LIMIT $4"
    );
    let mut rows: Vec<(i64, Option<NaiveDate>)> = Vec::new();
    for agency in asked.agencies() {
        let text = text.clone();
        rows.extend(sql!(&mut *tx, conn => {
            sqlx::query_as::<_, (i64, Option<NaiveDate>)>(sqlx::AssertSqlSafe(text))
                .bind(agency)
                .bind(due)
                .bind(id)
                .bind(PAGE as i64 + 1)
                .fetch_all(conn)
                .await?
        }));
    }
    rows.sort_unstable_by_key(|(id, due)| Due(*due, *id).key());
    let next = cursor::cut(&mut rows, PAGE, |(id, due)| Due(*due, *id));
    Ok((rows.into_iter().map(|(id, _)| id).collect(), next))
}

/// The last that were closed come first.
async fn closed(
    tx: &mut Tx,
    asked: &Asked<'_>,
    before: Option<Moment>,
) -> Result<(Vec<i64>, Option<String>)> {
    let Moment(at, id) = before.unwrap_or_else(|| Moment::first(asked.now));
    let mut rows: Vec<(i64, DateTime<Utc>)> = Vec::new();
    for agency in asked.agencies() {
        rows.extend(sql!(&mut *tx, conn => {
            sqlx::query_as::<_, (i64, DateTime<Utc>)>(
                "SELECT id, closed_at FROM case_record
                 WHERE agency = $1 AND closed_at IS NOT NULL AND (closed_at, id) < ($2, $3)
                 ORDER BY closed_at DESC, id DESC LIMIT $4",
            )
            .bind(agency)
            .bind(at)
            .bind(id)
            .bind(PAGE as i64 + 1)
            .fetch_all(conn)
            .await?
        }));
    }
    rows.sort_unstable_by_key(|(id, closed_at)| Reverse((*closed_at, *id)));
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
        for text in [
            "",
            "7",
            "2026-03-09",
            "2026-02-30.7",
            "2026-03-09.",
            "-262143-01-01.7",
            "' OR 1.7",
            "2026-03-09.7'",
        ] {
            assert!(text.parse::<Due>().is_err(), "{text}");
        }
    }
}
