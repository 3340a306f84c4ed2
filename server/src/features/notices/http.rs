//! The verbs of notices: the list, and one of them.

use axum::extract::{Path, State};
use chrono::NaiveDate;
use schema::calendar::local_day;
use schema::notices::{Notice, NoticeSummary};
use schema::{Page, Problem};
use serde::Deserialize;
use utoipa::IntoParams;

use super::store;
use crate::cursor;
use crate::error::{Error, Result};
use crate::http::{Json, Query};
use crate::state::AppState;

/// How many notices a page of the list has.
const PAGE: i64 = 20;

/// Where a list goes on.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Cursor {
    /// `next` of the page before.
    cursor: Option<String>,
}

/// The notices, the newest first.
#[utoipa::path(get, path = "/api/notices", tag = "notices", params(Cursor),
    responses((status = 200, body = Page<NoticeSummary>), (status = 400, body = Problem)))]
pub async fn list(
    State(state): State<AppState>,
    Query(Cursor { cursor }): Query<Cursor>,
) -> Result<Json<Page<NoticeSummary>>> {
    let before = match cursor.as_deref() {
        Some(cursor) => {
            Some(read_cursor(cursor).ok_or_else(|| Error::bad_request("cursor: not one of ours"))?)
        }
        None => None,
    };
    let today = local_day(state.clock.now());
    let mut items = store::list(&mut state.db.read().await?, today, before, PAGE + 1).await?;
    let more = items.len() > PAGE as usize;
    items.truncate(PAGE as usize);
    let next = items.last().filter(|_| more).map(|last| format!("{}.{}", last.published_on, last.id));
    Ok(Json(Page { items, next, total: None, facets: Vec::new() }))
}

fn read_cursor(cursor: &str) -> Option<(NaiveDate, &str)> {
    let (day, id) = cursor.split_once('.')?;
    Some((cursor::day(day)?, id))
}

/// One notice.
#[utoipa::path(get, path = "/api/notices/{id}", tag = "notices", params(("id" = String, Path)),
    responses((status = 200, body = Notice), (status = 404, body = Problem)))]
pub async fn read(State(state): State<AppState>, Path(id): Path<String>) -> Result<Json<Notice>> {
    let today = local_day(state.clock.now());
    let notice = store::one(&mut state.db.read().await?, today, &id).await?;
    notice.ok_or_else(Error::not_found).map(Json)
}
