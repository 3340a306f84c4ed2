//! Parts of a joint application: applications of their own, which hold what one agency gets to see.

use chrono::{DateTime, Utc};
use schema::applications::FormRef;
use schema::form::{Prefilled, Promise, Surroundings};
use serde_json::Value;

use super::beside;
use crate::db::Tx;
use crate::error::Result;
use crate::sql;

/// A part that is filed.
pub struct NewPart<'a> {
    pub joint: i64,
    pub item: &'a str,
    pub item_version: u32,
    pub form: &'a FormRef,
    pub answers: &'a Value,
    pub surroundings: &'a Surroundings,
    pub promises: &'a [Promise],
    pub prefilled: &'a [Prefilled],
    pub now: DateTime<Utc>,
}

/// Adds a part of a joint application, filed by who filed that.
pub async fn insert_part(tx: &mut Tx, part: &NewPart<'_>) -> Result<i64> {
    let (promises, prefilled) = (beside::written(part.promises)?, beside::written(part.prefilled)?);
    let surroundings = match part.surroundings.is_empty() {
        true => None,
        false => Some(serde_json::to_string(part.surroundings)?),
    };
    Ok(sql!(tx, conn => {
        sqlx::query_scalar(
            "INSERT INTO application (account, item, item_version, form, form_version, state, answers, revision,
                                      created_at, updated_at, submitted_at, surroundings, promises, prefilled, part_of)
             SELECT account, $2, $3, $4, $5, 'submitted', $6, 1, $7, $7, $7, $8, $9, $10, id
             FROM application WHERE id = $1
             RETURNING id",
        )
        .bind(part.joint)
        .bind(part.item)
        .bind(i64::from(part.item_version))
        .bind(&part.form.id)
        .bind(i64::from(part.form.version))
        .bind(part.answers.to_string())
        .bind(part.now)
        .bind(surroundings)
        .bind(promises)
        .bind(prefilled)
        .fetch_one(conn)
        .await?
    }))
}

/// Hands a file in once more, as a material of another application: its content is stored once.
pub async fn copy_file(
    tx: &mut Tx,
    file: i64,
    (application, material): (i64, &str),
    now: DateTime<Utc>,
) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query(
            "INSERT INTO application_file (application, material, name, media_type, bytes, sha256, added_at)
             SELECT $2, $3, name, media_type, bytes, sha256, $4 FROM application_file WHERE id = $1",
        )
        .bind(file)
        .bind(application)
        .bind(material)
        .bind(now)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(())
}

/// Files what is there of a part.
pub async fn file_part(tx: &mut Tx, application: i64, key: &str, now: DateTime<Utc>) -> Result<()> {
    super::files::file_those_there(tx, application).await?;
    sql!(tx, conn => {
        sqlx::query(
            "INSERT INTO submission (application, key, submitted_at) VALUES ($1, $2, $3)
             ON CONFLICT (application, key) DO NOTHING",
        )
        .bind(application)
        .bind(key)
        .bind(now)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(())
}

/// Takes the files of a material away that were filed.
pub async fn remove_filed(tx: &mut Tx, application: i64, material: &str, now: DateTime<Utc>) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query(
            "UPDATE application_file SET removed_at = COALESCE(removed_at, $3), filed = $4
             WHERE application = $1 AND material = $2",
        )
        .bind(application)
        .bind(material)
        .bind(now)
        .bind(false)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(())
}

/// The joint application of which an application of this account is a part.
pub async fn part_of(tx: &mut Tx, account: i64, id: i64) -> Result<Option<i64>> {
    let joint: Option<Option<i64>> = sql!(tx, conn => {
        sqlx::query_scalar("SELECT part_of FROM application WHERE id = $1 AND account = $2")
            .bind(id)
            .bind(account)
            .fetch_optional(conn)
            .await?
    });
    Ok(joint.flatten())
}

/// The answers that were filed, and those that are being put right meanwhile.
pub async fn shared_state(tx: &mut Tx, id: i64) -> Result<(Value, Option<Value>)> {
    let (answers, supplement): (String, Option<String>) = sql!(tx, conn => {
        sqlx::query_as("SELECT answers, supplement FROM application WHERE id = $1")
            .bind(id)
            .fetch_one(conn)
            .await?
    });
    let supplement = supplement.as_deref().map(serde_json::from_str).transpose()?;
    Ok((serde_json::from_str(&answers)?, supplement))
}

/// Writes both anew: something in them was put right in another part.
pub async fn share(
    tx: &mut Tx,
    id: i64,
    (answers, supplement): (&Value, Option<&Value>),
    now: DateTime<Utc>,
) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query(
            "UPDATE application SET answers = $2, supplement = $3, revision = revision + 1, updated_at = $4
             WHERE id = $1",
        )
        .bind(id)
        .bind(answers.to_string())
        .bind(supplement.map(Value::to_string))
        .bind(now)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(())
}
