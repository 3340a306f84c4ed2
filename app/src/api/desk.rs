//! What is read at the desk beside the cases: who is away, and the forms of tasks.

#[cfg(not(feature = "hydrate"))]
use schema::Page;
#[cfg(all(feature = "staff", feature = "hydrate"))]
use schema::Problem;
#[cfg(not(feature = "hydrate"))]
use schema::absences::Absences;
#[cfg(all(feature = "staff", feature = "hydrate"))]
use schema::cases::News;
#[cfg(not(feature = "hydrate"))]
use schema::cases::Orphan;
use schema::cases::TaskForm;
use schema::catalogue::encode;
use schema::form::Form;
#[cfg(not(feature = "hydrate"))]
use schema::licences::{DeskLicences, Licence};

use super::form_of;
use crate::data::{Read, parse};

/// Who is away, as far as it is one's own to say.
#[cfg(not(feature = "hydrate"))]
pub fn absences() -> Read<Absences> {
    Read::one("/api/desk/absences".to_owned())
}

/// The open cases that nobody who can act has, after one of them or from the first.
#[cfg(not(feature = "hydrate"))]
pub fn orphans(cursor: Option<&str>) -> Read<Page<Orphan>> {
    let cursor = cursor.map(|cursor| format!("?cursor={}", encode(cursor))).unwrap_or_default();
    Read::one(format!("/api/desk/orphans{cursor}"))
}

/// What has happened to a case since it was read: answered once something has, or after a while.
#[cfg(all(feature = "staff", feature = "hydrate"))]
pub async fn live(number: &str, revision: u64, remark: i64) -> Result<News, Problem> {
    let path = format!("/api/desk/cases/{}/live?after={revision}&remark={remark}", encode(number));
    crate::transport::fetch(path).await
}

/// What an agency where one works has issued; `query` narrows it.
#[cfg(not(feature = "hydrate"))]
pub fn desk_licences(query: &str) -> Read<DeskLicences> {
    Read::one(format!("/api/desk/licences{query}"))
}

/// A licence as the desk of its agency sees it.
#[cfg(not(feature = "hydrate"))]
pub fn desk_licence(number: &str) -> Read<Licence> {
    Read::one(format!("/api/desk/licences/{}", encode(number)))
}

/// A form of a task's own, and how it is drawn.
pub fn task_form(number: &str, task: &str, form: &str) -> Read<(TaskForm, Form)> {
    Read::chain(
        format!("/api/desk/cases/{}/tasks/{}/forms/{}", encode(number), encode(task), encode(form)),
        |answers| form_of(answers, 0),
        |answers| Ok((parse(answers, 0)?, parse(answers, 1)?)),
    )
}
