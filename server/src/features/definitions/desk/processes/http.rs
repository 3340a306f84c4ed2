//! Reading at the desk of process designers: the list, a process with its versions, its draft, a definition, what is
//! different, and where it runs.

use axum::extract::{Path, State};
use schema::definitions::{
    DefinitionLine, DefinitionRecord, ProcessDefinition, ProcessDiff, ProcessDraft, ProcessRef,
    ProcessSetting, RiskPassed,
};
use schema::process::design::{Piece, Setting, differences, fact_names, working_days};
use schema::{Page, Problem};
use serde_json::Value;

use super::SHELF;
use super::source::under;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::definitions::desk::designer_of;
use crate::features::definitions::desk::difference::Between;
use crate::features::definitions::desk::domain::Designer;
use crate::features::definitions::desk::http::{self as desk, Asked, Known, draft_of, find};
use crate::features::definitions::store as published;
use crate::features::{accounts, cases, catalogue, exchange};
use crate::http::{Json, Query, SignedIn};
use crate::state::AppState;

/// Every process of the hall, by id. What one may change oneself is marked.
#[utoipa::path(get, path = "/api/desk/processes", tag = "designing", params(Asked),
    responses((status = 200, body = Page<DefinitionLine>), (status = 403, body = Problem)))]
pub async fn list(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Query(asked): Query<Asked>,
) -> Result<Json<Page<DefinitionLine>>> {
    desk::listed(&state, &session, SHELF, asked).await.map(Json)
}

/// A process with its versions.
#[utoipa::path(get, path = "/api/desk/processes/{id}", tag = "designing", params(("id" = String, Path)),
    responses((status = 200, body = DefinitionRecord), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn read(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(id): Path<String>,
) -> Result<Json<DefinitionRecord>> {
    desk::shown(&state, &session, SHELF, &id).await.map(Json)
}

/// The draft of a process, whole.
#[utoipa::path(get, path = "/api/desk/processes/{id}/draft", tag = "designing", params(("id" = String, Path)),
    responses((status = 200, body = ProcessDraft), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn draft(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(id): Path<String>,
) -> Result<Json<ProcessDraft>> {
    let mut tx = state.db.read().await?;
    let designer = designer_of(&mut tx, &session).await?;
    let known = find(&mut tx, SHELF, &id).await?;
    let definition = draft_of(&mut tx, &known, &designer).await?;
    let (_, draft) = known.draft.ok_or_else(Error::not_found)?;
    Ok(Json(ProcessDraft { revision: known.held.revision, draft, definition }))
}

/// A published version's definition, as it was published.
#[utoipa::path(get, path = "/api/desk/processes/{id}/{version}", tag = "designing",
    params(("id" = String, Path), ("version" = u32, Path)),
    responses((status = 200, body = ProcessDefinition), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn version(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path((id, version)): Path<(String, u32)>,
) -> Result<Json<ProcessDefinition>> {
    let mut tx = state.db.read().await?;
    designer_of(&mut tx, &session).await?;
    let definition = published_definition(&mut tx, &id, version).await?;
    Ok(Json(ProcessDefinition { process: ProcessRef { id, version }, definition }))
}

/// The definition of a version.
pub async fn published_definition(tx: &mut Tx, id: &str, version: u32) -> Result<Value> {
    let text = published::process(tx, id, version).await?.ok_or_else(Error::not_found)?;
    Ok(serde_json::from_str(&text)?)
}

/// What is different between two versions, or a version and the draft.
#[utoipa::path(get, path = "/api/desk/processes/{id}/diff", tag = "designing", params(("id" = String, Path), Between),
    responses((status = 200, body = ProcessDiff), (status = 400, body = Problem), (status = 403, body = Problem),
              (status = 404, body = Problem)))]
pub async fn difference(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(id): Path<String>,
    Query(between): Query<Between>,
) -> Result<Json<ProcessDiff>> {
    let mut tx = state.db.read().await?;
    let designer = designer_of(&mut tx, &session).await?;
    let known = find(&mut tx, SHELF, &id).await?;
    let old = at(&mut tx, &known, &designer, &between.from).await?;
    let new = at(&mut tx, &known, &designer, &between.to).await?;
    let mut facts = fact_names(&old);
    facts.extend(fact_names(&new));
    Ok(Json(ProcessDiff { differences: differences(&old, &new), facts }))
}

async fn at(tx: &mut Tx, known: &Known, designer: &Designer, which: &str) -> Result<Piece> {
    let definition = match which {
        "draft" => draft_of(tx, known, designer).await?,
        // Before the first version there is nothing.
        "0" => under(&known.held.id, &known.held.title, &serde_json::json!({})),
        version => {
            let version =
                version.parse().map_err(|_| Error::bad_request("from, to: a version, or `draft`"))?;
            published_definition(tx, &known.held.id, version).await?
        }
    };
    Piece::read(&definition)
        .ok_or_else(|| Error::bad_request("the definition has not the shape of a process"))
}

/// Where the process runs: which roles somebody holds, what was promised for its items, and the form they are applied for
/// with.
#[utoipa::path(get, path = "/api/desk/processes/{id}/setting", tag = "designing", params(("id" = String, Path)),
    responses((status = 200, body = ProcessSetting), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn setting(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(id): Path<String>,
) -> Result<Json<ProcessSetting>> {
    let now = state.clock.now();
    let mut tx = state.db.read().await?;
    designer_of(&mut tx, &session).await?;
    find(&mut tx, SHELF, &id).await?;
    let items = published::items_of_process(&mut tx, &id).await?;
    let (mut promised, mut form) = (None, None);
    for item in items {
        let Some(version) = catalogue::version(&mut tx, &item).await? else { continue };
        let known = catalogue::item_at(&mut tx, &item, version).await?;
        let days = known.and_then(|item| item.summary.promised_limit).map(working_days);
        promised = promised.into_iter().chain(days).min();
        if form.is_none() {
            form = published::form_of_item(&mut tx, &item, now).await?;
        }
    }
    let held = Some(accounts::roles_held(&mut tx).await?);
    let passed = cases::risks_passed(&mut tx, &id, RiskPassed::DAYS, now).await?;
    let published = Some(published::processes_in_force(&mut tx, now).await?.into_iter().collect());
    let systems = exchange::list(&mut tx).await?.into_iter().filter(|system| system.disabled_at.is_none());
    let systems = Some(systems.map(|system| (system.code, system.name)).collect());
    Ok(Json(ProcessSetting { setting: Setting { held, promised, published, systems }, form, passed }))
}
