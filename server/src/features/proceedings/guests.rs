//! The verbs of who is invited from outside: no account and no session, but a link with a secret. They see what was attached for them,
//! say what they found, send a report, and see that it has arrived. Guesses are counted and refused beyond some.

use axum::Extension;
use axum::extract::{Multipart, Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use schema::proceedings::{Actor, Command, Invitation, ProceedingFile, SentOpinion};
use schema::{Problem, ProblemKind};
use serde::Deserialize;
use utoipa::IntoParams;

use super::ending::{By, act, held};
use super::http::{hash_of, take_in};
use super::log::Logged;
use super::{store, view};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::audit::{self, Line};
use crate::features::{accounts, applications};
use crate::http::{ClientAddress, Json, Query};
use crate::state::AppState;

/// How the log names who has no account.
const PARTY: &str = "party";

/// The secret of the link.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Code {
    /// As the link has it.
    #[serde(default)]
    code: String,
}

/// Who opens a link that holds: their proceeding and their key.
struct Guest {
    proceeding: i64,
    key: u32,
}

impl Guest {
    const fn by(&self) -> By<'static> {
        By { actor: Actor::Invitee(self.key), name: PARTY, account: None }
    }

    fn line(&self, action: &'static str) -> Line {
        Line::new(action, self.proceeding).detail("party", self.key)
    }
}

/// Who has this number and this code. One that was taken back, has run out or is wrong opens nothing, and is told the same.
async fn guest(state: &AppState, address: ClientAddress, id: i64, code: &str) -> Result<(Tx, Guest)> {
    let mut tx = state.db.read().await?;
    let known = store::party(&mut tx, id).await?;
    drop(tx);
    let Some((proceeding, key, Some(secret))) = known else { return Err(Error::not_found()) };
    let attempt = accounts::attempt(state, "invited", &id.to_string(), address).await?;
    let now = state.clock.now();
    let mut tx = state.db.write().await?;
    let key = u32::try_from(key).map_err(anyhow::Error::from)?;
    let logged = Logged::load(&mut tx, proceeding).await?.ok_or_else(Error::not_found)?;
    let opens = logged
        .now
        .invitee(key)
        .is_some_and(|invitee| !invitee.revoked && invitee.until.is_some_and(|until| now < until));
    if secret != hash_of(code) || !opens {
        let line = Line::new("proceeding.guest_refused", proceeding).detail("party", key);
        audit::record(&mut tx, line, proceeding, now).await?;
        tx.commit().await?;
        return Err(Error::not_found());
    }
    attempt.take_back(&mut tx).await?;
    Ok((tx, Guest { proceeding, key }))
}

/// What one was invited to.
#[utoipa::path(get, path = "/api/invited/{id}", tag = "proceedings", params(("id" = i64, Path), Code),
    responses((status = 200, body = Invitation), (status = 404, body = Problem), (status = 429, body = Problem)))]
pub async fn read(
    State(state): State<AppState>,
    Extension(address): Extension<ClientAddress>,
    Path(id): Path<i64>,
    Query(Code { code }): Query<Code>,
) -> Result<Json<Invitation>> {
    let (mut tx, guest) = guest(&state, address, id, &code).await?;
    let logged = Logged::load(&mut tx, guest.proceeding).await?.ok_or_else(Error::not_found)?;
    let told = view::invitation(&mut tx, &logged, guest.key).await?;
    audit::record(&mut tx, guest.line("proceeding.guest_read"), guest.proceeding, state.clock.now()).await?;
    tx.commit().await?;
    Ok(Json(told))
}

/// Says what one found; anew until it is over.
#[utoipa::path(post, path = "/api/invited/{id}/opinion", tag = "proceedings", params(("id" = i64, Path), Code),
    request_body = SentOpinion,
    responses((status = 200, body = Invitation), (status = 404, body = Problem), (status = 409, body = Problem),
              (status = 422, body = Problem), (status = 429, body = Problem)))]
pub async fn opine(
    State(state): State<AppState>,
    Extension(address): Extension<ClientAddress>,
    Path(id): Path<i64>,
    Query(Code { code }): Query<Code>,
    Json(SentOpinion { words }): Json<SentOpinion>,
) -> Result<Json<Invitation>> {
    let (tx, guest) = guest(&state, address, id, &code).await?;
    // That it was no guess stays, whatever becomes of it.
    tx.commit().await?;
    let mut tx = state.db.write().await?;
    let mut logged = held(&mut tx, guest.proceeding).await?.ok_or_else(Error::not_found)?;
    let command = Command::Opine { stance: None, words };
    let (done, _) = act(&state, &mut tx, &mut logged, &guest.by(), (&command, None), None).await?;
    let told = view::invitation(&mut tx, &logged, guest.key).await?;
    if done {
        audit::record(&mut tx, guest.line("proceeding.guest_opine"), guest.proceeding, state.clock.now())
            .await?;
    }
    tx.commit().await?;
    Ok(Json(told))
}

/// Sends a report: `multipart/form-data` with one part `file`.
#[utoipa::path(post, path = "/api/invited/{id}/files", tag = "proceedings", params(("id" = i64, Path), Code),
    request_body(content = Vec<u8>, content_type = "multipart/form-data"),
    responses((status = 201, body = ProceedingFile), (status = 404, body = Problem), (status = 409, body = Problem),
              (status = 413, body = Problem), (status = 415, body = Problem), (status = 429, body = Problem)))]
pub async fn add_file(
    State(state): State<AppState>,
    Extension(address): Extension<ClientAddress>,
    Path(id): Path<i64>,
    Query(Code { code }): Query<Code>,
    parts: Multipart,
) -> Result<(StatusCode, Json<ProceedingFile>)> {
    let (mut tx, guest) = guest(&state, address, id, &code).await?;
    let logged = Logged::load(&mut tx, guest.proceeding).await?.ok_or_else(Error::not_found)?;
    tx.commit().await?;
    if logged.now.is_over() {
        return Err(Error::new(ProblemKind::Refused));
    }
    let file = take_in(&state, guest.proceeding, &guest.by(), parts).await?;
    Ok((StatusCode::CREATED, Json(file)))
}

/// A file that was attached for one, or that one sent.
#[utoipa::path(get, path = "/api/invited/{id}/files/{file}", tag = "proceedings",
    params(("id" = i64, Path), ("file" = i64, Path), Code),
    responses((status = 200, content_type = "application/octet-stream"), (status = 404, body = Problem),
              (status = 429, body = Problem)))]
pub async fn file(
    State(state): State<AppState>,
    Extension(address): Extension<ClientAddress>,
    Path((id, file)): Path<(i64, i64)>,
    Query(Code { code }): Query<Code>,
) -> Result<Response> {
    let (mut tx, guest) = guest(&state, address, id, &code).await?;
    let logged = Logged::load(&mut tx, guest.proceeding).await?.ok_or_else(Error::not_found)?;
    let file = view::file(&mut tx, &logged, Some(guest.key), file).await?;
    let line = guest.line("proceeding.guest_file").detail("file", file.id);
    audit::record(&mut tx, line, guest.proceeding, state.clock.now()).await?;
    tx.commit().await?;
    applications::content(&state, &file).await
}
