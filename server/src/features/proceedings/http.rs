//! The verbs of a proceeding for staff: what waits for them, one of them, doing something about it, its files.

use axum::extract::{Multipart, Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use chrono::{DateTime, Utc};
use schema::accounts::Session;
use schema::applications::FileInfo;
use schema::calendar::local_day;
use schema::form::SummaryLine;
use schema::proceedings::{
    Actor, Attached, Choice, Command, ProceedingAct, ProceedingFile, ProceedingLine, ProceedingOrder,
    ProceedingRequest, ProceedingView, allowed,
};
use schema::{FieldCode, Page, Problem, ProblemKind};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use utoipa::IntoParams;

use super::calling::{chosen, labelled};
use super::domain::command_of;
use super::ending::{By, act, held};
use super::here::{Here, here};
use super::log::Logged;
use super::store::Place;
use super::{store, view};
use crate::cursor::{self, Day};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::audit::{self, Line};
use crate::features::{applications, cases};
use crate::http::{Json, Query, SignedIn};
use crate::ports::hex;
use crate::state::AppState;

/// How many a page of the list has.
const PAGE: usize = 20;

/// How many files one invitee may send.
pub const MOST_FILES: usize = 10;

/// Which proceedings, and where the list goes on.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Asked {
    /// Those that one's own agency called and that go on, instead of those that wait for one.
    #[serde(default)]
    called: bool,
    /// `next` of the page before.
    cursor: Option<String>,
}

/// What waits for an answer of one's own, or what one's agency called: what is due first comes first.
#[utoipa::path(get, path = "/api/desk/proceedings", tag = "proceedings", params(Asked),
    responses((status = 200, body = Page<ProceedingLine>), (status = 403, body = Problem)))]
pub async fn list(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Query(asked): Query<Asked>,
) -> Result<Json<Page<ProceedingLine>>> {
    let now = state.clock.now();
    let (mut tx, here) = here(&state, &session).await?;
    let Day(due, id) = cursor::read(asked.cursor.as_deref())?.unwrap_or_else(Day::earliest);
    let mut found: Vec<Place> = Vec::new();
    for whose in here.lists(asked.called) {
        found.extend(store::list(&mut tx, &whose, (due, id), PAGE as i64 + 1).await?);
    }
    found.sort_unstable();
    found.dedup();
    let next = cursor::cut(&mut found, PAGE, |(due, id)| Day(*due, *id));
    let mut items = Vec::new();
    for (_, id) in &found {
        let logged = Logged::load(&mut tx, *id).await?.ok_or_else(Error::not_found)?;
        items.push(view::line(&logged, true, local_day(now)));
    }
    let ids: Vec<i64> = found.iter().map(|(_, id)| *id).collect();
    let line = Line::by(session.account, "desk.list_proceedings", session.account).detail("proceedings", ids);
    audit::record(&mut tx, line, session.account, now).await?;
    tx.commit().await?;
    Ok(Json(Page { items, next, total: None, facets: Vec::new() }))
}

/// One that one may open; others are not there, and that one asked is on record. Held, to be changed.
async fn found(state: &AppState, session: &Session, id: i64, hold: bool) -> Result<(Tx, Here, Logged)> {
    let (mut tx, here) = here(state, session).await?;
    let logged = match hold {
        true => held(&mut tx, id).await?,
        false => Logged::load(&mut tx, id).await?,
    };
    let logged = logged.ok_or_else(Error::not_found)?;
    if here.opens(&logged.row, &logged.now) {
        return Ok((tx, here, logged));
    }
    let line = Line::by(session.account, "proceeding.refused", id);
    audit::record(&mut tx, line, id, state.clock.now()).await?;
    tx.commit().await?;
    Err(Error::not_found())
}

/// A proceeding that one's agency called, or that one is invited to. Reading it is put on record.
#[utoipa::path(get, path = "/api/desk/proceedings/{id}", tag = "proceedings", params(("id" = i64, Path)),
    responses((status = 200, body = ProceedingView), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn read(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(id): Path<i64>,
) -> Result<Json<ProceedingView>> {
    let (mut tx, here, logged) = found(&state, &session, id, false).await?;
    let mut told = view::view(&state, &mut tx, &here, &logged).await?;
    let line = Line::by(session.account, "proceeding.read", id);
    audit::record(&mut tx, line, id, state.clock.now()).await?;
    tx.commit().await?;
    if let (Some(number), true) = (told.case, told.allowed.contains(&ProceedingAct::Attach)) {
        let (_, case) = cases::beside(&state, session.account, &number.to_string(), false).await?;
        let field = |line: &SummaryLine| Choice { id: line.pointer.clone(), name: labelled(line) };
        let paper = |file: &FileInfo| Choice { id: file.id.to_string(), name: file.name.clone() };
        told.fields = case.fields.iter().map(field).collect();
        told.papers = case.files.iter().map(paper).collect();
    }
    Ok(Json(told))
}

/// Does something about one. What is done already is done once.
#[utoipa::path(post, path = "/api/desk/proceedings/{id}/commands", tag = "proceedings", params(("id" = i64, Path)),
    request_body = ProceedingRequest,
    responses((status = 200, body = ProceedingView), (status = 403, body = Problem), (status = 404, body = Problem),
              (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn command(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(id): Path<i64>,
    Json(ProceedingRequest { revision, order }): Json<ProceedingRequest>,
) -> Result<Json<ProceedingView>> {
    let now = state.clock.now();
    let (attached, papers) = attaching(&state, &session, id, &order).await?;
    let command = command_of(order, attached, now);
    let (mut tx, here, mut logged) = found(&state, &session, id, true).await?;
    let name = session.account.to_string();
    let actor = actor_for(&here, &logged, command.act());
    let by = By { actor, name: &name, account: Some(session.account) };
    let secret = matches!(command, Command::Invite { .. }).then(|| state.chance.token());
    let hash = secret.as_deref().map(hash_of);
    let done = act(&state, &mut tx, &mut logged, &by, (&command, Some(revision)), hash.as_deref()).await?;
    let added = attach_files(&mut tx, &here, &logged, papers, now).await?;
    let mut told = view::view(&state, &mut tx, &here, &logged).await?;
    if let (Some(party), Some(secret)) = (done.1, secret) {
        told.link = Some(format!("{}/invited/{party}?code={secret}", state.config.public_origin()));
    }
    if done.0 || added {
        let line = Line::by(session.account, "proceeding.command", id);
        let line = line.detail("command", serde_json::to_value(command.act())?);
        audit::record(&mut tx, line, logged.chain(), now).await?;
    }
    tx.commit().await?;
    Ok(Json(told))
}

/// What an order attaches to a special procedure: answers in words, and files, of what who called it sees of the case.
async fn attaching(
    state: &AppState,
    session: &Session,
    id: i64,
    order: &ProceedingOrder,
) -> Result<(Vec<Attached>, Vec<FileInfo>)> {
    let ProceedingOrder::Attach { fields, files } = order else { return Ok(Default::default()) };
    let (mut tx, here, logged) = found(state, session, id, false).await?;
    let Some(case) = logged.row.case_record.filter(|_| here.called(&logged.row)) else {
        return Err(Error::forbidden());
    };
    let number = cases::number_of(&mut tx, case).await?.0;
    drop(tx);
    let (tx, case) = cases::beside(state, session.account, &number.to_string(), false).await?;
    drop(tx);
    let attached = chosen(&case.fields, fields).map_err(Error::invalid)?;
    let papers: Vec<FileInfo> = case.files.into_iter().filter(|file| files.contains(&file.id)).collect();
    if papers.len() != files.len() {
        return Err(Error::field("/files", FieldCode::NotAChoice));
    }
    Ok((attached, papers))
}

/// Adds files that are shown to who is invited; says whether there were any that were not there.
async fn attach_files(
    tx: &mut Tx,
    here: &Here,
    logged: &Logged,
    papers: Vec<FileInfo>,
    now: DateTime<Utc>,
) -> Result<bool> {
    let may = here.actors(&logged.row, &logged.now).contains(&Actor::Caller);
    if papers.is_empty() || !may || !allowed(&logged.now, Actor::Caller, now).contains(&ProceedingAct::Attach)
    {
        return Ok(false);
    }
    let there = store::files(tx, logged.row.id).await?;
    let is_there =
        |file: &FileInfo| there.iter().any(|(party, it)| party.is_none() && it.sha256 == file.sha256);
    let new: Vec<FileInfo> = papers.into_iter().filter(|file| !is_there(file)).collect();
    for file in &new {
        store::add_file(tx, (logged.row.id, None), file, now).await?;
    }
    Ok(!new.is_empty())
}

/// The hash of a secret: it is all that is kept of it.
pub fn hash_of(secret: &str) -> String {
    hex(&Sha256::digest(secret.as_bytes()))
}

/// The capacity in which one does this: what invitees say as one of them, the rest as who called it.
fn actor_for(here: &Here, logged: &Logged, act: ProceedingAct) -> Actor {
    let is_said = matches!(act, ProceedingAct::Reply | ProceedingAct::Opine | ProceedingAct::Report);
    let actors = here.actors(&logged.row, &logged.now);
    let fits = |actor: &&Actor| matches!(actor, Actor::Invitee(_)) == is_said;
    actors.iter().find(fits).or(actors.first()).copied().unwrap_or(Actor::Invitee(0))
}

/// Sends a file, as who is invited: `multipart/form-data` with one part `file`.
#[utoipa::path(post, path = "/api/desk/proceedings/{id}/files", tag = "proceedings", params(("id" = i64, Path)),
    request_body(content = Vec<u8>, content_type = "multipart/form-data"),
    responses((status = 201, body = ProceedingFile), (status = 403, body = Problem), (status = 404, body = Problem),
              (status = 409, body = Problem), (status = 413, body = Problem), (status = 415, body = Problem)))]
pub async fn add_file(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(id): Path<i64>,
    parts: Multipart,
) -> Result<(StatusCode, Json<ProceedingFile>)> {
    let (tx, here, logged) = found(&state, &session, id, false).await?;
    let actor = actor_for(&here, &logged, ProceedingAct::Report);
    drop(tx);
    let name = session.account.to_string();
    let by = By { actor, name: &name, account: Some(session.account) };
    let file = take_in(&state, id, &by, parts).await?;
    Ok((StatusCode::CREATED, Json(file)))
}

/// Takes in a file that an invitee sends. The same content once more is the file that is there.
pub async fn take_in(state: &AppState, id: i64, by: &By<'_>, parts: Multipart) -> Result<ProceedingFile> {
    let Actor::Invitee(key) = by.actor else { return Err(Error::forbidden()) };
    let (file, content) = applications::read_upload(parts, String::new(), state.config.max_upload).await?;
    state.files.put(&file.sha256, content).await?;
    let now = state.clock.now();
    let mut tx = state.db.write().await?;
    let mut logged = held(&mut tx, id).await?.ok_or_else(Error::not_found)?;
    let told = |id: i64| ProceedingFile { id, name: file.name.clone(), bytes: file.bytes };
    let there = store::files(&mut tx, id).await?;
    let own: Vec<_> = there.iter().filter(|(party, _)| *party == Some(key)).collect();
    if let Some((_, known)) = own.iter().find(|(_, known)| known.sha256 == file.sha256) {
        return Ok(told(known.id));
    }
    if own.len() >= MOST_FILES {
        return Err(Problem::new(ProblemKind::Refused).detail("no more files than these").into());
    }
    let number = store::add_file(&mut tx, (id, Some(key)), &file, now).await?;
    act(state, &mut tx, &mut logged, by, (&Command::Report { file: number }, None), None).await?;
    let line = match by.account {
        Some(account) => Line::by(account, "proceeding.add_file", id),
        None => Line::new("proceeding.add_file", id).detail("party", key),
    };
    audit::record(&mut tx, line.detail("file", number), id, now).await?;
    tx.commit().await?;
    Ok(told(number))
}

/// A file of one. Reading it is put on record.
#[utoipa::path(get, path = "/api/desk/proceedings/{id}/files/{file}", tag = "proceedings",
    params(("id" = i64, Path), ("file" = i64, Path)),
    responses((status = 200, content_type = "application/octet-stream"), (status = 403, body = Problem),
              (status = 404, body = Problem)))]
pub async fn file(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path((id, file)): Path<(i64, i64)>,
) -> Result<Response> {
    let (mut tx, here, logged) = found(&state, &session, id, false).await?;
    let own = here.invited(&logged.now).map(|invitee| invitee.key);
    let key = own.filter(|_| !here.called(&logged.row));
    let file = view::file(&mut tx, &logged, key, file).await?;
    let line = Line::by(session.account, "proceeding.read_file", id).detail("file", file.id);
    audit::record(&mut tx, line, id, state.clock.now()).await?;
    tx.commit().await?;
    applications::content(&state, &file).await
}
