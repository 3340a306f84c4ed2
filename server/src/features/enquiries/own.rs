//! The verbs of who wrote an enquiry: the list of one's own, opening one by its code, reading it, and what one may do about it. A code
//! is told in the body of a request and kept in a cookie for a while, so that it stands in no address.

use axum::Extension;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::response::AppendHeaders;
use schema::enquiries::{Actor, Command, EnquiryAct, EnquiryCommand, EnquiryLine, EnquiryView, OpenEnquiry};
use schema::{Page, Problem};
use sha2::{Digest, Sha256};

use super::log::{Logged, Means, WRITER};
use super::{store, view};
use crate::cursor;
use crate::error::{Error, Result};
use crate::features::accounts;
use crate::features::audit::{self, Line};
use crate::http::{ClientAddress, Json, Query, SignedIn, Visitor, cookies};
use crate::ports::hex;
use crate::state::AppState;

/// How many a page of the list has.
const PAGE: usize = 20;

/// For how long a code that was told opens its enquiry without being told again, in seconds.
const OPEN_SECONDS: i64 = 30 * 60;

/// The cookie that keeps a code, where one was told.
pub type Opened = AppendHeaders<Option<(HeaderName, HeaderValue)>>;

/// Keeps the code of an enquiry in the browser it was told in.
pub(super) fn opened(state: &AppState, id: i64, code: Option<&str>) -> Opened {
    let secure = state.config.secure_cookies();
    let cookie = |code| (header::SET_COOKIE, cookies::set_enquiry((id, code), OPEN_SECONDS, secure));
    AppendHeaders(code.map(cookie))
}

/// What is stored of a code, and of the key of a form.
pub(super) fn hash_of(secret: &str) -> String {
    hex(&Sha256::digest(secret.as_bytes()))
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

/// Opens one that was written without an account, by its number and its code; a cookie keeps it open for half an hour. Wrong codes are
/// counted by where they come from, and never against who wrote.
#[utoipa::path(post, path = "/api/enquiries/open", tag = "enquiries", request_body = OpenEnquiry,
    responses((status = 200, body = EnquiryView), (status = 404, body = Problem), (status = 429, body = Problem)))]
pub async fn open(
    State(state): State<AppState>,
    Extension(address): Extension<ClientAddress>,
    Json(OpenEnquiry { id, code }): Json<OpenEnquiry>,
) -> Result<(Opened, Json<EnquiryView>)> {
    let now = state.clock.now();
    // It is shown in groups of four, and written down as one likes.
    let code: String = code.chars().filter(char::is_ascii_alphanumeric).collect();
    let code = code.to_lowercase();
    let is_theirs = is_code_of(&state, (id, &code), address).await?;
    let mut tx = state.db.write().await?;
    let found = if is_theirs { Logged::load(&mut tx, id).await? } else { None };
    let Some(logged) = found else {
        audit::record(&mut tx, Line::new("enquiry.open_refused", id), 0, now).await?;
        tx.commit().await?;
        // The same answer whether the number or the code is wrong.
        return Err(Error::not_found());
    };
    audit::record(&mut tx, Line::new("enquiry.open", id), logged.chain(), now).await?;
    tx.commit().await?;
    Ok((opened(&state, id, Some(&code)), Json(EnquiryView::Own(view::own(&logged)?))))
}

/// One: one's own by one's account or by the code that was told, else what is published of it.
#[utoipa::path(get, path = "/api/enquiries/{id}", tag = "enquiries", params(("id" = i64, Path)),
    responses((status = 200, body = EnquiryView), (status = 404, body = Problem), (status = 429, body = Problem)))]
pub async fn read(
    State(state): State<AppState>,
    Visitor(session): Visitor,
    Extension(address): Extension<ClientAddress>,
    headers: HeaderMap,
    Path(id): Path<i64>,
) -> Result<Json<EnquiryView>> {
    let account = session.map(|session| session.account);
    let is_own = is_own(&state, (account, &headers), address, id).await?;
    let mut tx = state.db.read().await?;
    if is_own {
        let logged = Logged::load(&mut tx, id).await?.ok_or_else(Error::not_found)?;
        return Ok(Json(EnquiryView::Own(view::own(&logged)?)));
    }
    let row = store::by_id(&mut tx, id).await?.ok_or_else(Error::not_found)?;
    let public = view::public(&row)?.ok_or_else(Error::not_found)?;
    Ok(Json(EnquiryView::Public(public)))
}

/// Whether it is of who asks: by their account, or by the code that was told.
async fn is_own(
    state: &AppState,
    (account, headers): (Option<i64>, &HeaderMap),
    address: ClientAddress,
    id: i64,
) -> Result<bool> {
    let row = store::by_id(&mut state.db.read().await?, id).await?.ok_or_else(Error::not_found)?;
    let told = cookies::enquiry(headers, state.config.secure_cookies()).filter(|(told, _)| *told == id);
    match (row.account, told) {
        (Some(_), _) => Ok(row.account == account),
        (None, Some(told)) => is_code_of(state, told, address).await,
        (None, None) => Ok(false),
    }
}

/// Whether this code opens it. The right one is never refused: it cannot be guessed, and whoever tries to keeps nobody out.
async fn is_code_of(state: &AppState, (id, code): (i64, &str), address: ClientAddress) -> Result<bool> {
    let row = store::by_id(&mut state.db.read().await?, id).await?;
    let secret = row.filter(|row| row.account.is_none()).and_then(|row| row.secret);
    let is_right = secret.is_some_and(|secret| secret == hash_of(code));
    if !is_right {
        accounts::allow(state, "enquiry-code", address).await?;
    }
    Ok(is_right)
}

/// Takes one's own back, says how the reply was, or lets it be published no more (个人信息保护法 art. 15).
#[utoipa::path(post, path = "/api/enquiries/{id}/commands", tag = "enquiries", params(("id" = i64, Path)),
    request_body = EnquiryCommand,
    responses((status = 200, body = EnquiryView), (status = 404, body = Problem), (status = 409, body = Problem),
              (status = 422, body = Problem)))]
pub async fn command(
    State(state): State<AppState>,
    Visitor(session): Visitor,
    Extension(address): Extension<ClientAddress>,
    headers: HeaderMap,
    Path(id): Path<i64>,
    Json(sent): Json<EnquiryCommand>,
) -> Result<Json<EnquiryView>> {
    let account = session.map(|session| session.account);
    if !is_own(&state, (account, &headers), address, id).await? {
        return Err(Error::not_found());
    }
    let now = state.clock.now();
    let command = match sent.act {
        EnquiryAct::Withdraw => Command::Withdraw,
        EnquiryAct::WithdrawConsent => Command::WithdrawConsent,
        EnquiryAct::Rate => {
            Command::Rate { grade: sent.grade.unwrap_or_default(), words: sent.words.unwrap_or_default() }
        }
        _ => return Err(Error::bad_request("act: not one of who wrote it")),
    };
    let mut tx = state.db.write().await?;
    let mut logged = Logged::hold(&mut tx, id).await?.ok_or_else(Error::not_found)?;
    // Whoever wrote without an account stays so, also where they have signed in since.
    let writer = logged.row.account;
    let by = writer.map_or_else(|| WRITER.to_owned(), |account| account.to_string());
    let calendar = state.calendar.current();
    let means = Means { calendar: &calendar, chance: &state.chance };
    logged.act(&mut tx, command, (Actor::Writer, &by), means, now).await?;
    let line = match writer {
        Some(account) => Line::by(account, "enquiry.own", id),
        None => Line::new("enquiry.own", id),
    };
    audit::record(&mut tx, line.detail("act", sent.act.slug()), logged.chain(), now).await?;
    let told = EnquiryView::Own(view::own(&logged)?);
    tx.commit().await?;
    if sent.act == EnquiryAct::WithdrawConsent {
        state.pages.clear();
    }
    Ok(Json(told))
}
