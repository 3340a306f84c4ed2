//! The verbs of applications: begin, list, read, save, file, and the receipt.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, Utc};
use schema::accounts::Session;
use schema::applications::{
    Application, ApplicationState, ApplicationSummary, NewApplication, PageSaved, Receipt, SaveAnswers,
    SavePage, Saved, Submit,
};
use schema::calendar::local_day;
use schema::{Page, Problem, ProblemKind};

use super::acting::{Acting, ActingSince};
use super::begin::{Begun, begun};
use super::domain::By;
use super::editable::{Editable, editable};
use super::receipt::receipt_of;
use super::store::{self, Handed, NewDraft, Stored};
use super::whole::load;
use super::{handover, saving, version};
use crate::cursor::{self, Cursor, Moment};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::audit::{self, Line};
use crate::features::cases::{Books, Opening};
use crate::features::{bundles, cases, regions};
use crate::http::{Json, Query, SignedIn};
use crate::state::AppState;

/// How many applications a page of the list has.
const PAGE: usize = 20;

/// The header that makes filing happen once.
const IDEMPOTENCY_KEY: &str = "idempotency-key";

/// Begins an application, or finds the draft that this person has begun already.
#[utoipa::path(post, path = "/api/applications", tag = "applications", request_body = NewApplication,
    responses((status = 200, body = Application), (status = 201, body = Application), (status = 404, body = Problem),
              (status = 409, body = Problem)))]
pub async fn begin(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Json(new): Json<NewApplication>,
) -> Result<Response> {
    let now = state.clock.now();
    let mut tx = state.db.read().await?;
    if let Some(id) = store::draft_of(&mut tx, session.account, &new.item).await? {
        return Ok(Json(load(&state, &mut tx, &session, id, now).await?).into_response());
    }
    let Begun { item_version, form, answers, prefilled } = begun(&mut tx, &session, &new, now).await?;
    drop(tx);
    let mut tx = state.db.write().await?;
    let draft = NewDraft {
        account: session.account,
        item: &new.item,
        item_version,
        form: &form,
        answers: &answers,
        prefilled: &prefilled,
        now,
    };
    let Some(id) = store::insert(&mut tx, &draft).await? else {
        // Another device was first, by a moment.
        let first = store::draft_of(&mut tx, session.account, &new.item).await?;
        drop(tx);
        let id = first.ok_or_else(|| Error::new(ProblemKind::Conflict))?;
        let mut tx = state.db.read().await?;
        return Ok(Json(load(&state, &mut tx, &session, id, now).await?).into_response());
    };
    audit::record(&mut tx, Line::by(session.account, "application.begin", id), id, now).await?;
    tx.commit().await?;
    let application = load(&state, &mut state.db.read().await?, &session, id, now).await?;
    Ok((StatusCode::CREATED, Json(application)).into_response())
}

/// One's own applications, the newest first.
#[utoipa::path(get, path = "/api/applications", tag = "applications", params(Cursor),
    responses((status = 200, body = Page<ApplicationSummary>)))]
pub async fn list(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Query(cursor): Query<Cursor>,
) -> Result<Json<Page<ApplicationSummary>>> {
    let before = cursor.read()?.unwrap_or_else(|| Moment::first(state.clock.now()));
    let mut rows = store::list(&mut state.db.read().await?, session.account, before, PAGE as i64 + 1).await?;
    let next = cursor::cut(&mut rows, PAGE, |row| Moment(row.summary.updated_at, row.summary.id));
    let items = rows.into_iter().map(|row| row.summary.on(local_day(state.clock.now()))).collect();
    Ok(Json(Page { items, next, total: None, facets: Vec::new() }))
}

/// One of one's own applications.
#[utoipa::path(get, path = "/api/applications/{id}", tag = "applications", params(("id" = i64, Path)),
    responses((status = 200, body = Application), (status = 404, body = Problem)))]
pub async fn read(
    State(state): State<AppState>,
    acting: Acting,
    Path(id): Path<i64>,
) -> Result<Json<Application>> {
    let application =
        load(&state, &mut state.db.read().await?, &acting.applicant, id, state.clock.now()).await?;
    Ok(Json(acting.shown(application)))
}

/// Saves all answers of a draft, as they are: what does not hold yet is saved too.
#[utoipa::path(put, path = "/api/applications/{id}", tag = "applications", params(("id" = i64, Path)),
    request_body = SaveAnswers,
    responses((status = 200, body = Saved), (status = 404, body = Problem), (status = 409, body = Problem)))]
pub async fn save(
    State(state): State<AppState>,
    acting: Acting,
    Path(id): Path<i64>,
    Json(sent): Json<SaveAnswers>,
) -> Result<Json<Saved>> {
    saving::all(&state, &acting, id, &sent).await.map(Json)
}

/// Saves one page as a form sends it, and says what does not hold and where to go on.
#[utoipa::path(post, path = "/api/applications/{id}/pages/{page}", tag = "applications",
    params(("id" = i64, Path), ("page" = String, Path)), request_body = SavePage,
    responses((status = 200, body = PageSaved), (status = 404, body = Problem), (status = 409, body = Problem)))]
pub async fn save_page(
    State(state): State<AppState>,
    acting: Acting,
    Path((id, page)): Path<(i64, String)>,
    Json(sent): Json<SavePage>,
) -> Result<Json<PageSaved>> {
    saving::page(&state, &acting, (id, &page), &sent).await.map(Json)
}

/// Files a draft, or hands in what a supplement asked for. An `Idempotency-Key` that did so already gets its receipt, also
/// when something else was handed in since.
#[utoipa::path(post, path = "/api/applications/{id}/submit", tag = "applications",
    params(("id" = i64, Path), ("idempotency-key" = String, Header)), request_body = Submit,
    responses((status = 200, body = Receipt), (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn submit(
    State(state): State<AppState>,
    ActingSince(acting): ActingSince,
    Path(id): Path<i64>,
    headers: HeaderMap,
    sent: Option<Json<Submit>>,
) -> Result<Json<Receipt>> {
    let session = &acting.applicant;
    let key = idempotency_key(&headers)?;
    let sent = sent.map(|Json(sent)| sent).unwrap_or_default();
    let now = state.clock.now();
    let mut tx = state.db.write().await?;
    if let Some(joint) = store::part_of(&mut tx, session.account, id).await? {
        bundles::hold(&mut tx, joint).await?;
    }
    store::hold_own(&mut tx, session.account, id).await?.ok_or_else(Error::not_found)?;
    let stored = store::of_account(&mut tx, session.account, id).await?.ok_or_else(Error::not_found)?;
    if store::is_submitted(&mut tx, id, key).await? {
        return receipt_of(&state, &mut tx, session, stored)
            .await
            .map(|receipt| Json(acting.handed(receipt)));
    }
    if acting.is_clerk() && stored.summary.state != ApplicationState::Draft {
        return Err(Error::not_found());
    }
    let editable = editable(&state, &mut tx, session, id, now).await?;
    if version::newer(&mut tx, &stored, now).await?.is_some_and(|newer| newer.must) {
        let problem =
            Problem::new(ProblemKind::Refused).detail("its form has a newer version, and its own is retired");
        return Err(Problem { allowed: vec!["version".to_owned()], ..problem }.into());
    }
    if stored.summary.state == ApplicationState::Draft {
        let by = if acting.is_clerk() { By::Clerk } else { By::Applicant };
        handover::may_file(&mut tx, &stored, by).await?;
    }
    let files = store::files(&mut tx, id).await?;
    let regions = regions::offered(&mut tx, &editable.form, &editable.stored.answers).await?;
    let handed = editable.hand_in(&state, (&files, &regions), &sent, now)?;
    let case = filed(&state, &mut tx, session, (&editable, &handed, key), now).await?;
    // By the key of the case, whose line stands in this transaction too.
    let line = acting.line("application.submit", id).detail("promises", handed.promises.len());
    audit::record(&mut tx, line, case, now).await?;
    let stored = store::of_account(&mut tx, session.account, id).await?.ok_or_else(Error::not_found)?;
    let receipt = receipt_of(&state, &mut tx, session, stored).await?;
    tx.commit().await?;
    Ok(Json(acting.handed(receipt)))
}

/// Files what may be filed, or hands in what a supplement asked for; says the row of the case, or of the joint application.
pub(super) async fn filed(
    state: &AppState,
    tx: &mut Tx,
    session: &Session,
    (editable, handed, key): (&Editable, &Handed, &str),
    now: DateTime<Utc>,
) -> Result<i64> {
    let stored = &editable.stored;
    let id = stored.summary.id;
    store::submit(tx, id, handed, key, now).await?;
    match stored.summary.state {
        ApplicationState::Draft if stored.form.bundle().is_some() => {
            bundles::file(state, tx, session, (stored, key), now).await
        }
        ApplicationState::Draft => open(state, tx, stored, now).await,
        ApplicationState::Submitted => cases::receive_supplement(state, tx, id, now).await,
    }
}

async fn open(state: &AppState, tx: &mut Tx, stored: &Stored, now: DateTime<Utc>) -> Result<i64> {
    let (summary, mut books) = (&stored.summary, Books::default());
    let (item, item_version) = (summary.item.as_str(), stored.item_version);
    let opening = Opening { application: summary.id, item, item_version, joint: None };
    let case = cases::open(state, tx, &opening, now, &mut books).await?;
    books.close(tx, now).await?;
    Ok(case)
}

fn idempotency_key(headers: &HeaderMap) -> Result<&str> {
    let key = headers.get(IDEMPOTENCY_KEY).and_then(|value| value.to_str().ok());
    key.filter(|key| !key.is_empty())
        .ok_or_else(|| Error::bad_request("the header Idempotency-Key is needed"))
}

/// The receipt of what was filed.
#[utoipa::path(get, path = "/api/applications/{id}/receipt", tag = "applications", params(("id" = i64, Path)),
    responses((status = 200, body = Receipt), (status = 404, body = Problem)))]
pub async fn receipt(
    State(state): State<AppState>,
    ActingSince(acting): ActingSince,
    Path(id): Path<i64>,
) -> Result<Json<Receipt>> {
    let mut tx = state.db.read().await?;
    let stored =
        store::of_account(&mut tx, acting.applicant.account, id).await?.ok_or_else(Error::not_found)?;
    let receipt = receipt_of(&state, &mut tx, &acting.applicant, stored).await?;
    Ok(Json(acting.handed(receipt)))
}
