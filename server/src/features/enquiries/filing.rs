//! Taking an enquiry in: what is written in the hall, with an account or without, and what is registered at a window. The same form
//! sent twice files once.

use axum::Extension;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use schema::calendar::local_day;
use schema::enquiries::{Actor, Command, EnquiryChannel, EnquiryFiled, EnquiryKind, NewEnquiry, filed};
use schema::role::RegionCode;
use schema::{FieldCode, FieldError, Problem};
use serde::Serialize;

use super::log::{HALL, Logged, Means, WRITER};
use super::own::{Opened, hash_of, opened};
use super::store;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::audit::{self, Line};
use crate::features::{accounts, catalogue};
use crate::http::{ClientAddress, Json, Visitor};
use crate::state::AppState;

/// The header that makes a double click file once.
const IDEMPOTENCY_KEY: &str = "idempotency-key";

/// For how long the same form sent again is the same enquiry.
const AGAIN: TimeDelta = TimeDelta::minutes(10);

/// Writes to the hall, with an account or without. The same `Idempotency-Key` with the same words from the same sender gets what it
/// filed some minutes before, as long as it is not over; who has no account gets a new code then.
#[utoipa::path(post, path = "/api/enquiries", tag = "enquiries",
    params(("idempotency-key" = Option<String>, Header)), request_body = NewEnquiry,
    responses((status = 201, body = EnquiryFiled), (status = 422, body = Problem), (status = 429, body = Problem)))]
pub async fn file(
    State(state): State<AppState>,
    Visitor(session): Visitor,
    Extension(address): Extension<ClientAddress>,
    headers: HeaderMap,
    Json(sent): Json<NewEnquiry>,
) -> Result<(StatusCode, Opened, Json<EnquiryFiled>)> {
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
        // Who has no account is known by where they write from.
        None => format!("{by} {}", address.network()),
    };
    let once = once(&state, (&sender, &headers), &sent)?;
    let code = account.is_none().then(|| state.chance.id());
    let hashed = code.as_deref().map(hash_of);
    let mut tx = state.db.write().await?;
    let writer = Writer { account, by: &by, secret: hashed.as_deref(), once: &once };
    let came = Came { channel: EnquiryChannel::Web, received_on: local_day(now), registered_by: None };
    let taken = take_in(&state, &mut tx, (&sent, &writer), came, now).await?;
    let (act, logged) = match taken {
        Taken::New(logged) => ("enquiry.file", logged),
        Taken::Again(logged) => {
            if let Some(hashed) = &hashed {
                store::set_secret(&mut tx, logged.row.id, hashed).await?;
            }
            ("enquiry.file_again", logged)
        }
    };
    let line = match account {
        Some(account) => Line::by(account, act, logged.row.id),
        None => Line::new(act, logged.row.id),
    };
    audit::record(&mut tx, line.detail("kind", sent.kind.slug()), logged.chain(), now).await?;
    tx.commit().await?;
    let kept = opened(&state, logged.row.id, code.as_deref());
    let filed = EnquiryFiled { id: logged.row.id, code, due: logged.row.due };
    Ok((StatusCode::CREATED, kept, Json(filed)))
}

/// What a filing is known by when it is sent again: who sends it, the key of the form, and all that it says. So nobody's key is
/// another's, and other words are another enquiry. Without a key every one is new.
pub(super) fn once(
    state: &AppState,
    (sender, headers): (&str, &HeaderMap),
    said: &impl Serialize,
) -> Result<String> {
    let key =
        headers.get(IDEMPOTENCY_KEY).and_then(|value| value.to_str().ok()).filter(|key| !key.is_empty());
    Ok(match key {
        Some(key) => hash_of(&serde_json::to_string(&(sender, key, said))?),
        None => state.chance.id(),
    })
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
    pub received_on: NaiveDate,
    pub registered_by: Option<i64>,
}

/// What became of one that is sent.
pub(super) enum Taken {
    /// It has come in.
    New(Logged),
    /// It had come in some minutes before.
    Again(Logged),
}

/// Takes one in. What is about an item goes to its agency at once; a complaint, and what is about no item, to the window of its place:
/// nobody is handed a complaint about themselves by the hall (回避), where there is a window that hands it on.
pub(super) async fn take_in(
    state: &AppState,
    tx: &mut Tx,
    (sent, writer): (&NewEnquiry, &Writer<'_>),
    came: Came,
    now: DateTime<Utc>,
) -> Result<Taken> {
    let item = sent.item.as_deref().filter(|code| !code.is_empty());
    let by = match item {
        Some(code) => Some(catalogue::handled_by(tx, code).await?.ok_or_else(|| unknown("/item"))?),
        None => None,
    };
    let windows = accounts::Windows::all(tx).await?;
    let region = match &by {
        Some(by) => windows.narrowest(by.region).unwrap_or(by.region),
        None => place_of(&places(tx, &windows).await?, sent.region)?,
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
    store::release(tx, writer.once, &state.chance.id(), now - AGAIN).await?;
    let Some(mut logged) = Logged::begin(tx, (&new, writer.by), &calendar, now).await? else {
        let known = store::filed_with(tx, writer.once).await?.ok_or_else(Error::not_found)?;
        return Ok(Taken::Again(Logged::load(tx, known).await?.ok_or_else(Error::not_found)?));
    };
    let is_for_window = sent.kind == EnquiryKind::Complaint && windows.cover(region);
    if let Some(by) = by.filter(|_| !is_for_window) {
        let means = Means { calendar: &calendar, chance: &state.chance };
        logged.act(tx, Command::Route(by.agency), (Actor::Registrar, HALL), means, now).await?;
    }
    Ok(Taken::New(logged))
}

fn trimmed(text: Option<&String>) -> Option<&str> {
    text.map(|text| text.trim()).filter(|text| !text.is_empty())
}

fn unknown(pointer: &str) -> Error {
    Error::invalid(vec![FieldError::new(pointer, FieldCode::Unknown)])
}

/// Where one may write to without an item: where a window is, and where a window for the whole hall is, also where agencies are.
pub(super) async fn places(tx: &mut Tx, windows: &accounts::Windows) -> Result<Vec<RegionCode>> {
    let mut places = windows.regions().to_vec();
    if windows.are_everywhere() {
        let tops = catalogue::top_regions(tx).await?;
        places.extend(tops.into_iter().filter(|top| windows.narrowest(*top).is_none()));
        places.sort_unstable();
    }
    Ok(places)
}

fn place_of(places: &[RegionCode], asked: Option<RegionCode>) -> Result<RegionCode> {
    match (asked, places) {
        (Some(region), places) if places.contains(&region) => Ok(region),
        (Some(_), _) => Err(unknown("/region")),
        (None, [only]) => Ok(*only),
        (None, _) => Err(Error::invalid(vec![FieldError::new("/region", FieldCode::Required)])),
    }
}
