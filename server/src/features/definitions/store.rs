//! The tables form_version, process_version and item_form; of form, what the hall itself publishes.

use chrono::{DateTime, Utc};
use schema::applications::FormRef;
use schema::locale::Text;
use schema::role::RegionCode;

use crate::db::Tx;
use crate::error::Result;
use crate::sql;

/// How many forms of an agency are looked at: those it asks further with are few.
const MOST_FORMS: i64 = 100;

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

/// A version of a form that is to be published.
pub struct NewVersion<'a> {
    /// The form.
    pub id: &'a str,
    /// Its number.
    pub version: u32,
    /// What it says.
    pub definition: &'a str,
    /// What that was compiled to.
    pub program: &'a str,
    /// When it is published.
    pub published_at: DateTime<Utc>,
    /// From when on it is in force.
    pub effective_from: DateTime<Utc>,
    /// Who publishes it.
    pub published_by: Option<i64>,
    /// Who reviewed it.
    pub reviewed_by: Option<i64>,
}

/// Adds a version of a form.
pub async fn insert_form(tx: &mut Tx, new: &NewVersion<'_>) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query(
            "INSERT INTO form_version
                (form, version, definition, program, published_at, effective_from, published_by, reviewed_by)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(new.id)
        .bind(i64::from(new.version))
        .bind(new.definition)
        .bind(new.program)
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

/// Keeps what a form is called that the hall itself publishes.
pub async fn hold_form(tx: &mut Tx, id: &str, title: &str, now: DateTime<Utc>) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query(
            "INSERT INTO form (id, title, revision, changed_at) VALUES ($1, $2, 0, $3)
             ON CONFLICT (id) DO UPDATE SET title = excluded.title",
        )
        .bind(id)
        .bind(title)
        .bind(now)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(())
}

/// What a version of a form says.
pub async fn definition(tx: &mut Tx, form: &FormRef) -> Result<Option<String>> {
    Ok(sql!(tx, conn => {
        sqlx::query_scalar("SELECT definition FROM form_version WHERE form = $1 AND version = $2")
            .bind(&form.id)
            .bind(i64::from(form.version))
            .fetch_optional(conn)
            .await?
    }))
}

/// Whether a version of a form is retired.
pub async fn is_retired(tx: &mut Tx, form: &FormRef) -> Result<bool> {
    let retired: Option<Option<DateTime<Utc>>> = sql!(tx, conn => {
        sqlx::query_scalar("SELECT retired_at FROM form_version WHERE form = $1 AND version = $2")
            .bind(&form.id)
            .bind(i64::from(form.version))
            .fetch_optional(conn)
            .await?
    });
    Ok(retired.flatten().is_some())
}

/// Retires a version of a form, if it is not.
pub async fn retire(tx: &mut Tx, form: &FormRef, now: DateTime<Utc>) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query(
            "UPDATE form_version SET retired_at = COALESCE(retired_at, $3) WHERE form = $1 AND version = $2",
        )
        .bind(&form.id)
        .bind(i64::from(form.version))
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

/// The newest version of the form an item has of its own, of those that are in force.
pub async fn form_of_item(tx: &mut Tx, item: &str, now: DateTime<Utc>) -> Result<Option<FormRef>> {
    let row: Option<(String, i64)> = sql!(tx, conn => {
        sqlx::query_as(
            "SELECT form_version.form, form_version.version FROM item_form
             JOIN form_version ON form_version.form = item_form.form
             WHERE item_form.item = $1 AND form_version.retired_at IS NULL AND form_version.effective_from <= $2
             ORDER BY form_version.version DESC LIMIT 1",
        )
        .bind(item)
        .bind(now)
        .fetch_optional(conn)
        .await?
    });
    Ok(row.map(|(id, version)| FormRef { id, version: number(version) }))
}

/// The newest version of a form, of those that are in force.
pub async fn form_in_force(tx: &mut Tx, id: &str, now: DateTime<Utc>) -> Result<Option<FormRef>> {
    let version: Option<i64> = sql!(tx, conn => {
        sqlx::query_scalar(
            "SELECT version FROM form_version WHERE form = $1 AND retired_at IS NULL AND effective_from <= $2
             ORDER BY version DESC LIMIT 1",
        )
        .bind(id)
        .bind(now)
        .fetch_optional(conn)
        .await?
    });
    Ok(version.map(|version| FormRef { id: id.to_owned(), version: number(version) }))
}

/// The forms that were made for an agency of this name, in the newest version in force, with their region.
pub async fn forms_of_agency(
    tx: &mut Tx,
    agency: &str,
    now: DateTime<Utc>,
) -> Result<Vec<(FormRef, Text, Option<RegionCode>)>> {
    type Found = (String, String, Option<String>, Option<i64>);
    let rows: Vec<Found> = sql!(tx, conn => {
        sqlx::query_as(
            "SELECT form.id, form.title, form.region,
                    (SELECT MAX(version) FROM form_version
                     WHERE form_version.form = form.id AND retired_at IS NULL AND effective_from <= $2)
             FROM form WHERE form.agency = $1 ORDER BY form.id LIMIT $3",
        )
        .bind(agency)
        .bind(now)
        .bind(MOST_FORMS)
        .fetch_all(conn)
        .await?
    });
    let mut forms = Vec::new();
    for (id, title, region, version) in rows {
        let Some(version) = version else { continue };
        let region =
            region.map(|region| RegionCode::parse(&region)).transpose().map_err(anyhow::Error::from)?;
        forms.push((FormRef { id, version: number(version) }, serde_json::from_str(&title)?, region));
    }
    Ok(forms)
}

/// The process that the cases of an item are handled by, where it has one of its own.
pub async fn process_of_item(tx: &mut Tx, item: &str) -> Result<Option<String>> {
    let process: Option<Option<String>> = sql!(tx, conn => {
        sqlx::query_scalar("SELECT process FROM item_form WHERE item = $1").bind(item).fetch_optional(conn).await?
    });
    Ok(process.flatten())
}

/// The processes by which items with this form are handled.
pub async fn processes_of_form(tx: &mut Tx, form: &str) -> Result<Vec<String>> {
    Ok(sql!(tx, conn => {
        sqlx::query_scalar(
            "SELECT DISTINCT process FROM item_form WHERE form = $1 AND process IS NOT NULL ORDER BY process",
        )
        .bind(form)
        .fetch_all(conn)
        .await?
    }))
}

/// The items that are applied for with a form.
pub async fn items_of_form(tx: &mut Tx, form: &str) -> Result<Vec<String>> {
    Ok(sql!(tx, conn => {
        sqlx::query_scalar("SELECT item FROM item_form WHERE form = $1 ORDER BY item").bind(form).fetch_all(conn).await?
    }))
}

/// Says with which form an item is applied for, and by which process of its own it is handled, if there is such an item.
pub async fn set_item_form(tx: &mut Tx, item: &str, form: &str, process: Option<&str>) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query(
            "INSERT INTO item_form (item, form, process) SELECT code, $2, $3 FROM item WHERE code = $1
             ON CONFLICT (item) DO UPDATE SET form = excluded.form, process = excluded.process",
        )
        .bind(item)
        .bind(form)
        .bind(process)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(())
}

/// A version of a process that is to be published.
pub struct NewProcessVersion<'a> {
    /// The process.
    pub id: &'a str,
    /// Its number.
    pub version: u32,
    /// What it says.
    pub definition: &'a str,
    /// When it is published.
    pub published_at: DateTime<Utc>,
    /// From when on it is in force.
    pub effective_from: DateTime<Utc>,
    /// Who publishes it.
    pub published_by: Option<i64>,
    /// Who reviewed it.
    pub reviewed_by: Option<i64>,
}

/// Adds a version of a process.
pub async fn insert_process(tx: &mut Tx, new: &NewProcessVersion<'_>) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query(
            "INSERT INTO process_version
                (process, version, definition, published_at, effective_from, published_by, reviewed_by)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(new.id)
        .bind(i64::from(new.version))
        .bind(new.definition)
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

/// Keeps what a process is called that the hall itself publishes.
pub async fn hold_process(tx: &mut Tx, id: &str, title: &str, now: DateTime<Utc>) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query(
            "INSERT INTO process (id, title, revision, changed_at) VALUES ($1, $2, 0, $3)
             ON CONFLICT (id) DO NOTHING",
        )
        .bind(id)
        .bind(title)
        .bind(now)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(())
}

/// The newest version of a process that is in force.
pub async fn process_in_force(tx: &mut Tx, id: &str, now: DateTime<Utc>) -> Result<Option<String>> {
    Ok(sql!(tx, conn => {
        sqlx::query_scalar(
            "SELECT definition FROM process_version
             WHERE process = $1 AND retired_at IS NULL AND effective_from <= $2
             ORDER BY version DESC LIMIT 1",
        )
        .bind(id)
        .bind(now)
        .fetch_optional(conn)
        .await?
    }))
}

/// The processes of which a version is in force.
pub async fn processes_in_force(tx: &mut Tx, now: DateTime<Utc>) -> Result<Vec<String>> {
    Ok(sql!(tx, conn => {
        sqlx::query_scalar(
            "SELECT DISTINCT process FROM process_version WHERE retired_at IS NULL AND effective_from <= $1
             ORDER BY process",
        )
        .bind(now)
        .fetch_all(conn)
        .await?
    }))
}

/// The items that are handled by a process of their own, this one.
pub async fn items_of_process(tx: &mut Tx, process: &str) -> Result<Vec<String>> {
    Ok(sql!(tx, conn => {
        sqlx::query_scalar("SELECT item FROM item_form WHERE process = $1 ORDER BY item")
            .bind(process)
            .fetch_all(conn)
            .await?
    }))
}

/// The newest versions of the forms that the items of a process are applied for with.
pub async fn forms_of_process(tx: &mut Tx, process: &str) -> Result<Vec<FormRef>> {
    let rows: Vec<(String, i64)> = sql!(tx, conn => {
        sqlx::query_as(
            "SELECT form_version.form, MAX(form_version.version) FROM form_version
             WHERE form_version.form IN (SELECT item_form.form FROM item_form WHERE item_form.process = $1)
             GROUP BY form_version.form ORDER BY form_version.form",
        )
        .bind(process)
        .fetch_all(conn)
        .await?
    });
    Ok(rows.into_iter().map(|(id, version)| FormRef { id, version: number(version) }).collect())
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

/// The newest version of each process.
pub async fn newest_processes(tx: &mut Tx) -> Result<Vec<(String, String)>> {
    Ok(sql!(tx, conn => {
        sqlx::query_as(
            "SELECT process, definition FROM process_version AS newest
             WHERE version = (SELECT MAX(version) FROM process_version WHERE process_version.process = newest.process)
             ORDER BY process",
        )
        .fetch_all(conn)
        .await?
    }))
}

/// Versions begin at 1 and never come near the end of their type.
fn number(version: i64) -> u32 {
    u32::try_from(version).unwrap_or(u32::MAX)
}
