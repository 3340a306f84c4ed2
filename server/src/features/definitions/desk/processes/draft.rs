//! The verbs of a process's draft: begin, save, hand over, review, publish, discard; and retiring a version.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use schema::definitions::{
    AtRevision, DefinitionRecord, NewProcess, ProcessBegun, ProcessSaved, PublishDraft, ReviewDraft,
    SaveDraft,
};
use schema::process::design::Piece;
use schema::process::{DefinitionError, Process};
use schema::{FieldCode, FieldError, Problem};
use serde_json::Value;

use super::own_forms::unusable;
use super::source::{source, under};
use super::{SHELF, agencies, fees, outside};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::definitions::desk::begin::Begin;
use crate::features::definitions::desk::domain;
use crate::features::definitions::desk::open::{Doing, Open};
use crate::features::definitions::store::{self as published, NewProcessVersion};
use crate::features::definitions::{dangling_in, form};
use crate::http::{Json, Query, SignedIn};
use crate::state::AppState;

/// Begins a process: from a template, from a published one, from a definition, or from a model in BPMN.
#[utoipa::path(post, path = "/api/desk/processes", tag = "designing", request_body = NewProcess,
    responses((status = 201, body = ProcessBegun), (status = 403, body = Problem), (status = 422, body = Problem)))]
pub async fn begin(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Json(new): Json<NewProcess>,
) -> Result<Response> {
    let mut begun = Begin::at(&state, &session, SHELF, (&new.id, &new.title)).await?;
    let (from, losses) = source(&mut begun.tx, new.from).await?;
    let definition = under(&new.id, &new.title, &from).to_string();
    let process = begun.with(&state, &definition).await?;
    Ok((StatusCode::CREATED, Json(ProcessBegun { process, losses })).into_response())
}

/// Saves a definition as it is, also one that cannot run yet. What was under review is a draft again.
#[utoipa::path(put, path = "/api/desk/processes/{id}/draft", tag = "designing", params(("id" = String, Path)),
    request_body = SaveDraft,
    responses((status = 200, body = ProcessSaved), (status = 403, body = Problem), (status = 404, body = Problem),
              (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn save(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(id): Path<String>,
    Json(sent): Json<SaveDraft>,
) -> Result<Json<ProcessSaved>> {
    let open = Open::at(&state, &session, (SHELF, &id), sent.revision, Doing::Writing).await?;
    let (revision, draft) = open.save(&named(&sent.definition, &id)?, &sent.definition).await?;
    Ok(Json(ProcessSaved { revision, draft }))
}

/// The name that a definition gives its process, if it may be saved under this id.
fn named(definition: &Value, id: &str) -> Result<schema::locale::Text> {
    let piece = Piece::read(definition).ok_or_else(|| Error::field("/definition", FieldCode::WrongType))?;
    if piece.id() != Some(id) {
        return Err(Error::field("/definition/id", FieldCode::NotAChoice));
    }
    let title = piece.name();
    if domain::is_too_long(&title) {
        let fault = FieldError::new("/definition/title", FieldCode::TooLong);
        return Err(Error::invalid(vec![fault.with("max", domain::TITLE_LETTERS.to_string())]));
    }
    Ok(title)
}

/// Hands a draft over to be reviewed by a second person.
#[utoipa::path(post, path = "/api/desk/processes/{id}/draft/submit", tag = "designing", params(("id" = String, Path)),
    request_body = AtRevision,
    responses((status = 200, body = DefinitionRecord), (status = 403, body = Problem), (status = 404, body = Problem),
              (status = 409, body = Problem)))]
pub async fn submit(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(id): Path<String>,
    Json(AtRevision { revision }): Json<AtRevision>,
) -> Result<Json<DefinitionRecord>> {
    Open::at(&state, &session, (SHELF, &id), revision, Doing::Writing).await?.submit(&state).await
}

/// Approves a draft, or sends it back and says why. Nobody reviews what they wrote or handed over themselves.
#[utoipa::path(post, path = "/api/desk/processes/{id}/draft/review", tag = "designing", params(("id" = String, Path)),
    request_body = ReviewDraft,
    responses((status = 200, body = DefinitionRecord), (status = 403, body = Problem), (status = 404, body = Problem),
              (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn review(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(id): Path<String>,
    Json(verdict): Json<ReviewDraft>,
) -> Result<Json<DefinitionRecord>> {
    let open = Open::at(&state, &session, (SHELF, &id), verdict.revision, Doing::Reviewing).await?;
    open.review(&state, &verdict).await
}

/// Publishes what was approved as the next version, from a day on. What cannot run, or speaks of what the forms of its items
/// do not have, holds it up.
#[utoipa::path(post, path = "/api/desk/processes/{id}/draft/publish", tag = "designing", params(("id" = String, Path)),
    request_body = PublishDraft,
    responses((status = 200, body = DefinitionRecord), (status = 403, body = Problem), (status = 404, body = Problem),
              (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn publish(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(id): Path<String>,
    Json(sent): Json<PublishDraft>,
) -> Result<Json<DefinitionRecord>> {
    let mut open = Open::at(&state, &session, (SHELF, &id), sent.revision, Doing::Either).await?;
    open.draft()?.publish()?;
    let version = open.next_version();
    let mut definition = open.text().await?;
    definition["version"] = version.into();
    let text = definition.to_string();
    let process = Process::read(&text).map_err(|faults| Error::invalid(blocking(&faults)))?;
    let mut faults = agencies::missing(&mut open.tx, &process).await?;
    faults.extend(of_forms(&mut open.tx, &process).await?);
    faults.extend(outside::strange(&mut open.tx, &process, open.now).await?);
    faults.extend(fees::unpublished(&mut open.tx, &process).await?);
    faults.extend(unusable(&mut open.tx, &process, open.now).await?);
    let effective_from = open.in_force_from(sent.effective_on, faults)?;
    let new = NewProcessVersion {
        id: &id,
        version,
        definition: &text,
        published_at: open.now,
        effective_from,
        published_by: Some(session.account),
        reviewed_by: open.reviewer().await?,
    };
    published::insert_process(&mut open.tx, &new).await?;
    open.published(&state, version, effective_from).await
}

/// What keeps a process from being published.
fn blocking(faults: &[DefinitionError]) -> Vec<FieldError> {
    let fault = |fault: &DefinitionError| {
        FieldError::new(format!("/definition{}", fault.pointer), FieldCode::Unexpected)
            .with("detail", fault.to_string())
    };
    faults.iter().map(fault).collect()
}

/// What its tasks say of the forms of its items that is not there, or that officers have no input for.
async fn of_forms(tx: &mut Tx, process: &Process) -> Result<Vec<FieldError>> {
    let mut faults = Vec::new();
    for newest in published::forms_of_process(tx, &process.id).await? {
        let Some(program) = form(tx, &newest).await? else { continue };
        faults.extend(dangling_in(process, &program).into_iter().map(|lint| {
            FieldError::new(format!("/definition{}", lint.pointer), FieldCode::Unexpected)
                .with("lint", serde_json::json!(lint.code))
                .with("detail", lint.detail)
        }));
    }
    Ok(faults)
}

/// Takes a draft away. What is published stays.
#[utoipa::path(delete, path = "/api/desk/processes/{id}/draft", tag = "designing",
    params(("id" = String, Path), ("revision" = i64, Query, description = "The revision one has seen.")),
    responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem),
              (status = 409, body = Problem)))]
pub async fn discard(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(id): Path<String>,
    Query(AtRevision { revision }): Query<AtRevision>,
) -> Result<StatusCode> {
    Open::at(&state, &session, (SHELF, &id), revision, Doing::Writing).await?.discard().await
}

/// Retires a version: no case is opened with it any more. Those under way go on with it.
#[utoipa::path(post, path = "/api/desk/processes/{id}/{version}/retire", tag = "designing",
    params(("id" = String, Path), ("version" = u32, Path)), request_body = AtRevision,
    responses((status = 200, body = DefinitionRecord), (status = 403, body = Problem), (status = 404, body = Problem),
              (status = 409, body = Problem)))]
pub async fn retire(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path((id, version)): Path<(String, u32)>,
    Json(AtRevision { revision }): Json<AtRevision>,
) -> Result<Json<DefinitionRecord>> {
    Open::at(&state, &session, (SHELF, &id), revision, Doing::Either).await?.retire(&state, version).await
}
