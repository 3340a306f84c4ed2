//! The verbs of asking.

use axum::extract::{Extension, State};
use axum::http::StatusCode;
use schema::Problem;
use schema::ask::{AnswerRating, AskQuery, AskReply, AskRequest, Library, QUESTION_LETTERS};
use schema::calendar::local_day;
use schema::guide::GuideLink;

use super::memory::{self, Note, kept};
use super::{speech, store, talk};
use crate::error::{Error, Result};
use crate::features::audit::{self, Line};
use crate::features::{accounts, guides};
use crate::http::{ClientAddress, Json, Query};
use crate::state::AppState;

/// What the hall says to a question, as an address says it.
#[utoipa::path(get, path = "/api/ask", tag = "ask", params(AskQuery),
    responses((status = 200, body = AskReply), (status = 400, body = Problem)))]
pub async fn get(
    State(state): State<AppState>,
    Extension(address): Extension<ClientAddress>,
    Query(query): Query<AskQuery>,
) -> Result<Json<AskReply>> {
    reply(&state, address, AskRequest { text: query.text, context: query.context }).await
}

/// What the hall says to a question, with what was settled by those before it.
#[utoipa::path(post, path = "/api/ask", tag = "ask", request_body = AskRequest,
    responses((status = 200, body = AskReply), (status = 400, body = Problem)))]
pub async fn post(
    State(state): State<AppState>,
    Extension(address): Extension<ClientAddress>,
    Json(request): Json<AskRequest>,
) -> Result<Json<AskReply>> {
    reply(&state, address, request).await
}

async fn reply(state: &AppState, from: ClientAddress, request: AskRequest) -> Result<Json<AskReply>> {
    if request.text.chars().count() > QUESTION_LETTERS {
        return Err(Error::bad_request("text: at most 200 characters"));
    }
    let now = state.clock.now();
    let index = state.search.current();
    let reply = speech::reply(&index, &request);
    state.notebook.note(local_day(now), from, &request.text, &reply);
    let guide = match &reply.said {
        Some(said) if said.library != Library::Common => None,
        _ => {
            let meant = guides::meant_by(&mut state.db.read().await?, &request.text, now).await?;
            meant.into_iter().next().map(GuideLink::from)
        }
    };
    Ok(Json(talk::cleaned(index.talk().blocked(), AskReply { guide, ..reply })))
}

/// Says whether an answer helps. Who says it is not kept. What comes from one network without end is heard no more that day.
#[utoipa::path(post, path = "/api/ask/ratings", tag = "ask", request_body = AnswerRating,
    responses((status = 204), (status = 400, body = Problem), (status = 429, body = Problem)))]
pub async fn rate(
    State(state): State<AppState>,
    Extension(address): Extension<ClientAddress>,
    Json(rating): Json<AnswerRating>,
) -> Result<StatusCode> {
    let AnswerRating { text, context, helpful } = rating;
    let asked = kept(&text);
    if asked.is_empty() || text.chars().count() > QUESTION_LETTERS {
        return Err(Error::bad_request("text: 1 to 200 characters"));
    }
    accounts::allow(&state, "ask-rating", address).await?;
    let now = state.clock.now();
    if !state.notebook.counts(local_day(now), address) {
        return Ok(StatusCode::NO_CONTENT);
    }
    memory::write_down(&state).await;
    let request = AskRequest { text, context };
    let reply = speech::reply(&state.search.current(), &request);
    let (helpful, unhelpful) = (i64::from(helpful), i64::from(!helpful));
    let note = Note { helpful, unhelpful, ..Note::of(&reply) };
    let mut tx = state.db.write().await?;
    store::questions::note(&mut tx, local_day(now), &asked, &note).await?;
    let line = Line::new("ask.rate", local_day(now)).detail("helpful", helpful);
    audit::record(&mut tx, line, 0, now).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
