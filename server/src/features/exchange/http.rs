//! The verbs of systems of other agencies: what waits for them, and their answers. A system says its key with each call, as
//! `Authorization: Bearer`; `onehall system add` gave it. What it may see is what it was handed, and nothing else of a case.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use schema::Problem;
use schema::exchange::{ExchangeAnswer, ExchangeTasks};
use serde::Deserialize;
use utoipa::IntoParams;

use super::caller::Caller;
use crate::error::Result;
use crate::features::audit::{self, Line};
use crate::features::cases;
use crate::http::{Json, Query};
use crate::state::AppState;

/// Where the list goes on.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Asked {
    /// `next` of the page before.
    after: Option<String>,
}

/// The tasks that wait for the system that asks, the oldest first. What is read of them is put on record.
#[utoipa::path(get, path = "/api/exchange/tasks", tag = "exchange", params(Asked),
    responses((status = 200, body = ExchangeTasks), (status = 401, body = Problem), (status = 429, body = Problem)))]
pub async fn tasks(
    State(state): State<AppState>,
    Caller(system): Caller,
    Query(Asked { after }): Query<Asked>,
) -> Result<Json<ExchangeTasks>> {
    let told = cases::tasks_of_system(&mut state.db.read().await?, &system.code, after.as_deref()).await?;
    // Who asks again and again while nothing waits reads nothing.
    if !told.tasks.is_empty() {
        let cases: Vec<String> = told.tasks.iter().map(|task| task.case.to_string()).collect();
        let line = Line::new("exchange.list", &system.code);
        let line = line.detail("actor", cases::actor_of_system(&system.code)).detail("cases", cases);
        let mut tx = state.db.write().await?;
        audit::record(&mut tx, line, system.id, state.clock.now()).await?;
        tx.commit().await?;
    }
    Ok(Json(told))
}

/// The answer to a task, held against what was agreed. The same `reference` again changes nothing. Refused where the task has
/// been taken back, or was not answered in time.
#[utoipa::path(post, path = "/api/exchange/tasks/{case}/{task}/answer", tag = "exchange",
    params(("case" = String, Path), ("task" = String, Path)), request_body = ExchangeAnswer,
    responses((status = 204), (status = 401, body = Problem), (status = 404, body = Problem),
              (status = 409, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem)))]
pub async fn answer(
    State(state): State<AppState>,
    Caller(system): Caller,
    Path((case, task)): Path<(String, String)>,
    Json(answer): Json<ExchangeAnswer>,
) -> Result<StatusCode> {
    cases::answer_of_system(&state, &system.code, (&case, &task), answer).await?;
    Ok(StatusCode::NO_CONTENT)
}
