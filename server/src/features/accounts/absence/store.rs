//! The table absence, and what is kept of staff in assignment: their superior, when a rule last gave them a task, since when they are
//! there.

use chrono::{DateTime, NaiveDate, Utc};
use schema::absences::Absence;
use sqlx::{FromRow, QueryBuilder};

use super::domain::Away;
use crate::db::Tx;
use crate::error::Result;
use crate::sql;

#[derive(FromRow)]
struct AbsenceRow {
    id: i64,
    account: i64,
    name: String,
    from_day: NaiveDate,
    until_day: NaiveDate,
    deputy: String,
}

/// The absences of these accounts that end on a day or after it, the first to begin first.
pub async fn of(tx: &mut Tx, accounts: &[i64], since: NaiveDate) -> Result<Vec<Absence>> {
    if accounts.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<AbsenceRow> = sql!(tx, conn => {
        let mut text = QueryBuilder::new(
            "SELECT absence.id, absence.account, account.name, absence.from_day, absence.until_day,
                    deputy.name AS deputy
             FROM absence
             JOIN account ON account.id = absence.account
             JOIN account AS deputy ON deputy.id = absence.deputy
             WHERE absence.until_day >= ");
        text.push_bind(since);
        text.push(" AND absence.account IN (");
        let mut list = text.separated(", ");
        for account in accounts {
            list.push_bind(*account);
        }
        text.push(") ORDER BY absence.from_day, absence.id");
        text.build_query_as().fetch_all(conn).await?
    });
    Ok(rows.into_iter().map(AbsenceRow::into_absence).collect())
}

impl AbsenceRow {
    fn into_absence(self) -> Absence {
        let Self { id, account, name, from_day, until_day, deputy } = self;
        Absence { id, account, name, from: from_day, until: until_day, deputy }
    }
}

/// Keeps others from saying something of the same person until this transaction ends.
pub async fn hold(tx: &mut Tx, account: i64) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query("UPDATE account SET name = name WHERE id = $1").bind(account).execute(conn).await?.rows_affected()
    });
    Ok(())
}

/// Adds one.
pub async fn insert(tx: &mut Tx, away: &Away) -> Result<i64> {
    Ok(sql!(tx, conn => {
        sqlx::query_scalar(
            "INSERT INTO absence (account, from_day, until_day, deputy) VALUES ($1, $2, $3, $4) RETURNING id",
        )
        .bind(away.account)
        .bind(away.from)
        .bind(away.until)
        .bind(away.deputy)
        .fetch_one(conn)
        .await?
    }))
}

/// Whose absence this is.
pub async fn account_of(tx: &mut Tx, id: i64) -> Result<Option<i64>> {
    Ok(sql!(tx, conn => {
        sqlx::query_scalar("SELECT account FROM absence WHERE id = $1").bind(id).fetch_optional(conn).await?
    }))
}

/// Takes one away.
pub async fn delete(tx: &mut Tx, id: i64) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query("DELETE FROM absence WHERE id = $1").bind(id).execute(conn).await?.rows_affected()
    });
    Ok(())
}

/// A rule has given somebody a task.
pub async fn note_given(tx: &mut Tx, account: i64, at: DateTime<Utc>) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query("UPDATE account SET given_at = $2 WHERE id = $1")
            .bind(account)
            .bind(at)
            .execute(conn)
            .await?
            .rows_affected()
    });
    Ok(())
}

/// Who leads somebody, or nobody.
pub async fn set_superior(tx: &mut Tx, account: i64, superior: Option<i64>) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query("UPDATE account SET superior = $2 WHERE id = $1")
            .bind(account)
            .bind(superior)
            .execute(conn)
            .await?
            .rows_affected()
    });
    Ok(())
}

/// When each of these accounts was made.
pub async fn since(tx: &mut Tx, accounts: &[i64]) -> Result<Vec<(i64, DateTime<Utc>)>> {
    if accounts.is_empty() {
        return Ok(Vec::new());
    }
    Ok(sql!(tx, conn => {
        let mut text = QueryBuilder::new("SELECT id, created_at FROM account WHERE id IN (");
        let mut list = text.separated(", ");
        for account in accounts {
            list.push_bind(*account);
        }
        text.push(")");
        text.build_query_as().fetch_all(conn).await?
    }))
}
