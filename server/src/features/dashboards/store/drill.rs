//! The cases behind a number, a page at a time in the order of an index: the table case_record, and task for what is
//! open now.

use std::fmt;

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use schema::calendar::moment;
use schema::catalogue::PowerType;
use schema::dashboards::{CaseLine, CasesQuery, Figure};
use schema::id::CaseNumber;
use schema::process::Status;
use sqlx::{FromRow, QueryBuilder};

use super::Span;
use crate::cursor;
use crate::db::Tx;
use crate::error::Result;
use crate::sql;

/// How many cases a page has.
const PAGE: usize = 30;

/// How many are read at a time for a file.
const MANY: usize = 500;

/// What stands for the last day of a task without one, in the indexes too: it comes last on both databases.
const NEVER: NaiveDate = match NaiveDate::from_ymd_opt(9999, 12, 31) {
    Some(day) => day,
    None => panic!("it is a day"),
};

/// A part of the cases.
pub struct Slice<'a> {
    /// What is counted, and by what it is narrowed.
    pub query: &'a CasesQuery,
    /// When and where.
    pub span: &'a Span,
    /// What is late is so today.
    pub today: NaiveDate,
    /// The last case of the page before.
    pub after: Option<Place>,
}

/// A place in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Among what was filed, decided or asked about too late: when, and which case.
    Past(DateTime<Utc>, i64),
    /// Among what is open: its last day, and which case.
    Open(NaiveDate, i64),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Past(at, id) => write!(f, "{}.{id}", at.timestamp_micros()),
            Self::Open(due, id) => write!(f, "{due}.{id}"),
        }
    }
}

impl Place {
    /// Reads what was written, if it is a place in the list of this figure.
    pub fn read(cursor: &str, figure: Figure) -> Option<Self> {
        let (key, id) = cursor.split_once('.')?;
        let id = id.parse().ok()?;
        Some(if figure.is_of_now() {
            Self::Open(cursor::day(key)?, id)
        } else {
            Self::Past(cursor::moment(key)?, id)
        })
    }
}

#[derive(FromRow)]
struct Row {
    id: i64,
    number: String,
    item_name: String,
    department: String,
    status: String,
    opened_at: DateTime<Utc>,
    decided_at: Option<DateTime<Utc>>,
    on_time: Option<bool>,
    asked_late_at: Option<DateTime<Utc>>,
    due: Option<NaiveDate>,
}

/// A page of the cases, and where it ends when there are more.
pub async fn cases(tx: &mut Tx, slice: &Slice<'_>) -> Result<(Vec<CaseLine>, Option<Place>)> {
    some(tx, slice, PAGE).await
}

/// The same of many more, for a file.
pub async fn many_cases(tx: &mut Tx, slice: &Slice<'_>) -> Result<(Vec<CaseLine>, Option<Place>)> {
    some(tx, slice, MANY).await
}

async fn some(tx: &mut Tx, slice: &Slice<'_>, most: usize) -> Result<(Vec<CaseLine>, Option<Place>)> {
    let limit = most as i64 + 1;
    let mut rows = if slice.query.figure.is_of_now() {
        open(tx, slice, limit).await?
    } else {
        past(tx, slice, limit).await?
    };
    let more = rows.len() > most;
    rows.truncate(most);
    let next = rows.last().filter(|_| more).and_then(|row| row.place(slice.query.figure));
    let lines = rows.into_iter().map(|row| row.into_line(slice.today)).collect::<Result<_>>()?;
    Ok((lines, next))
}

/// Filed, decided, or asked about too late in the period, the last first.
async fn past(tx: &mut Tx, slice: &Slice<'_>, limit: i64) -> Result<Vec<Row>> {
    let Slice { query, span, after, .. } = slice;
    let at = match query.figure {
        Figure::Opened => "case_record.opened_at",
        Figure::AskedLate => "case_record.asked_late_at",
        _ => "case_record.decided_at",
    };
    let from = moment(span.from, NaiveTime::MIN);
    // No case has the number 0: a list begins before the first moment that is no longer of the period.
    let (before, id) = match after {
        Some(Place::Past(at, id)) => (*at, *id),
        _ => (moment(span.to, NaiveTime::MIN) + TimeDelta::days(1), 0),
    };
    Ok(sql!(tx, conn => {
        let mut text = QueryBuilder::new(
            "SELECT case_record.id, case_record.number, item.name AS item_name, agency.name AS department,
                    case_record.status, case_record.opened_at, case_record.decided_at, case_record.on_time,
                    case_record.asked_late_at,
                    (SELECT MIN(task.due) FROM task WHERE task.case_record = case_record.id) AS due
             FROM case_record
             JOIN item ON item.code = case_record.item
             JOIN agency ON agency.id = case_record.agency
             WHERE case_record.parent IS NULL AND case_record.region BETWEEN ");
        text.push_bind(&span.scope.first).push(" AND ").push_bind(&span.scope.last);
        text.push(format!(" AND {at} >= ")).push_bind(from);
        text.push(format!(" AND ({at}, case_record.id) < (")).push_bind(before).push(", ").push_bind(id).push(")");
        match query.figure {
            Figure::OnTime => text.push(" AND case_record.on_time"),
            Figure::DecidedLate => text.push(" AND NOT case_record.on_time"),
            _ => &mut text,
        };
        if let Some(agency) = query.agency {
            text.push(" AND case_record.agency = ").push_bind(agency);
        }
        if let Some(item_type) = query.item_type {
            text.push(" AND case_record.item_type = ").push_bind(PowerType::word(item_type));
        }
        if let Some(item) = &query.item {
            text.push(" AND case_record.item = ").push_bind(item);
        }
        text.push(format!(" ORDER BY {at} DESC, case_record.id DESC LIMIT ")).push_bind(limit);
        text.build_query_as().fetch_all(conn).await?
    }))
}

/// Open now, what is due first before the others.
async fn open(tx: &mut Tx, slice: &Slice<'_>, limit: i64) -> Result<Vec<Row>> {
    let Slice { query, span, today, after } = slice;
    let (due, id) = match after {
        Some(Place::Open(due, id)) => (*due, *id),
        _ => (NaiveDate::default(), 0),
    };
    Ok(sql!(tx, conn => {
        let mut text = QueryBuilder::new(
            "SELECT case_record.id, case_record.number, item.name AS item_name, agency.name AS department,
                    case_record.status, case_record.opened_at, case_record.decided_at, case_record.on_time,
                    case_record.asked_late_at, task.due
             FROM task
             JOIN case_record ON case_record.id = task.case_record
             JOIN item ON item.code = case_record.item
             JOIN agency ON agency.id = case_record.agency
             WHERE case_record.region BETWEEN ");
        text.push_bind(&span.scope.first).push(" AND ").push_bind(&span.scope.last);
        text.push(" AND (COALESCE(task.due, '9999-12-31'), task.case_record) > (");
        text.push_bind(due).push(", ").push_bind(id).push(")");
        // Of several open tasks of a case the one that is due first stands for it.
        text.push(
            " AND NOT EXISTS (SELECT 1 FROM task AS other WHERE other.case_record = task.case_record
                AND (COALESCE(other.due, '9999-12-31'), other.task) < (COALESCE(task.due, '9999-12-31'), task.task))",
        );
        if query.figure == Figure::Late {
            text.push(" AND COALESCE(task.due, '9999-12-31') < ").push_bind(today);
        }
        if let Some(agency) = query.agency {
            text.push(" AND task.agency = ").push_bind(agency);
        }
        if let Some(status) = query.status {
            text.push(" AND case_record.status = ").push_bind(status.slug());
        }
        text.push(" ORDER BY COALESCE(task.due, '9999-12-31'), task.case_record LIMIT ").push_bind(limit);
        text.build_query_as().fetch_all(conn).await?
    }))
}

impl Row {
    fn place(&self, figure: Figure) -> Option<Place> {
        Some(match figure {
            Figure::Opened => Place::Past(self.opened_at, self.id),
            Figure::Decided | Figure::OnTime | Figure::DecidedLate => Place::Past(self.decided_at?, self.id),
            Figure::AskedLate => Place::Past(self.asked_late_at?, self.id),
            Figure::InHand | Figure::Late => Place::Open(self.due.unwrap_or(NEVER), self.id),
        })
    }

    fn into_line(self, today: NaiveDate) -> Result<CaseLine> {
        let status = Status::from_slug(&self.status);
        Ok(CaseLine {
            number: CaseNumber::parse(&self.number).map_err(anyhow::Error::from)?,
            item_name: self.item_name,
            department: self.department,
            status: status.ok_or_else(|| anyhow::anyhow!("{}: status {}", self.number, self.status))?,
            opened_at: self.opened_at,
            decided_at: self.decided_at,
            due: self.due,
            late: self.on_time == Some(false) || self.due.is_some_and(|due| due < today),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_read_as_it_was_written() {
        let at = DateTime::from_timestamp_micros(1_772_413_200_000_007).unwrap();
        for (place, figure) in
            [(Place::Past(at, 7), Figure::DecidedLate), (Place::Open(NEVER, 7), Figure::InHand)]
        {
            assert_eq!(Place::read(&place.to_string(), figure), Some(place));
        }
        for broken in ["", "1", ".", "x.1", "1.x", "2026-03-02.1", "-8210000000000000000.1"] {
            assert_eq!(Place::read(broken, Figure::Opened), None, "{broken}");
        }
        assert_eq!(Place::read("1.1", Figure::Late), None);
        assert_eq!(Place::read("-262143-01-01.1", Figure::Late), None);
    }
}
