//! The columns of a draft that goes on with another version of its form.

use chrono::{DateTime, Utc};
use schema::applications::FormRef;
use schema::form::SetAside;
use serde_json::Value;

use crate::db::Tx;
use crate::error::Result;
use crate::sql;

/// What became of answers that went on with another version.
#[derive(Default)]
pub struct Moved {
    /// Pointers of what had to be answered again.
    pub ask_again: Vec<String>,
    /// What has no place any more, of all moves.
    pub set_aside: Vec<SetAside>,
}

/// What became of the answers of a draft when it last went on with another version.
pub async fn moved(tx: &mut Tx, id: i64) -> Result<Moved> {
    let text: Option<Option<String>> = sql!(tx, conn => {
        sqlx::query_scalar("SELECT moved FROM application WHERE id = $1").bind(id).fetch_optional(conn).await?
    });
    let Some(text) = text.flatten() else { return Ok(Moved::default()) };
    let (ask_again, set_aside) = serde_json::from_str(&text)?;
    Ok(Moved { ask_again, set_aside })
}

/// Goes on with a version; returns the revision now.
pub async fn move_to(
    tx: &mut Tx,
    id: i64,
    form: &FormRef,
    answers: &Value,
    moved: &Moved,
    now: DateTime<Utc>,
) -> Result<i64> {
    let moved = serde_json::to_string(&(&moved.ask_again, &moved.set_aside))?;
    Ok(sql!(tx, conn => {
        sqlx::query_scalar(
            "UPDATE application SET form = $2, form_version = $3, answers = $4, moved = $5, revision = revision + 1,
                    updated_at = $6
             WHERE id = $1 AND state = 'draft'
             RETURNING revision",
        )
        .bind(id)
        .bind(&form.id)
        .bind(i64::from(form.version))
        .bind(answers.to_string())
        .bind(moved)
        .bind(now)
        .fetch_one(conn)
        .await?
    }))
}
