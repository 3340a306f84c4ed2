//! The verbs of who checks what a colleague filled in for their enterprise (审核办结): list, read, file, give back. Only another agent of
//! the same enterprise does; and because who knows the code of an enterprise can register as its agent, only with the code that the
//! colleague hands on.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use chrono::{DateTime, Utc};
use schema::accounts::Session;
use schema::applications::{Application, Check, GiveBack, Receipt, Submit, WORDS_LETTERS, WaitingCheck};
use schema::catalogue::Way;
use schema::messages::MessageKind;
use schema::{FieldCode, Page, Problem};

use super::domain::By;
use super::editable::editable_handed;
use super::receipt::receipt_of;
use super::store::{self, HandoverRow};
use super::whole::load;
use super::{files, handover, http};
use crate::cursor::{self, Cursor};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::audit::{self, Line};
use crate::features::{accounts, messages, regions};
use crate::http::{Json, Query, SignedIn};
use crate::state::AppState;

/// How many lines a page of the list has.
const PAGE: usize = 20;

/// What waits for one to be checked, the newest first. It tells nothing of what was answered.
#[utoipa::path(get, path = "/api/checks", tag = "applications", params(Cursor),
    responses((status = 200, body = Page<WaitingCheck>), (status = 401, body = Problem)))]
pub async fn list(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Query(cursor): Query<Cursor>,
) -> Result<Json<Page<WaitingCheck>>> {
    let before = cursor.read()?.unwrap_or(i64::MAX);
    let mut tx = state.db.read().await?;
    let mut items = store::waiting_checks(&mut tx, session.account, before, PAGE as i64 + 1).await?;
    let next = cursor::cut(&mut items, PAGE, |line| line.id);
    Ok(Json(Page { items, next, total: None, facets: Vec::new() }))
}

/// What a code opens, for another agent of the enterprise that handed it over; for others there is no such thing.
async fn opened(tx: &mut Tx, account: i64, code: &str, now: DateTime<Utc>) -> Result<(HandoverRow, Session)> {
    let found = store::handover_of(tx, &read_aloud(code)).await?;
    let waiting = found
        .filter(|found| found.way() == Way::EmployerCheck && found.waits(schema::calendar::local_day(now)));
    let waiting = waiting.ok_or_else(Error::not_found)?;
    if !store::may_check(tx, waiting.id, account).await? {
        return Err(Error::not_found());
    }
    let applicant = accounts::as_applicant(tx, waiting.account).await?;
    Ok((waiting, applicant))
}

/// What a colleague filled in, to be checked. Reading it is put on record.
#[utoipa::path(get, path = "/api/checks/{code}", tag = "applications", params(("code" = String, Path)),
    responses((status = 200, body = Check), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub async fn read(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(code): Path<String>,
) -> Result<Json<Check>> {
    let now = state.clock.now();
    let mut tx = state.db.write().await?;
    let (waiting, applicant) = opened(&mut tx, session.account, &code, now).await?;
    let id = waiting.application;
    let application = load(&state, &mut tx, &applicant, id, now).await?;
    let line = Line::by(session.account, "application.check", id).detail("for", applicant.account);
    audit::record(&mut tx, line, id, now).await?;
    tx.commit().await?;
    let application = Application { licences: Vec::new(), prefilled: Vec::new(), ..application };
    Ok(Json(Check { entered_by: applicant.name, application }))
}

/// A document of what is to be checked. Reading it is put on record.
#[utoipa::path(get, path = "/api/checks/{code}/files/{file}", tag = "applications",
    params(("code" = String, Path), ("file" = i64, Path)),
    responses((status = 200, content_type = "application/octet-stream"), (status = 401, body = Problem),
              (status = 404, body = Problem)))]
pub async fn document(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path((code, file)): Path<(String, i64)>,
) -> Result<Response> {
    let now = state.clock.now();
    let mut tx = state.db.write().await?;
    let (waiting, applicant) = opened(&mut tx, session.account, &code, now).await?;
    let id = waiting.application;
    let found = store::files(&mut tx, id).await?.into_iter().find(|other| other.id == file);
    let found = found.ok_or_else(Error::not_found)?;
    let line = Line::by(session.account, "application.check_file", id).detail("for", applicant.account);
    audit::record(&mut tx, line.detail("file", file), id, now).await?;
    tx.commit().await?;
    files::content(&state, &found).await
}

/// Files what holds: the case is that of who filled it in.
#[utoipa::path(post, path = "/api/checks/{code}/file", tag = "applications", params(("code" = String, Path)),
    responses((status = 200, body = Receipt), (status = 401, body = Problem), (status = 404, body = Problem),
              (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn file(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(code): Path<String>,
) -> Result<Json<Receipt>> {
    let now = state.clock.now();
    let mut tx = state.db.write().await?;
    // Held before anything is read: who presses twice waits, and finds what the first has filed.
    let found = store::handover_of(&mut tx, &read_aloud(&code)).await?.ok_or_else(Error::not_found)?;
    let id = found.application;
    store::hold(&mut tx, id).await?;
    if let Some(receipt) = filed_already(&state, &mut tx, session.account, &code).await? {
        return Ok(Json(receipt));
    }
    let (waiting, applicant) = opened(&mut tx, session.account, &code, now).await?;
    let editable = editable_handed(&state, &mut tx, &applicant, id, now).await?;
    handover::may_be_filed(&mut tx, &waiting, (&editable.stored, By::Colleague), now).await?;
    let documents = store::files(&mut tx, id).await?;
    let regions = regions::offered(&mut tx, &editable.form, &editable.stored.answers).await?;
    let sent: Submit = serde_json::from_str(&waiting.declared)?;
    let handed = editable.hand_in(&state, (&documents, &regions), &sent, now)?;
    store::end_handover(&mut tx, waiting.id, ("filed", session.account, None), now).await?;
    let key = format!("handover-{}", waiting.id);
    let case = http::filed(&state, &mut tx, &applicant, (&editable, &handed, &key), now).await?;
    let line = Line::by(session.account, "application.submit", id).detail("for", applicant.account);
    audit::record(&mut tx, line, case, now).await?;
    let stored = store::of_account(&mut tx, applicant.account, id).await?.ok_or_else(Error::not_found)?;
    let receipt = receipt_of(&state, &mut tx, &applicant, stored).await?;
    tx.commit().await?;
    Ok(Json(receipt))
}

/// What came of it where this account has filed it before: a button is pressed twice, and it is filed once.
async fn filed_already(state: &AppState, tx: &mut Tx, account: i64, code: &str) -> Result<Option<Receipt>> {
    let found = store::handover_of(tx, &read_aloud(code)).await?;
    let filed =
        found.filter(|found| found.ended.as_deref() == Some("filed") && found.ended_by == Some(account));
    let Some(filed) = filed else { return Ok(None) };
    let applicant = accounts::as_applicant(tx, filed.account).await?;
    let stored =
        store::of_account(tx, filed.account, filed.application).await?.ok_or_else(Error::not_found)?;
    receipt_of(state, tx, &applicant, stored).await.map(Some)
}

/// A code as it was typed: in whichever case, and with blanks.
fn read_aloud(code: &str) -> String {
    code.split_whitespace().collect::<String>().to_uppercase()
}

/// Gives it back to who filled it in, with what is to be put right.
#[utoipa::path(post, path = "/api/checks/{code}/return", tag = "applications", params(("code" = String, Path)),
    request_body = GiveBack,
    responses((status = 204), (status = 401, body = Problem), (status = 404, body = Problem),
              (status = 422, body = Problem)))]
pub async fn give_back(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(code): Path<String>,
    Json(GiveBack { words }): Json<GiveBack>,
) -> Result<StatusCode> {
    let now = state.clock.now();
    let mut tx = state.db.write().await?;
    let (waiting, applicant) = opened(&mut tx, session.account, &code, now).await?;
    let words = words.trim();
    if words.is_empty() {
        return Err(Error::field("/words", FieldCode::Required));
    }
    if words.chars().count() > WORDS_LETTERS {
        return Err(Error::field("/words", FieldCode::TooLong));
    }
    let id = waiting.application;
    store::hold(&mut tx, id).await?;
    if !store::end_handover(&mut tx, waiting.id, ("returned", session.account, Some(words)), now).await? {
        return Err(Error::not_found());
    }
    let line = Line::by(session.account, "application.give_back", id).detail("for", applicant.account);
    audit::record(&mut tx, line, id, now).await?;
    let told = (applicant.account, id);
    messages::of_application(&mut tx, &state.chance, told, MessageKind::GivenBack, now).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
