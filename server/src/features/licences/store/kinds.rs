//! The table licence_type: every type of licence in each of its versions.

use chrono::{DateTime, Utc};
use schema::licences::{KindName, LicenceType};
use schema::locale::Text;

use crate::db::Tx;
use crate::error::Result;
use crate::sql;

/// The newest version of a type.
pub async fn newest_type(tx: &mut Tx, code: &str) -> Result<Option<(u32, LicenceType)>> {
    let row: Option<(i64, String)> = sql!(tx, conn => {
        sqlx::query_as("SELECT version, definition FROM licence_type WHERE code = $1 ORDER BY version DESC LIMIT 1")
            .bind(code)
            .fetch_optional(conn)
            .await?
    });
    let read = |(version, text): (i64, String)| -> Result<_> {
        Ok((u32::try_from(version).unwrap_or(u32::MAX), serde_json::from_str(&text)?))
    };
    row.map(read).transpose()
}

/// A type in the version that something was issued by.
pub async fn type_at(tx: &mut Tx, code: &str, version: u32) -> Result<Option<LicenceType>> {
    let text: Option<String> = sql!(tx, conn => {
        sqlx::query_scalar("SELECT definition FROM licence_type WHERE code = $1 AND version = $2")
            .bind(code)
            .bind(i64::from(version))
            .fetch_optional(conn)
            .await?
    });
    Ok(text.map(|text| serde_json::from_str(&text)).transpose()?)
}

/// Every type by code and name, as its newest version says it.
pub async fn types(tx: &mut Tx) -> Result<Vec<KindName>> {
    let rows: Vec<(String, String)> = sql!(tx, conn => {
        sqlx::query_as("SELECT code, name FROM licence_type ORDER BY code, version").fetch_all(conn).await?
    });
    let mut kinds: Vec<KindName> = Vec::new();
    for (code, name) in rows {
        let name: Text = serde_json::from_str(&name)?;
        match kinds.last_mut() {
            Some(last) if last.code == code => last.name = name,
            _ => kinds.push(KindName { code, name }),
        }
    }
    Ok(kinds)
}

/// Adds a version of a type.
pub async fn insert_type(tx: &mut Tx, kind: &LicenceType, version: u32, now: DateTime<Utc>) -> Result<()> {
    let (name, definition) = (serde_json::to_string(&kind.name)?, serde_json::to_string(kind)?);
    sql!(tx, conn => {
        sqlx::query("INSERT INTO licence_type (code, version, name, definition, stored_at) VALUES ($1, $2, $3, $4, $5)")
            .bind(&kind.code)
            .bind(i64::from(version))
            .bind(name)
            .bind(definition)
            .bind(now)
            .execute(conn)
            .await?
            .rows_affected()
    });
    Ok(())
}
