//! Worklists: saved questions about open tasks, answered from an index.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::fmt::{self, Display};
use std::str::FromStr;

use chrono::{DateTime, NaiveDate, Utc};
use schema::calendar::local_day;
use schema::cases::{Queue, QueueCount};

use super::copies;
use super::lists::Line;
use super::store::{closed_elsewhere, column, count_unread};
use crate::cursor::{self, Moment};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::accounts::Post;
use crate::sql;

/// How many cases a page of a worklist has.
pub(super) const PAGE: usize = 30;

/// What is asked for.
pub struct Asked<'a> {
    pub queue: Queue,
    pub account: i64,
    pub posts: &'a [Post],
    pub now: DateTime<Utc>,
}

impl Asked<'_> {
    /// The agencies, each once: one may hold several posts in one.
    fn agencies(&self) -> BTreeSet<i64> {
        self.posts.iter().map(|post| post.agency).collect()
    }

    /// Which open tasks of an agency a queue shows, as SQL; the account, the columns and the day are ours too. None for
    /// what is no task.
    fn condition(&self, queue: Queue, agency: i64) -> Option<String> {
        Some(match queue {
            Queue::Mine => format!("NOT task.waiting AND {}", self.is_mine(agency)),
            Queue::Unclaimed => "NOT task.waiting AND task.holder IS NULL".to_owned(),
            Queue::Late => format!("NOT task.waiting AND task.due < '{}'", local_day(self.now)),
            Queue::Waiting => "task.waiting".to_owned(),
            Queue::Copied | Queue::Closed => return None,
        })
    }

    /// Whether one has an open task, or may take it: it is one's own by name, or by a post at the agency.
    fn is_mine(&self, agency: i64) -> String {
        let account = self.account;
        let posts = self.posts.iter().filter(|post| post.agency == agency);
        let columns: BTreeSet<&str> = posts.filter_map(|post| column(post.role)).collect();
        let posts: String = columns.into_iter().map(|column| format!(" OR task.{column}")).collect();
        format!("(task.holder = {account} OR task.holder IS NULL AND (task.named = {account}{posts}))")
    }
}

/// How many lines each queue of open tasks has, counted to [`QueueCount::MOST`]: a badge says no more, and what it costs
/// does not grow with the queue. Of what one was told of only what one has not opened is counted, and closed cases are not:
/// there are ever more of them.
pub async fn counts(tx: &mut Tx, asked: &Asked<'_>) -> Result<Vec<QueueCount>> {
    let mut counts = Vec::new();
    for queue in Queue::ALL.into_iter().filter(|queue| *queue != Queue::Closed) {
        let mut count = match queue {
            Queue::Copied => count_unread(tx, asked.account, QueueCount::MOST).await?,
            _ => 0,
        };
        for agency in asked.agencies() {
            let Some(condition) = asked.condition(queue, agency) else { continue };
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
#[derive(Clone, Debug, PartialEq, Eq)]
struct Due(Option<NaiveDate>, i64, String);

impl Due {
    /// What the lists are ordered by. A day that is none stands for no day, here and in the index: it comes last.
    fn key(&self) -> (NaiveDate, i64, &str) {
        (self.0.unwrap_or(NEVER), self.1, &self.2)
    }
}

/// Addresses end at a `#`, which stands in keys of tasks; no id has a `~`.
impl Display for Due {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let due = self.0.map(|due| due.to_string()).unwrap_or_default();
        write!(f, "{due}.{}.{}", self.1, self.2.replace('#', "~"))
    }
}

impl FromStr for Due {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let read = |text: &str| {
            let (due, rest) = text.split_once('.')?;
            let (id, task) = rest.split_once('.')?;
            let due = if due.is_empty() { None } else { Some(cursor::day(due)?) };
            Some(Self(due, id.parse().ok()?, task.replace('~', "#")))
        };
        read(text).ok_or_else(|| Error::bad_request("cursor: no due day"))
    }
}

/// A page, and where the next one begins.
pub async fn page(
    tx: &mut Tx,
    asked: &Asked<'_>,
    cursor: Option<&str>,
) -> Result<(Vec<Line>, Option<String>)> {
    match asked.queue {
        Queue::Copied => copies::page(tx, asked, cursor::read(cursor)?).await,
        Queue::Closed => closed(tx, asked, cursor::read(cursor)?).await,
        _ => open(tx, asked, cursor::read(cursor)?).await,
    }
}

/// A list is read agency by agency, each in the order of an index, and the pages are laid together: one statement over
/// several agencies would have to sort everything there is.
async fn open(tx: &mut Tx, asked: &Asked<'_>, after: Option<Due>) -> Result<(Vec<Line>, Option<String>)> {
    let after = after.unwrap_or_else(|| Due(Some(NaiveDate::default()), 0, String::new()));
    let (due, id, task) = after.key();
    let mut rows: Vec<(i64, Option<NaiveDate>, String)> = Vec::new();
    for agency in asked.agencies() {
        let Some(condition) = asked.condition(asked.queue, agency) else { continue };
        let text = format!(
            "SELECT task.case_record, task.due, task.task FROM task
             WHERE task.agency = $1 AND {condition}
               AND (COALESCE(task.due, '9999-12-31'), task.case_record, task.task) > ($2, $3, $4)
             ORDER BY COALESCE(task.due, '9999-12-31'), task.case_record, task.task LIMIT $5"
        );
        rows.extend(sql!(&mut *tx, conn => {
            sqlx::query_as::<_, (i64, Option<NaiveDate>, String)>(sqlx::AssertSqlSafe(text))
                .bind(agency)
                .bind(due)
                .bind(id)
                .bind(task)
                .bind(PAGE as i64 + 1)
                .fetch_all(conn)
                .await?
        }));
    }
    rows.sort_unstable_by(|(id, due, task), (other_id, other_due, other)| {
        (due.unwrap_or(NEVER), id, task).cmp(&(other_due.unwrap_or(NEVER), other_id, other))
    });
    let next = cursor::cut(&mut rows, PAGE, |(id, due, task)| Due(*due, *id, task.clone()));
    Ok((rows.into_iter().map(|(case, _, task)| Line { case, task: Some(task) }).collect(), next))
}

/// The last that were closed come first.
async fn closed(
    tx: &mut Tx,
    asked: &Asked<'_>,
    before: Option<Moment>,
) -> Result<(Vec<Line>, Option<String>)> {
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
        rows.extend(closed_elsewhere(&mut *tx, agency, (at, id), PAGE as i64 + 1).await?);
    }
    rows.sort_unstable_by_key(|(id, closed_at)| Reverse((*closed_at, *id)));
    // Who works at two agencies of a case has it from both.
    rows.dedup();
    let next = cursor::cut(&mut rows, PAGE, |(id, closed_at)| Moment(*closed_at, *id));
    Ok((rows.into_iter().map(|(id, _)| Line::from(id)).collect(), next))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_due_day_reads_back_as_it_was_written() {
        let day = Some("2026-03-09".parse().unwrap());
        for due in [Due(day, 7, "review#2".into()), Due(None, 7, "a".into())] {
            assert_eq!(due.to_string().parse::<Due>().unwrap(), due);
            assert!(!due.to_string().contains('#'));
        }
        for text in [
            "",
            "7",
            "2026-03-09",
            "2026-03-09.7",
            "2026-02-30.7.a",
            "2026-03-09..a",
            "-262143-01-01.1.a",
            "' OR 1.7.a",
        ] {
            assert!(text.parse::<Due>().is_err(), "{text}");
        }
    }
}
