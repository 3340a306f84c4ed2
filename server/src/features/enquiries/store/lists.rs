//! Lists of enquiries: one's own, those of a desk, those that everybody may read. Each goes on after a key.

use chrono::NaiveDate;
use schema::role::RegionCode;

use super::{COLUMNS, Row};
use crate::cursor::Moment;
use crate::db::Tx;
use crate::error::Result;
use crate::sql;

/// Those of an account, the newest first, before a number.
pub async fn of_account(tx: &mut Tx, account: i64, before: i64, limit: i64) -> Result<Vec<Row>> {
    let text =
        format!("{COLUMNS} enquiry.account = $1 AND enquiry.id < $2 ORDER BY enquiry.id DESC LIMIT $3");
    Ok(sql!(tx, conn => {
        sqlx::query_as(sqlx::AssertSqlSafe(text)).bind(account).bind(before).bind(limit).fetch_all(conn).await?
    }))
}

/// Where a list goes on that begins with what is due first.
pub type Place = (NaiveDate, i64);

/// What an agency has to answer, what is due first before the others.
pub async fn open_of(tx: &mut Tx, agency: i64, after: Place, limit: i64) -> Result<Vec<Row>> {
    let text = format!(
        "{COLUMNS} enquiry.agency = $1 AND enquiry.ended_at IS NULL AND (enquiry.due, enquiry.id) > ($2, $3)
         ORDER BY enquiry.due, enquiry.id LIMIT $4"
    );
    Ok(sql!(tx, conn => {
        sqlx::query_as(sqlx::AssertSqlSafe(text))
            .bind(agency)
            .bind(after.0)
            .bind(after.1)
            .bind(limit)
            .fetch_all(conn)
            .await?
    }))
}

/// The regions in which something waits to be handed on: found one after another, so that it does not matter how much waits in each.
pub async fn regions_to_route(tx: &mut Tx) -> Result<Vec<RegionCode>> {
    let (mut after, mut regions) = (String::new(), Vec::new());
    loop {
        let next: Option<String> = sql!(tx, conn => {
            sqlx::query_scalar(
                "SELECT MIN(region) FROM enquiry WHERE agency IS NULL AND ended_at IS NULL AND region > $1",
            )
            .bind(&after)
            .fetch_one(conn)
            .await?
        });
        let Some(next) = next else { return Ok(regions) };
        regions.push(RegionCode::parse(&next).map_err(anyhow::Error::from)?);
        after = next;
    }
}

/// What no agency has yet, for the window of a region.
pub async fn to_route(tx: &mut Tx, region: &RegionCode, after: Place, limit: i64) -> Result<Vec<Row>> {
    let text = format!(
        "{COLUMNS} enquiry.region = $1 AND enquiry.agency IS NULL AND enquiry.ended_at IS NULL
             AND (enquiry.due, enquiry.id) > ($2, $3)
         ORDER BY enquiry.due, enquiry.id LIMIT $4"
    );
    Ok(sql!(tx, conn => {
        sqlx::query_as(sqlx::AssertSqlSafe(text))
            .bind(region.to_string())
            .bind(after.0)
            .bind(after.1)
            .bind(limit)
            .fetch_all(conn)
            .await?
    }))
}

/// What an agency had and is over, the newest first.
pub async fn over_of(tx: &mut Tx, agency: i64, before: Moment, limit: i64) -> Result<Vec<Row>> {
    let text = format!(
        "{COLUMNS} enquiry.agency = $1 AND enquiry.ended_at IS NOT NULL
             AND (enquiry.ended_at, enquiry.id) < ($2, $3)
         ORDER BY enquiry.ended_at DESC, enquiry.id DESC LIMIT $4"
    );
    Ok(sql!(tx, conn => {
        sqlx::query_as(sqlx::AssertSqlSafe(text))
            .bind(agency)
            .bind(before.0)
            .bind(before.1)
            .bind(limit)
            .fetch_all(conn)
            .await?
    }))
}

/// What is published, the newest first.
pub async fn published(tx: &mut Tx, before: Moment, limit: i64) -> Result<Vec<Row>> {
    let text = format!(
        "{COLUMNS} enquiry.published_at IS NOT NULL AND (enquiry.published_at, enquiry.id) < ($1, $2)
         ORDER BY enquiry.published_at DESC, enquiry.id DESC LIMIT $3"
    );
    listed(tx, text, before, limit).await
}

/// What everybody should read, what was put there last first.
pub async fn featured(tx: &mut Tx, before: Moment, limit: i64) -> Result<Vec<Row>> {
    let text = format!(
        "{COLUMNS} enquiry.featured_at IS NOT NULL AND (enquiry.featured_at, enquiry.id) < ($1, $2)
         ORDER BY enquiry.featured_at DESC, enquiry.id DESC LIMIT $3"
    );
    listed(tx, text, before, limit).await
}

async fn listed(tx: &mut Tx, text: String, before: Moment, limit: i64) -> Result<Vec<Row>> {
    Ok(sql!(tx, conn => {
        sqlx::query_as(sqlx::AssertSqlSafe(text))
            .bind(before.0)
            .bind(before.1)
            .bind(limit)
            .fetch_all(conn)
            .await?
    }))
}
