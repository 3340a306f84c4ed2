//! The verbs of accounts: who am I, sign in, sign out, sign out everywhere, register.

use axum::extract::{Extension, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use schema::accounts::{Register, Session, SignIn};
use schema::{FieldCode, Problem, ProblemKind};

use super::domain::{self, Registration, SESSION_SECONDS};
use super::throttle::{self, Attempt};
use super::walk_in::{self, TakeOver};
use super::{hash_token, store};
use crate::db;
use crate::error::{Error, Result};
use crate::features::audit::{self, Line};
use crate::features::messages;
use crate::http::{ClientAddress, Json, SignedIn, Visitor, cookies};
use crate::state::AppState;

/// Where a code stands that was handed out at a window.
const WINDOW_CODE: &str = "/window_code";

/// Who is signed in, or `null`.
#[utoipa::path(get, path = "/api/session", tag = "accounts", responses((status = 200, body = Option<Session>)))]
pub async fn session(
    State(state): State<AppState>,
    Visitor(session): Visitor,
) -> Result<Json<Option<Session>>> {
    let Some(session) = session else { return Ok(Json(None)) };
    let unread = messages::unread(&mut state.db.read().await?, session.account).await?;
    Ok(Json(Some(Session { unread, ..session })))
}

/// Signs in; the session comes as a cookie.
#[utoipa::path(post, path = "/api/session", tag = "accounts", request_body = SignIn,
    responses((status = 200, body = Session), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 429, body = Problem)))]
pub async fn sign_in(
    State(state): State<AppState>,
    Extension(address): Extension<ClientAddress>,
    Json(sign_in): Json<SignIn>,
) -> Result<Response> {
    let login = domain::normal_login(&sign_in.login);
    let attempt = throttle::attempt(&state, "sign-in", &login, address).await?;
    let credentials = store::credentials(&mut state.db.read().await?, &login).await?;
    let disabled = credentials.as_ref().is_some_and(|found| found.disabled_at.is_some());
    let (account, hash) = credentials.map(|found| (found.id, found.password_hash)).unzip();
    let verified = state.passwords.verify(hash, sign_in.password).await?;
    let Some(account) = account.filter(|_| verified && !disabled) else {
        let line = Line::new("account.sign_in_refused", attempt.name());
        record_refused(&state, line, account.unwrap_or_default()).await?;
        // Only who knows the password learns that the account is disabled.
        let kind = if verified { ProblemKind::Forbidden } else { ProblemKind::WrongCredentials };
        return Err(Error::new(kind));
    };
    begin_session(&state, account, Some(&attempt)).await
}

/// A transaction of its own: what is refused is on record although nothing else came of it.
async fn record_refused(state: &AppState, line: Line, key: i64) -> Result<()> {
    let mut tx = state.db.write().await?;
    audit::record(&mut tx, line, key, state.clock.now()).await?;
    Ok(tx.commit().await?)
}

/// Ends this session.
#[utoipa::path(delete, path = "/api/session", tag = "accounts", responses((status = 204)))]
pub async fn sign_out(
    State(state): State<AppState>,
    Visitor(session): Visitor,
    headers: HeaderMap,
) -> Result<Response> {
    let secure = state.config.secure_cookies();
    if let (Some(session), Some(token)) = (session, cookies::session(&headers, secure)) {
        let now = state.clock.now();
        let mut tx = state.db.write().await?;
        store::delete_session(&mut tx, &hash_token(token), now).await?;
        let line = Line::by(session.account, "account.sign_out", session.account);
        audit::record(&mut tx, line, session.account, now).await?;
        tx.commit().await?;
    }
    Ok(signed_out(secure))
}

/// The end of a session on this device, which may be somebody else's next.
fn signed_out(secure: bool) -> Response {
    let headers = [
        (header::SET_COOKIE, cookies::set_session("", 0, secure)),
        (cookies::CLEAR_SITE_DATA, cookies::STORAGE),
    ];
    (headers, StatusCode::NO_CONTENT).into_response()
}

/// Ends every session of this account, on all devices.
#[utoipa::path(delete, path = "/api/sessions", tag = "accounts",
    responses((status = 204), (status = 401, body = Problem)))]
pub async fn sign_out_everywhere(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
) -> Result<Response> {
    let now = state.clock.now();
    let mut tx = state.db.write().await?;
    let ended = store::delete_sessions_of(&mut tx, session.account).await?;
    let line =
        Line::by(session.account, "account.sign_out_everywhere", session.account).detail("sessions", ended);
    audit::record(&mut tx, line, session.account, now).await?;
    tx.commit().await?;
    Ok(signed_out(state.config.secure_cookies()))
}

/// Registers a person, or an enterprise with its agent, and signs them in.
#[utoipa::path(post, path = "/api/accounts", tag = "accounts", request_body = Register,
    responses((status = 201, body = Session), (status = 422, body = Problem), (status = 429, body = Problem)))]
pub async fn register(
    State(state): State<AppState>,
    Extension(address): Extension<ClientAddress>,
    Json(register): Json<Register>,
) -> Result<Response> {
    throttle::allow(&state, "register", address).await?;
    let code = register.window_code.clone().filter(|code| !code.trim().is_empty());
    let mut registration = domain::registration(register).map_err(Error::invalid)?;
    let password = std::mem::take(&mut registration.password);
    // Whether a code is that of an account is a guess until it is right.
    let guess = match &code {
        Some(_) => Some(
            throttle::attempt(&state, "window-code", registration.identity_number.as_str(), address).await?,
        ),
        None => None,
    };
    let hash = state.passwords.hash(&state.chance, password).await?;
    match add(&state, &registration, &hash, code.as_deref()).await? {
        Ok(account) => {
            let mut response = begin_session(&state, account, guess.as_ref()).await?;
            *response.status_mut() = StatusCode::CREATED;
            Ok(response)
        }
        Err(taken) => {
            // Who is told that a number is taken has learnt something of somebody.
            let line = Line::new("account.register_refused", throttle::key("register", &registration.login));
            record_refused(&state, line.detail("taken", taken), 0).await?;
            let code = if taken == WINDOW_CODE { FieldCode::Unknown } else { FieldCode::Taken };
            Err(Error::field(taken, code))
        }
    }
}

/// Adds the account; or else which field names what somebody has already.
async fn add(
    state: &AppState,
    registration: &Registration,
    hash: &str,
    code: Option<&str>,
) -> Result<Result<i64, &'static str>> {
    let now = state.clock.now();
    let mut tx = state.db.write().await?;
    if store::credentials(&mut tx, &registration.login).await?.is_some() {
        return Ok(Err("/login"));
    }
    match walk_in::take_over(&mut tx, registration, code, now).await? {
        TakeOver::Account(account) => {
            match walk_in::claim(&mut tx, account, registration, hash).await {
                Err(error) if db::is_unique_violation(&error) => return Ok(Err("/login")),
                Err(error) => return Err(error.into()),
                Ok(false) => return Ok(Err(WINDOW_CODE)),
                Ok(true) => {}
            }
            audit::record(&mut tx, Line::by(account, "account.take_over", account), account, now).await?;
            tx.commit().await?;
            return Ok(Ok(account));
        }
        // Who knows no code is told no more than of any other account.
        TakeOver::Refused if code.is_some() => return Ok(Err(WINDOW_CODE)),
        TakeOver::Refused => return Ok(Err("/identity_number")),
        TakeOver::None if code.is_some() => return Ok(Err(WINDOW_CODE)),
        TakeOver::None => {}
    }
    let account = match store::insert(&mut tx, registration, hash, false, now).await {
        Err(error) if db::is_unique_violation(&error) => return Ok(Err("/identity_number")),
        other => other?,
    };
    audit::record(&mut tx, Line::by(account, "account.register", account), account, now).await?;
    tx.commit().await?;
    Ok(Ok(account))
}

async fn begin_session(state: &AppState, account: i64, attempt: Option<&Attempt>) -> Result<Response> {
    let token = state.chance.token();
    let now = state.clock.now();
    let mut tx = state.db.write().await?;
    if let Some(attempt) = attempt {
        attempt.forgive(&mut tx).await?;
    }
    store::insert_session(&mut tx, &hash_token(&token), account, now).await?;
    audit::record(&mut tx, Line::by(account, "account.sign_in", account), account, now).await?;
    let session = store::session(&mut tx, &hash_token(&token), now).await?;
    tx.commit().await?;
    let cookie = cookies::set_session(&token, SESSION_SECONDS, state.config.secure_cookies());
    let headers: [(_, HeaderValue); 2] =
        [(header::SET_COOKIE, cookie), (header::CACHE_CONTROL, HeaderValue::from_static("no-store"))];
    Ok((headers, Json(session)).into_response())
}
