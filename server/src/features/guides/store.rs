//! The tables guide and guide_version. Drafts are the desk's.

use chrono::{DateTime, Utc};
use schema::guide::{Guide, GuideTold};
use schema::role::RegionCode;

use crate::db::Tx;
use crate::error::Result;
use crate::sql;

/// A version of a guide that is to be published.
pub struct NewGuideVersion<'a> {
    /// What it says; its code is the guide.
    pub guide: &'a Guide,
    /// Its number.
    pub version: u32,
    /// When it is published.
    pub published_at: DateTime<Utc>,
    /// From when on it is in force.
    pub effective_from: DateTime<Utc>,
    /// Who publishes it.
    pub published_by: Option<i64>,
    /// Who reviewed it.
    pub reviewed_by: Option<i64>,
}

/// Adds a version of a guide.
pub async fn insert_version(tx: &mut Tx, new: &NewGuideVersion<'_>) -> Result<()> {
    let definition = serde_json::to_string(new.guide)?;
    let told = serde_json::to_string(&new.guide.told())?;
    sql!(tx, conn => {
        sqlx::query(
            "INSERT INTO guide_version
                (guide, version, definition, told, published_at, effective_from, published_by, reviewed_by)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(&new.guide.code)
        .bind(i64::from(new.version))
        .bind(&definition)
        .bind(&told)
        .bind(new.published_at)
        .bind(new.effective_from)
        .bind(new.published_by)
        .bind(new.reviewed_by)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(())
}

/// Keeps what a guide is called that the hall itself publishes, and for which region; none for the whole hall.
pub async fn hold(
    tx: &mut Tx,
    (code, title): (&str, &str),
    region: Option<RegionCode>,
    now: DateTime<Utc>,
) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query(
            "INSERT INTO guide (id, title, region, revision, changed_at) VALUES ($1, $2, $3, 0, $4)
             ON CONFLICT (id) DO UPDATE SET title = excluded.title",
        )
        .bind(code)
        .bind(title)
        .bind(region.map(|region| region.to_string()))
        .bind(now)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(())
}

/// The newest version of a guide, and what it says.
pub async fn newest(tx: &mut Tx, code: &str) -> Result<Option<(u32, String)>> {
    let row: Option<(i64, String)> = sql!(tx, conn => {
        sqlx::query_as("SELECT version, definition FROM guide_version WHERE guide = $1 ORDER BY version DESC LIMIT 1")
            .bind(code)
            .fetch_optional(conn)
            .await?
    });
    Ok(row.map(|(version, definition)| (number(version), definition)))
}

/// What a version of a guide says.
pub async fn version(tx: &mut Tx, code: &str, version: u32) -> Result<Option<String>> {
    Ok(sql!(tx, conn => {
        sqlx::query_scalar("SELECT definition FROM guide_version WHERE guide = $1 AND version = $2")
            .bind(code)
            .bind(i64::from(version))
            .fetch_optional(conn)
            .await?
    }))
}

/// The newest version of a guide that is in force, and what it says.
pub async fn in_force(tx: &mut Tx, code: &str, now: DateTime<Utc>) -> Result<Option<(u32, Guide)>> {
    let row: Option<(i64, String)> = sql!(tx, conn => {
        sqlx::query_as(
            "SELECT version, definition FROM guide_version
             WHERE guide = $1 AND retired_at IS NULL AND effective_from <= $2
             ORDER BY version DESC LIMIT 1",
        )
        .bind(code)
        .bind(now)
        .fetch_optional(conn)
        .await?
    });
    row.map(|(version, definition)| Ok((number(version), serde_json::from_str(&definition)?))).transpose()
}

/// What is told of each guide in the newest version that is in force, by code.
pub async fn told(tx: &mut Tx, now: DateTime<Utc>) -> Result<Vec<GuideTold>> {
    let rows: Vec<String> = sql!(tx, conn => {
        sqlx::query_scalar(
            "SELECT shown.told FROM guide
             JOIN guide_version AS shown ON shown.guide = guide.id
             WHERE shown.version = (SELECT MAX(newest.version) FROM guide_version AS newest
                                    WHERE newest.guide = guide.id AND newest.retired_at IS NULL
                                      AND newest.effective_from <= $1)
             ORDER BY guide.id",
        )
        .bind(now)
        .fetch_all(conn)
        .await?
    });
    rows.iter().map(|told| Ok(serde_json::from_str(told)?)).collect()
}

/// Versions begin at 1 and never come near the end of their type.
fn number(version: i64) -> u32 {
    u32::try_from(version).unwrap_or(u32::MAX)
}
