//! The table supervision_rule: append-only, but for how far the cases under way were put up to be looked at with a version.

use chrono::{DateTime, Utc};
use schema::supervise::Rule;
use sqlx::FromRow;

use crate::db::Tx;
use crate::error::Result;
use crate::sql;

/// How many versions of rules have been published.
pub async fn published(tx: &mut Tx) -> Result<i64> {
    Ok(sql!(tx, conn => sqlx::query_scalar("SELECT COUNT(*) FROM supervision_rule").fetch_one(conn).await?))
}

/// Every version of every rule.
pub async fn rules(tx: &mut Tx) -> Result<Vec<Rule>> {
    let rows: Vec<String> = sql!(tx, conn => {
        sqlx::query_scalar("SELECT definition FROM supervision_rule ORDER BY rule, version").fetch_all(conn).await?
    });
    rows.iter().map(|text| Ok(serde_json::from_str(text)?)).collect()
}

/// The newest version of each rule.
pub async fn newest(tx: &mut Tx) -> Result<Vec<Rule>> {
    let rows: Vec<String> = sql!(tx, conn => {
        sqlx::query_scalar(
            "SELECT definition FROM supervision_rule
             WHERE version = (SELECT MAX(other.version) FROM supervision_rule AS other
                              WHERE other.rule = supervision_rule.rule)
             ORDER BY rule",
        )
        .fetch_all(conn)
        .await?
    });
    rows.iter().map(|text| Ok(serde_json::from_str(text)?)).collect()
}

/// One version of a rule.
pub async fn rule(tx: &mut Tx, id: &str, version: u32) -> Result<Option<Rule>> {
    let row: Option<String> = sql!(tx, conn => {
        sqlx::query_scalar("SELECT definition FROM supervision_rule WHERE rule = $1 AND version = $2")
            .bind(id)
            .bind(i64::from(version))
            .fetch_optional(conn)
            .await?
    });
    row.map(|text| Ok(serde_json::from_str(&text)?)).transpose()
}

/// A version as it was published.
#[derive(FromRow)]
pub struct VersionRow {
    pub definition: String,
    pub published_at: DateTime<Utc>,
    /// The name of who did.
    pub published_by: Option<String>,
}

/// The versions of a rule, the newest first.
pub async fn versions(tx: &mut Tx, id: &str) -> Result<Vec<VersionRow>> {
    Ok(sql!(tx, conn => {
        sqlx::query_as(
            "SELECT supervision_rule.definition, supervision_rule.published_at, account.name AS published_by
             FROM supervision_rule LEFT JOIN account ON account.id = supervision_rule.published_by
             WHERE supervision_rule.rule = $1 ORDER BY supervision_rule.version DESC",
        )
        .bind(id)
        .fetch_all(conn)
        .await?
    }))
}

/// The newest version of a rule, and how many of its versions somebody published here.
#[derive(FromRow)]
pub struct KeptRow {
    pub rule: String,
    pub newest: i64,
    pub by_hand: i64,
}

/// Each rule there is.
pub async fn kept(tx: &mut Tx) -> Result<Vec<KeptRow>> {
    Ok(sql!(tx, conn => {
        sqlx::query_as(
            "SELECT rule, MAX(version) AS newest, COUNT(published_by) AS by_hand FROM supervision_rule GROUP BY rule",
        )
        .fetch_all(conn)
        .await?
    }))
}

/// Publishes a version, and says whether it was not published yet: then nothing is changed. What somebody published, the cases
/// under way are to be looked at with.
pub async fn publish(tx: &mut Tx, rule: &Rule, by: Option<i64>, now: DateTime<Utc>) -> Result<bool> {
    let definition = serde_json::to_string(rule)?;
    let published = sql!(tx, conn => {
        sqlx::query(
            "INSERT INTO supervision_rule (rule, version, definition, published_at, published_by, looked_after)
             VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (rule, version) DO NOTHING",
        )
        .bind(&rule.id)
        .bind(i64::from(rule.version))
        .bind(&definition)
        .bind(now)
        .bind(by)
        .bind(by.map(|_| 0_i64))
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(published == 1)
}

/// The first version, of those published before a moment, with which not all cases under way were put up yet: the rule, its version,
/// and the case after which to go on.
pub async fn unseen(tx: &mut Tx, before: DateTime<Utc>) -> Result<Option<(String, i64, i64)>> {
    Ok(sql!(tx, conn => {
        sqlx::query_as(
            "SELECT rule, version, looked_after FROM supervision_rule
             WHERE looked_after IS NOT NULL AND published_at < $1 ORDER BY published_at LIMIT 1",
        )
        .bind(before)
        .fetch_optional(conn)
        .await?
    }))
}

/// Says that all cases until this one were put up; all there are, if none is named. Not, if another server has said so.
pub async fn seen_until(
    tx: &mut Tx,
    (rule, version, after): &(String, i64, i64),
    until: Option<i64>,
) -> Result<bool> {
    let changed = sql!(tx, conn => {
        sqlx::query(
            "UPDATE supervision_rule SET looked_after = $4 WHERE rule = $1 AND version = $2 AND looked_after = $3",
        )
        .bind(rule)
        .bind(version)
        .bind(after)
        .bind(until)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(changed == 1)
}
