//! The verbs of a draft: begin, save, hand over, review, publish, discard; and retiring a version.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use schema::FieldError;
use schema::Problem;
use schema::definitions::{
    AtRevision, DefinitionRecord, DraftSaved, FormBegun, NewForm, PublishDraft, ReviewDraft, SaveDraft,
};
use schema::form::compile;

use super::begin::Begin;
use super::designer_of;
use super::domain;
use super::http::find;
use super::open::{Doing, Open};
use super::shelf::Shelf;
use super::source::source;
use crate::error::{Error, Result};
use crate::features::definitions::dangling;
use crate::features::definitions::store::{self as published, NewVersion};
use crate::http::{Json, Query, SignedIn};
use crate::state::AppState;

const FORMS: Shelf = Shelf::Forms;

/// Begins a form: from nothing, from a published one, from a definition, or from a file of others.
#[utoipa::path(post, path = "/api/desk/forms", tag = "designing", request_body = NewForm,
    responses((status = 201, body = FormBegun), (status = 403, body = Problem), (status = 422, body = Problem)))]
pub async fn begin(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Json(new): Json<NewForm>,
) -> Result<Response> {
    let mut begun = Begin::at(&state, &session, FORMS, (&new.id, &new.title)).await?;
    let (from, losses) = source(&mut begun.tx, new.from).await?;
    let definition = domain::begin(&new.id, &new.title, from).map_err(invalid)?;
    let form = begun.with(&state, &definition.to_string()).await?;
    Ok((StatusCode::CREATED, Json(FormBegun { form, losses })).into_response())
}

fn invalid(fault: FieldError) -> Error {
    Error::invalid(vec![fault])
}

/// Saves a definition as it is, and says what the compiler has to say about it. What was under review is a draft again.
#[utoipa::path(put, path = "/api/desk/forms/{id}/draft", tag = "designing", params(("id" = String, Path)),
    request_body = SaveDraft,
    responses((status = 200, body = DraftSaved), (status = 403, body = Problem), (status = 404, body = Problem),
              (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn save(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(id): Path<String>,
    Json(sent): Json<SaveDraft>,
) -> Result<Json<DraftSaved>> {
    // Nobody has the hall compile what they may not save, and nobody who writes waits for a compiler.
    {
        let mut tx = state.db.read().await?;
        Doing::Writing.check(&designer_of(&mut tx, &session).await?, &find(&mut tx, FORMS, &id).await?)?;
    }
    let (_, lints) = compile(&sent.definition);
    let open = Open::at(&state, &session, (FORMS, &id), sent.revision, Doing::Writing).await?;
    let title = domain::named(&sent.definition, &id).map_err(invalid)?;
    let (revision, draft) = open.save(&title, &sent.definition).await?;
    Ok(Json(DraftSaved { revision, draft, lints }))
}

/// Hands a draft over to be reviewed by a second person.
#[utoipa::path(post, path = "/api/desk/forms/{id}/draft/submit", tag = "designing", params(("id" = String, Path)),
    request_body = AtRevision,
    responses((status = 200, body = DefinitionRecord), (status = 403, body = Problem), (status = 404, body = Problem),
              (status = 409, body = Problem)))]
pub async fn submit(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(id): Path<String>,
    Json(AtRevision { revision }): Json<AtRevision>,
) -> Result<Json<DefinitionRecord>> {
    Open::at(&state, &session, (FORMS, &id), revision, Doing::Writing).await?.submit(&state).await
}

/// Approves a draft, or sends it back and says why. Nobody reviews what they wrote or handed over themselves.
#[utoipa::path(post, path = "/api/desk/forms/{id}/draft/review", tag = "designing", params(("id" = String, Path)),
    request_body = ReviewDraft,
    responses((status = 200, body = DefinitionRecord), (status = 403, body = Problem), (status = 404, body = Problem),
              (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn review(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(id): Path<String>,
    Json(verdict): Json<ReviewDraft>,
) -> Result<Json<DefinitionRecord>> {
    let open = Open::at(&state, &session, (FORMS, &id), verdict.revision, Doing::Reviewing).await?;
    open.review(&state, &verdict).await
}

/// Publishes what was approved as the next version, from a day on. Errors and missing languages hold it up.
#[utoipa::path(post, path = "/api/desk/forms/{id}/draft/publish", tag = "designing", params(("id" = String, Path)),
    request_body = PublishDraft,
    responses((status = 200, body = DefinitionRecord), (status = 403, body = Problem), (status = 404, body = Problem),
              (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn publish(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(id): Path<String>,
    Json(sent): Json<PublishDraft>,
) -> Result<Json<DefinitionRecord>> {
    let mut open = Open::at(&state, &session, (FORMS, &id), sent.revision, Doing::Either).await?;
    open.draft()?.publish()?;
    let definition = open.text().await?;
    let (form, mut lints) = compile(&definition);
    lints.extend(dangling(&mut open.tx, &id, &form).await?);
    let effective_from = open.in_force_from(sent.effective_on, domain::blocking(&lints))?;
    let version = NewVersion {
        id: &id,
        version: open.next_version(),
        definition: &definition.to_string(),
        program: &serde_json::to_string(&form)?,
        published_at: open.now,
        effective_from,
        published_by: Some(session.account),
        reviewed_by: open.reviewer().await?,
    };
    published::insert_form(&mut open.tx, &version).await?;
    open.published(&state, version.version, effective_from).await
}

/// Takes a draft away. What is published stays.
#[utoipa::path(delete, path = "/api/desk/forms/{id}/draft", tag = "designing",
    params(("id" = String, Path), ("revision" = i64, Query, description = "The revision one has seen.")),
    responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem),
              (status = 409, body = Problem)))]
pub async fn discard(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(id): Path<String>,
    Query(AtRevision { revision }): Query<AtRevision>,
) -> Result<StatusCode> {
    Open::at(&state, &session, (FORMS, &id), revision, Doing::Writing).await?.discard().await
}

/// Retires a version: nothing is begun or filed with it any more. What was filed with it stays as it is.
#[utoipa::path(post, path = "/api/desk/forms/{id}/{version}/retire", tag = "designing",
    params(("id" = String, Path), ("version" = u32, Path)), request_body = AtRevision,
    responses((status = 200, body = DefinitionRecord), (status = 403, body = Problem), (status = 404, body = Problem),
              (status = 409, body = Problem)))]
pub async fn retire(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path((id, version)): Path<(String, u32)>,
    Json(AtRevision { revision }): Json<AtRevision>,
) -> Result<Json<DefinitionRecord>> {
    Open::at(&state, &session, (FORMS, &id), revision, Doing::Either).await?.retire(&state, version).await
}
