//! Reading at the desk of guides: the list, a guide with its versions, its draft, a definition.

use axum::extract::{Path, State};
use schema::definitions::{DefinitionLine, DefinitionRecord};
use schema::guide::{GuideDefinition, GuideDraft, lint};
use schema::{Page, Problem};

use super::SHELF;
use super::edit::judged;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::definitions::desk::designer_of;
use crate::features::definitions::desk::http::{self as desk, Asked, draft_of, find};
use crate::features::guides;
use crate::http::{Json, Query, SignedIn};
use crate::state::AppState;

/// Every guide of the hall, by code. What one may change oneself is marked.
#[utoipa::path(get, path = "/api/desk/guides", tag = "designing", params(Asked),
    responses((status = 200, body = Page<DefinitionLine>), (status = 403, body = Problem)))]
pub async fn list(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Query(asked): Query<Asked>,
) -> Result<Json<Page<DefinitionLine>>> {
    desk::listed(&state, &session, SHELF, asked).await.map(Json)
}

/// A guide with its versions.
#[utoipa::path(get, path = "/api/desk/guides/{id}", tag = "designing", params(("id" = String, Path)),
    responses((status = 200, body = DefinitionRecord), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn read(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(id): Path<String>,
) -> Result<Json<DefinitionRecord>> {
    desk::shown(&state, &session, SHELF, &id).await.map(Json)
}

/// The draft of a guide, whole, with what is wrong with it.
#[utoipa::path(get, path = "/api/desk/guides/{id}/draft", tag = "designing", params(("id" = String, Path)),
    responses((status = 200, body = GuideDraft), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn draft(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(id): Path<String>,
) -> Result<Json<GuideDraft>> {
    let mut tx = state.db.read().await?;
    let designer = designer_of(&mut tx, &session).await?;
    let known = find(&mut tx, SHELF, &id).await?;
    let guide = serde_json::from_value(draft_of(&mut tx, &known, &designer).await?)?;
    let (_, draft) = known.draft.ok_or_else(Error::not_found)?;
    drop(tx);
    let (guide, lints) = judged(guide, lint).await?;
    Ok(Json(GuideDraft { revision: known.held.revision, draft, guide, lints }))
}

/// A published version, as it was published.
#[utoipa::path(get, path = "/api/desk/guides/{id}/{version}", tag = "designing",
    params(("id" = String, Path), ("version" = u32, Path)),
    responses((status = 200, body = GuideDefinition), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn version(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path((id, version)): Path<(String, u32)>,
) -> Result<Json<GuideDefinition>> {
    let mut tx = state.db.read().await?;
    designer_of(&mut tx, &session).await?;
    let guide = published(&mut tx, &id, version).await?;
    Ok(Json(GuideDefinition { version, guide }))
}

/// What a version says.
pub async fn published(tx: &mut Tx, id: &str, version: u32) -> Result<schema::guide::Guide> {
    let text = guides::version(tx, id, version).await?.ok_or_else(Error::not_found)?;
    Ok(serde_json::from_str(&text)?)
}
