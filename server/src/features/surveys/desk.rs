//! The desk where editors ask the public, read what it thinks, and tell what became of that.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use chrono::NaiveDate;
use schema::calendar::local_day;
use schema::role::Role;
use schema::surveys::{DeskSurvey, KeptOpinion, LONG_LETTERS, SurveyDraft, SurveyFeedback, SurveyLine};
use schema::{FieldCode, FieldError, Page, Problem, ProblemKind};

use super::store;
use crate::cursor;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::audit::{self, Line};
use crate::features::site_search;
use crate::http::{Json, Query, SignedIn, holding, once};
use crate::state::AppState;

/// How many a page of a list has.
const PAGE: usize = 30;

async fn at_desk(tx: &mut Tx, id: i64, today: NaiveDate) -> Result<DeskSurvey> {
    let row = store::one(tx, id).await?.ok_or_else(Error::not_found)?;
    let counts = store::counts(tx, id, &row.questions()?).await?;
    let attached = store::attachments(tx, id).await?;
    row.at_desk(today, counts, &attached)
}

fn checked(draft: SurveyDraft) -> Result<SurveyDraft> {
    let draft = draft.trimmed();
    Error::unless_valid(draft.faults())?;
    Ok(draft)
}

/// Every survey, also those that are not open yet, the newest first.
#[utoipa::path(get, path = "/api/desk/surveys", tag = "surveys", params(cursor::Cursor),
    responses((status = 200, body = Page<SurveyLine>), (status = 401, body = Problem), (status = 403, body = Problem)))]
pub async fn list(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Query(cursor): Query<cursor::Cursor>,
) -> Result<Json<Page<SurveyLine>>> {
    holding(&session, Role::Editor)?;
    let before = cursor.read()?.unwrap_or(i64::MAX);
    let today = local_day(state.clock.now());
    let mut rows = store::kept(&mut state.db.read().await?, before, PAGE as i64 + 1).await?;
    let next = cursor::cut(&mut rows, PAGE, |row| row.id);
    let items = rows.iter().map(|row| row.line(today)).collect::<Result<_>>()?;
    Ok(Json(Page { items, next, total: None, facets: Vec::new() }))
}

/// One survey, as it was written down, with how often each choice was taken.
#[utoipa::path(get, path = "/api/desk/surveys/{id}", tag = "surveys", params(("id" = i64, Path)),
    responses((status = 200, body = DeskSurvey), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 404, body = Problem)))]
pub async fn read(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(id): Path<i64>,
) -> Result<Json<DeskSurvey>> {
    holding(&session, Role::Editor)?;
    let today = local_day(state.clock.now());
    Ok(Json(at_desk(&mut state.db.read().await?, id, today).await?))
}

/// Asks the public. An `Idempotency-Key` that did so already gets what it began.
#[utoipa::path(post, path = "/api/desk/surveys", tag = "surveys",
    params(("idempotency-key" = Option<String>, Header)), request_body = SurveyDraft,
    responses((status = 201, body = DeskSurvey), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 422, body = Problem)))]
pub async fn add(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    headers: HeaderMap,
    Json(draft): Json<SurveyDraft>,
) -> Result<(StatusCode, Json<DeskSurvey>)> {
    holding(&session, Role::Editor)?;
    let draft = checked(draft)?;
    let now = state.clock.now();
    let word = once(&session.account.to_string(), &headers);
    let mut tx = state.db.write().await?;
    let id = match store::insert(&mut tx, (word.as_deref(), &draft), now).await? {
        Some(id) => {
            let line = Line::by(session.account, "survey.add", id).detail("kind", draft.kind.slug());
            audit::record(&mut tx, line, id, now).await?;
            site_search::advance(&mut tx).await?;
            id
        }
        None => store::by_word(&mut tx, word.as_deref().unwrap_or_default())
            .await?
            .ok_or_else(Error::not_found)?,
    };
    let told = at_desk(&mut tx, id, local_day(now)).await?;
    tx.commit().await?;
    site_search::follow(&state);
    Ok((StatusCode::CREATED, Json(told)))
}

/// Changes a survey. From the first opinion on its questions stay as they are: what was answered would be something else.
#[utoipa::path(put, path = "/api/desk/surveys/{id}", tag = "surveys", params(("id" = i64, Path)),
    request_body = SurveyDraft,
    responses((status = 200, body = DeskSurvey), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn set(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(id): Path<i64>,
    Json(draft): Json<SurveyDraft>,
) -> Result<Json<DeskSurvey>> {
    holding(&session, Role::Editor)?;
    let now = state.clock.now();
    let mut tx = state.db.write().await?;
    let row = store::one(&mut tx, id).await?.ok_or_else(Error::not_found)?;
    let draft = checked(draft)?;
    if row.opinions > 0 && row.questions()? != draft.questions {
        return Err(Problem::new(ProblemKind::Refused).detail("its questions were answered already").into());
    }
    if !store::update(&mut tx, id, &draft, now).await? {
        return Err(Error::new(ProblemKind::Conflict));
    }
    let line = Line::by(session.account, "survey.set", id).detail("revision", draft.revision + 1);
    audit::record(&mut tx, line.detail("closes_on", draft.closes_on.to_string()), id, now).await?;
    site_search::advance(&mut tx).await?;
    let told = at_desk(&mut tx, id, local_day(now)).await?;
    tx.commit().await?;
    site_search::follow(&state);
    Ok(Json(told))
}

/// Tells what became of the opinions, once no more are taken.
#[utoipa::path(put, path = "/api/desk/surveys/{id}/feedback", tag = "surveys", params(("id" = i64, Path)),
    request_body = SurveyFeedback,
    responses((status = 200, body = DeskSurvey), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn answer(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(id): Path<i64>,
    Json(sent): Json<SurveyFeedback>,
) -> Result<Json<DeskSurvey>> {
    holding(&session, Role::Editor)?;
    let now = state.clock.now();
    let today = local_day(now);
    let mut tx = state.db.write().await?;
    let row = store::one(&mut tx, id).await?.ok_or_else(Error::not_found)?;
    let words = sent.words.trim();
    match words.chars().count() {
        0 => return Err(Error::field("/words", FieldCode::Required)),
        length if length > LONG_LETTERS => {
            let fault = FieldError::new("/words", FieldCode::TooLong).with("max", LONG_LETTERS);
            return Err(Error::invalid(vec![fault]));
        }
        _ => {}
    }
    if today <= row.closes_on {
        return Err(Problem::new(ProblemKind::Refused).detail("opinions are still taken").into());
    }
    if !store::answer(&mut tx, (id, sent.revision), words, now).await? {
        return Err(Error::new(ProblemKind::Conflict));
    }
    let line = Line::by(session.account, "survey.answer", id).detail("revision", sent.revision + 1);
    audit::record(&mut tx, line, id, now).await?;
    site_search::advance(&mut tx).await?;
    let told = at_desk(&mut tx, id, today).await?;
    tx.commit().await?;
    site_search::follow(&state);
    Ok(Json(told))
}

/// What the public thinks, the newest first. People may have written of themselves; that one reads it is put on record.
#[utoipa::path(get, path = "/api/desk/surveys/{id}/opinions", tag = "surveys",
    params(("id" = i64, Path), cursor::Cursor),
    responses((status = 200, body = Page<KeptOpinion>), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 404, body = Problem)))]
pub async fn opinions(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(id): Path<i64>,
    Query(cursor): Query<cursor::Cursor>,
) -> Result<Json<Page<KeptOpinion>>> {
    holding(&session, Role::Editor)?;
    let before = cursor.read()?.unwrap_or(i64::MAX);
    let mut tx = state.db.write().await?;
    store::one(&mut tx, id).await?.ok_or_else(Error::not_found)?;
    let mut items = store::opinions(&mut tx, id, before, PAGE as i64 + 1).await?;
    let next = cursor::cut(&mut items, PAGE, |opinion| opinion.id);
    let line = Line::by(session.account, "survey.read_opinions", id).detail("opinions", items.len());
    audit::record(&mut tx, line, id, state.clock.now()).await?;
    tx.commit().await?;
    Ok(Json(Page { items, next, total: None, facets: Vec::new() }))
}
