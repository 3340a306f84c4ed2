//! How many cards were raised in a time, for who assesses agencies.

use chrono::{DateTime, Utc};
use sqlx::FromRow;

use crate::db::Tx;
use crate::error::Result;
use crate::features::dashboards::Scope;
use crate::sql;

/// Cards of an agency, by monitor and grade.
#[derive(FromRow)]
pub struct Raised {
    /// Its number.
    pub agency: i64,
    /// What was watched.
    pub monitor: String,
    /// How bad it was.
    pub grade: String,
    /// How many cards.
    pub cards: i64,
    /// How many cases had such a card.
    pub cases: i64,
}

/// The cards that got their grade in a time, of a part of the tree; what was withdrawn is held against nobody.
pub async fn raised_in(
    tx: &mut Tx,
    scope: &Scope,
    (from, until): (DateTime<Utc>, DateTime<Utc>),
) -> Result<Vec<Raised>> {
    let (first, last) = scope.bounds();
    Ok(sql!(tx, conn => {
        sqlx::query_as(
            "SELECT agency, monitor, grade, COUNT(*) AS cards, COUNT(DISTINCT case_record) AS cases
             FROM card WHERE at >= $1 AND at < $2 AND region BETWEEN $3 AND $4 AND stage <> 'withdrawn'
             GROUP BY agency, monitor, grade",
        )
        .bind(from)
        .bind(until)
        .bind(first)
        .bind(last)
        .fetch_all(conn)
        .await?
    }))
}
