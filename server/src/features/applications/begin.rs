//! What a draft begins with: the form in force, and the answers that somebody tells beforehand.

use chrono::{DateTime, Utc};
use schema::accounts::Session;
use schema::applications::{FormRef, NewApplication};
use schema::form::{self, Form, Prefilled};
use schema::{Problem, ProblemKind};
use serde_json::Value;

use super::domain::Patterns;
use super::known::Facts;
use super::origins;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::{catalogue, definitions};

/// A draft that is not stored yet.
pub struct Begun {
    /// The version of the item.
    pub item_version: u32,
    /// The form it is made with.
    pub form: FormRef,
    /// The answers.
    pub answers: Value,
    /// Which of them somebody told.
    pub prefilled: Vec<Prefilled>,
}

/// The draft of an item as this person begins it, with what they answered before.
pub async fn begun(
    tx: &mut Tx,
    session: &Session,
    NewApplication { item: code, answers }: &NewApplication,
    now: DateTime<Utc>,
) -> Result<Begun> {
    let item_version = catalogue::version(tx, code).await?.ok_or_else(Error::not_found)?;
    let item = catalogue::item_at(tx, code, item_version).await?.ok_or_else(Error::not_found)?;
    if item.summary.online == Some(false) {
        return Err(Problem::new(ProblemKind::Refused)
            .detail("this item is handled at the counter only")
            .into());
    }
    let (form_ref, form) = form_of(tx, code, now).await?;
    let mut facts = Facts::of(tx, session, (code, &item.summary.name), now).await?;
    facts.recall(tx, session, &form, now).await?;
    let begun = with(item_version, (form_ref, &form), &facts);
    let written = answers.iter().map(|(pointer, written)| (pointer.as_str(), written.as_str()));
    let answers = form::with_told(&form, &begun.answers, written, &Patterns);
    Ok(Begun { answers, ..begun })
}

/// The draft of an item as a clerk begins it for this person. What is handled at the counter only is handled there; what they
/// have and filed before is not recalled.
pub async fn begun_at_window(
    tx: &mut Tx,
    applicant: &Session,
    code: &str,
    now: DateTime<Utc>,
) -> Result<Begun> {
    let item_version = catalogue::version(tx, code).await?.ok_or_else(Error::not_found)?;
    let item = catalogue::item_at(tx, code, item_version).await?.ok_or_else(Error::not_found)?;
    let (form_ref, form) = form_of(tx, code, now).await?;
    let facts = Facts::of(tx, applicant, (code, &item.summary.name), now).await?;
    Ok(with(item_version, (form_ref, &form), &facts))
}

async fn form_of(tx: &mut Tx, code: &str, now: DateTime<Utc>) -> Result<(FormRef, Form)> {
    let form_ref = definitions::form_of_item(tx, code, now).await?.ok_or_else(Error::not_found)?;
    let form = definitions::form(tx, &form_ref).await?.ok_or_else(Error::not_found)?;
    Ok((form_ref, form))
}

fn with(item_version: u32, (form_ref, form): (FormRef, &Form), facts: &Facts) -> Begun {
    let begun = form::prefilled(form, &facts.known(), &Patterns);
    Begun { item_version, form: form_ref, answers: form::begun(&begun), prefilled: origins::told(begun) }
}
