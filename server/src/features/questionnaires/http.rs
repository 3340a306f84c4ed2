//! The verbs of a questionnaire for the applicant of the case: reading it, saving the answers, handing them in.

use axum::extract::{Path, State};
use schema::Problem;
use schema::cases::DeskNoteKind;
use schema::form::prune_in;
use schema::questionnaires::{AnswerQuestionnaire, Questionnaire};

use super::domain::{self, refused};
use super::store;
use super::view::Asked;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::applications::Patterns;
use crate::features::audit::{self, Line};
use crate::features::cases::{self, OwnCase};
use crate::http::{Json, SignedIn};
use crate::state::AppState;

/// What the agency of one's own case asks further, and one's answers.
#[utoipa::path(get, path = "/api/cases/{number}/questions", tag = "cases", params(("number" = String, Path)),
    responses((status = 200, body = Questionnaire), (status = 404, body = Problem)))]
pub async fn read(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(number): Path<String>,
) -> Result<Json<Questionnaire>> {
    let mut tx = state.db.read().await?;
    let case = cases::own_beside(&mut tx, session.account, &number, false).await?;
    let asked = asked(&state, &mut tx, &case).await?;
    Ok(Json(asked.for_applicant(&case)?))
}

async fn asked(state: &AppState, tx: &mut Tx, case: &OwnCase) -> Result<Asked> {
    let asked = Asked::of_case(tx, case.id).await?.ok_or_else(Error::not_found)?;
    Ok(asked.around(state, case))
}

/// Saves the answers, however far they are. What was handed in stays as it is.
#[utoipa::path(put, path = "/api/cases/{number}/questions", tag = "cases", params(("number" = String, Path)),
    request_body = AnswerQuestionnaire,
    responses((status = 200, body = Questionnaire), (status = 404, body = Problem), (status = 409, body = Problem)))]
pub async fn save(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(number): Path<String>,
    Json(sent): Json<AnswerQuestionnaire>,
) -> Result<Json<Questionnaire>> {
    let now = state.clock.now();
    let mut tx = state.db.write().await?;
    let case = cases::own_beside(&mut tx, session.account, &number, true).await?;
    let asked_ = asked(&state, &mut tx, &case).await?;
    check_open(&asked_, &case)?;
    let answers = domain::taken(&asked_.form, &asked_.answers, sent, asked_.surroundings.context());
    store::save(&mut tx, case.id, &answers, now).await?;
    let line = Line::by(session.account, "case.save_answers", case.number);
    audit::record(&mut tx, line, case.id, now).await?;
    let saved = asked(&state, &mut tx, &case).await?.for_applicant(&case)?;
    tx.commit().await?;
    Ok(Json(saved))
}

/// Hands the answers in, once: the agency that asked reads them from now on. The same answers again change nothing.
#[utoipa::path(post, path = "/api/cases/{number}/questions", tag = "cases", params(("number" = String, Path)),
    request_body = AnswerQuestionnaire,
    responses((status = 200, body = Questionnaire), (status = 404, body = Problem), (status = 409, body = Problem),
              (status = 422, body = Problem)))]
pub async fn hand_in(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(number): Path<String>,
    Json(sent): Json<AnswerQuestionnaire>,
) -> Result<Json<Questionnaire>> {
    let now = state.clock.now();
    let mut tx = state.db.write().await?;
    let case = cases::own_beside(&mut tx, session.account, &number, true).await?;
    let before = asked(&state, &mut tx, &case).await?;
    let context = before.surroundings.context();
    let answers = domain::taken(&before.form, &before.answers, sent, context);
    let answers = prune_in(&before.form, &answers, context);
    if before.row.answered_at.is_some() && answers == before.answers {
        return Ok(Json(before.for_applicant(&case)?));
    }
    check_open(&before, &case)?;
    let faults = domain::faults(&before.form, &answers, &Patterns, context);
    if !faults.is_empty() {
        return Err(Error::invalid(faults));
    }
    store::hand_in(&mut tx, case.id, (&answers, &before.surroundings), now).await?;
    cases::tell_desk(&mut tx, case.id, (DeskNoteKind::QuestionsAnswered, &[before.row.asked_by]), now)
        .await?;
    let line = Line::by(session.account, "case.answer_questions", case.number);
    audit::record(&mut tx, line, case.id, now).await?;
    let told = asked(&state, &mut tx, &case).await?.for_applicant(&case)?;
    tx.commit().await?;
    Ok(Json(told))
}

fn check_open(asked: &Asked, case: &OwnCase) -> Result<()> {
    match (asked.row.answered_at.is_some(), case.is_undecided) {
        (true, _) => Err(refused("it was answered already").into()),
        (_, false) => Err(refused("the case is decided, or has ended").into()),
        _ => Ok(()),
    }
}
