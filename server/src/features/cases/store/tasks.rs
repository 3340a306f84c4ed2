//! The table task: a row for each open task of a case, with whose work it is, gone when it is done.

use chrono::{DateTime, NaiveDate, Utc};
use schema::role::Role;
use sqlx::{FromRow, QueryBuilder};

use crate::db::Tx;
use crate::error::Result;
use crate::sql;

/// A task that waits.
pub struct OpenTask<'a> {
    pub key: &'a str,
    pub role: &'a str,
    pub agency: i64,
    pub holder: Option<i64>,
    /// Whose it is, while the holder does the work for them.
    pub owner: Option<i64>,
    /// Who alone may do it.
    pub named: Option<i64>,
    /// What it is done for.
    pub item: Option<String>,
    /// The item of the case: its code.
    pub item_code: &'a str,
    /// Which posts may do it.
    pub posts: Vec<Role>,
    pub opened_at: DateTime<Utc>,
    pub waiting: bool,
    pub due: Option<NaiveDate>,
    pub due_at: Option<DateTime<Utc>>,
    /// Whether it is somebody's signature of another's.
    pub signs: bool,
    /// Whether it was sent back to whom it came from.
    pub returned: bool,
    /// Whether its application is a part of a joint one.
    pub joint: bool,
}

/// The column that says whether a post may do a task; none for what is no post at a desk.
pub const fn column(role: Role) -> Option<&'static str> {
    match role {
        Role::Intake => Some("by_intake"),
        Role::Officer => Some("by_officer"),
        Role::AgencyLead => Some("by_lead"),
        _ => None,
    }
}

/// Takes the tasks of a case off the worklists.
pub async fn clear_tasks(tx: &mut Tx, case: i64) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query("DELETE FROM task WHERE case_record = $1").bind(case).execute(conn).await?.rows_affected()
    });
    Ok(())
}

/// Puts a task on the worklists.
pub async fn insert_task(tx: &mut Tx, case: i64, task: &OpenTask<'_>) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query(
            "INSERT INTO task (case_record, task, role, agency, holder, opened_at, waiting, due, due_at, owner, named,
                               item, by_intake, by_officer, by_lead, signs, item_code, returned, joint)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)",
        )
        .bind(case)
        .bind(task.key)
        .bind(task.role)
        .bind(task.agency)
        .bind(task.holder)
        .bind(task.opened_at)
        .bind(task.waiting)
        .bind(task.due)
        .bind(task.due_at)
        .bind(task.owner)
        .bind(task.named)
        .bind(&task.item)
        .bind(task.posts.contains(&Role::Intake))
        .bind(task.posts.contains(&Role::Officer))
        .bind(task.posts.contains(&Role::AgencyLead))
        .bind(task.signs)
        .bind(task.item_code)
        .bind(task.returned)
        .bind(task.joint)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(())
}

/// An open task in a list.
#[derive(Clone, FromRow)]
pub struct TaskRow {
    pub case_record: i64,
    pub task: String,
    pub item: Option<String>,
    /// Whose it is, if not of the agency that has the case.
    pub agency: Option<String>,
    pub holder: Option<String>,
    pub owner: Option<String>,
    pub due: Option<NaiveDate>,
    pub signs: bool,
}

/// The open tasks of these cases, of each the oldest first.
pub async fn tasks_of(tx: &mut Tx, cases: &[i64]) -> Result<Vec<TaskRow>> {
    if cases.is_empty() {
        return Ok(Vec::new());
    }
    Ok(sql!(tx, conn => {
        let mut text = QueryBuilder::new(
            "SELECT task.case_record, task.task, task.item, task.due, task.signs,
                    (SELECT agency.name FROM case_record JOIN agency ON agency.id = task.agency
                     WHERE case_record.id = task.case_record AND case_record.agency <> task.agency) AS agency,
                    (SELECT account.name FROM account WHERE account.id = task.holder) AS holder,
                    (SELECT account.name FROM account WHERE account.id = task.owner) AS owner
             FROM task
             WHERE task.case_record IN (");
        let mut list = text.separated(", ");
        for case in cases {
            list.push_bind(*case);
        }
        text.push(") ORDER BY task.opened_at, task.task");
        text.build_query_as().fetch_all(conn).await?
    }))
}
