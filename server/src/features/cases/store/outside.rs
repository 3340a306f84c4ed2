//! What lies outside a case: the cases it began, in case_record, and the tasks that systems have, in exchange_task.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::FromRow;

use crate::db::Tx;
use crate::error::Result;
use crate::sql;

/// The case that began this one.
pub async fn parent(tx: &mut Tx, case: i64) -> Result<Option<i64>> {
    let parent: Option<Option<i64>> = sql!(tx, conn => {
        sqlx::query_scalar("SELECT parent FROM case_record WHERE id = $1").bind(case).fetch_optional(conn).await?
    });
    Ok(parent.flatten())
}

/// The case that one began under this key.
pub async fn child(tx: &mut Tx, parent: i64, key: &str) -> Result<Option<i64>> {
    Ok(sql!(tx, conn => {
        sqlx::query_scalar("SELECT id FROM case_record WHERE parent = $1 AND call_key = $2")
            .bind(parent)
            .bind(key)
            .fetch_optional(conn)
            .await?
    }))
}

/// A case that another began, as the other tells of it.
#[derive(FromRow)]
pub struct ChildRow {
    pub id: i64,
    pub number: String,
    pub call_key: String,
    pub agency: i64,
    pub status: String,
    pub decision: Option<String>,
    pub opened_at: DateTime<Utc>,
    pub closed_at: Option<DateTime<Utc>>,
    pub due: Option<NaiveDate>,
}

/// The cases that one began, in order.
pub async fn children(tx: &mut Tx, parent: i64) -> Result<Vec<ChildRow>> {
    Ok(sql!(tx, conn => {
        sqlx::query_as(
            "SELECT id, number, call_key, agency, status, decision, opened_at, closed_at,
                    (SELECT MIN(clock.due) FROM clock
                     WHERE clock.subject_kind = 'case' AND clock.subject_id = case_record.id
                       AND clock.stopped_at IS NULL) AS due
             FROM case_record WHERE parent = $1 ORDER BY id",
        )
        .bind(parent)
        .fetch_all(conn)
        .await?
    }))
}

/// The cases of an application, the main one first.
pub async fn family(tx: &mut Tx, application: i64) -> Result<Vec<i64>> {
    let mut cases: Vec<i64> = sql!(tx, conn => {
        sqlx::query_scalar("SELECT id FROM case_record WHERE application = $1")
            .bind(application)
            .fetch_all(conn)
            .await?
    });
    cases.sort_unstable();
    Ok(cases)
}

/// A task that a system has.
#[derive(FromRow)]
pub struct Handed {
    pub case_record: i64,
    pub number: String,
    pub task: String,
    pub handed: String,
    pub sent_at: DateTime<Utc>,
    pub due_at: Option<DateTime<Utc>>,
}

/// A task that is handed to a system.
pub struct Handing<'a> {
    pub task: &'a str,
    pub system: &'a str,
    pub data: String,
    pub sent_at: DateTime<Utc>,
    pub due_at: Option<DateTime<Utc>>,
}

/// Takes what systems have of a case from them.
pub async fn clear_handed(tx: &mut Tx, case: i64) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query("DELETE FROM exchange_task WHERE case_record = $1").bind(case).execute(conn).await?.rows_affected()
    });
    Ok(())
}

/// Hands a task to a system.
pub async fn hand_out(tx: &mut Tx, case: i64, handing: &Handing<'_>) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query(
            "INSERT INTO exchange_task (case_record, task, system_code, handed, sent_at, due_at)
             VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(case)
        .bind(handing.task)
        .bind(handing.system)
        .bind(&handing.data)
        .bind(handing.sent_at)
        .bind(handing.due_at)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(())
}

/// What a system has, the oldest first, from behind this row on.
pub async fn handed(
    tx: &mut Tx,
    system: &str,
    (sent_at, case, task): (DateTime<Utc>, i64, &str),
    limit: i64,
) -> Result<Vec<Handed>> {
    Ok(sql!(tx, conn => {
        sqlx::query_as(
            "SELECT exchange_task.case_record, case_record.number, exchange_task.task, exchange_task.handed,
                    exchange_task.sent_at, exchange_task.due_at
             FROM exchange_task JOIN case_record ON case_record.id = exchange_task.case_record
             WHERE exchange_task.system_code = $1
               AND (exchange_task.sent_at, exchange_task.case_record, exchange_task.task) > ($2, $3, $4)
             ORDER BY exchange_task.sent_at, exchange_task.case_record, exchange_task.task LIMIT $5",
        )
        .bind(system)
        .bind(sent_at)
        .bind(case)
        .bind(task)
        .bind(limit)
        .fetch_all(conn)
        .await?
    }))
}

/// A task whose system has not answered in time.
#[derive(Clone, FromRow)]
pub struct Silent {
    pub case_record: i64,
    pub number: String,
    pub task: String,
    pub due_at: DateTime<Utc>,
}

/// The tasks whose time was over before `now`, from behind this one on.
pub async fn silent(
    tx: &mut Tx,
    now: DateTime<Utc>,
    after: Option<&Silent>,
    limit: i64,
) -> Result<Vec<Silent>> {
    let (due_at, case, task) =
        after.map_or((DateTime::UNIX_EPOCH, 0, ""), |it| (it.due_at, it.case_record, it.task.as_str()));
    Ok(sql!(tx, conn => {
        sqlx::query_as(
            "SELECT exchange_task.case_record, case_record.number, exchange_task.task, exchange_task.due_at
             FROM exchange_task JOIN case_record ON case_record.id = exchange_task.case_record
             WHERE exchange_task.due_at < $1
               AND (exchange_task.due_at, exchange_task.case_record, exchange_task.task) > ($2, $3, $4)
             ORDER BY exchange_task.due_at, exchange_task.case_record, exchange_task.task LIMIT $5",
        )
        .bind(now)
        .bind(due_at)
        .bind(case)
        .bind(task)
        .bind(limit)
        .fetch_all(conn)
        .await?
    }))
}

/// Until when the system is waited for that has a task; none where no system has it.
pub async fn waited_until(tx: &mut Tx, case: i64, task: &str) -> Result<Option<Option<DateTime<Utc>>>> {
    Ok(sql!(tx, conn => {
        sqlx::query_scalar("SELECT due_at FROM exchange_task WHERE case_record = $1 AND task = $2")
            .bind(case)
            .bind(task)
            .fetch_optional(conn)
            .await?
    }))
}
