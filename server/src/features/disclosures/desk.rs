//! The desk where editors keep the catalogue of public documents. Each change bears a name, and says what became of the document.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use schema::calendar::local_day;
use schema::disclosures::{DeskDisclosure, DisclosureDraft, DisclosureLine};
use schema::role::Role;
use schema::{Page, Problem, ProblemKind};

use super::store::{self, Row};
use crate::cursor;
use crate::error::{Error, Result};
use crate::features::audit::{self, Line};
use crate::features::site_search;
use crate::http::{Json, Query, SignedIn, holding, once};
use crate::state::AppState;

/// How many a page of the list has.
const PAGE: usize = 30;

fn at_desk(state: &AppState, row: Row) -> Result<DeskDisclosure> {
    let (id, index_number) = (row.id, row.index_number());
    let draft = row.draft()?;
    Ok(DeskDisclosure { id, index_number, is_late: draft.is_late(&state.calendar.current()), draft })
}

/// Every document, also those that nobody sees yet or any more, the last one entered first.
#[utoipa::path(get, path = "/api/desk/disclosures", tag = "disclosures", params(cursor::Cursor),
    responses((status = 200, body = Page<DisclosureLine>), (status = 401, body = Problem), (status = 403, body = Problem)))]
pub async fn list(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Query(cursor): Query<cursor::Cursor>,
) -> Result<Json<Page<DisclosureLine>>> {
    holding(&session, Role::Editor)?;
    let before = cursor.read()?.unwrap_or(i64::MAX);
    let today = local_day(state.clock.now());
    let mut rows = store::kept(&mut state.db.read().await?, before, PAGE as i64 + 1).await?;
    let next = cursor::cut(&mut rows, PAGE, |row| row.id);
    let items = rows.iter().map(|row| row.line(today)).collect::<Result<_>>()?;
    Ok(Json(Page { items, next, total: None, facets: Vec::new() }))
}

/// One document, as it was written down.
#[utoipa::path(get, path = "/api/desk/disclosures/{id}", tag = "disclosures", params(("id" = i64, Path)),
    responses((status = 200, body = DeskDisclosure), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 404, body = Problem)))]
pub async fn read(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(id): Path<i64>,
) -> Result<Json<DeskDisclosure>> {
    holding(&session, Role::Editor)?;
    let row = store::one(&mut state.db.read().await?, id).await?.ok_or_else(Error::not_found)?;
    Ok(Json(at_desk(&state, row)?))
}

/// Enters a document. An `Idempotency-Key` that did so already gets what it entered.
#[utoipa::path(post, path = "/api/desk/disclosures", tag = "disclosures",
    params(("idempotency-key" = Option<String>, Header)), request_body = DisclosureDraft,
    responses((status = 201, body = DeskDisclosure), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 422, body = Problem)))]
pub async fn add(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    headers: HeaderMap,
    Json(draft): Json<DisclosureDraft>,
) -> Result<(StatusCode, Json<DeskDisclosure>)> {
    holding(&session, Role::Editor)?;
    let draft = checked(draft)?;
    let now = state.clock.now();
    let word = once(&session.account.to_string(), &headers);
    let mut tx = state.db.write().await?;
    let id = match store::insert(&mut tx, (word.as_deref(), &draft), now).await? {
        Some(id) => {
            let line = Line::by(session.account, "disclosure.add", id);
            audit::record(&mut tx, line.detail("mode", draft.mode.slug()), id, now).await?;
            site_search::advance(&mut tx).await?;
            id
        }
        None => store::by_word(&mut tx, word.as_deref().unwrap_or_default())
            .await?
            .ok_or_else(Error::not_found)?,
    };
    let row = store::one(&mut tx, id).await?.ok_or_else(Error::not_found)?;
    tx.commit().await?;
    site_search::follow(&state);
    Ok((StatusCode::CREATED, Json(at_desk(&state, row)?)))
}

/// Changes a document, or takes it down.
#[utoipa::path(put, path = "/api/desk/disclosures/{id}", tag = "disclosures", params(("id" = i64, Path)),
    request_body = DisclosureDraft,
    responses((status = 200, body = DeskDisclosure), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn set(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(id): Path<i64>,
    Json(draft): Json<DisclosureDraft>,
) -> Result<Json<DeskDisclosure>> {
    holding(&session, Role::Editor)?;
    let now = state.clock.now();
    let mut tx = state.db.write().await?;
    let before = store::one(&mut tx, id).await?.ok_or_else(Error::not_found)?;
    let draft = checked(draft)?;
    let revision = before.revision;
    if before.draft()? != draft {
        if !store::update(&mut tx, id, &draft, now).await? {
            return Err(Error::new(ProblemKind::Conflict));
        }
        let line = Line::by(session.account, "disclosure.set", id)
            .detail("revision", revision + 1)
            .detail("taken_down", draft.taken_down);
        audit::record(&mut tx, line, id, now).await?;
        site_search::advance(&mut tx).await?;
    }
    let row = store::one(&mut tx, id).await?.ok_or_else(Error::not_found)?;
    tx.commit().await?;
    site_search::follow(&state);
    Ok(Json(at_desk(&state, row)?))
}

fn checked(draft: DisclosureDraft) -> Result<DisclosureDraft> {
    let draft = draft.trimmed();
    Error::unless_valid(draft.faults())?;
    Ok(draft)
}
