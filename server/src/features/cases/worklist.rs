//! Worklists: saved questions about open tasks and what has ended, each answered from indexes in its own order.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::fmt::{self, Display};
use std::str::FromStr;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use schema::calendar::{Calendar, local_day, moment};
use schema::cases::{Queue, QueueCount, WorklistQuery};

use super::copies;
use super::lists::Line;
use super::store::{self, Lane, OpenLine, Past, Stretch};
use crate::cursor::{self, Moment};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::accounts::Post;

/// How many cases a page of a worklist has.
pub(super) const PAGE: usize = 30;

/// More open tasks than a case has.
const OF_A_CASE: i64 = 1000;

/// What is asked for, and by whom.
pub struct Asked<'a> {
    pub query: &'a WorklistQuery,
    pub account: i64,
    pub posts: &'a [Post],
    pub now: DateTime<Utc>,
    /// The last day that is soon.
    pub soon: NaiveDate,
    /// The case that is asked for by its number, where one is: its row, if there is such a case.
    pub case: Option<Option<i64>>,
    /// How many lines a page has.
    pub size: usize,
}

/// The last day that is soon.
pub fn soon(calendar: &Calendar, now: DateTime<Utc>) -> NaiveDate {
    calendar.add_working_days(local_day(now), Queue::SOON)
}

impl<'a> Asked<'a> {
    /// The agencies, each once: one may hold several posts in one.
    fn agencies(&self) -> BTreeSet<i64> {
        self.posts.iter().map(|post| post.agency).collect()
    }

    /// Where the tasks of a queue are found; nowhere for what is no task.
    fn lanes(&self, queue: Queue) -> Vec<Lane> {
        let of_agencies = |rest: &dyn Fn(i64) -> String| {
            let lane = |agency| Lane { column: "task.agency", owner: agency, rest: rest(agency) };
            self.agencies().into_iter().map(lane).collect()
        };
        match queue {
            Queue::Mine => self.mine(),
            Queue::Unclaimed => of_agencies(&|_| "task.holder IS NULL AND NOT task.waiting".to_owned()),
            Queue::DueSoon | Queue::Late => of_agencies(&|_| "NOT task.waiting".to_owned()),
            Queue::Waiting => of_agencies(&|_| "task.waiting".to_owned()),
            Queue::Returned => of_agencies(&|agency| {
                format!("task.returned AND NOT task.waiting AND {}", self.is_mine(agency))
            }),
            Queue::ToSign => {
                of_agencies(&|agency| format!("task.signs AND NOT task.waiting AND {}", self.is_mine(agency)))
            }
            Queue::Joint => of_agencies(&|_| "task.joint".to_owned()),
            Queue::Copied | Queue::Closed => Vec::new(),
        }
    }

    /// What one has, what is one's own by name, and what each post may take; a task may be in several of them.
    fn mine(&self) -> Vec<Lane> {
        let agencies: Vec<String> = self.agencies().iter().map(i64::to_string).collect();
        let here = format!("NOT task.waiting AND task.agency IN ({})", agencies.join(", "));
        let mut lanes = vec![
            Lane { column: "task.holder", owner: self.account, rest: here.clone() },
            Lane {
                column: "task.named",
                owner: self.account,
                rest: format!("task.holder IS NULL AND {here}"),
            },
        ];
        let posts: BTreeSet<(i64, &str)> =
            self.posts.iter().filter_map(|post| Some((post.agency, store::column(post.role)?))).collect();
        lanes.extend(posts.into_iter().map(|(agency, column)| Lane {
            column: "task.agency",
            owner: agency,
            rest: format!("task.{column} AND task.holder IS NULL AND NOT task.waiting"),
        }));
        lanes
    }

    /// Whether one has an open task, or may take it: it is one's own by name, or by a post at the agency.
    fn is_mine(&self, agency: i64) -> String {
        let account = self.account;
        let posts = self.posts.iter().filter(|post| post.agency == agency);
        let columns: BTreeSet<&str> = posts.filter_map(|post| store::column(post.role)).collect();
        let posts: String = columns.into_iter().map(|column| format!(" OR task.{column}")).collect();
        format!("(task.holder = {account} OR task.holder IS NULL AND (task.named = {account}{posts}))")
    }

    /// Between which days the tasks of a queue are due, both with them.
    fn days(&self, queue: Queue) -> (NaiveDate, NaiveDate) {
        let today = local_day(self.now);
        match queue {
            Queue::DueSoon => (today, self.soon),
            Queue::Late => (NaiveDate::default(), today.pred_opt().unwrap_or(today)),
            _ => (NaiveDate::default(), NEVER),
        }
    }

    /// The stretch of the past that is asked for, from a line on.
    pub(super) fn past(&self, before: Option<Moment>) -> Past<'a> {
        let Moment(at, id) = before.unwrap_or_else(|| Moment::first(self.now));
        let until = self.query.until.and_then(|day| day.succ_opt()).filter(|day| cursor::is_known(*day));
        let until = until.map(|day| (moment(day, NaiveTime::MIN), 0));
        let since = self.query.from.map(|day| moment(day, NaiveTime::MIN));
        Past {
            before: until.map_or((at, id), |until| until.min((at, id))),
            since: since.unwrap_or_default(),
            item: self.query.item.as_deref(),
            limit: self.size as i64 + 1,
        }
    }
}

/// How many lines each queue of open tasks has, counted to [`QueueCount::MOST`]: a badge says no more, and what it costs
/// does not grow with the queue. Of what one was told of only what one has not opened is counted, and closed cases are not:
/// there are ever more of them.
pub async fn counts(tx: &mut Tx, asked: &Asked<'_>) -> Result<Vec<QueueCount>> {
    let mut counts = Vec::new();
    for queue in Queue::ALL.into_iter().filter(|queue| *queue != Queue::Closed) {
        let count = match queue {
            Queue::Copied => store::count_unread(tx, asked.account, QueueCount::MOST).await?,
            _ => store::count(tx, &asked.lanes(queue), asked.days(queue), QueueCount::MOST).await?,
        };
        counts.push(QueueCount { queue, count });
    }
    Ok(counts)
}

/// What stands for the last day of a task without one, in the indexes too.
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
pub async fn page(tx: &mut Tx, asked: &Asked<'_>) -> Result<(Vec<Line>, Option<String>)> {
    let cursor = asked.query.cursor.as_deref();
    match asked.query.queue {
        Queue::Copied => copies::page(tx, asked, cursor::read(cursor)?).await,
        Queue::Closed => closed(tx, asked, cursor::read(cursor)?).await,
        _ => open(tx, asked, cursor::read(cursor)?).await,
    }
}

/// A list is read lane by lane, each in the order of an index, and the pages are laid together: one statement over several
/// would have to sort everything there is.
async fn open(tx: &mut Tx, asked: &Asked<'_>, after: Option<Due>) -> Result<(Vec<Line>, Option<String>)> {
    let (first, last) = asked.days(asked.query.queue);
    let first = asked.query.from.map_or(first, |from| from.max(first));
    let begin = (first, 0, "");
    let stretch = Stretch {
        after: after.as_ref().map_or(begin, |after| after.key().max(begin)),
        until: asked.query.until.map_or(last, |until| until.min(last)),
        item: asked.query.item.as_deref(),
        limit: asked.size as i64 + 1,
    };
    let mut rows: Vec<OpenLine> = Vec::new();
    for lane in asked.lanes(asked.query.queue) {
        rows.extend(match asked.case {
            None => store::open_lines(tx, &lane, stretch).await?,
            Some(Some(case)) => {
                store::lines_of(tx, case, &lane, Stretch { limit: OF_A_CASE, ..stretch }).await?
            }
            Some(None) => Vec::new(),
        });
    }
    rows.sort_unstable_by(|(id, due, task), (other_id, other_due, other)| {
        (due.unwrap_or(NEVER), id, task).cmp(&(other_due.unwrap_or(NEVER), other_id, other))
    });
    // What one may do by two posts is in both lanes.
    rows.dedup();
    let next = cursor::cut(&mut rows, asked.size, |(id, due, task)| Due(*due, *id, task.clone()));
    Ok((rows.into_iter().map(|(case, _, task)| Line { case, task: Some(task) }).collect(), next))
}

/// The last that were closed come first.
async fn closed(
    tx: &mut Tx,
    asked: &Asked<'_>,
    before: Option<Moment>,
) -> Result<(Vec<Line>, Option<String>)> {
    let past = asked.past(before);
    let agencies: Vec<i64> = asked.agencies().into_iter().collect();
    if let Some(case) = asked.case {
        let Some(case) = case else { return Ok((Vec::new(), None)) };
        let found = store::closed_one(tx, case, &agencies).await?;
        let found = found.filter(|(at, item)| past.holds((*at, case), item));
        return Ok((found.into_iter().map(|_| Line::from(case)).collect(), None));
    }
    let mut rows: Vec<(i64, DateTime<Utc>)> = Vec::new();
    for agency in agencies {
        rows.extend(store::closed(tx, agency, past).await?);
        rows.extend(store::closed_elsewhere(tx, agency, past).await?);
    }
    rows.sort_unstable_by_key(|(id, closed_at)| Reverse((*closed_at, *id)));
    // Who works at two agencies of a case has it from both.
    rows.dedup();
    let next = cursor::cut(&mut rows, asked.size, |(id, closed_at)| Moment(*closed_at, *id));
    Ok((rows.into_iter().map(|(id, _)| Line::from(id)).collect(), next))
}

/// The items of which there is something open at the agencies of who asks, with their names: to narrow a list by.
pub async fn items(tx: &mut Tx, asked: &Asked<'_>) -> Result<Vec<(String, String)>> {
    /// So many of an agency: more than that nobody looks through.
    const MOST: i64 = 100;
    let mut items = BTreeSet::new();
    for agency in asked.agencies() {
        items.extend(store::items_open(tx, agency, MOST).await?);
    }
    Ok(items.into_iter().collect())
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
