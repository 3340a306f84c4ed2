//! The verbs of joint applications for everybody and for applicants: what a bundle holds, the plan, where it stands, taking it back.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use schema::bundles::{BundleView, HandlingPlan, JointSummary, JointView, JointWithdrawal};
use schema::{Page, Problem, ProblemKind};

use super::acts::Act;
use super::joint::Joint;
use super::view::Reader;
use super::{lists, plan, store, view};
use crate::cursor::{self, Cursor};
use crate::error::{Error, Result};
use crate::http::{Json, Query, SignedIn};
use crate::state::AppState;

/// How many joint applications a page of the list has.
const PAGE: usize = 20;

/// What a bundle holds: its items, when each applies, what waits for what, and how much is asked once only.
#[utoipa::path(get, path = "/api/items/{code}/bundle", tag = "bundles", params(("code" = String, Path)),
    responses((status = 200, body = BundleView), (status = 404, body = Problem)))]
pub async fn bundle(State(state): State<AppState>, Path(code): Path<String>) -> Result<Json<BundleView>> {
    plan::bundle_view(&mut state.db.read().await?, &code, state.clock.now()).await.map(Json)
}

/// How one's own joint application is handled: also before it is filed, by what was answered so far.
#[utoipa::path(get, path = "/api/applications/{id}/plan", tag = "bundles", params(("id" = i64, Path)),
    responses((status = 200, body = HandlingPlan), (status = 404, body = Problem)))]
pub async fn plan(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(id): Path<i64>,
) -> Result<Json<HandlingPlan>> {
    let now = state.clock.now();
    plan::plan(&state, &mut state.db.read().await?, &session, id, now).await.map(Json)
}

/// One's own joint applications, the newest first.
#[utoipa::path(get, path = "/api/joint", tag = "bundles", params(Cursor),
    responses((status = 200, body = Page<JointSummary>), (status = 401, body = Problem)))]
pub async fn list(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Query(cursor): Query<Cursor>,
) -> Result<Json<Page<JointSummary>>> {
    let before = cursor.read()?.unwrap_or(i64::MAX);
    let mut tx = state.db.read().await?;
    let mut ids = store::of_account(&mut tx, session.account, before, PAGE as i64 + 1).await?;
    let next = cursor::cut(&mut ids, PAGE, |id| *id);
    let items = lists::summaries(&state, &mut tx, &ids).await?;
    Ok(Json(Page { items, next, total: None, facets: Vec::new() }))
}

/// One of one's own joint applications.
#[utoipa::path(get, path = "/api/joint/{number}", tag = "bundles", params(("number" = String, Path)),
    responses((status = 200, body = JointView), (status = 404, body = Problem)))]
pub async fn read(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(number): Path<String>,
) -> Result<Json<JointView>> {
    let mut tx = state.db.read().await?;
    let joint = Joint::by_number(&mut tx, &number).await?.ok_or_else(Error::not_found)?;
    if joint.row.account != session.account {
        return Err(Error::not_found());
    }
    view::view(&state, &mut tx, &joint, &Reader::Applicant).await.map(Json)
}

/// Takes back all of one's own joint application that is not decided.
#[utoipa::path(post, path = "/api/joint/{number}/withdraw", tag = "bundles", params(("number" = String, Path)),
    request_body = JointWithdrawal,
    responses((status = 204), (status = 404, body = Problem), (status = 409, body = Problem)))]
pub async fn withdraw(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(number): Path<String>,
    Json(JointWithdrawal { reason }): Json<JointWithdrawal>,
) -> Result<StatusCode> {
    let now = state.clock.now();
    let mut tx = state.db.write().await?;
    let found = store::by_number(&mut tx, &number).await?;
    let found = found.filter(|row| row.account == session.account).ok_or_else(Error::not_found)?;
    super::hold(&mut tx, found.application).await?;
    let mut joint = Joint::load(&mut tx, found.application).await?.ok_or_else(Error::not_found)?;
    let may = view::view(&state, &mut tx, &joint, &Reader::Applicant).await?.may_withdraw;
    if !may {
        return Err(Problem::new(ProblemKind::Refused).detail("nothing of it is left to take back").into());
    }
    let reason = reason.filter(|reason| !reason.trim().is_empty());
    let act = Act { state: &state, account: session.account, now };
    act.withdraw(&mut tx, &mut joint, reason.as_deref()).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
