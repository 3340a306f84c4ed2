//! The verbs of files: add, read, take away. A file is what its content says, not its name.

use axum::body::Body;
use axum::extract::{Multipart, Path, Query, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, Utc};
use schema::accounts::Session;
use schema::applications::{ApplicationState, FileInfo, FormRef};
use schema::form::{Capture, Material};
use schema::{Problem, ProblemKind};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use utoipa::IntoParams;

use super::acting::Acting;
use super::{domain, handover, store};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::audit::{self, Line};
use crate::features::{cases, definitions};
use crate::http::Json;
use crate::ports::hex;
use crate::state::AppState;

/// The longest file name that is kept, in characters.
const NAME_LETTERS: usize = 120;

/// Which material a file is.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ForMaterial {
    /// The material, by its id in the form.
    material: String,
}

/// Adds a file to a material of an application: `multipart/form-data` with one part `file`.
#[utoipa::path(post, path = "/api/applications/{id}/files", tag = "applications",
    params(("id" = i64, Path), ForMaterial),
    request_body(content = Vec<u8>, content_type = "multipart/form-data"),
    responses((status = 201, body = FileInfo), (status = 409, body = Problem), (status = 413, body = Problem),
              (status = 415, body = Problem)))]
pub async fn add(
    State(state): State<AppState>,
    acting: Acting,
    Path(id): Path<i64>,
    Query(ForMaterial { material }): Query<ForMaterial>,
    parts: Multipart,
) -> Result<Response> {
    let session = &acting.applicant;
    let (file, content) = read_upload(parts, material, state.config.max_upload).await?;
    let now = state.clock.now();

    // Checked before the content is kept, and again in the transaction that puts it on record.
    let capture = may_add(&mut state.db.read().await?, session, (id, &file), now).await?;
    domain::photograph_fault(capture, &file.material, pixels(&content))
        .map_or(Ok(()), |fault| Err(Error::invalid(vec![fault])))?;
    state.files.put(&file.sha256, content).await?;
    let mut tx = state.db.write().await?;
    store::hold_own(&mut tx, session.account, id).await?.ok_or_else(Error::not_found)?;
    may_add(&mut tx, session, (id, &file), now).await?;
    let number = store::insert_file(&mut tx, id, &file, now).await?;
    let line = acting.line("application.add_file", id).detail("file", number);
    audit::record(&mut tx, line, id, now).await?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, Json(FileInfo { id: number, ..file })).into_response())
}

/// The first part that is a file, as a file of a material that has no number yet, and its content. It is what its content says.
pub async fn read_upload(parts: Multipart, material: String, limit: usize) -> Result<(FileInfo, Vec<u8>)> {
    let (name, content) = read_part(parts, limit).await?;
    let sha256 = hex(&Sha256::digest(&content));
    let media_type = media_type(&content).ok_or_else(|| Error::new(ProblemKind::UnsupportedType))?;
    let file = FileInfo { id: 0, material, name, media_type, bytes: content.len() as u64, sha256 };
    Ok((file, content))
}

/// The name and content of the first part that is a file.
async fn read_part(mut parts: Multipart, limit: usize) -> Result<(String, Vec<u8>)> {
    let unreadable = |error: axum::extract::multipart::MultipartError| {
        let kind = if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
            ProblemKind::TooLarge
        } else {
            ProblemKind::BadRequest
        };
        Error::from(Problem::new(kind).detail(error.body_text()))
    };
    while let Some(part) = parts.next_field().await.map_err(unreadable)? {
        let Some(name) = part.file_name().map(str::to_owned) else { continue };
        let content = part.bytes().await.map_err(unreadable)?;
        if content.len() > limit {
            return Err(Error::new(ProblemKind::TooLarge));
        }
        let name = name.rsplit(['/', '\\']).next().unwrap_or_default().chars().take(NAME_LETTERS).collect();
        return Ok((name, content.to_vec()));
    }
    Err(Error::bad_request("no part with a file name"))
}

/// What a desk can look at: photos and documents, nothing that runs.
const TAKEN: [&str; 5] = ["application/pdf", "image/heif", "image/jpeg", "image/png", "image/webp"];

/// What a content is, by its first bytes; none for what is not taken.
fn media_type(content: &[u8]) -> Option<String> {
    let kind = infer::get(content)?.mime_type();
    TAKEN.contains(&kind).then(|| kind.to_owned())
}

/// How large a picture is; none for what is no picture.
fn pixels(content: &[u8]) -> Option<(usize, usize)> {
    imagesize::blob_size(content).ok().map(|size| (size.width, size.height))
}

/// Whether this file may be added: the application is the person's own, it is open for that material, the form asks
/// for it, takes this type and has room for one more. Tells how the material comes to be.
async fn may_add(
    tx: &mut Tx,
    session: &Session,
    (id, file): (i64, &FileInfo),
    now: DateTime<Utc>,
) -> Result<Capture> {
    let material = asked_for(tx, session, (id, &file.material), now).await?;
    if !material.accept.is_empty() && !material.accept.contains(&file.media_type) {
        return Err(Error::new(ProblemKind::UnsupportedType));
    }
    unless_full(tx, id, &material).await?;
    Ok(material.capture)
}

/// The material of an application of this person with this id, if files of it may come and go and there is room for one more.
pub(super) async fn with_room(
    tx: &mut Tx,
    session: &Session,
    (id, material): (i64, &str),
    now: DateTime<Utc>,
) -> Result<Material> {
    let material = asked_for(tx, session, (id, material), now).await?;
    unless_full(tx, id, &material).await?;
    Ok(material)
}

async fn asked_for(
    tx: &mut Tx,
    session: &Session,
    (id, material): (i64, &str),
    now: DateTime<Utc>,
) -> Result<Material> {
    let form = may_change(tx, session, (id, material), now).await?;
    let form = definitions::form(tx, &form).await?.ok_or_else(Error::not_found)?;
    let material = form.materials.into_iter().find(|asked| asked.id == material);
    material.ok_or_else(|| Error::bad_request("material: the form asks for no such thing"))
}

async fn unless_full(tx: &mut Tx, id: i64, material: &Material) -> Result<()> {
    let files = store::files(tx, id).await?;
    let count = files.iter().filter(|other| other.material == material.id).count();
    if count >= material.max_files as usize {
        let full = Problem::new(ProblemKind::Refused).detail("this material has all the files it may have");
        return Err(full.into());
    }
    Ok(())
}

/// The form of an application of this person whose files of this material may come and go.
pub(super) async fn may_change(
    tx: &mut Tx,
    session: &Session,
    (id, material): (i64, &str),
    now: DateTime<Utc>,
) -> Result<FormRef> {
    let stored = store::of_account(tx, session.account, id).await?.ok_or_else(Error::not_found)?;
    if stored.summary.state == ApplicationState::Submitted {
        let open = cases::open_points(tx, id).await?;
        if !domain::is_open_material(material, &open) {
            return Err(Error::new(ProblemKind::Refused));
        }
    }
    handover::unless_waiting(tx, id, now).await?;
    Ok(stored.form)
}

/// Reads a file of one's own application, as long as it is there.
#[utoipa::path(get, path = "/api/applications/{id}/files/{file}", tag = "applications",
    params(("id" = i64, Path), ("file" = i64, Path)),
    responses((status = 200, content_type = "application/octet-stream"), (status = 404, body = Problem)))]
pub async fn read(
    State(state): State<AppState>,
    acting: Acting,
    Path((id, file)): Path<(i64, i64)>,
) -> Result<Response> {
    let file = file_of(&mut state.db.read().await?, &acting.applicant, id, file).await?;
    content(&state, &file).await
}

/// A file of one's own application, as long as it is there.
async fn file_of(tx: &mut Tx, session: &Session, id: i64, file: i64) -> Result<FileInfo> {
    store::of_account(tx, session.account, id).await?.ok_or_else(Error::not_found)?;
    let files = store::files(tx, id).await?;
    files.into_iter().find(|other| other.id == file).ok_or_else(Error::not_found)
}

/// A file as an answer: shown in place, never run.
pub async fn content(state: &AppState, file: &FileInfo) -> Result<Response> {
    let content = state.files.get(&file.sha256).await?;
    let mut response = Body::from(content).into_response();
    let headers = response.headers_mut();
    headers
        .insert(header::CONTENT_TYPE, HeaderValue::try_from(&file.media_type).map_err(anyhow::Error::from)?);
    headers.insert(header::CONTENT_DISPOSITION, HeaderValue::from_static("inline"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    // The desk shows it beside the answers.
    headers.insert(header::X_FRAME_OPTIONS, HeaderValue::from_static("SAMEORIGIN"));
    headers.insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(
            "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'self'",
        ),
    );
    Ok(response)
}

/// Takes a file away. What was filed with it stays on record.
#[utoipa::path(delete, path = "/api/applications/{id}/files/{file}", tag = "applications",
    params(("id" = i64, Path), ("file" = i64, Path)),
    responses((status = 204), (status = 404, body = Problem), (status = 409, body = Problem)))]
pub async fn remove(
    State(state): State<AppState>,
    acting: Acting,
    Path((id, file)): Path<(i64, i64)>,
) -> Result<StatusCode> {
    let session = &acting.applicant;
    let now = state.clock.now();
    let mut tx = state.db.write().await?;
    store::hold_own(&mut tx, session.account, id).await?.ok_or_else(Error::not_found)?;
    let there = file_of(&mut tx, session, id, file).await?;
    may_change(&mut tx, session, (id, &there.material), now).await?;
    store::remove_file(&mut tx, id, file, now).await?;
    let line = acting.line("application.remove_file", id).detail("file", file);
    audit::record(&mut tx, line, id, now).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

pub(super) async fn record(
    tx: &mut Tx,
    session: &Session,
    action: &'static str,
    id: i64,
    file: i64,
    now: DateTime<Utc>,
) -> Result<()> {
    audit::record(tx, Line::by(session.account, action, id).detail("file", file), id, now).await
}
