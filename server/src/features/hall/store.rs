//! The tables hall, hall_queue and navigator.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use schema::hall::{Hall, Navigator};
use schema::role::RegionCode;

use crate::db::Tx;
use crate::error::Result;
use crate::sql;

/// Every hall, by region.
pub async fn halls(tx: &mut Tx) -> Result<Vec<Hall>> {
    let rows: Vec<String> = sql!(tx, conn => {
        sqlx::query_scalar("SELECT definition FROM hall ORDER BY region").fetch_all(conn).await?
    });
    rows.iter().map(|row| Ok(serde_json::from_str(row)?)).collect()
}

/// The hall of a region.
pub async fn hall(tx: &mut Tx, region: RegionCode) -> Result<Option<Hall>> {
    let row: Option<String> = sql!(tx, conn => {
        sqlx::query_scalar("SELECT definition FROM hall WHERE region = $1")
            .bind(region.to_string())
            .fetch_optional(conn)
            .await?
    });
    Ok(row.map(|row| serde_json::from_str(&row)).transpose()?)
}

/// The hall of a region, and how often it was changed.
pub async fn revised(tx: &mut Tx, region: RegionCode) -> Result<Option<(Hall, i64)>> {
    let row: Option<(String, i64)> = sql!(tx, conn => {
        sqlx::query_as("SELECT definition, revision FROM hall WHERE region = $1")
            .bind(region.to_string())
            .fetch_optional(conn)
            .await?
    });
    Ok(row.map(|(hall, revision)| serde_json::from_str(&hall).map(|hall| (hall, revision))).transpose()?)
}

/// Stores the hall of its region.
pub async fn put(tx: &mut Tx, hall: &Hall, now: DateTime<Utc>) -> Result<()> {
    let definition = serde_json::to_string(hall)?;
    sql!(tx, conn => {
        sqlx::query(
            "INSERT INTO hall (region, definition, stored_at) VALUES ($1, $2, $3)
             ON CONFLICT (region) DO UPDATE SET definition = excluded.definition, stored_at = excluded.stored_at,
                 revision = hall.revision + 1",
        )
        .bind(hall.region.to_string())
        .bind(definition)
        .bind(now)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(())
}

/// How many numbers were handed out at a counter, and how many of them were called.
#[derive(Clone, Copy, Debug, Default)]
pub struct Queue {
    pub issued: i64,
    pub called: i64,
}

/// The queues of a day, by counter: a row for each.
pub async fn queues(tx: &mut Tx, region: RegionCode, day: NaiveDate) -> Result<HashMap<String, Queue>> {
    let rows: Vec<(String, i64, i64)> = sql!(tx, conn => {
        sqlx::query_as("SELECT counter, issued, called FROM hall_queue WHERE region = $1 AND day = $2")
            .bind(region.to_string())
            .bind(day)
            .fetch_all(conn)
            .await?
    });
    Ok(rows.into_iter().map(|(counter, issued, called)| (counter, Queue { issued, called })).collect())
}

/// Opens the queue of a counter on a day, where it is not yet.
pub async fn open_queue(tx: &mut Tx, region: RegionCode, day: NaiveDate, counter: &str) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query(
            "INSERT INTO hall_queue (region, day, counter, issued, called) VALUES ($1, $2, $3, 0, 0)
             ON CONFLICT (region, day, counter) DO NOTHING",
        )
        .bind(region.to_string())
        .bind(day)
        .bind(counter)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(())
}

/// Hands out the number after the one that was seen last, of a queue that is open; whether that was the last.
pub async fn take(
    tx: &mut Tx,
    region: RegionCode,
    (day, counter): (NaiveDate, &str),
    seen: u32,
) -> Result<bool> {
    let changed = sql!(tx, conn => {
        sqlx::query(
            "UPDATE hall_queue SET issued = issued + 1 WHERE region = $1 AND day = $2 AND counter = $3 AND issued = $4",
        )
        .bind(region.to_string())
        .bind(day)
        .bind(counter)
        .bind(i64::from(seen))
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(changed > 0)
}

/// Calls the number after the one that was seen last; whether that was the last, and somebody waits.
pub async fn call(
    tx: &mut Tx,
    region: RegionCode,
    (day, counter): (NaiveDate, &str),
    seen: u32,
) -> Result<bool> {
    let changed = sql!(tx, conn => {
        sqlx::query(
            "UPDATE hall_queue SET called = called + 1
             WHERE region = $1 AND day = $2 AND counter = $3 AND called < issued AND called = $4",
        )
        .bind(region.to_string())
        .bind(day)
        .bind(counter)
        .bind(i64::from(seen))
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(changed > 0)
}

/// The navigator as editors have set it, and how often they have.
pub async fn navigator(tx: &mut Tx) -> Result<Option<(Navigator, i64)>> {
    let row: Option<(String, i64)> = sql!(tx, conn => {
        sqlx::query_as("SELECT definition, revision FROM navigator WHERE id = 1").fetch_optional(conn).await?
    });
    let Some((definition, revision)) = row else { return Ok(None) };
    Ok(Some((serde_json::from_str(&definition)?, revision)))
}

/// Sets the navigator, if nobody has since this revision; whether it was.
pub async fn set_navigator(
    tx: &mut Tx,
    navigator: &Navigator,
    revision: i64,
    by: i64,
    now: DateTime<Utc>,
) -> Result<bool> {
    let definition = serde_json::to_string(navigator)?;
    let changed = sql!(tx, conn => {
        sqlx::query(
            "INSERT INTO navigator (id, definition, revision, changed_by, changed_at) VALUES (1, $1, $2 + 1, $3, $4)
             ON CONFLICT (id) DO UPDATE SET definition = excluded.definition, revision = excluded.revision,
                changed_by = excluded.changed_by, changed_at = excluded.changed_at
             WHERE navigator.revision = $2",
        )
        .bind(definition)
        .bind(revision)
        .bind(by)
        .bind(now)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(changed > 0)
}
