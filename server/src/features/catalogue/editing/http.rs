//! The verbs of catalogue editors: what is found, which items, how deep online, and setting what the hall keeps.

use axum::extract::{Path, State};
use schema::accounts::Session;
use schema::catalogue::{
    CatalogueFindings, DepthReport, EditedItem, Finding, Handling, ItemSettings, ItemWay, ListedItem,
    OnlineDepth, Way,
};
use schema::role::Role;
use schema::{FieldCode, Page, Problem, ProblemKind};
use serde::Deserialize;
use utoipa::IntoParams;

use super::domain::{self, Scope};
use super::store;
use super::survey::PAGE;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::audit::{self, Line};
use crate::features::catalogue;
use crate::features::catalogue::line::Line as Published;
use crate::features::catalogue::lint;
use crate::http::{Json, Query, SignedIn};
use crate::state::AppState;

/// Where a list goes on.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct After {
    /// `next` of the page before.
    after: Option<String>,
}

/// Of which agency, and where the list goes on.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Unknown {
    /// The agency's number; all that one edits when not given.
    agency: Option<i64>,
    /// `next` of the page before.
    after: Option<String>,
}

/// What the lint finds in the items one edits, counted.
#[utoipa::path(get, path = "/api/desk/catalogue", tag = "editing",
    responses((status = 200, body = CatalogueFindings), (status = 403, body = Problem)))]
pub async fn findings(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
) -> Result<Json<CatalogueFindings>> {
    let scope = scope_of(&mut state.db.read().await?, &session).await?;
    Ok(Json(state.surveys.current(&state.db).await?.counts(&scope)))
}

/// The items of one finding, by region, agency and code.
#[utoipa::path(get, path = "/api/desk/catalogue/findings/{finding}", tag = "editing",
    params(("finding" = Finding, Path), After),
    responses((status = 200, body = Page<ListedItem>), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn found(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(finding): Path<String>,
    Query(After { after }): Query<After>,
) -> Result<Json<Page<ListedItem>>> {
    let scope = scope_of(&mut state.db.read().await?, &session).await?;
    let finding = Finding::from_slug(&finding).ok_or_else(Error::not_found)?;
    let survey = state.surveys.current(&state.db).await?;
    survey.page(finding, &scope, after.as_deref()).map(Json).ok_or_else(no_such_place)
}

/// How many of the items one edits reach which online depth, by kind of power and by agency.
#[utoipa::path(get, path = "/api/desk/catalogue/depth", tag = "editing", params(After),
    responses((status = 200, body = DepthReport), (status = 403, body = Problem)))]
pub async fn depth(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Query(After { after }): Query<After>,
) -> Result<Json<DepthReport>> {
    let after = after.map(|after| after.parse()).transpose().map_err(|_| no_such_place())?;
    let mut tx = state.db.read().await?;
    let scope = scope_of(&mut tx, &session).await?;
    let mut counted = Vec::new();
    for part in scope.parts() {
        counted.extend(store::depths(&mut tx, part).await?);
    }
    Ok(Json(domain::report(counted, after)))
}

/// The items whose online depth nobody has said yet, by code.
#[utoipa::path(get, path = "/api/desk/catalogue/depth/unknown", tag = "editing", params(Unknown),
    responses((status = 200, body = Page<ListedItem>), (status = 403, body = Problem)))]
pub async fn unknown(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Query(Unknown { agency, after }): Query<Unknown>,
) -> Result<Json<Page<ListedItem>>> {
    let after = after.unwrap_or_default();
    let mut tx = state.db.read().await?;
    let scope = scope_of(&mut tx, &session).await?;
    let mut items = Vec::new();
    for part in scope.parts() {
        items.extend(store::of_unknown_depth(&mut tx, part, agency, &after, PAGE as i64 + 1).await?);
    }
    items.sort_by(|a, b| a.code.cmp(&b.code));
    let more = items.len() > PAGE;
    items.truncate(PAGE);
    let next = items.last().filter(|_| more).map(|item| item.code.clone());
    Ok(Json(Page { items, next, total: None, facets: Vec::new() }))
}

/// An item as an editor sees it.
#[utoipa::path(get, path = "/api/desk/catalogue/items/{code}", tag = "editing", params(("code" = String, Path)),
    responses((status = 200, body = EditedItem), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn item(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(code): Path<String>,
) -> Result<Json<EditedItem>> {
    let mut tx = state.db.read().await?;
    let scope = scope_of(&mut tx, &session).await?;
    edited(&mut tx, &scope, &code).await.map(Json)
}

/// Sets how an item is handled and how far it can be handled online.
#[utoipa::path(put, path = "/api/desk/catalogue/items/{code}", tag = "editing", params(("code" = String, Path)),
    request_body = ItemSettings,
    responses((status = 200, body = EditedItem), (status = 403, body = Problem), (status = 409, body = Problem)))]
pub async fn set(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(code): Path<String>,
    Json(wanted): Json<ItemSettings>,
) -> Result<Json<EditedItem>> {
    let now = state.clock.now();
    let mut tx = state.db.write().await?;
    let scope = scope_of(&mut tx, &session).await?;
    let before = edited(&mut tx, &scope, &code).await?;
    if before.settings == wanted {
        return Ok(Json(before));
    }
    // The database judges too: on PostgreSQL two may have read the same revision.
    if before.settings.revision != wanted.revision || !store::set(&mut tx, &code, &wanted).await? {
        return Err(Error::new(ProblemKind::Conflict));
    }
    if before.settings.handling != wanted.handling {
        // Lists show how an item is handled.
        catalogue::store::advance_revision(&mut tx).await?;
    }
    let settings = ItemSettings { revision: wanted.revision + 1, ..wanted };
    let line = change(session.account, &code, &before.settings, &settings);
    audit::record(&mut tx, line, session.account, now).await?;
    tx.commit().await?;
    let way = ItemWay { revision: settings.revision, ..before.way };
    Ok(Json(EditedItem { settings, way, ..before }))
}

/// Sets who finishes what is filled in online: who fills it in, the window, or another agent of the enterprise.
#[utoipa::path(put, path = "/api/desk/catalogue/items/{code}/way", tag = "editing", params(("code" = String, Path)),
    request_body = ItemWay,
    responses((status = 200, body = EditedItem), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn set_way(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(code): Path<String>,
    Json(wanted): Json<ItemWay>,
) -> Result<Json<EditedItem>> {
    let now = state.clock.now();
    let mut tx = state.db.write().await?;
    let scope = scope_of(&mut tx, &session).await?;
    let before = edited(&mut tx, &scope, &code).await?;
    if before.way == wanted {
        return Ok(Json(before));
    }
    if wanted.days.is_some_and(|days| days == 0 || days > Way::MOST_DAYS) {
        return Err(Error::field(
            "/days",
            if wanted.days == Some(0) { FieldCode::TooSmall } else { FieldCode::TooLarge },
        ));
    }
    if before.way.revision != wanted.revision || !store::set_way(&mut tx, &code, &wanted).await? {
        return Err(Error::new(ProblemKind::Conflict));
    }
    // Pages that are kept say it.
    catalogue::store::advance_revision(&mut tx).await?;
    let line = Line::by(session.account, "item.set_way", &code)
        .detail("way_before", before.way.way.slug())
        .detail("way", wanted.way.slug())
        .detail("days", wanted.days);
    audit::record(&mut tx, line, session.account, now).await?;
    let after = edited(&mut tx, &scope, &code).await?;
    tx.commit().await?;
    Ok(Json(after))
}

/// What goes on record: the values before and after.
fn change(account: i64, code: &str, before: &ItemSettings, after: &ItemSettings) -> Line {
    let level = |depth: Option<OnlineDepth>| depth.map(OnlineDepth::level);
    Line::by(account, "item.set", code)
        .detail("revision", after.revision)
        .detail("handling_before", before.handling.map(Handling::word))
        .detail("handling", after.handling.map(Handling::word))
        .detail("depth_before", level(before.depth))
        .detail("depth", level(after.depth))
}

/// Where this person edits: regions with everything below them, or single agencies.
async fn scope_of(tx: &mut Tx, session: &Session) -> Result<Scope> {
    super::scope_of(tx, session, Role::Editor).await?.ok_or_else(Error::forbidden)
}

/// An item; one of another region or agency may be read by everybody, but not be edited.
async fn edited(tx: &mut Tx, scope: &Scope, code: &str) -> Result<EditedItem> {
    let row = catalogue::store::item(tx, code).await?.ok_or_else(Error::not_found)?;
    let revision = store::edits(tx, code).await?.ok_or_else(Error::not_found)?;
    let published = Published::of_row(&row)?;
    if !scope.holds(&published.region_code, &published.department) {
        return Err(Error::forbidden());
    }
    let region = row.region_name.clone();
    let item = catalogue::http::whole(row)?;
    let findings = lint::found(&published).collect();
    let Published { task_code, name, department, item_type, .. } = published;
    Ok(EditedItem {
        item: ListedItem { code: task_code, name, department, region },
        item_type,
        findings,
        settings: ItemSettings { handling: item.summary.handling, depth: item.depth, revision },
        way: ItemWay { way: item.way, days: item.way_days, revision },
    })
}

fn no_such_place() -> Error {
    Error::bad_request("after: not the `next` of a page; begin the list again")
}
