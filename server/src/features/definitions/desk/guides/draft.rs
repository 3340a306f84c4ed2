//! The verbs of a guide's draft: begin, save, edit one part, hand over, review, publish, discard; and retiring a version.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use schema::calendar::local_day;
use schema::definitions::{AtRevision, DefinitionRecord, PublishDraft, ReviewDraft, SaveDraft};
use schema::guide::{EditGuide, Guide, GuideBeginning, GuideDraft, NewGuide, apply, lint};
use schema::{FieldCode, FieldError, Problem};

use super::SHELF;
use super::edit::{blocking, first, judged, named};
use super::http::published;
use crate::error::{Error, Result};
use crate::features::definitions::desk::begin::Begin;
use crate::features::definitions::desk::domain;
use crate::features::definitions::desk::open::{Doing, Open};
use crate::features::guides::{self, NewGuideVersion};
use crate::http::{Json, Query, SignedIn};
use crate::state::AppState;

/// Begins a guide: with one question, from a published one, or from a definition.
#[utoipa::path(post, path = "/api/desk/guides", tag = "designing", request_body = NewGuide,
    responses((status = 201, body = DefinitionRecord), (status = 403, body = Problem), (status = 422, body = Problem)))]
pub async fn begin(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Json(new): Json<NewGuide>,
) -> Result<Response> {
    let mut begun = Begin::at(&state, &session, SHELF, (&new.id, &new.title)).await?;
    let guide = match new.from {
        GuideBeginning::Nothing => first(&new.id, &new.title, local_day(state.clock.now())),
        GuideBeginning::Guide { id, version } => published(&mut begun.tx, &id, version).await?,
        GuideBeginning::Definition(definition) => serde_json::from_value(definition)
            .map_err(|_| Error::field("/from/definition", FieldCode::WrongType))?,
    };
    let guide = Guide { code: new.id.clone(), title: new.title.clone(), ..guide };
    let record = begun.with(&state, &serde_json::to_string(&guide)?).await?;
    Ok((StatusCode::CREATED, Json(record)).into_response())
}

/// Saves a guide as it is, also one that cannot be published yet. What was under review is a draft again.
#[utoipa::path(put, path = "/api/desk/guides/{id}/draft", tag = "designing", params(("id" = String, Path)),
    request_body = SaveDraft,
    responses((status = 200, body = GuideDraft), (status = 403, body = Problem), (status = 404, body = Problem),
              (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn save(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(id): Path<String>,
    Json(sent): Json<SaveDraft>,
) -> Result<Json<GuideDraft>> {
    let open = Open::at(&state, &session, (SHELF, &id), sent.revision, Doing::Writing).await?;
    let guide = named(&sent.definition, &id).map_err(|fault| Error::invalid(vec![fault]))?;
    saved(open, guide).await
}

async fn saved(open: Open, guide: Guide) -> Result<Json<GuideDraft>> {
    if domain::is_too_long(&guide.title) {
        let fault = FieldError::new("/definition/title", FieldCode::TooLong);
        return Err(Error::invalid(vec![fault.with("max", domain::TITLE_LETTERS.to_string())]));
    }
    let definition = serde_json::to_value(&guide)?;
    let (revision, draft) = open.save(&guide.title, &definition).await?;
    let (guide, lints) = judged(guide, lint).await?;
    Ok(Json(GuideDraft { revision, draft, guide, lints }))
}

/// Changes one part of a guide and saves it: of its draft, or where there is none of its newest version.
#[utoipa::path(post, path = "/api/desk/guides/{id}/draft/edits", tag = "designing", params(("id" = String, Path)),
    request_body = EditGuide,
    responses((status = 200, body = GuideDraft), (status = 403, body = Problem), (status = 404, body = Problem),
              (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn edit(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(id): Path<String>,
    Json(EditGuide { revision, edit }): Json<EditGuide>,
) -> Result<Json<GuideDraft>> {
    let mut open = Open::at(&state, &session, (SHELF, &id), revision, Doing::Writing).await?;
    let guide: Guide = match (open.known.draft.is_some(), open.known.newest()) {
        (true, _) => serde_json::from_value(open.text().await?)?,
        (false, Some(newest)) => published(&mut open.tx, &id, newest).await?,
        (false, None) => return Err(Error::not_found()),
    };
    let guide = apply(&guide, edit).map_err(|fault| Error::field(fault.0, FieldCode::Unexpected))?;
    saved(open, guide).await
}

/// Hands a draft over to be reviewed by a second person.
#[utoipa::path(post, path = "/api/desk/guides/{id}/draft/submit", tag = "designing", params(("id" = String, Path)),
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
#[utoipa::path(post, path = "/api/desk/guides/{id}/draft/review", tag = "designing", params(("id" = String, Path)),
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

/// Publishes what was approved as the next version, from a day on. What is wrong with it, or leads to what is not there, holds it
/// up.
#[utoipa::path(post, path = "/api/desk/guides/{id}/draft/publish", tag = "designing", params(("id" = String, Path)),
    request_body = PublishDraft,
    responses((status = 200, body = DefinitionRecord), (status = 403, body = Problem), (status = 404, body = Problem),
              (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn publish(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(id): Path<String>,
    Json(sent): Json<PublishDraft>,
) -> Result<Json<DefinitionRecord>> {
    let at = || Open::at(&state, &session, (SHELF, &id), sent.revision, Doing::Either);
    let mut open = at().await?;
    open.draft()?.publish()?;
    let guide: Guide = serde_json::from_value(open.text().await?)?;
    // Nothing is locked while it is judged. At the same revision it says the same.
    drop(open);
    let (guide, mut faults) = judged(guide, blocking).await?;
    let mut open = at().await?;
    open.draft()?.publish()?;
    faults.extend(guides::dangling(&mut open.tx, &guide, open.now).await?.into_iter().map(|it| {
        FieldError::new(format!("/definition{}", it.pointer), FieldCode::Unknown).with("detail", it.name)
    }));
    let effective_from = open.in_force_from(sent.effective_on, faults)?;
    let new = NewGuideVersion {
        guide: &guide,
        version: open.next_version(),
        published_at: open.now,
        effective_from,
        published_by: Some(session.account),
        reviewed_by: open.reviewer().await?,
    };
    guides::insert_version(&mut open.tx, &new).await?;
    let version = new.version;
    open.published(&state, version, effective_from).await
}

/// Takes a draft away. What is published stays.
#[utoipa::path(delete, path = "/api/desk/guides/{id}/draft", tag = "designing",
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

/// Retires a version: nobody is led by it any more.
#[utoipa::path(post, path = "/api/desk/guides/{id}/{version}/retire", tag = "designing",
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
