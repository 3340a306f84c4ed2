//! The tables of joint applications: here the bundles and what their one forms are made of, in [`joint`] what was filed, in
//! [`lists`] the lists of that.

mod joint;
mod lists;

use chrono::{DateTime, Utc};
pub use joint::{
    Fold, JointRow, NewEvent, NewJoint, PartRow, agencies, append, by_id, by_number, events, fold, insert,
    insert_part, lead, number_of, parts, running, set_part,
};
pub use lists::{LineRow, PlaceInList, beside, ended_of_agency, lines, of_account, open_of_agency, standing};

use crate::db::Tx;
use crate::error::Result;
use crate::sql;

/// The newest version of a bundle, and what it says.
pub async fn newest(tx: &mut Tx, item: &str) -> Result<Option<(i64, String)>> {
    Ok(sql!(tx, conn => {
        sqlx::query_as("SELECT version, definition FROM bundle_version WHERE item = $1 ORDER BY version DESC LIMIT 1")
            .bind(item)
            .fetch_optional(conn)
            .await?
    }))
}

/// What a version of a bundle says.
pub async fn definition(tx: &mut Tx, item: &str, version: i64) -> Result<Option<String>> {
    Ok(sql!(tx, conn => {
        sqlx::query_scalar("SELECT definition FROM bundle_version WHERE item = $1 AND version = $2")
            .bind(item)
            .bind(version)
            .fetch_optional(conn)
            .await?
    }))
}

/// The items that bundles hang on.
pub async fn items(tx: &mut Tx) -> Result<Vec<String>> {
    Ok(sql!(tx, conn => {
        sqlx::query_scalar("SELECT DISTINCT item FROM bundle_version ORDER BY item").fetch_all(conn).await?
    }))
}

/// Adds a version of a bundle.
pub async fn insert_version(
    tx: &mut Tx,
    item: &str,
    (version, definition): (i64, &str),
    now: DateTime<Utc>,
) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query("INSERT INTO bundle_version (item, version, definition, published_at) VALUES ($1, $2, $3, $4)")
            .bind(item)
            .bind(version)
            .bind(definition)
            .bind(now)
            .execute(conn)
            .await?
            .rows_affected()
    });
    Ok(())
}

/// From which version of the bundle a version of its one form was made, and its slices.
pub async fn slices(tx: &mut Tx, item: &str, form_version: u32) -> Result<Option<(i64, String)>> {
    Ok(sql!(tx, conn => {
        sqlx::query_as("SELECT bundle_version, slices FROM bundle_form WHERE item = $1 AND form_version = $2")
            .bind(item)
            .bind(i64::from(form_version))
            .fetch_optional(conn)
            .await?
    }))
}

/// The newest version of the one form, from which version of the bundle it was made, and its slices.
pub async fn newest_form(tx: &mut Tx, item: &str) -> Result<Option<(i64, i64, String)>> {
    Ok(sql!(tx, conn => {
        sqlx::query_as(
            "SELECT form_version, bundle_version, slices FROM bundle_form
             WHERE item = $1 ORDER BY form_version DESC LIMIT 1",
        )
        .bind(item)
        .fetch_optional(conn)
        .await?
    }))
}

/// Keeps what a version of the one form is made of.
pub async fn insert_form(
    tx: &mut Tx,
    item: &str,
    (form_version, bundle_version): (u32, i64),
    slices: &str,
) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query(
            "INSERT INTO bundle_form (item, form_version, bundle_version, slices) VALUES ($1, $2, $3, $4)
             ON CONFLICT (item, form_version) DO NOTHING",
        )
        .bind(item)
        .bind(i64::from(form_version))
        .bind(bundle_version)
        .bind(slices)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(())
}
