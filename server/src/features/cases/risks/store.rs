//! The table risk_day: how often tasks with a risk point were passed, by process, task, agency and day.

use chrono::NaiveDate;
use schema::definitions::RiskPassed;
use sqlx::FromRow;

use crate::db::Tx;
use crate::error::Result;
use crate::sql;

/// Counts that a task was passed once more.
pub async fn pass(tx: &mut Tx, (process, task): (&str, &str), agency: i64, day: NaiveDate) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query(
            "INSERT INTO risk_day (process, task, agency, day, passed) VALUES ($1, $2, $3, $4, 1)
             ON CONFLICT (process, day, task, agency) DO UPDATE SET passed = risk_day.passed + 1",
        )
        .bind(process)
        .bind(task)
        .bind(agency)
        .bind(day)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(())
}

#[derive(FromRow)]
struct Row {
    task: String,
    agency: String,
    passed: i64,
}

/// How often the tasks of a process were passed since a day, by agency.
pub async fn passed(tx: &mut Tx, process: &str, since: NaiveDate) -> Result<Vec<RiskPassed>> {
    let rows: Vec<Row> = sql!(tx, conn => {
        sqlx::query_as(
            "SELECT risk_day.task, agency.name AS agency, CAST(SUM(risk_day.passed) AS BIGINT) AS passed
             FROM risk_day JOIN agency ON agency.id = risk_day.agency
             WHERE risk_day.process = $1 AND risk_day.day >= $2
             GROUP BY risk_day.task, agency.id, agency.name ORDER BY risk_day.task, agency.name, agency.id",
        )
        .bind(process)
        .bind(since)
        .fetch_all(conn)
        .await?
    });
    let line =
        |row: Row| RiskPassed { task: row.task, agency: row.agency, passed: row.passed.unsigned_abs() };
    Ok(rows.into_iter().map(line).collect())
}
