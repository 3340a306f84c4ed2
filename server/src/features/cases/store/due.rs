//! What is due of the tasks that are open: counted by agency and by who has them.

use chrono::NaiveDate;
use sqlx::{FromRow, QueryBuilder};

use crate::db::Tx;
use crate::error::Result;
use crate::features::supervision::Reach;
use crate::sql;

/// What is due of somebody at an agency.
#[derive(FromRow)]
pub struct DueTasks {
    pub agency: i64,
    pub department: String,
    pub officer: Option<String>,
    pub late: i64,
    pub today: i64,
    pub next: i64,
}

/// The tasks within reach that do not wait for the applicant and whose last day is no later than the next working day.
pub async fn due_tasks(
    tx: &mut Tx,
    reach: &Reach,
    (today, next): (NaiveDate, NaiveDate),
) -> Result<Vec<DueTasks>> {
    Ok(sql!(tx, conn => {
        let mut text = QueryBuilder::new(
            "SELECT task.agency, agency.name AS department, account.name AS officer,
                    CAST(SUM(CASE WHEN task.due < ");
        text.push_bind(today).push(" THEN 1 ELSE 0 END) AS BIGINT) AS late, CAST(SUM(CASE WHEN task.due = ");
        text.push_bind(today).push(" THEN 1 ELSE 0 END) AS BIGINT) AS today, CAST(SUM(CASE WHEN task.due > ");
        text.push_bind(today).push(
            " THEN 1 ELSE 0 END) AS BIGINT) AS next
             FROM task
             JOIN agency ON agency.id = task.agency
             LEFT JOIN account ON account.id = task.holder
             WHERE NOT task.waiting AND COALESCE(task.due, '9999-12-31') <= ");
        text.push_bind(next);
        match reach {
            Reach::Regions(scope) => {
                let (first, last) = scope.bounds();
                text.push(" AND agency.region BETWEEN ").push_bind(first.to_owned());
                text.push(" AND ").push_bind(last.to_owned());
            }
            Reach::Agencies(agencies) => {
                text.push(" AND task.agency IN (");
                let mut list = text.separated(", ");
                for agency in agencies {
                    list.push_bind(*agency);
                }
                text.push(")");
            }
        }
        text.push(" GROUP BY task.agency, agency.name, task.holder, account.name ORDER BY task.agency, late DESC, today DESC, officer");
        text.build_query_as().fetch_all(conn).await?
    }))
}
