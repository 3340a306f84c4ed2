//! The verbs of surveys for everybody: which there are, one of them, and saying what one thinks.

use axum::Extension;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use schema::calendar::local_day;
use schema::surveys::{Opinion, Survey, SurveyFilter, SurveyLine, SurveyStage};
use schema::{Page, Problem, ProblemKind};
use serde::Deserialize;
use utoipa::IntoParams;

use super::{forget_before, store};
use crate::cursor::{self, Day};
use crate::error::{Error, Result};
use crate::features::accounts;
use crate::features::audit::{self, Line};
use crate::http::{ClientAddress, Json, Query, once};
use crate::state::AppState;

/// How many a page of the list has.
const PAGE: usize = 20;

/// Which surveys, and where the list goes on.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Asked {
    /// `open` or `over`.
    #[serde(default)]
    #[param(inline)]
    list: SurveyFilter,
    /// `next` of the page before.
    cursor: Option<String>,
}

/// What the public is asked about now, or was.
#[utoipa::path(get, path = "/api/surveys", tag = "surveys", params(Asked),
    responses((status = 200, body = Page<SurveyLine>), (status = 400, body = Problem)))]
pub async fn list(
    State(state): State<AppState>,
    Query(asked): Query<Asked>,
) -> Result<Json<Page<SurveyLine>>> {
    let place = cursor::read::<Day>(asked.cursor.as_deref())?.map(|Day(day, id)| (day, id));
    let today = local_day(state.clock.now());
    let first = (today, i64::MIN);
    let mut tx = state.db.read().await?;
    let mut rows = match asked.list {
        SurveyFilter::Open => {
            let after = place.map_or(first, |place| place.max(first));
            store::open(&mut tx, today, after, PAGE as i64 + 1).await?
        }
        SurveyFilter::Over => {
            let before = place.map_or(first, |place| place.min(first));
            store::over(&mut tx, before, PAGE as i64 + 1).await?
        }
    };
    let next = cursor::cut(&mut rows, PAGE, |row| Day(row.closes_on, row.id));
    let items = rows.iter().map(|row| row.line(today)).collect::<Result<_>>()?;
    Ok(Json(Page { items, next, total: None, facets: Vec::new() }))
}

/// One survey, from its first day on.
#[utoipa::path(get, path = "/api/surveys/{id}", tag = "surveys", params(("id" = i64, Path)),
    responses((status = 200, body = Survey), (status = 404, body = Problem)))]
pub async fn read(State(state): State<AppState>, Path(id): Path<i64>) -> Result<Json<Survey>> {
    let today = local_day(state.clock.now());
    let mut tx = state.db.read().await?;
    let row = store::one(&mut tx, id).await?.filter(|row| row.opens_on <= today);
    let row = row.ok_or_else(Error::not_found)?;
    let counts = store::counts(&mut tx, id, &row.questions()?).await?;
    let attached = store::attachments(&mut tx, id).await?;
    Ok(Json(row.whole(today, counts, &attached)?))
}

/// Says what one thinks. Nobody is asked who they are, and what would number a person is not kept; an `Idempotency-Key` that did so
/// a moment ago counts once.
#[utoipa::path(post, path = "/api/surveys/{id}/opinions", tag = "surveys",
    params(("id" = i64, Path), ("idempotency-key" = Option<String>, Header)), request_body = Opinion,
    responses((status = 204), (status = 404, body = Problem), (status = 409, body = Problem),
              (status = 422, body = Problem), (status = 429, body = Problem)))]
pub async fn opine(
    State(state): State<AppState>,
    Extension(address): Extension<ClientAddress>,
    Path(id): Path<i64>,
    headers: HeaderMap,
    Json(opinion): Json<Opinion>,
) -> Result<StatusCode> {
    accounts::allow(&state, "survey", address).await?;
    let now = state.clock.now();
    let today = local_day(now);
    let mut tx = state.db.write().await?;
    let row = store::one(&mut tx, id).await?.filter(|row| row.opens_on <= today);
    let row = row.ok_or_else(Error::not_found)?;
    if row.stage(today) != SurveyStage::Open {
        return Err(Problem::new(ProblemKind::Refused).detail("it is closed").into());
    }
    let faults = opinion.faults(&row.questions()?);
    if !faults.is_empty() {
        return Err(Error::invalid(faults));
    }
    let once = once(&format!("{id} {}", address.network()), &headers).unwrap_or_else(|| state.chance.id());
    forget_before(&mut tx, now).await?;
    if store::keep(&mut tx, (id, &once), &opinion.masked(), now).await? {
        audit::record(&mut tx, Line::new("survey.opinion", id), id, now).await?;
    }
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
