//! The verbs of the window: what may be taken in there, what one has begun, begin for somebody, and the code by which a person
//! takes over the account that was made for them.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, Utc};
use schema::accounts::Session;
use schema::catalogue::{ItemQuery, ItemSummary};
use schema::window::{Channel, NewWindowApplication, WindowBegun, WindowCode, WindowDraft, WindowQuery};
use schema::{FieldCode, Page, Problem, ProblemKind};

use crate::cursor::{self, Cursor, Moment};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::accounts::{self, Intake, WalkIn};
use crate::features::applications::{self, Opened};
use crate::features::audit::{self, Line};
use crate::features::catalogue;
use crate::http::{Json, Query, SignedIn};
use crate::state::AppState;

/// How many drafts a page of the list has.
const PAGE: usize = 20;

/// How many items are offered: who sees none that fits types another word.
const OFFERED: usize = 10;

/// So many pages of the search are looked through for them.
const LOOKED_AT: usize = 20;

/// The transaction of who stands at a window; others are refused, and that is on record.
pub(super) async fn at_window(state: &AppState, session: &Session) -> Result<(Tx, Intake)> {
    let mut tx = state.db.write().await?;
    let intake = Intake::of(&mut tx, session.account).await?;
    if intake.is_empty() {
        let line = Line::by(session.account, "window.refused", session.account);
        audit::record(&mut tx, line, session.account, state.clock.now()).await?;
        tx.commit().await?;
        return Err(Error::forbidden());
    }
    Ok((tx, intake))
}

/// What one has begun for others and not filed, the one saved last first.
#[utoipa::path(get, path = "/api/desk/window/applications", tag = "desk", params(Cursor),
    responses((status = 200, body = Page<WindowDraft>), (status = 403, body = Problem)))]
pub async fn list(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Query(cursor): Query<Cursor>,
) -> Result<Json<Page<WindowDraft>>> {
    let before = cursor.read()?.unwrap_or_else(|| Moment::first(state.clock.now()));
    let (mut tx, _) = at_window(&state, &session).await?;
    let mut items = applications::drafts_of_clerk(&mut tx, session.account, before, PAGE as i64 + 1).await?;
    let next = cursor::cut(&mut items, PAGE, |draft| Moment(draft.updated_at, draft.id));
    Ok(Json(Page { items, next, total: None, facets: Vec::new() }))
}

/// The items that are taken in at one's window and fit some words, the best first.
#[utoipa::path(get, path = "/api/desk/window/items", tag = "desk", params(WindowQuery),
    responses((status = 200, body = Vec<ItemSummary>), (status = 403, body = Problem)))]
pub async fn items(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Query(WindowQuery { q }): Query<WindowQuery>,
) -> Result<Json<Vec<ItemSummary>>> {
    if q.chars().count() > 200 {
        return Err(Error::bad_request("q: at most 200 characters"));
    }
    let (tx, intake) = at_window(&state, &session).await?;
    drop(tx);
    let index = state.search.current();
    let (mut found, mut query) = (Vec::new(), ItemQuery { q: Some(q), ..ItemQuery::default() });
    // What fits is asked page by page until enough of it is taken in here.
    for _ in 0..LOOKED_AT {
        let Page { items, next, .. } = index.search(&query);
        found
            .extend(items.into_iter().filter(|item| intake.covers_named(item.region_code, &item.department)));
        query.cursor = next;
        if found.len() >= OFFERED || query.cursor.is_none() {
            break;
        }
    }
    found.truncate(OFFERED);
    Ok(Json(found))
}

/// Begins an application for somebody, or finds the one that this clerk has begun for them.
#[utoipa::path(post, path = "/api/desk/window/applications", tag = "desk", request_body = NewWindowApplication,
    responses((status = 200, body = WindowBegun), (status = 201, body = WindowBegun), (status = 403, body = Problem),
              (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn begin(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Json(new): Json<NewWindowApplication>,
) -> Result<Response> {
    let now = state.clock.now();
    let (mut tx, intake) = at_window(&state, &session).await?;
    let by = catalogue::handled_by(&mut tx, &new.item).await?;
    let by = by.ok_or_else(|| Error::field("/item", FieldCode::Unknown))?;
    if !intake.covers(&by) {
        return Err(Error::forbidden());
    }
    let said = said(&new)?;
    let walk_in = WalkIn::checked(new.applicant, new.channel).map_err(Error::invalid)?;
    let account = accounts::account_for(&mut tx, &state.chance, &walk_in, now).await?;
    let account = account.map_err(|fault| Error::invalid(vec![fault]))?;
    let applicant = accounts::as_applicant(&mut tx, account).await?;
    let opened = Opened {
        clerk: session.account,
        channel: new.channel,
        phone: walk_in.phone().filter(|_| new.channel == Channel::Hotline),
        said: said.as_deref(),
    };
    let (id, is_new) = applications::begin_for(&mut tx, &applicant, &new.item, &opened, now).await?;
    if is_new {
        let line = Line::by(session.account, "application.begin", id);
        let line = line.detail("for", account).detail("channel", new.channel.slug());
        audit::record(&mut tx, line, id, now).await?;
        tx.commit().await?;
    }
    let status = if is_new { StatusCode::CREATED } else { StatusCode::OK };
    Ok((status, Json(WindowBegun { id })).into_response())
}

/// What a caller said; nothing of somebody who stands there, who says it in the form.
fn said(new: &NewWindowApplication) -> Result<Option<String>> {
    let said = new.said.as_deref().map(str::trim).filter(|said| !said.is_empty());
    let said = said.filter(|_| new.channel == Channel::Hotline);
    if said.is_some_and(|said| said.chars().count() > NewWindowApplication::MOST_SAID) {
        return Err(Error::field("/said", FieldCode::TooLong));
    }
    Ok(said.map(str::to_owned))
}

/// Hands out a code by which the applicant takes over the account that was made for them here. Only who has begun or filed it for
/// them does; who has a login already needs none.
#[utoipa::path(post, path = "/api/desk/window/applications/{id}/code", tag = "desk", params(("id" = i64, Path)),
    responses((status = 200, body = WindowCode), (status = 403, body = Problem), (status = 404, body = Problem),
              (status = 409, body = Problem)))]
pub async fn code(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(id): Path<i64>,
) -> Result<Json<WindowCode>> {
    let now = state.clock.now();
    let (mut tx, _) = at_window(&state, &session).await?;
    let account = applications::for_whom(&mut tx, id, session.account).await?.ok_or_else(Error::not_found)?;
    let code = hand_out(&state, &mut tx, account, now).await?;
    let line = Line::by(session.account, "window.code", id).detail("for", account);
    audit::record(&mut tx, line, account, now).await?;
    tx.commit().await?;
    Ok(Json(code))
}

async fn hand_out(state: &AppState, tx: &mut Tx, account: i64, now: DateTime<Utc>) -> Result<WindowCode> {
    let code = accounts::hand_out_code(tx, &state.chance, account, now).await?;
    let has_login = || Problem::new(ProblemKind::Refused).detail("the applicant has a login already");
    let (code, until) = code.ok_or_else(has_login)?;
    Ok(WindowCode { code, until })
}
