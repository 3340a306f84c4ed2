//! The table supervision_rule: append-only.

use chrono::{DateTime, Utc};
use schema::supervise::Rule;

use crate::db::Tx;
use crate::error::Result;
use crate::sql;

/// How many versions of rules have been published.
pub async fn published(tx: &mut Tx) -> Result<i64> {
    Ok(sql!(tx, conn => sqlx::query_scalar("SELECT COUNT(*) FROM supervision_rule").fetch_one(conn).await?))
}

/// The newest version of each rule.
pub async fn rules(tx: &mut Tx) -> Result<Vec<Rule>> {
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

/// Publishes a version; one that is published already stays as it is.
pub async fn publish(tx: &mut Tx, rule: &Rule, now: DateTime<Utc>) -> Result<()> {
    let definition = serde_json::to_string(rule)?;
    sql!(tx, conn => {
        sqlx::query(
            "INSERT INTO supervision_rule (rule, version, definition, published_at) VALUES ($1, $2, $3, $4)
             ON CONFLICT (rule, version) DO NOTHING",
        )
        .bind(&rule.id)
        .bind(i64::from(rule.version))
        .bind(&definition)
        .bind(now)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(())
}
