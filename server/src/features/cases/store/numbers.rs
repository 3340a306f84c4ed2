//! The numbers of cases and joint applications: those of a region on a day are counted together.

use chrono::{DateTime, Utc};
use schema::calendar::local_day;
use schema::id::CaseNumber;
use schema::role::RegionCode;

use crate::db::Tx;
use crate::error::Result;
use crate::sql;

/// Keeps others from counting the numbers of a region on the day of `now` until this transaction ends.
pub async fn hold_numbers(tx: &mut Tx, region: RegionCode, now: DateTime<Utc>) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query(
            "INSERT INTO case_sequence (region, day, last) VALUES ($1, $2, 0)
             ON CONFLICT (region, day) DO UPDATE SET last = case_sequence.last",
        )
        .bind(region.down_to_county().to_string())
        .bind(local_day(now))
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(())
}

/// The next number of a region on the day of `now`.
pub async fn next_number(tx: &mut Tx, region: RegionCode, now: DateTime<Utc>) -> Result<CaseNumber> {
    let day = local_day(now);
    let region = region.down_to_county();
    let last: i64 = sql!(tx, conn => {
        sqlx::query_scalar(
            "INSERT INTO case_sequence (region, day, last) VALUES ($1, $2, 1)
             ON CONFLICT (region, day) DO UPDATE SET last = case_sequence.last + 1
             RETURNING last",
        )
        .bind(region.to_string())
        .bind(day)
        .fetch_one(conn)
        .await?
    });
    let seq = u32::try_from(last).unwrap_or(u32::MAX);
    Ok(CaseNumber::new(region, day, seq).map_err(anyhow::Error::from)?)
}
