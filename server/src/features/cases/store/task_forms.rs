//! The table task_form: the forms of a task's own while they are being filled in.

use chrono::{DateTime, Utc};
use schema::applications::FormRef;
use serde_json::Value;
use sqlx::FromRow;

use crate::db::Tx;
use crate::error::Result;
use crate::sql;

/// A form of a task's own, as it was saved last.
#[derive(FromRow)]
pub struct TaskFormRow {
    form_version: i64,
    answers: String,
    revision: i64,
    pub saved_by: i64,
    pub saved_at: DateTime<Utc>,
}

impl TaskFormRow {
    /// The version it is filled in with.
    pub fn version(&self) -> u32 {
        u32::try_from(self.form_version).unwrap_or(u32::MAX)
    }

    /// How often it was saved.
    pub const fn revision(&self) -> u64 {
        self.revision.unsigned_abs()
    }

    /// What was filled in.
    pub fn answers(&self) -> Result<Value> {
        Ok(serde_json::from_str(&self.answers)?)
    }
}

/// A form of the task with this key, if it was saved.
pub async fn task_form(tx: &mut Tx, case: i64, task: &str, form: &str) -> Result<Option<TaskFormRow>> {
    Ok(sql!(tx, conn => {
        sqlx::query_as(
            "SELECT form_version, answers, revision, saved_by, saved_at FROM task_form
             WHERE case_record = $1 AND task = $2 AND form = $3",
        )
        .bind(case)
        .bind(task)
        .bind(form)
        .fetch_optional(conn)
        .await?
    }))
}

/// What is saved of a form of a task's own.
pub struct SavedForm<'a> {
    /// The row number of the case.
    pub case: i64,
    /// The key of the task.
    pub task: &'a str,
    /// The form; its version counts when it is saved first.
    pub form: &'a FormRef,
    /// What is filled in, as JSON text.
    pub answers: &'a str,
    /// Who saves it.
    pub by: i64,
    /// When.
    pub now: DateTime<Utc>,
}

/// Saves it.
pub async fn save_task_form(tx: &mut Tx, saved: &SavedForm<'_>) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query(
            "INSERT INTO task_form (case_record, task, form, form_version, answers, revision, saved_by, saved_at)
             VALUES ($1, $2, $3, $4, $5, 1, $6, $7)
             ON CONFLICT (case_record, task, form) DO UPDATE SET answers = excluded.answers,
                 revision = task_form.revision + 1, saved_by = excluded.saved_by, saved_at = excluded.saved_at",
        )
        .bind(saved.case)
        .bind(saved.task)
        .bind(&saved.form.id)
        .bind(i64::from(saved.form.version))
        .bind(saved.answers)
        .bind(saved.by)
        .bind(saved.now)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(())
}

/// The keys of the tasks of which forms were saved.
pub async fn tasks_with_forms(tx: &mut Tx, case: i64) -> Result<Vec<String>> {
    Ok(sql!(tx, conn => {
        sqlx::query_scalar("SELECT DISTINCT task FROM task_form WHERE case_record = $1 ORDER BY task")
            .bind(case)
            .fetch_all(conn)
            .await?
    }))
}

/// Forgets the forms of a task that is no longer open.
pub async fn forget_task_forms(tx: &mut Tx, case: i64, task: &str) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query("DELETE FROM task_form WHERE case_record = $1 AND task = $2")
            .bind(case)
            .bind(task)
            .execute(conn)
            .await?
            .rows_affected()
    });
    Ok(())
}
