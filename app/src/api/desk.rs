//! What is read at the desk beside the cases: who is away, and the forms of tasks.

#[cfg(not(feature = "hydrate"))]
use schema::absences::Absences;
use schema::cases::TaskForm;
use schema::catalogue::encode;
use schema::form::Form;

use super::form_of;
use crate::data::{Read, parse};

/// Who is away, as far as it is one's own to say.
#[cfg(not(feature = "hydrate"))]
pub fn absences() -> Read<Absences> {
    Read::one("/api/desk/absences".to_owned())
}

/// A form of a task's own, and how it is drawn.
pub fn task_form(number: &str, task: &str, form: &str) -> Read<(TaskForm, Form)> {
    Read::chain(
        format!("/api/desk/cases/{}/tasks/{}/forms/{}", encode(number), encode(task), encode(form)),
        |answers| form_of(answers, 0),
        |answers| Ok((parse(answers, 0)?, parse(answers, 1)?)),
    )
}
