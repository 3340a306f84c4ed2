//! What keeps a process from being published of the forms its tasks have of their own: one that is not there, or that asks
//! for what a desk has no input for.

use chrono::{DateTime, Utc};
use schema::form::{Access, Form, Permissions};
use schema::process::Process;
use schema::{FieldCode, FieldError};

use crate::db::Tx;
use crate::error::Result;
use crate::features::definitions::{form, form_in_force};

/// Each such form, by its task.
pub async fn unusable(tx: &mut Tx, process: &Process, now: DateTime<Utc>) -> Result<Vec<FieldError>> {
    let mut faults = Vec::new();
    for task in process.root.tasks() {
        for (index, id) in task.forms.iter().enumerate() {
            let known = match form_in_force(tx, id, now).await? {
                Some(version) => form(tx, &version).await?,
                None => None,
            };
            let pointer = format!("/definition/{}/forms/{index}", task.id);
            let detail = match known {
                None => Some(format!("`{}`: no form `{id}` is published", task.id)),
                Some(form) => without_input(&form).map(|(place, control)| {
                    format!(
                        "`{}`: officers have no input for {place} ({control}) of the form `{id}`",
                        task.id
                    )
                }),
            };
            let fault = |detail| FieldError::new(pointer, FieldCode::Unexpected).with("detail", detail);
            faults.extend(detail.map(fault));
        }
    }
    Ok(faults)
}

/// The first question or document of the form that officers have no input for, and what it is.
fn without_input(form: &Form) -> Option<(String, &'static str)> {
    let whole = Permissions { default: Access::Write, ..Permissions::default() };
    let material = form.materials.first().map(|material| (material.id.clone(), "material"));
    whole.without_input(form).into_iter().next().or(material)
}
