//! The verbs of messages: read one's own, mark them as read. Nobody sees those of somebody else.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use schema::messages::{MarkRead, Messages};
use schema::{Page, Problem};
use serde::Deserialize;
use utoipa::IntoParams;

use super::store;
use crate::error::{Error, Result};
use crate::features::audit::{self, Line};
use crate::http::{Json, Query, SignedIn};
use crate::state::AppState;

/// How many messages a page of the list has.
const PAGE: usize = 20;

/// Where a list goes on.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Cursor {
    /// `next` of the page before.
    cursor: Option<String>,
}

/// One's own messages, the newest first.
#[utoipa::path(get, path = "/api/me/messages", tag = "messages", params(Cursor),
    responses((status = 200, body = Messages), (status = 401, body = Problem)))]
pub async fn list(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Query(Cursor { cursor }): Query<Cursor>,
) -> Result<Json<Messages>> {
    let before = match cursor.as_deref() {
        Some(cursor) => cursor.parse().map_err(|_| Error::bad_request("cursor: not one of ours"))?,
        None => i64::MAX,
    };
    let mut tx = state.db.read().await?;
    let mut items = store::of_account(&mut tx, session.account, before, PAGE as i64 + 1).await?;
    let more = items.len() > PAGE;
    items.truncate(PAGE);
    let next = items.last().filter(|_| more).map(|message| message.id.to_string());
    let unread = store::unread(&mut tx, session.account).await?;
    Ok(Json(Messages { messages: Page { items, next, total: None, facets: Vec::new() }, unread }))
}

/// Marks one's own messages up to one of them as read. Doing so again changes nothing.
#[utoipa::path(post, path = "/api/me/messages/read", tag = "messages", request_body = MarkRead,
    responses((status = 204), (status = 401, body = Problem)))]
pub async fn mark_all(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Json(MarkRead { up_to }): Json<MarkRead>,
) -> Result<StatusCode> {
    let now = state.clock.now();
    let mut tx = state.db.write().await?;
    let marked = store::mark_up_to(&mut tx, session.account, up_to, now).await?;
    let line = Line::by(session.account, "message.read", session.account).detail("messages", marked);
    audit::record(&mut tx, line, session.account, now).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Marks one of one's own messages as read. Doing so again changes nothing.
#[utoipa::path(post, path = "/api/me/messages/{id}/read", tag = "messages", params(("id" = i64, Path)),
    responses((status = 204), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub async fn mark_one(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(id): Path<i64>,
) -> Result<StatusCode> {
    let now = state.clock.now();
    let mut tx = state.db.write().await?;
    if !store::mark(&mut tx, session.account, id, now).await? {
        return Err(Error::not_found());
    }
    let line = Line::by(session.account, "message.read", session.account).detail("message", id);
    audit::record(&mut tx, line, session.account, now).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
