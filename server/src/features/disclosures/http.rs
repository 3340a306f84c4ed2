//! The verbs of the catalogue for everybody: the list by agency, subject and year, and one document.

use axum::extract::{Path, State};
use chrono::NaiveDate;
use schema::calendar::local_day;
use schema::disclosures::{Disclosure, DisclosureLine, DisclosureMode, DisclosureSubject, REQUEST_NAME};
use schema::{Page, Problem};
use serde::Deserialize;
use utoipa::IntoParams;

use super::store::{self, Wanted};
use crate::cursor::{self, Day};
use crate::error::{Error, Result};
use crate::features::catalogue::Index;
use crate::http::{Json, Query};
use crate::state::AppState;

/// How many documents a page of the list has.
const PAGE: usize = 20;

/// What of the catalogue is asked for.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Asked {
    /// Who issued it, as `facets` names them.
    issuer: Option<String>,
    /// What it is about.
    #[param(inline)]
    subject: Option<DisclosureSubject>,
    /// In which year it was published.
    year: Option<u16>,
    /// `next` of the page before.
    cursor: Option<String>,
}

/// The catalogue of what government publishes, the newest first, with what it can be narrowed by.
#[utoipa::path(get, path = "/api/disclosures", tag = "disclosures", params(Asked),
    responses((status = 200, body = Page<DisclosureLine>), (status = 400, body = Problem)))]
pub async fn list(
    State(state): State<AppState>,
    Query(asked): Query<Asked>,
) -> Result<Json<Page<DisclosureLine>>> {
    let before = cursor::read::<Day>(asked.cursor.as_deref())?;
    let today = local_day(state.clock.now());
    let year = |year: u16, month, day| NaiveDate::from_ymd_opt(year.into(), month, day);
    let first = asked.year.and_then(|of| year(of, 1, 1)).filter(|day| cursor::is_known(*day));
    let last = asked.year.and_then(|of| year(of, 12, 31)).filter(|day| cursor::is_known(*day));
    if asked.year.is_some() && first.is_none() {
        return Err(Error::bad_request("year: 1900 to 9999"));
    }
    // Everything of today comes before tomorrow's first; no cursor reaches beyond.
    let last = last.map_or(today, |last| last.min(today));
    let newest = (last.succ_opt().unwrap_or(last), i64::MIN);
    let wanted = Wanted {
        issuer: asked.issuer.as_deref(),
        subject: asked.subject,
        from: first.unwrap_or_else(|| year(1900, 1, 1).unwrap_or_default()),
        before: before.map_or(newest, |Day(day, id)| (day, id).min(newest)),
    };
    let mut tx = state.db.read().await?;
    let mut rows = store::listed(&mut tx, wanted, PAGE as i64 + 1).await?;
    let next = cursor::cut(&mut rows, PAGE, |row| Day(row.published_on, row.id));
    let items = rows.iter().map(|row| row.line(today)).collect::<Result<_>>()?;
    let facets = state.texts.current().facets(today);
    Ok(Json(Page { items, next, total: None, facets }))
}

/// One document. The text of what is to be asked for is not told.
#[utoipa::path(get, path = "/api/disclosures/{id}", tag = "disclosures", params(("id" = i64, Path)),
    responses((status = 200, body = Disclosure), (status = 404, body = Problem)))]
pub async fn read(State(state): State<AppState>, Path(id): Path<i64>) -> Result<Json<Disclosure>> {
    let today = local_day(state.clock.now());
    let row = store::published(&mut state.db.read().await?, id, today).await?.ok_or_else(Error::not_found)?;
    let document = row.whole(today)?;
    let request_item = match document.line.mode {
        DisclosureMode::Active => None,
        DisclosureMode::OnRequest => request_item(&state.search.current(), &document.line.issuer),
    };
    Ok(Json(Disclosure { request_item, ..document }))
}

/// The item by which the issuer of a document is asked for it: who made it answers for it (art. 10).
fn request_item(index: &Index, issuer: &str) -> Option<String> {
    let items = index.documents().map(|document| &document.summary);
    let mut of_issuer = items.filter(|item| item.department == issuer && item.online != Some(false));
    of_issuer.find(|item| item.name.contains(REQUEST_NAME)).map(|item| item.code.clone())
}
