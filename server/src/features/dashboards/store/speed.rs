//! How long decisions took, by item, beside what was promised.

use chrono::NaiveDate;
use sqlx::FromRow;

use super::Scope;
use crate::db::Tx;
use crate::error::Result;
use crate::sql;

/// What was decided of an item in a month.
#[derive(FromRow)]
pub struct Speed {
    /// The agency that handles it, by its number.
    pub agency: i64,
    /// The time promised for a decision, as JSON; none where none is published.
    pub promised: Option<String>,
    /// How many were decided.
    pub decided: i64,
    /// The working days from acceptance to decision, all of them together.
    pub working_days: i64,
}

/// That of each item of a part of the tree, in the month with this first day.
pub async fn speeds(tx: &mut Tx, scope: &Scope, month: NaiveDate) -> Result<Vec<Speed>> {
    Ok(sql!(tx, conn => {
        sqlx::query_as(
            "SELECT item.agency, item.promised_limit AS promised, item_roll.decided, item_roll.working_days
             FROM item_roll JOIN item ON item.code = item_roll.item
             WHERE item_roll.month = $1 AND item_roll.region BETWEEN $2 AND $3",
        )
        .bind(month)
        .bind(&scope.first)
        .bind(&scope.last)
        .fetch_all(conn)
        .await?
    }))
}
