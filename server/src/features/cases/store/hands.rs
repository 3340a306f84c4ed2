//! What is known of those who could be given a task: how much they have, who leads them, and who stands in for them.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::{FromRow, QueryBuilder};

use crate::db::Tx;
use crate::error::Result;
use crate::sql;

/// A member of staff on a day.
#[derive(Clone, Debug, FromRow)]
pub struct HandRow {
    pub account: i64,
    /// How many open tasks they have.
    pub load: i64,
    pub given_at: Option<DateTime<Utc>>,
    pub superior: Option<i64>,
    /// Who does their work that day, if they are away.
    pub deputy: Option<i64>,
}

/// These members of staff on a day.
pub async fn hands_on(tx: &mut Tx, accounts: &[i64], day: NaiveDate) -> Result<Vec<HandRow>> {
    if accounts.is_empty() {
        return Ok(Vec::new());
    }
    Ok(sql!(tx, conn => {
        let mut text = QueryBuilder::new(
            "SELECT account.id AS account, account.given_at, account.superior,
                    (SELECT COUNT(*) FROM task WHERE task.holder = account.id) AS load,
                    (SELECT absence.deputy FROM absence
                     WHERE absence.account = account.id AND absence.until_day >= ");
        text.push_bind(day);
        text.push(" AND absence.from_day <= ");
        text.push_bind(day);
        text.push(" ORDER BY absence.until_day, absence.id LIMIT 1) AS deputy FROM account WHERE account.id IN (");
        let mut list = text.separated(", ");
        for account in accounts {
            list.push_bind(*account);
        }
        text.push(") ORDER BY account.id");
        text.build_query_as().fetch_all(conn).await?
    }))
}

/// Keeps others waiting who give out tasks or number cases at an agency, until this transaction ends.
pub async fn hold_agency(tx: &mut Tx, agency: i64) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query("UPDATE agency SET name = name WHERE id = $1").bind(agency).execute(conn).await?.rows_affected()
    });
    Ok(())
}
