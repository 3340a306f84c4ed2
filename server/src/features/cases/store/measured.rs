//! What agencies did in a time, counted from the cases themselves: read when a month is assessed, never while somebody waits for a
//! page. And the days on which staff did something.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::{FromRow, QueryBuilder};

use crate::db::Tx;
use crate::error::Result;
use crate::sql;

/// What was filed at an agency.
#[derive(FromRow)]
pub struct Filed {
    pub agency: i64,
    pub filed: i64,
    /// By the applicants themselves: not at a window, not by telephone.
    pub online: i64,
}

/// What was filed in a time at the agencies of a part of the tree.
pub async fn filed_in(
    tx: &mut Tx,
    (first, last): (&str, &str),
    (from, until): (DateTime<Utc>, DateTime<Utc>),
) -> Result<Vec<Filed>> {
    Ok(sql!(tx, conn => {
        sqlx::query_as(
            "SELECT case_record.agency, COUNT(*) AS filed,
                    CAST(SUM(CASE WHEN application.clerk IS NULL THEN 1 ELSE 0 END) AS BIGINT) AS online
             FROM case_record JOIN application ON application.id = case_record.application
             WHERE case_record.opened_at >= $1 AND case_record.opened_at < $2
                AND case_record.region BETWEEN $3 AND $4 AND case_record.parent IS NULL
             GROUP BY case_record.agency",
        )
        .bind(from)
        .bind(until)
        .bind(first)
        .bind(last)
        .fetch_all(conn)
        .await?
    }))
}

/// What an agency decided.
#[derive(FromRow)]
pub struct Decided {
    pub agency: i64,
    pub decided: i64,
    pub on_time: i64,
    /// In which a step was returned.
    pub returned: i64,
    /// Ratings, by grade.
    pub ones: i64,
    pub twos: i64,
    pub threes: i64,
    pub fours: i64,
    pub fives: i64,
}

/// What was decided in a time by the agencies of a part of the tree.
pub async fn decided_in(
    tx: &mut Tx,
    (first, last): (&str, &str),
    (from, until): (DateTime<Utc>, DateTime<Utc>),
) -> Result<Vec<Decided>> {
    Ok(sql!(tx, conn => {
        sqlx::query_as(
            "SELECT case_record.agency, COUNT(*) AS decided,
                    CAST(SUM(CASE WHEN case_record.on_time THEN 1 ELSE 0 END) AS BIGINT) AS on_time,
                    CAST(SUM(CASE WHEN EXISTS (
                        SELECT 1 FROM case_event
                        WHERE case_event.case_record = case_record.id AND case_event.kind = 'task_returned'
                    ) THEN 1 ELSE 0 END) AS BIGINT) AS returned,
                    CAST(SUM(CASE WHEN rating.grade = 1 THEN 1 ELSE 0 END) AS BIGINT) AS ones,
                    CAST(SUM(CASE WHEN rating.grade = 2 THEN 1 ELSE 0 END) AS BIGINT) AS twos,
                    CAST(SUM(CASE WHEN rating.grade = 3 THEN 1 ELSE 0 END) AS BIGINT) AS threes,
                    CAST(SUM(CASE WHEN rating.grade = 4 THEN 1 ELSE 0 END) AS BIGINT) AS fours,
                    CAST(SUM(CASE WHEN rating.grade = 5 THEN 1 ELSE 0 END) AS BIGINT) AS fives
             FROM case_record LEFT JOIN rating ON rating.case_record = case_record.id
             WHERE case_record.decided_at >= $1 AND case_record.decided_at < $2
                AND case_record.region BETWEEN $3 AND $4 AND case_record.parent IS NULL
             GROUP BY case_record.agency",
        )
        .bind(from)
        .bind(until)
        .bind(first)
        .bind(last)
        .fetch_all(conn)
        .await?
    }))
}

/// A member of staff did something.
pub async fn at_desk(tx: &mut Tx, account: i64, day: NaiveDate, at: DateTime<Utc>) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query(
            "INSERT INTO desk_day (account, day, first_at, last_at) VALUES ($1, $2, $3, $3)
             ON CONFLICT (account, day) DO UPDATE SET
                 first_at = CASE WHEN excluded.first_at < desk_day.first_at
                     THEN excluded.first_at ELSE desk_day.first_at END,
                 last_at = CASE WHEN excluded.last_at > desk_day.last_at
                     THEN excluded.last_at ELSE desk_day.last_at END",
        )
        .bind(account)
        .bind(day)
        .bind(at)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(())
}

/// The first day of which it was put down who did something.
pub async fn first_day_at_desk(tx: &mut Tx) -> Result<Option<NaiveDate>> {
    Ok(sql!(tx, conn => sqlx::query_scalar("SELECT MIN(day) FROM desk_day").fetch_one(conn).await?))
}

/// The days from one to another on which these members of staff did something.
pub async fn days_at_desk(
    tx: &mut Tx,
    accounts: &[i64],
    (from, to): (NaiveDate, NaiveDate),
) -> Result<Vec<(i64, NaiveDate)>> {
    if accounts.is_empty() {
        return Ok(Vec::new());
    }
    Ok(sql!(tx, conn => {
        let mut text = QueryBuilder::new("SELECT account, day FROM desk_day WHERE day BETWEEN ");
        text.push_bind(from).push(" AND ").push_bind(to).push(" AND account IN (");
        let mut list = text.separated(", ");
        for account in accounts {
            list.push_bind(*account);
        }
        text.push(")");
        text.build_query_as().fetch_all(conn).await?
    }))
}
