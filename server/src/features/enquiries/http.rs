//! The verbs of enquiries for the public: writing one, reading it again, what is published of others, and how many there were.

use axum::Extension;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use chrono::{DateTime, Months, Utc};
use schema::calendar::local_day;
use schema::enquiries::{
    Actor, Command, EnquiryAct, EnquiryChannel, EnquiryColumn, EnquiryCommand, EnquiryFigures, EnquiryFiled,
    EnquiryLine, EnquiryView, NewEnquiry, filed,
};
use schema::regions::Region;
use schema::role::RegionCode;
use schema::{FieldCode, FieldError, Page, Problem};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use utoipa::IntoParams;

use super::log::{HALL, Logged, WRITER};
use super::{store, view};
use crate::cursor::{self, Moment};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::audit::{self, Line};
use crate::features::{accounts, catalogue, regions};
use crate::http::{ClientAddress, Json, Query, SignedIn, Visitor};
use crate::ports::hex;
use crate::state::AppState;

/// How many a page of a list has.
const PAGE: usize = 20;

/// The header that makes a double click file once.
const IDEMPOTENCY_KEY: &str = "idempotency-key";

/// For how many months figures are told.
const MONTHS: u32 = 11;

/// Which of the public columns, and where the list goes on.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Asked {
    /// `latest` or `featured`.
    #[serde(default)]
    #[param(inline)]
    column: EnquiryColumn,
    /// `next` of the page before.
    cursor: Option<String>,
}

/// What opens an enquiry for who has no account.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Code {
    /// As it was told when the enquiry was filed.
    #[serde(default)]
    code: String,
}

/// What is published: the newest replies, or those that everybody should read.
#[utoipa::path(get, path = "/api/enquiries", tag = "enquiries", params(Asked),
    responses((status = 200, body = Page<EnquiryLine>), (status = 400, body = Problem)))]
pub async fn list(
    State(state): State<AppState>,
    Query(asked): Query<Asked>,
) -> Result<Json<Page<EnquiryLine>>> {
    let before = cursor::read::<Moment>(asked.cursor.as_deref())?;
    let before = before.unwrap_or_else(|| Moment::first(state.clock.now()));
    let mut tx = state.db.read().await?;
    let mut rows = match asked.column {
        EnquiryColumn::Latest => store::published(&mut tx, before, PAGE as i64 + 1).await?,
        EnquiryColumn::Featured => store::featured(&mut tx, before, PAGE as i64 + 1).await?,
    };
    let next = cursor::cut(&mut rows, PAGE, |row| {
        let at = match asked.column {
            EnquiryColumn::Latest => row.published_at,
            EnquiryColumn::Featured => row.featured_at,
        };
        Moment(at.unwrap_or_default(), row.id)
    });
    Ok(Json(Page { items: view::public_lines(&rows)?, next, total: None, facets: Vec::new() }))
}

/// How many came in, were answered and were rated, by month and kind.
#[utoipa::path(get, path = "/api/enquiries/figures", tag = "enquiries",
    responses((status = 200, body = EnquiryFigures)))]
pub async fn figures(State(state): State<AppState>) -> Result<Json<EnquiryFigures>> {
    let today = local_day(state.clock.now());
    let from = today.checked_sub_months(Months::new(MONTHS)).unwrap_or(today).format("%Y-%m").to_string();
    Ok(Json(EnquiryFigures { months: store::figures(&mut state.db.read().await?, &from).await? }))
}

/// The places whose window takes an enquiry in that is about no item.
#[utoipa::path(get, path = "/api/enquiries/places", tag = "enquiries",
    responses((status = 200, body = Vec<Region>)))]
pub async fn places(State(state): State<AppState>) -> Result<Json<Vec<Region>>> {
    let mut tx = state.db.read().await?;
    let mut places = Vec::new();
    for code in accounts::window_regions(&mut tx).await? {
        let name = regions::name(&mut tx, code).await?.unwrap_or_default();
        places.push(Region { code, name });
    }
    Ok(Json(places))
}

/// Writes to the hall, with an account or without. An `Idempotency-Key` that did so already gets what it filed; who has no
/// account gets a new code then.
#[utoipa::path(post, path = "/api/enquiries", tag = "enquiries",
    params(("idempotency-key" = Option<String>, Header)), request_body = NewEnquiry,
    responses((status = 201, body = EnquiryFiled), (status = 422, body = Problem), (status = 429, body = Problem)))]
pub async fn file(
    State(state): State<AppState>,
    Visitor(session): Visitor,
    Extension(address): Extension<ClientAddress>,
    headers: HeaderMap,
    Json(sent): Json<NewEnquiry>,
) -> Result<(StatusCode, Json<EnquiryFiled>)> {
    let account = session.as_ref().map(|session| session.account);
    accounts::allow(&state, "enquiry", address).await?;
    let faults = filed(&sent, account.is_some());
    if !faults.is_empty() {
        return Err(Error::invalid(faults));
    }
    let now = state.clock.now();
    let by = account.map_or_else(|| WRITER.to_owned(), |account| account.to_string());
    let sender = match account {
        Some(_) => by.clone(),
        // Who has no account is known by where they write from; the same words tomorrow are another enquiry.
        None => format!("{by} {}", address.network()),
    };
    let once = once(&state, &format!("{sender} {}", local_day(now)), &headers);
    let secret = account.is_none().then(|| state.chance.id());
    let hashed = secret.as_deref().map(hash_of);
    let mut tx = state.db.write().await?;
    let known = store::filed_with(&mut tx, &once).await?;
    let logged = match known {
        Some(id) => {
            if let Some(hashed) = &hashed {
                store::set_secret(&mut tx, id, hashed).await?;
            }
            Logged::load(&mut tx, id).await?.ok_or_else(Error::not_found)?
        }
        None => {
            let writer = Writer { account, by: &by, secret: hashed.as_deref(), once: &once };
            let came =
                Came { channel: EnquiryChannel::Web, received_on: local_day(now), registered_by: None };
            let logged = take_in(&state, &mut tx, (&sent, &writer), came, now).await?;
            let line = match account {
                Some(account) => Line::by(account, "enquiry.file", logged.row.id),
                None => Line::new("enquiry.file", logged.row.id),
            };
            audit::record(&mut tx, line.detail("kind", sent.kind.slug()), logged.chain(), now).await?;
            logged
        }
    };
    tx.commit().await?;
    let filed = EnquiryFiled { id: logged.row.id, code: secret, due: logged.row.due };
    Ok((StatusCode::CREATED, Json(filed)))
}

/// What is kept of the key of a form: by who sent it, so that nobody's key is another's.
pub(super) fn once(state: &AppState, by: &str, headers: &HeaderMap) -> String {
    let key =
        headers.get(IDEMPOTENCY_KEY).and_then(|value| value.to_str().ok()).filter(|key| !key.is_empty());
    match key {
        Some(key) => hash_of(&format!("{by} {key}")),
        None => state.chance.id(),
    }
}

fn hash_of(secret: &str) -> String {
    hex(&Sha256::digest(secret.as_bytes()))
}

/// Who writes.
pub(super) struct Writer<'a> {
    pub account: Option<i64>,
    /// As events name who brings it in.
    pub by: &'a str,
    pub secret: Option<&'a str>,
    pub once: &'a str,
}

/// How it came.
pub(super) struct Came {
    pub channel: EnquiryChannel,
    pub received_on: chrono::NaiveDate,
    pub registered_by: Option<i64>,
}

/// Takes one in. What is about an item goes to its agency at once; anything else to the window of its place.
pub(super) async fn take_in(
    state: &AppState,
    tx: &mut Tx,
    (sent, writer): (&NewEnquiry, &Writer<'_>),
    came: Came,
    now: DateTime<Utc>,
) -> Result<Logged> {
    let item = sent.item.as_deref().filter(|code| !code.is_empty());
    let by = match item {
        Some(code) => Some(catalogue::handled_by(tx, code).await?.ok_or_else(|| unknown("/item"))?),
        None => None,
    };
    let places = accounts::window_regions(tx).await?;
    let region = match &by {
        Some(by) => places.into_iter().find(|place| place.contains(&by.region)).unwrap_or(by.region),
        None => place_of(&places, sent.region)?,
    };
    let new = store::New {
        kind: sent.kind,
        channel: came.channel,
        region,
        item,
        subject: sent.subject.trim(),
        words: sent.words.trim(),
        account: writer.account,
        name: trimmed(sent.name.as_ref()).filter(|_| writer.account.is_none()),
        phone: trimmed(sent.phone.as_ref()),
        secret: writer.secret,
        registered_by: came.registered_by,
        once: writer.once,
        received_on: came.received_on,
        consents: sent.consents,
    };
    let calendar = state.calendar.current();
    let mut logged = Logged::begin(tx, (&new, writer.by), &calendar, now).await?;
    if let Some(by) = by {
        let route = Command::Route(by.agency);
        logged.act(tx, route, (Actor::Registrar, HALL), &calendar, now).await?;
    }
    Ok(logged)
}

fn trimmed(text: Option<&String>) -> Option<&str> {
    text.map(|text| text.trim()).filter(|text| !text.is_empty())
}

fn unknown(pointer: &str) -> Error {
    Error::invalid(vec![FieldError::new(pointer, FieldCode::Unknown)])
}

fn place_of(places: &[RegionCode], asked: Option<RegionCode>) -> Result<RegionCode> {
    match (asked, places) {
        (Some(region), places) if places.contains(&region) => Ok(region),
        (Some(_), _) => Err(unknown("/region")),
        (None, [only]) => Ok(*only),
        (None, _) => Err(Error::invalid(vec![FieldError::new("/region", FieldCode::Required)])),
    }
}

/// One's own enquiries, the newest first.
#[utoipa::path(get, path = "/api/me/enquiries", tag = "enquiries", params(cursor::Cursor),
    responses((status = 200, body = Page<EnquiryLine>), (status = 401, body = Problem)))]
pub async fn mine(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Query(cursor): Query<cursor::Cursor>,
) -> Result<Json<Page<EnquiryLine>>> {
    let before = cursor.read()?.unwrap_or(i64::MAX);
    let mut tx = state.db.read().await?;
    let mut rows = store::of_account(&mut tx, session.account, before, PAGE as i64 + 1).await?;
    let next = cursor::cut(&mut rows, PAGE, |row| row.id);
    let items = rows.iter().map(store::Row::line).collect::<Result<_>>()?;
    Ok(Json(Page { items, next, total: None, facets: Vec::new() }))
}

/// One: one's own by one's account or by its code, else what is published of it. Guesses at codes are counted.
#[utoipa::path(get, path = "/api/enquiries/{id}", tag = "enquiries", params(("id" = i64, Path), Code),
    responses((status = 200, body = EnquiryView), (status = 404, body = Problem), (status = 429, body = Problem)))]
pub async fn read(
    State(state): State<AppState>,
    Visitor(session): Visitor,
    Extension(address): Extension<ClientAddress>,
    Path(id): Path<i64>,
    Query(Code { code }): Query<Code>,
) -> Result<Json<EnquiryView>> {
    let account = session.map(|session| session.account);
    let is_own = is_own(&state, (account, &code), address, id).await?;
    let mut tx = state.db.read().await?;
    if is_own {
        let logged = Logged::load(&mut tx, id).await?.ok_or_else(Error::not_found)?;
        return Ok(Json(EnquiryView::Own(view::own(&logged)?)));
    }
    let row = store::by_id(&mut tx, id).await?.ok_or_else(Error::not_found)?;
    let public = view::public(&row)?.ok_or_else(Error::not_found)?;
    Ok(Json(EnquiryView::Public(public)))
}

/// Whether it is of who asks: by their account, or by the code.
async fn is_own(
    state: &AppState,
    (account, code): (Option<i64>, &str),
    address: ClientAddress,
    id: i64,
) -> Result<bool> {
    let row = store::by_id(&mut state.db.read().await?, id).await?.ok_or_else(Error::not_found)?;
    if row.account.is_some() {
        return Ok(row.account == account);
    }
    let Some(secret) = row.secret.filter(|_| !code.is_empty()) else { return Ok(false) };
    let attempt = accounts::attempt(state, "enquiry-code", &id.to_string(), address).await?;
    if secret != hash_of(code) {
        return Ok(false);
    }
    let mut tx = state.db.write().await?;
    attempt.take_back(&mut tx).await?;
    tx.commit().await?;
    Ok(true)
}

/// Takes one's own back, or says how the reply was.
#[utoipa::path(post, path = "/api/enquiries/{id}/commands", tag = "enquiries", params(("id" = i64, Path), Code),
    request_body = EnquiryCommand,
    responses((status = 200, body = EnquiryView), (status = 404, body = Problem), (status = 409, body = Problem),
              (status = 422, body = Problem)))]
pub async fn command(
    State(state): State<AppState>,
    Visitor(session): Visitor,
    Extension(address): Extension<ClientAddress>,
    Path(id): Path<i64>,
    Query(Code { code }): Query<Code>,
    Json(sent): Json<EnquiryCommand>,
) -> Result<Json<EnquiryView>> {
    let account = session.map(|session| session.account);
    if !is_own(&state, (account, &code), address, id).await? {
        return Err(Error::not_found());
    }
    let now = state.clock.now();
    let command = match sent.act {
        EnquiryAct::Withdraw => Command::Withdraw,
        EnquiryAct::Rate => {
            Command::Rate { grade: sent.grade.unwrap_or_default(), words: sent.words.unwrap_or_default() }
        }
        _ => return Err(Error::bad_request("act: not one of who wrote it")),
    };
    let mut tx = state.db.write().await?;
    let mut logged = Logged::hold(&mut tx, id).await?.ok_or_else(Error::not_found)?;
    let by = account.map_or_else(|| WRITER.to_owned(), |account| account.to_string());
    logged.act(&mut tx, command, (Actor::Writer, &by), &state.calendar.current(), now).await?;
    let line = match account {
        Some(account) => Line::by(account, "enquiry.own", id),
        None => Line::new("enquiry.own", id),
    };
    audit::record(&mut tx, line.detail("act", sent.act.slug()), logged.chain(), now).await?;
    let told = EnquiryView::Own(view::own(&logged)?);
    tx.commit().await?;
    Ok(Json(told))
}
