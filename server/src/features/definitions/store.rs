//! The tables form_version, process_version and item_form.

use chrono::{DateTime, Utc};
use schema::applications::FormRef;

use crate::db::Tx;
use crate::error::Result;
use crate::sql;

/// The newest version of a form and its definition.
pub async fn newest_form(tx: &mut Tx, id: &str) -> Result<Option<(u32, String)>> {
    let row: Option<(i64, String)> = sql!(tx, conn => {
        sqlx::query_as("SELECT version, definition FROM form_version WHERE form = $1 ORDER BY version DESC LIMIT 1")
            .bind(id)
            .fetch_optional(conn)
            .await?
    });
    Ok(row.map(|(version, definition)| (number(version), definition)))
}

/// Adds a version of a form.
pub async fn insert_form(
    tx: &mut Tx,
    id: &str,
    version: u32,
    definition: &str,
    program: &str,
    now: DateTime<Utc>,
) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query(
            "INSERT INTO form_version (form, version, definition, program, published_at) VALUES ($1, $2, $3, $4, $5)",
        )
        .bind(id)
        .bind(i64::from(version))
        .bind(definition)
        .bind(program)
        .bind(now)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(())
}

/// The program of a form.
pub async fn program(tx: &mut Tx, form: &FormRef) -> Result<Option<String>> {
    Ok(sql!(tx, conn => {
        sqlx::query_scalar("SELECT program FROM form_version WHERE form = $1 AND version = $2")
            .bind(&form.id)
            .bind(i64::from(form.version))
            .fetch_optional(conn)
            .await?
    }))
}

/// The newest version of the form an item has of its own.
pub async fn form_of_item(tx: &mut Tx, item: &str) -> Result<Option<FormRef>> {
    let row: Option<(String, i64)> = sql!(tx, conn => {
        sqlx::query_as(
            "SELECT form_version.form, form_version.version FROM item_form
             JOIN form_version ON form_version.form = item_form.form
             WHERE item_form.item = $1 ORDER BY form_version.version DESC LIMIT 1",
        )
        .bind(item)
        .fetch_optional(conn)
        .await?
    });
    Ok(row.map(|(id, version)| FormRef { id, version: number(version) }))
}

/// Says which form an item is applied for with, if there is such an item.
pub async fn set_item_form(tx: &mut Tx, item: &str, form: &str) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query(
            "INSERT INTO item_form (item, form) SELECT code, $2 FROM item WHERE code = $1
             ON CONFLICT (item) DO UPDATE SET form = excluded.form",
        )
        .bind(item)
        .bind(form)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(())
}

/// Adds a version of a process; one that is there already stays as it is.
pub async fn insert_process(
    tx: &mut Tx,
    id: &str,
    version: u32,
    definition: &str,
    now: DateTime<Utc>,
) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query(
            "INSERT INTO process_version (process, version, definition, published_at) VALUES ($1, $2, $3, $4)
             ON CONFLICT (process, version) DO NOTHING",
        )
        .bind(id)
        .bind(i64::from(version))
        .bind(definition)
        .bind(now)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(())
}

/// A version of a process.
pub async fn process(tx: &mut Tx, id: &str, version: u32) -> Result<Option<String>> {
    Ok(sql!(tx, conn => {
        sqlx::query_scalar("SELECT definition FROM process_version WHERE process = $1 AND version = $2")
            .bind(id)
            .bind(i64::from(version))
            .fetch_optional(conn)
            .await?
    }))
}

/// The newest version of a process.
pub async fn newest_process(tx: &mut Tx, id: &str) -> Result<Option<String>> {
    Ok(sql!(tx, conn => {
        sqlx::query_scalar("SELECT definition FROM process_version WHERE process = $1 ORDER BY version DESC LIMIT 1")
            .bind(id)
            .fetch_optional(conn)
            .await?
    }))
}

/// Versions begin at 1 and never come near the end of their type.
fn number(version: i64) -> u32 {
    u32::try_from(version).unwrap_or(u32::MAX)
}
