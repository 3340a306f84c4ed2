//! What applicants filled in at home for the window (预办理): found by the code on their slip, and taken over by who takes in there.

use axum::extract::{Path, State};
use schema::applications::Prepared;
use schema::window::WindowBegun;
use schema::{Problem, ProblemKind};

use super::http::at_window;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::accounts::{self, Intake};
use crate::features::applications::{self, Waiting};
use crate::features::audit::{self, Line};
use crate::features::catalogue;
use crate::http::{Json, SignedIn};
use crate::state::AppState;

/// What a code opens at one's window; what another window takes in is not there.
async fn found(tx: &mut Tx, intake: &Intake, code: &str, state: &AppState) -> Result<Waiting> {
    let waiting =
        applications::for_window(tx, code, state.clock.now()).await?.ok_or_else(Error::not_found)?;
    let by = catalogue::handled_by(tx, &waiting.item).await?;
    match by {
        Some(by) if intake.covers(&by) => Ok(waiting),
        _ => Err(Error::not_found()),
    }
}

/// What somebody has filled in for the window. Reading it is put on record.
#[utoipa::path(get, path = "/api/desk/window/prepared/{code}", tag = "desk", params(("code" = String, Path)),
    responses((status = 200, body = Prepared), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 404, body = Problem)))]
pub async fn read(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(code): Path<String>,
) -> Result<Json<Prepared>> {
    let now = state.clock.now();
    let (mut tx, intake) = at_window(&state, &session).await?;
    let waiting = found(&mut tx, &intake, &code, &state).await?;
    let applicant = accounts::as_applicant(&mut tx, waiting.account).await?;
    let line = Line::by(session.account, "window.prepared", waiting.application);
    audit::record(&mut tx, line, waiting.application, now).await?;
    tx.commit().await?;
    Ok(Json(Prepared {
        code: waiting.code,
        item_name: waiting.item_name,
        applicant: applicant.enterprise.map_or(applicant.name, |enterprise| enterprise.name),
        handed_at: waiting.handed_at,
        until: waiting.until,
    }))
}

/// Takes it over: from now on it is filled in and filed as what was begun here. Refused while this clerk has another draft of the
/// same item for the same person.
#[utoipa::path(post, path = "/api/desk/window/prepared/{code}", tag = "desk", params(("code" = String, Path)),
    responses((status = 200, body = WindowBegun), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 404, body = Problem), (status = 409, body = Problem)))]
pub async fn take(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(code): Path<String>,
) -> Result<Json<WindowBegun>> {
    let now = state.clock.now();
    let (mut tx, intake) = at_window(&state, &session).await?;
    let waiting = found(&mut tx, &intake, &code, &state).await?;
    let id = waiting.application;
    if waiting.account == session.account {
        return Err(Problem::new(ProblemKind::Refused).detail("own_case").into());
    }
    if !applications::take_over(&mut tx, &waiting, session.account, now).await? {
        return Err(Problem::new(ProblemKind::Refused).detail("another draft of it is begun here").into());
    }
    let line = Line::by(session.account, "window.take_over", id).detail("for", waiting.account);
    audit::record(&mut tx, line, id, now).await?;
    tx.commit().await?;
    Ok(Json(WindowBegun { id }))
}
