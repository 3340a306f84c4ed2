//! Worklists: saved questions about open tasks, answered from an index.

use chrono::{DateTime, Utc};
use schema::calendar::local_day;
use schema::cases::{Queue, QueueCount};

use crate::db::Tx;
use crate::error::Result;
use crate::sql;

/// How many cases a page of a worklist has.
const PAGE: usize = 30;

/// What is asked for.
pub struct Asked<'a> {
    pub queue: Queue,
    pub account: i64,
    pub agencies: &'a [i64],
    pub now: DateTime<Utc>,
    pub start: i64,
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

/// The row numbers of a page, those due first before the others, and where the next page begins.
pub async fn page(tx: &mut Tx, asked: &Asked<'_>) -> Result<(Vec<i64>, Option<i64>)> {
    let agencies = asked.agencies();
    let text = match asked.condition(asked.queue) {
        // What has no last day comes last, on both databases.
        Some(condition) => format!(
            "SELECT task.case_record FROM task WHERE task.agency IN ({agencies}) AND {condition}
             ORDER BY task.due IS NULL, task.due, task.case_record LIMIT $1 OFFSET $2"
        ),
        None => format!(
            "SELECT id FROM case_record WHERE agency IN ({agencies}) AND closed_at IS NOT NULL
             ORDER BY closed_at DESC, id LIMIT $1 OFFSET $2"
        ),
    };
    let mut ids: Vec<i64> = sql!(tx, conn => {
        sqlx::query_scalar(sqlx::AssertSqlSafe(text))
            .bind(PAGE as i64 + 1)
            .bind(asked.start)
            .fetch_all(conn)
            .await?
    });
    let more = ids.len() > PAGE;
    ids.truncate(PAGE);
    Ok((ids, more.then_some(asked.start + PAGE as i64)))
}
