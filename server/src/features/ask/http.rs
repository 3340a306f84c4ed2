//! The verbs of asking.

use axum::extract::State;
use schema::Problem;
use schema::ask::{AskQuery, AskReply, AskRequest, QUESTION_LETTERS};

use super::answer::answer;
use crate::error::{Error, Result};
use crate::http::{Json, Query};
use crate::state::AppState;

/// What the hall says to a question, as an address says it.
#[utoipa::path(get, path = "/api/ask", tag = "ask", params(AskQuery),
    responses((status = 200, body = AskReply), (status = 400, body = Problem)))]
pub async fn get(State(state): State<AppState>, Query(query): Query<AskQuery>) -> Result<Json<AskReply>> {
    reply(&state, AskRequest { text: query.text, context: query.context })
}

/// What the hall says to a question, with what was settled by those before it.
#[utoipa::path(post, path = "/api/ask", tag = "ask", request_body = AskRequest,
    responses((status = 200, body = AskReply), (status = 400, body = Problem)))]
pub async fn post(State(state): State<AppState>, Json(request): Json<AskRequest>) -> Result<Json<AskReply>> {
    reply(&state, request)
}

fn reply(state: &AppState, request: AskRequest) -> Result<Json<AskReply>> {
    if request.text.chars().count() > QUESTION_LETTERS {
        return Err(Error::bad_request("text: at most 200 characters"));
    }
    Ok(Json(answer(&state.search.current(), request)))
}
