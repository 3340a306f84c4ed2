//! The verbs of what runs beside a case or a joint application: what there is, and calling one.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use schema::Problem;
use schema::proceedings::{Beside, NewProceeding, ProceedingView};

use super::calling::{Ground, call_on};
use super::here::Here;
use super::view;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::audit::{self, Line};
use crate::features::{bundles, cases};
use crate::http::{Json, SignedIn};
use crate::state::AppState;

/// The header that makes a call happen once.
const IDEMPOTENCY_KEY: &str = "idempotency-key";

/// What runs beside a case, and what one may call.
#[utoipa::path(get, path = "/api/desk/cases/{number}/proceedings", tag = "proceedings",
    params(("number" = String, Path)),
    responses((status = 200, body = Beside), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn of_case(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(number): Path<String>,
) -> Result<Json<Beside>> {
    let (mut tx, case) = cases::beside(&state, session.account, &number, false).await?;
    let here = Here::at(session.account, case.agencies.clone());
    let line = Line::by(session.account, "case.read_proceedings", case.number);
    audit::record(&mut tx, line, case.id, state.clock.now()).await?;
    let ground = Ground::of_case(&mut tx, case).await?;
    let told = ground.told(&state, &mut tx, &here).await?;
    tx.commit().await?;
    Ok(Json(told))
}

/// Calls one beside a case that one works on. An `Idempotency-Key` that did so already gets what it called.
#[utoipa::path(post, path = "/api/desk/cases/{number}/proceedings", tag = "proceedings",
    params(("number" = String, Path), ("idempotency-key" = Option<String>, Header)), request_body = NewProceeding,
    responses((status = 201, body = ProceedingView), (status = 403, body = Problem), (status = 404, body = Problem),
              (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn call_beside_case(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(number): Path<String>,
    headers: HeaderMap,
    Json(sent): Json<NewProceeding>,
) -> Result<(StatusCode, Json<ProceedingView>)> {
    let (mut tx, case) = cases::beside(&state, session.account, &number, true).await?;
    let here = Here::at(session.account, case.agencies.clone());
    let chain = case.id;
    let ground = Ground::of_case(&mut tx, case).await?;
    called(&state, tx, (&ground, &here), (&sent, &headers), chain).await
}

/// What runs beside a joint application, and what its lead may call. A part's agency is told of what it is invited to.
#[utoipa::path(get, path = "/api/desk/joint/{number}/proceedings", tag = "proceedings",
    params(("number" = String, Path)),
    responses((status = 200, body = Beside), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn of_joint(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(number): Path<String>,
) -> Result<Json<Beside>> {
    let (mut tx, staff) = cases::staff_of(&state, session.account).await?;
    let here = Here::at(session.account, staff.posts().iter().map(|post| post.agency).collect());
    let whole = concerning(&mut tx, &here, &number).await?;
    let line = Line::by(session.account, "joint.read_proceedings", whole.number);
    audit::record(&mut tx, line, whole.application, state.clock.now()).await?;
    let leads = here.agencies.contains(&whole.agency);
    let ground = Ground::of_joint(&mut tx, whole, leads).await?;
    let told = ground.told(&state, &mut tx, &here).await?;
    tx.commit().await?;
    Ok(Json(told))
}

/// Calls one beside a joint application, as its lead.
#[utoipa::path(post, path = "/api/desk/joint/{number}/proceedings", tag = "proceedings",
    params(("number" = String, Path), ("idempotency-key" = Option<String>, Header)), request_body = NewProceeding,
    responses((status = 201, body = ProceedingView), (status = 403, body = Problem), (status = 404, body = Problem),
              (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn call_beside_joint(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(number): Path<String>,
    headers: HeaderMap,
    Json(sent): Json<NewProceeding>,
) -> Result<(StatusCode, Json<ProceedingView>)> {
    let (mut tx, staff) = cases::staff_of(&state, session.account).await?;
    let here = Here::at(session.account, staff.posts().iter().map(|post| post.agency).collect());
    let whole = concerning(&mut tx, &here, &number).await?;
    if !here.agencies.contains(&whole.agency) {
        let line = Line::by(session.account, "joint.refused", whole.number);
        audit::record(&mut tx, line, whole.application, state.clock.now()).await?;
        tx.commit().await?;
        return Err(Error::forbidden());
    }
    bundles::hold(&mut tx, whole.application).await?;
    let chain = whole.application;
    let whole = bundles::whole_of(&mut tx, chain).await?.ok_or_else(Error::not_found)?;
    let ground = Ground::of_joint(&mut tx, whole, true).await?;
    called(&state, tx, (&ground, &here), (&sent, &headers), chain).await
}

/// The joint application with this number, if one's agency leads it or has a part in it.
async fn concerning(tx: &mut Tx, here: &Here, number: &str) -> Result<bundles::Whole> {
    let whole = bundles::whole(tx, number).await?.ok_or_else(Error::not_found)?;
    let takes_part = whole.lanes.iter().any(|(_, agency, _)| here.agencies.contains(agency));
    match takes_part || here.agencies.contains(&whole.agency) {
        true => Ok(whole),
        false => Err(Error::not_found()),
    }
}

async fn called(
    state: &AppState,
    mut tx: Tx,
    (ground, here): (&Ground, &Here),
    (sent, headers): (&NewProceeding, &HeaderMap),
    chain: i64,
) -> Result<(StatusCode, Json<ProceedingView>)> {
    let now = state.clock.now();
    let key =
        headers.get(IDEMPOTENCY_KEY).and_then(|value| value.to_str().ok()).filter(|key| !key.is_empty());
    let (is_new, logged) = call_on(state, &mut tx, (ground, here), (sent, key), now).await?;
    let told = view::view(state, &mut tx, here, &logged).await?;
    if is_new {
        let line = Line::by(here.account, "proceeding.call", logged.row.id).detail("kind", sent.kind.slug());
        audit::record(&mut tx, line, chain, now).await?;
    }
    tx.commit().await?;
    Ok((StatusCode::CREATED, Json(told)))
}
