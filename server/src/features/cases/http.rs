//! The verbs of cases for applicants and the public: read, track, rate, remind, withdraw.

use axum::extract::{Extension, Path, State};
use axum::http::StatusCode;
use schema::accounts::Session;
use schema::bundles::Tracked;
use schema::cases::{CaseSummary, CaseView, Rating, Reminder, Track, Withdrawal};
use schema::process::Command;
use schema::{Page, Problem};

use super::log::Case;
use super::view::{self, Reader};
use super::{lists, store};
use crate::cursor::{self, Cursor};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::accounts;
use crate::features::audit::{self, Line};
use crate::features::{bundles, messages};
use crate::http::{ClientAddress, Json, Query, SignedIn};
use crate::state::AppState;

/// How many cases a page of the list has.
const PAGE: usize = 20;

/// One's own cases, the newest first.
#[utoipa::path(get, path = "/api/cases", tag = "cases", params(Cursor),
    responses((status = 200, body = Page<CaseSummary>), (status = 401, body = Problem)))]
pub async fn list(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Query(cursor): Query<Cursor>,
) -> Result<Json<Page<CaseSummary>>> {
    let before = cursor.read()?.unwrap_or(i64::MAX);
    let mut tx = state.db.read().await?;
    let mut ids = store::of_account(&mut tx, session.account, before, PAGE as i64 + 1).await?;
    let next = cursor::cut(&mut ids, PAGE, |id| *id);
    let lines: Vec<lists::Line> = ids.into_iter().map(lists::Line::from).collect();
    let items = lists::summaries(&state, &mut tx, &lines).await?;
    Ok(Json(Page { items, next, total: None, facets: Vec::new() }))
}

/// One of one's own cases.
#[utoipa::path(get, path = "/api/cases/{number}", tag = "cases", params(("number" = String, Path)),
    responses((status = 200, body = CaseView), (status = 404, body = Problem)))]
pub async fn read(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(number): Path<String>,
) -> Result<Json<CaseView>> {
    let mut tx = state.db.read().await?;
    let case = own(&mut tx, &session, &number).await?;
    let rating = store::rating(&mut tx, case.row.id).await?;
    let view = view::view(&state, &mut tx, &case, rating, Reader::Applicant).await?;
    let unread = messages::unread_of_case(&mut tx, session.account, case.row.id).await?;
    Ok(Json(CaseView { unread, ..view }))
}

async fn own(tx: &mut Tx, session: &Session, number: &str) -> Result<Case> {
    let case = Case::by_number(tx, number).await?.ok_or_else(Error::not_found)?;
    if case.filed.account == session.account && !case.is_subcase() {
        Ok(case)
    } else {
        Err(Error::not_found())
    }
}

/// Where a case stands, for who knows its number and the last four characters of the applicant's identity number.
#[utoipa::path(post, path = "/api/track", tag = "cases", request_body = Track,
    responses((status = 200, body = Tracked), (status = 404, body = Problem), (status = 429, body = Problem)))]
pub async fn track(
    State(state): State<AppState>,
    Extension(address): Extension<ClientAddress>,
    Json(asked): Json<Track>,
) -> Result<Json<Tracked>> {
    let attempt = accounts::attempt(&state, "track", asked.number.trim(), address).await?;
    let now = state.clock.now();
    let mut tx = state.db.write().await?;
    let last_four = asked.last_four.trim().to_uppercase();
    if let Some(joint) = bundles::tracked(&state, &mut tx, asked.number.trim(), &last_four).await? {
        attempt.take_back(&mut tx).await?;
        let line = Line::new("joint.track", asked.number.trim());
        audit::record(&mut tx, line, 0, now).await?;
        tx.commit().await?;
        return Ok(Json(Tracked::Joint(Box::new(joint))));
    }
    let case = Case::by_number(&mut tx, asked.number.trim()).await?;
    let Some(case) =
        case.filter(|case| !case.is_subcase() && case.filed.last_four() == Some(last_four.as_str()))
    else {
        audit::record(&mut tx, Line::new("case.track_refused", attempt.name()), 0, now).await?;
        tx.commit().await?;
        // The same answer whether the number or the characters are wrong.
        return Err(Error::not_found());
    };
    attempt.take_back(&mut tx).await?;
    audit::record(&mut tx, Line::new("case.track", &case.row.number), case.row.id, now).await?;
    let view = view::view(&state, &mut tx, &case, None, Reader::Outside).await?;
    tx.commit().await?;
    Ok(Json(Tracked::Case(Box::new(view))))
}

/// Rates a case, once, after its result was handed over.
#[utoipa::path(post, path = "/api/cases/{number}/rating", tag = "cases", params(("number" = String, Path)),
    request_body = Rating,
    responses((status = 204), (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn rate(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(number): Path<String>,
    Json(rating): Json<Rating>,
) -> Result<StatusCode> {
    let words = rating.words.map(|words| words.trim().to_owned()).filter(|words| !words.is_empty());
    give(&state, &session, &number, Command::Rate { grade: rating.grade, words }).await
}

/// Gives a command on one's own case, as its applicant.
async fn give(state: &AppState, session: &Session, number: &str, command: Command) -> Result<StatusCode> {
    let now = state.clock.now();
    let mut tx = state.db.write().await?;
    Case::hold(&mut tx, number).await?;
    let mut case = own(&mut tx, session, number).await?;
    let actor = case.applicant();
    case.give(state, &mut tx, command, &actor, now).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Asks whoever has one's case to go on, once until something happens.
#[utoipa::path(post, path = "/api/cases/{number}/remind", tag = "cases", params(("number" = String, Path)),
    request_body = Reminder, responses((status = 204), (status = 409, body = Problem)))]
pub async fn remind(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(number): Path<String>,
    Json(Reminder { words }): Json<Reminder>,
) -> Result<StatusCode> {
    let words = words.filter(|words| !words.trim().is_empty());
    give(&state, &session, &number, Command::Remind { words }).await
}

/// Takes one's own application back, before it is decided.
#[utoipa::path(post, path = "/api/cases/{number}/withdraw", tag = "cases", params(("number" = String, Path)),
    request_body = Withdrawal, responses((status = 204), (status = 409, body = Problem)))]
pub async fn withdraw(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(number): Path<String>,
    Json(Withdrawal { reason }): Json<Withdrawal>,
) -> Result<StatusCode> {
    let reason = reason.filter(|reason| !reason.trim().is_empty());
    give(&state, &session, &number, Command::Withdraw { reason }).await
}
