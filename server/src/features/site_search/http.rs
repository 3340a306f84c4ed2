//! The verb of searching the site.

use axum::extract::State;
use schema::Problem;
use schema::ask::QUESTION_LETTERS;
use schema::calendar::local_day;
use schema::catalogue::ItemQuery;
use schema::site_search::{MarkedText, SiteFound, SiteHit, SiteQuery};

use super::index::Wanted;
use crate::error::{Error, Result};
use crate::http::{Json, Query};
use crate::state::AppState;

/// How many of each kind are shown among all, and how many of one kind alone.
const AMONG_ALL: usize = 5;
const ALONE: usize = 20;

/// What all of the site has for some words: items by the catalogue's own search, and what else is published, kind by kind.
#[utoipa::path(get, path = "/api/search", tag = "search", params(SiteQuery),
    responses((status = 200, body = SiteFound), (status = 400, body = Problem)))]
pub async fn read(State(state): State<AppState>, Query(query): Query<SiteQuery>) -> Result<Json<SiteFound>> {
    if query.q.chars().count() > QUESTION_LETTERS {
        return Err(Error::bad_request("q: at most 200 characters"));
    }
    let start = match query.cursor.as_deref().map(str::parse) {
        None => 0,
        Some(Ok(start)) => start,
        Some(Err(_)) => return Err(Error::bad_request("cursor: not one of ours")),
    };
    let (items, texts) = (state.search.current(), state.texts.current());
    let blocked = items.talk().blocked();
    if blocked.holds(&query.q) {
        return Ok(Json(SiteFound { blocked: true, ..SiteFound::default() }));
    }
    let words = items.gist(&query.q);
    if !words.chars().any(char::is_alphanumeric) {
        return Ok(Json(SiteFound::default()));
    }
    let count = if query.kind.is_some() { ALONE } else { AMONG_ALL };
    let today = local_day(state.clock.now());
    let mut groups = texts.find(Wanted { words: &words, kind: query.kind, start, count, today });
    let cleaned = |text: &mut MarkedText| text.text = blocked.cleaned(&text.text);
    for hit in groups.iter_mut().flat_map(|group| &mut group.hits) {
        let SiteHit { title, snippet, .. } = hit;
        cleaned(title);
        snippet.iter_mut().for_each(cleaned);
    }
    let mut found = SiteFound { groups, ..SiteFound::default() };
    if query.kind.is_none() {
        let page = items.search(&ItemQuery { q: Some(query.q), ..ItemQuery::default() });
        found.item_count = page.total.unwrap_or_default();
        found.items = page.items;
        found.items.truncate(AMONG_ALL);
    }
    Ok(Json(found))
}
