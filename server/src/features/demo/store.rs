//! The table demo_city.

use chrono::{DateTime, Utc};

use super::Progress;
use crate::db::Tx;
use crate::error::Result;
use crate::sql;

/// How far it has been loaded.
pub async fn progress(tx: &mut Tx) -> Result<Progress> {
    let row: Option<(i64, Option<DateTime<Utc>>)> = sql!(tx, conn => {
        sqlx::query_as("SELECT cases, loaded_at FROM demo_city").fetch_optional(conn).await?
    });
    let cases = |count| usize::try_from(count).unwrap_or_default();
    Ok(match row {
        None => Progress::Absent,
        Some((count, None)) => Progress::Begun { cases: cases(count) },
        Some((count, Some(_))) => Progress::Whole { cases: cases(count) },
    })
}

/// Begins to load it, for the first time or with one more past.
pub async fn begin(tx: &mut Tx) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query(
            "INSERT INTO demo_city (id, cases) VALUES (1, 0)
             ON CONFLICT (id) DO UPDATE SET cases = 0, loaded_at = NULL",
        )
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(())
}

/// So many more cases of its past are written. Cases that tests invent without a city are not counted.
pub async fn count(tx: &mut Tx, cases: usize) -> Result<()> {
    let cases = i64::try_from(cases).unwrap_or(i64::MAX);
    sql!(tx, conn => {
        sqlx::query("UPDATE demo_city SET cases = cases + $1").bind(cases).execute(conn).await?.rows_affected()
    });
    Ok(())
}

/// All of it is there.
pub async fn finish(tx: &mut Tx, now: DateTime<Utc>) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query("UPDATE demo_city SET loaded_at = $1").bind(now).execute(conn).await?.rows_affected()
    });
    Ok(())
}
