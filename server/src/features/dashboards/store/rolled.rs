//! The roll-ups beside what they sum up, a slice of each at a time: the tables case_roll and item_roll, and the cases themselves.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, TimeDelta, Utc};
use schema::calendar::{Calendar, local_day, moment};
use sqlx::FromRow;

use crate::db::Tx;
use crate::error::Result;
use crate::sql;

/// What is counted of an agency's cases of one kind on a day.
#[derive(Clone, Debug, FromRow, PartialEq, Eq)]
pub struct CaseSum {
    pub agency: i64,
    pub region: String,
    pub item_type: String,
    pub opened: i64,
    pub decided: i64,
    pub on_time: i64,
    pub closed: i64,
    pub asked_late: i64,
}

/// What is counted of an item's decisions in a month.
#[derive(Clone, Debug, FromRow, PartialEq, Eq)]
pub struct ItemSum {
    pub item: String,
    pub region: String,
    pub decided: i64,
    pub working_days: i64,
}

/// The first and the last day of which anything is counted, or would have to be.
pub async fn days(tx: &mut Tx) -> Result<Option<(NaiveDate, NaiveDate)>> {
    let (first, last): (Option<NaiveDate>, Option<NaiveDate>) = sql!(tx, conn => {
        sqlx::query_as(
            "SELECT MIN(first), MAX(last)
             FROM (SELECT MIN(day) AS first, MAX(day) AS last FROM case_roll
                   UNION ALL SELECT MIN(month), MAX(month) FROM item_roll) AS counted",
        )
        .fetch_one(conn)
        .await?
    });
    let (opened, newest): (Option<DateTime<Utc>>, Option<DateTime<Utc>>) = sql!(tx, conn => {
        sqlx::query_as("SELECT MIN(opened_at), MAX(opened_at) FROM case_record").fetch_one(conn).await?
    });
    let days: Vec<NaiveDate> =
        [first, last, opened.map(local_day), newest.map(local_day)].into_iter().flatten().collect();
    Ok(days.iter().min().copied().zip(days.iter().max().copied()))
}

/// The agencies there are.
pub async fn agencies(tx: &mut Tx) -> Result<Vec<i64>> {
    Ok(sql!(tx, conn => sqlx::query_scalar("SELECT id FROM agency ORDER BY id").fetch_all(conn).await?))
}

/// The moments at which days begin and end.
fn between(first: NaiveDate, last: NaiveDate) -> (DateTime<Utc>, DateTime<Utc>) {
    (moment(first, NaiveTime::MIN), moment(last, NaiveTime::MIN) + TimeDelta::days(1))
}

/// The last day of a month.
fn end_of(month: NaiveDate) -> NaiveDate {
    let first = month.with_day(1).unwrap_or(month);
    let next = first.checked_add_months(chrono::Months::new(1));
    next.and_then(|next| next.pred_opt()).unwrap_or(first)
}

/// What the roll-up says of a day.
pub async fn day_rolled(tx: &mut Tx, day: NaiveDate) -> Result<Vec<CaseSum>> {
    Ok(sql!(tx, conn => {
        sqlx::query_as(
            "SELECT agency, region, item_type, opened, decided, on_time, closed, asked_late
             FROM case_roll WHERE day = $1 ORDER BY agency, item_type",
        )
        .bind(day)
        .fetch_all(conn)
        .await?
    }))
}

/// What the cases say of it. Those that another one began are that one's affair. What was closed is found by agency: so its index has it.
pub async fn day_counted(tx: &mut Tx, day: NaiveDate) -> Result<Vec<CaseSum>> {
    let (from, until) = between(day, day);
    Ok(sql!(tx, conn => {
        sqlx::query_as(
            "SELECT happened.agency, MIN(happened.region) AS region, happened.item_type,
                    CAST(SUM(opened) AS BIGINT) AS opened, CAST(SUM(decided) AS BIGINT) AS decided,
                    CAST(SUM(in_time) AS BIGINT) AS on_time, CAST(SUM(closed) AS BIGINT) AS closed,
                    CAST(SUM(asked) AS BIGINT) AS asked_late
             FROM (SELECT agency, region, item_type, 1 AS opened, 0 AS decided, 0 AS in_time, 0 AS closed, 0 AS asked
                   FROM case_record WHERE parent IS NULL AND opened_at >= $1 AND opened_at < $2
                   UNION ALL
                   SELECT agency, region, item_type, 0, 1, CASE WHEN on_time THEN 1 ELSE 0 END, 0, 0
                   FROM case_record WHERE parent IS NULL AND decided_at >= $1 AND decided_at < $2
                   UNION ALL
                   SELECT case_record.agency, case_record.region, case_record.item_type, 0, 0, 0, 1, 0
                   FROM agency CROSS JOIN case_record
                   WHERE case_record.agency = agency.id AND case_record.parent IS NULL
                      AND case_record.closed_at >= $1 AND case_record.closed_at < $2
                   UNION ALL
                   SELECT agency, region, item_type, 0, 0, 0, 0, 1
                   FROM case_record WHERE parent IS NULL AND asked_late_at >= $1 AND asked_late_at < $2) AS happened
             GROUP BY happened.agency, happened.item_type
             ORDER BY happened.agency, happened.item_type",
        )
        .bind(from)
        .bind(until)
        .fetch_all(conn)
        .await?
    }))
}

/// Puts what was counted in the place of a day's roll-up.
pub async fn replace_day(tx: &mut Tx, day: NaiveDate, sums: &[CaseSum]) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query("DELETE FROM case_roll WHERE day = $1").bind(day).execute(conn).await?.rows_affected()
    });
    for sum in sums {
        sql!(tx, conn => {
            sqlx::query(
                "INSERT INTO case_roll (day, agency, region, item_type, opened, decided, on_time, closed, asked_late)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            )
            .bind(day)
            .bind(sum.agency)
            .bind(&sum.region)
            .bind(&sum.item_type)
            .bind(sum.opened)
            .bind(sum.decided)
            .bind(sum.on_time)
            .bind(sum.closed)
            .bind(sum.asked_late)
            .execute(conn)
            .await?
            .rows_affected()
        });
    }
    Ok(())
}

/// What the roll-up says of a month.
pub async fn month_rolled(tx: &mut Tx, month: NaiveDate) -> Result<Vec<ItemSum>> {
    Ok(sql!(tx, conn => {
        sqlx::query_as(
            "SELECT item, region, decided, working_days FROM item_roll
             WHERE month BETWEEN $1 AND $2 ORDER BY item",
        )
        .bind(month)
        .bind(end_of(month))
        .fetch_all(conn)
        .await?
    }))
}

#[derive(FromRow)]
struct Decision {
    item: String,
    region: String,
    opened_at: DateTime<Utc>,
    accepted_at: Option<DateTime<Utc>>,
    decided_at: DateTime<Utc>,
}

/// What the cases say of it, by the calendar as it is now.
pub async fn month_counted(tx: &mut Tx, month: NaiveDate, calendar: &Calendar) -> Result<Vec<ItemSum>> {
    let (from, until) = between(month, end_of(month));
    let decisions: Vec<Decision> = sql!(tx, conn => {
        sqlx::query_as(
            "SELECT item, region, opened_at, accepted_at, decided_at FROM case_record
             WHERE parent IS NULL AND decided_at >= $1 AND decided_at < $2",
        )
        .bind(from)
        .bind(until)
        .fetch_all(conn)
        .await?
    });
    let mut sums: BTreeMap<String, ItemSum> = BTreeMap::new();
    for Decision { item, region, opened_at, accepted_at, decided_at } in decisions {
        let since = local_day(accepted_at.unwrap_or(opened_at));
        let none = |item: String| ItemSum { item, region, decided: 0, working_days: 0 };
        let sum = sums.entry(item.clone()).or_insert_with(|| none(item));
        sum.decided += 1;
        sum.working_days += calendar.working_days_between(since, local_day(decided_at));
    }
    Ok(sums.into_values().collect())
}

/// Puts what was counted in the place of a month's roll-up.
pub async fn replace_month(tx: &mut Tx, month: NaiveDate, sums: &[ItemSum]) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query("DELETE FROM item_roll WHERE month BETWEEN $1 AND $2")
            .bind(month)
            .bind(end_of(month))
            .execute(conn)
            .await?
            .rows_affected()
    });
    for sum in sums {
        sql!(tx, conn => {
            sqlx::query(
                "INSERT INTO item_roll (month, item, region, decided, working_days) VALUES ($1, $2, $3, $4, $5)",
            )
            .bind(month)
            .bind(&sum.item)
            .bind(&sum.region)
            .bind(sum.decided)
            .bind(sum.working_days)
            .execute(conn)
            .await?
            .rows_affected()
        });
    }
    Ok(())
}
