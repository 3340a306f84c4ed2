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
use schema::form::Form;
use schema::{Page, Problem, ProblemKind};
use serde_json::{Value, json};

use super::store::{self, NewDraft, Stored};
use super::{domain, version};
use crate::cursor::{self, Cursor, Moment};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::audit::{self, Line};
use crate::features::{accounts, cases, catalogue, definitions, regions};
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
    let mut tx = state.db.write().await?;
    if let Some(id) = store::draft_of(&mut tx, session.account, &new.item).await? {
        return Ok(Json(load(&mut tx, &session, id, now).await?).into_response());
    }
    let version = catalogue::version(&mut tx, &new.item).await?.ok_or_else(Error::not_found)?;
    let item = catalogue::item_at(&mut tx, &new.item, version).await?.ok_or_else(Error::not_found)?;
    if item.summary.online == Some(false) {
        return Err(Problem::new(ProblemKind::Refused)
            .detail("this item is handled at the counter only")
            .into());
    }
    let form_ref = definitions::form_of_item(&mut tx, &new.item, now).await?.ok_or_else(Error::not_found)?;
    let form = definitions::form(&mut tx, &form_ref).await?.ok_or_else(Error::not_found)?;
    let answers = schema::form::prefill(&form, &known_facts(&mut tx, &session).await?);
    let draft = NewDraft {
        account: session.account,
        item: &new.item,
        item_version: version,
        form: &form_ref,
        answers: &answers,
        now,
    };
    let Some(id) = store::insert(&mut tx, &draft).await? else {
        // Another device was first, by a moment.
        let first = store::draft_of(&mut tx, session.account, &new.item).await?;
        let id = first.ok_or_else(|| Error::new(ProblemKind::Conflict))?;
        return Ok(Json(load(&mut tx, &session, id, now).await?).into_response());
    };
    audit::record(&mut tx, Line::by(session.account, "application.begin", id), id, now).await?;
    let application = load(&mut tx, &session, id, now).await?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, Json(application)).into_response())
}

/// What the hall knows of this person already, by element.
async fn known_facts(tx: &mut Tx, session: &Session) -> Result<Value> {
    let person = accounts::person(tx, session.account).await?;
    let mut facts = json!({
        "person": { "name": session.name, "identity_number": person.identity_number, "phone": person.phone },
    });
    if let Some(enterprise) = &session.enterprise {
        facts["enterprise"] = json!({ "name": enterprise.name, "credit_code": enterprise.credit_code });
    }
    Ok(facts)
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
    let items = rows.into_iter().map(|row| row.summary).collect();
    Ok(Json(Page { items, next, total: None, facets: Vec::new() }))
}

/// One of one's own applications.
#[utoipa::path(get, path = "/api/applications/{id}", tag = "applications", params(("id" = i64, Path)),
    responses((status = 200, body = Application), (status = 404, body = Problem)))]
pub async fn read(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(id): Path<i64>,
) -> Result<Json<Application>> {
    Ok(Json(load(&mut state.db.read().await?, &session, id, state.clock.now()).await?))
}

async fn load(tx: &mut Tx, session: &Session, id: i64, now: DateTime<Utc>) -> Result<Application> {
    let stored = store::of_account(tx, session.account, id).await?.ok_or_else(Error::not_found)?;
    let open = match stored.summary.state {
        ApplicationState::Draft => Vec::new(),
        ApplicationState::Submitted => cases::open_points(tx, id).await?,
    };
    let files = store::files(tx, id).await?;
    let newer = version::newer(tx, &stored, now).await?;
    let Stored { summary, form, answers, revision, .. } = stored;
    let program = definitions::form(tx, &form).await?.ok_or_else(Error::not_found)?;
    let regions = if summary.state == ApplicationState::Submitted && open.is_empty() {
        regions::named(tx, &program, &[&answers]).await?
    } else {
        regions::offered(tx, &program, &answers).await?
    };
    Ok(Application { summary, form, answers, files, revision, open, regions, newer })
}

/// Saves all answers of a draft, as they are: what does not hold yet is saved too.
#[utoipa::path(put, path = "/api/applications/{id}", tag = "applications", params(("id" = i64, Path)),
    request_body = SaveAnswers,
    responses((status = 200, body = Saved), (status = 404, body = Problem), (status = 409, body = Problem)))]
pub async fn save(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(id): Path<i64>,
    Json(sent): Json<SaveAnswers>,
) -> Result<Json<Saved>> {
    let now = state.clock.now();
    let mut tx = state.db.write().await?;
    let editable = editable(&mut tx, &session, id).await?;
    if editable.stored.revision != sent.revision {
        return Err(Error::new(ProblemKind::Conflict));
    }
    let answers = editable.allow(&sent.answers);
    let revision = store::save(&mut tx, id, &answers, now).await?;
    audit::record(&mut tx, Line::by(session.account, "application.save", id), id, now).await?;
    tx.commit().await?;
    Ok(Json(Saved { revision, updated_at: now }))
}

/// Saves one page as a form sends it, and says what does not hold and where to go on.
#[utoipa::path(post, path = "/api/applications/{id}/pages/{page}", tag = "applications",
    params(("id" = i64, Path), ("page" = String, Path)), request_body = SavePage,
    responses((status = 200, body = PageSaved), (status = 404, body = Problem), (status = 409, body = Problem)))]
pub async fn save_page(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path((id, page)): Path<(i64, String)>,
    Json(sent): Json<SavePage>,
) -> Result<Json<PageSaved>> {
    let now = state.clock.now();
    let mut tx = state.db.write().await?;
    let editable = editable(&mut tx, &session, id).await?;
    let form = &editable.form;
    let page = domain::page(form, &page).ok_or_else(Error::not_found)?;
    let mut typed = domain::with_page(form, page, &editable.stored.answers, sent.fields);
    if let Some(pressed) = &sent.pressed {
        domain::press(form, &mut typed, pressed, &known_facts(&mut tx, &session).await?);
    }
    let answers = editable.allow(&typed);
    let revision = store::save(&mut tx, id, &answers, now).await?;
    audit::record(&mut tx, Line::by(session.account, "application.save", id), id, now).await?;
    let regions = regions::offered(&mut tx, form, &answers).await?;
    tx.commit().await?;
    let errors = domain::page_errors(form, page, &answers, &regions);
    let next = domain::next_page(form, &answers, &page.id).map(str::to_owned);
    let materials = !schema::form::materials_apart(form).is_empty();
    Ok(Json(PageSaved { revision, errors, next, materials }))
}

/// An application that may be changed, wholly or where a supplement asks for it.
pub(super) struct Editable {
    pub(super) stored: Stored,
    pub(super) form: Form,
    open: Vec<schema::process::SupplementPoint>,
}

impl Editable {
    /// The answers that may be stored of those that were sent.
    fn allow(&self, sent: &Value) -> Value {
        let open = match self.stored.summary.state {
            ApplicationState::Draft => sent.clone(),
            ApplicationState::Submitted => domain::only_open(&self.stored.answers, sent, &self.open),
        };
        domain::accepted(&self.form, &self.stored.answers, &open)
    }
}

pub(super) async fn editable(tx: &mut Tx, session: &Session, id: i64) -> Result<Editable> {
    store::hold(tx, id).await?;
    let stored = store::of_account(tx, session.account, id).await?.ok_or_else(Error::not_found)?;
    let form = definitions::form(tx, &stored.form).await?.ok_or_else(Error::not_found)?;
    let open = match stored.summary.state {
        ApplicationState::Draft => Vec::new(),
        ApplicationState::Submitted => cases::open_points(tx, id).await?,
    };
    if stored.summary.state == ApplicationState::Submitted && open.is_empty() {
        return Err(Problem::new(ProblemKind::Refused).detail("it has been filed").into());
    }
    Ok(Editable { stored, form, open })
}

/// Files a draft, or hands in what a supplement asked for. An `Idempotency-Key` that did so already gets its receipt, also
/// when something else was handed in since.
#[utoipa::path(post, path = "/api/applications/{id}/submit", tag = "applications",
    params(("id" = i64, Path), ("idempotency-key" = String, Header)), request_body = Submit,
    responses((status = 200, body = Receipt), (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn submit(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(id): Path<i64>,
    headers: HeaderMap,
    sent: Option<Json<Submit>>,
) -> Result<Json<Receipt>> {
    let key = idempotency_key(&headers)?;
    let sent = sent.map(|Json(sent)| sent).unwrap_or_default();
    let now = state.clock.now();
    let mut tx = state.db.write().await?;
    store::hold(&mut tx, id).await?;
    let stored = store::of_account(&mut tx, session.account, id).await?.ok_or_else(Error::not_found)?;
    if store::is_submitted(&mut tx, id, key).await? {
        return receipt_of(&state, &mut tx, &session, stored).await.map(Json);
    }
    let editable = editable(&mut tx, &session, id).await?;
    if version::newer(&mut tx, &stored, now).await?.is_some_and(|newer| newer.must) {
        let problem =
            Problem::new(ProblemKind::Refused).detail("its form has a newer version, and its own is retired");
        return Err(Problem { allowed: vec!["version".to_owned()], ..problem }.into());
    }
    let files = store::files(&mut tx, id).await?;
    let regions = regions::offered(&mut tx, &editable.form, &editable.stored.answers).await?;
    let faults = domain::faults(&editable.form, &editable.stored.answers, &files, &regions, sent);
    if !faults.is_empty() {
        return Err(Error::invalid(faults));
    }
    let answers = schema::form::prune(&editable.form, &editable.stored.answers);
    store::submit(&mut tx, id, &answers, key, now).await?;
    let case = match editable.stored.summary.state {
        ApplicationState::Draft => {
            cases::open(&state, &mut tx, id, &stored.summary.item, stored.item_version, now).await?
        }
        ApplicationState::Submitted => cases::receive_supplement(&state, &mut tx, id, now).await?,
    };
    // By the key of the case, whose line stands in this transaction too.
    audit::record(&mut tx, Line::by(session.account, "application.submit", id), case, now).await?;
    let stored = store::of_account(&mut tx, session.account, id).await?.ok_or_else(Error::not_found)?;
    let receipt = receipt_of(&state, &mut tx, &session, stored).await?;
    tx.commit().await?;
    Ok(Json(receipt))
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
    SignedIn(session): SignedIn,
    Path(id): Path<i64>,
) -> Result<Json<Receipt>> {
    let mut tx = state.db.read().await?;
    let stored = store::of_account(&mut tx, session.account, id).await?.ok_or_else(Error::not_found)?;
    receipt_of(&state, &mut tx, &session, stored).await.map(Json)
}

async fn receipt_of(state: &AppState, tx: &mut Tx, session: &Session, stored: Stored) -> Result<Receipt> {
    let (Some(number), Some(submitted_at)) = (stored.summary.case, stored.submitted_at) else {
        return Err(Error::not_found());
    };
    let item = catalogue::item_at(tx, &stored.summary.item, stored.item_version).await?;
    let item = item.ok_or_else(Error::not_found)?;
    let (acceptance, decision) = cases::expected(state, &item, submitted_at);
    let address = format!("{}/track?number={number}", state.config.public_origin());
    let (qr, qr_size) = qr(&address)?;
    let applicant = session.enterprise.as_ref().map_or(&session.name, |enterprise| &enterprise.name);
    Ok(Receipt {
        number,
        item_name: stored.summary.item_name,
        department: stored.summary.department,
        applicant: applicant.clone(),
        submitted_at,
        acceptance,
        decision,
        qr,
        qr_size,
        demonstration: !state.config.is_production(),
    })
}

/// A QR code as SVG path data, one square a dark module, with its quiet zone of four.
fn qr(text: &str) -> Result<(String, u32)> {
    const QUIET: usize = 4;
    let code = qrcode::QrCode::new(text).map_err(anyhow::Error::from)?;
    let width = code.width();
    let dark = code.to_colors().into_iter().enumerate().filter(|(_, colour)| *colour == qrcode::Color::Dark);
    let path: String = dark
        .map(|(place, _)| format!("M{} {}h1v1h-1z", place % width + QUIET, place / width + QUIET))
        .collect();
    Ok((path, (width + 2 * QUIET) as u32))
}
