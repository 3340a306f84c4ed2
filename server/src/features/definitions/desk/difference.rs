//! What is different between two states of a form, and what another id for a field touches: in the form and outside of it.

use axum::extract::{Path, State};
use schema::applications::FormRef;
use schema::definitions::{FieldMention, FieldRenamed, FormDiff, Mention, RenameField};
use schema::form::diff::{Compared, Named, diff_definitions};
use schema::form::{Difference, RenameError, Renamed, mentions, rename};
use schema::{FieldCode, Problem};
use serde::Deserialize;
use serde_json::Value;
use utoipa::IntoParams;

use super::designer_of;
use super::domain::{self, Designer};
use super::http::{Known, draft_of, find, published_definition};
use super::shelf::Shelf;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::definitions::store as published;
use crate::http::{Json, Query, SignedIn};
use crate::state::AppState;

/// Two states of a form.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Between {
    /// The older: a version, `draft`, or 0 for the form before its first version.
    pub from: String,
    /// The newer: a version, or `draft`.
    pub to: String,
}

/// What is different between two versions, or a version and the draft.
#[utoipa::path(get, path = "/api/desk/forms/{id}/diff", tag = "designing", params(("id" = String, Path), Between),
    responses((status = 200, body = FormDiff), (status = 400, body = Problem), (status = 403, body = Problem),
              (status = 404, body = Problem)))]
pub async fn difference(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(id): Path<String>,
    Query(Between { from, to }): Query<Between>,
) -> Result<Json<FormDiff>> {
    let mut tx = state.db.read().await?;
    let designer = designer_of(&mut tx, &session).await?;
    let known = find(&mut tx, Shelf::Forms, &id).await?;
    let old = text_at(&mut tx, &known, &designer, &from).await?;
    let new = text_at(&mut tx, &known, &designer, &to).await?;
    let Compared { differences, pages, names } = diff_definitions(&old, &new);
    let elsewhere = elsewhere(&mut tx, &differences).await?;
    Ok(Json(FormDiff { differences, pages, names, elsewhere }))
}

/// What processes say of fields that are not there any more.
async fn elsewhere(tx: &mut Tx, differences: &[Difference]) -> Result<Vec<FieldMention>> {
    let gone: Vec<Named> = differences.iter().filter_map(gone).collect();
    if gone.is_empty() {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    for (process, definition) in published::newest_processes(tx).await? {
        let definition = serde_json::from_str(&definition)?;
        for field in &gone {
            let pointers = mentions(&definition, &field.key);
            if !pointers.is_empty() {
                found.push(FieldMention { field: field.clone(), process: process.clone(), pointers });
            }
        }
    }
    Ok(found)
}

/// The field that a difference takes away, under the pointer it had.
fn gone(difference: &Difference) -> Option<Named> {
    match difference {
        Difference::FieldRemoved { field } => Some(field.clone()),
        Difference::IdChanged { field, from } => Some(Named { key: from.clone(), ..field.clone() }),
        _ => None,
    }
}

async fn text_at(tx: &mut Tx, known: &Known, designer: &Designer, which: &str) -> Result<Value> {
    if which == "draft" {
        return draft_of(tx, known, designer).await;
    }
    if which == "0" {
        return domain::begin(&known.held.id, &known.held.title, None)
            .map_err(|fault| Error::invalid(vec![fault]));
    }
    let version = which.parse().map_err(|_| Error::bad_request("from, to: a version, or `draft`"))?;
    let form = FormRef { id: known.held.id.clone(), version };
    published_definition(tx, &form).await
}

/// What another id for a field touches, in the form and outside of it. Nothing is stored.
#[utoipa::path(post, path = "/api/desk/forms/{id}/rename", tag = "designing", params(("id" = String, Path)),
    request_body = RenameField,
    responses((status = 200, body = FieldRenamed), (status = 403, body = Problem), (status = 422, body = Problem)))]
pub async fn renamed(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(id): Path<String>,
    Json(asked): Json<RenameField>,
) -> Result<Json<FieldRenamed>> {
    let mut tx = state.db.read().await?;
    let designer = designer_of(&mut tx, &session).await?;
    if !find(&mut tx, Shelf::Forms, &id).await?.is_of(&designer) {
        return Err(Error::forbidden());
    }
    let renamed = rename(&asked.definition, &asked.from, &asked.to).map_err(|error| match error {
        RenameError::NotThere => Error::field("/from", FieldCode::Unknown),
        RenameError::Shared => Error::field("/from", FieldCode::NotAChoice),
        RenameError::Taken => Error::field("/to", FieldCode::Taken),
        RenameError::Elsewhere => Error::field("/to", FieldCode::NotAChoice),
        RenameError::BadName => Error::field("/to", FieldCode::Pattern),
    })?;
    let mut elsewhere = Vec::new();
    for (process, definition) in published::newest_processes(&mut tx).await? {
        let pointers = mentions(&serde_json::from_str(&definition)?, &asked.from);
        if !pointers.is_empty() {
            elsewhere.push(Mention { process, pointers });
        }
    }
    let Renamed { definition, touched, unclear } = renamed;
    Ok(Json(FieldRenamed { definition, touched, unclear, elsewhere }))
}
