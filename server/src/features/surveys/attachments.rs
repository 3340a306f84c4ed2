//! The documents that go with a survey (附件): editors attach and take them away, everybody has them from its first day on.

use axum::extract::{Multipart, Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use schema::applications::FileInfo;
use schema::calendar::local_day;
use schema::catalogue::encode;
use schema::role::Role;
use schema::surveys::SurveyAttachment;
use schema::{Problem, ProblemKind};

use super::store::{self, AttachmentRow};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::applications;
use crate::features::audit::{self, Line};
use crate::http::{Json, SignedIn, holding};
use crate::state::AppState;

/// For how long others on the way may keep what everybody may have: as long as one that was taken away may still be had.
const FIVE_MINUTES: HeaderValue = HeaderValue::from_static("public, max-age=300");

/// Attaches a document to a survey: `multipart/form-data` with one part `file`. The same content once more is the one that is there.
#[utoipa::path(post, path = "/api/desk/surveys/{id}/attachments", tag = "surveys", params(("id" = i64, Path)),
    request_body(content = Vec<u8>, content_type = "multipart/form-data"),
    responses((status = 201, body = SurveyAttachment), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 404, body = Problem), (status = 409, body = Problem), (status = 413, body = Problem),
              (status = 415, body = Problem)))]
pub async fn add(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(id): Path<i64>,
    parts: Multipart,
) -> Result<(StatusCode, Json<SurveyAttachment>)> {
    holding(&session, Role::Editor)?;
    let now = state.clock.now();
    // A survey that is not there is told before anything of the file is kept.
    store::one(&mut state.db.read().await?, id).await?.ok_or_else(Error::not_found)?;
    let (file, content) = applications::read_upload(parts, String::new(), state.config.max_upload).await?;
    let file = FileInfo { name: SurveyAttachment::name_of(&file.name, &file.media_type), ..file };
    state.files.put(&file.sha256, content).await?;

    let mut tx = state.db.write().await?;
    let is_there = store::hold(&mut tx, id).await?;
    is_there.then_some(()).ok_or_else(Error::not_found)?;
    let there = of_survey(&mut tx, id).await?;
    if let Some(known) = there.iter().find(|row| row.sha256 == file.sha256) {
        return Ok((StatusCode::CREATED, Json(known.told())));
    }
    if there.len() >= SurveyAttachment::MOST {
        let full =
            Problem::new(ProblemKind::Refused).detail("the survey has all the attachments it may have");
        return Err(full.into());
    }
    let attachment = store::attach(&mut tx, id, &file, now).await?;
    let line = Line::by(session.account, "survey.attach", id).detail("attachment", attachment);
    audit::record(&mut tx, line.detail("sha256", file.sha256.as_str()), id, now).await?;
    tx.commit().await?;
    let FileInfo { name, media_type, bytes, .. } = file;
    let told = SurveyAttachment { id: attachment, name, media_type, bytes, attached_on: local_day(now) };
    Ok((StatusCode::CREATED, Json(told)))
}

/// Takes a document away. Where everybody could have it, they are told that one was; it stays on record.
#[utoipa::path(delete, path = "/api/desk/surveys/{id}/attachments/{attachment}", tag = "surveys",
    params(("id" = i64, Path), ("attachment" = i64, Path)),
    responses((status = 204), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 404, body = Problem)))]
pub async fn remove(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path((id, attachment)): Path<(i64, i64)>,
) -> Result<StatusCode> {
    holding(&session, Role::Editor)?;
    let now = state.clock.now();
    let mut tx = state.db.write().await?;
    let was_there = store::detach(&mut tx, (id, attachment), now).await?;
    was_there.then_some(()).ok_or_else(Error::not_found)?;
    let line = Line::by(session.account, "survey.detach", id).detail("attachment", attachment);
    audit::record(&mut tx, line, id, now).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A document of a survey as editors have it, also before the first day.
#[utoipa::path(get, path = "/api/desk/surveys/{id}/attachments/{attachment}", tag = "surveys",
    params(("id" = i64, Path), ("attachment" = i64, Path)),
    responses((status = 200, content_type = "application/octet-stream"), (status = 401, body = Problem),
              (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn read_at_desk(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path((id, attachment)): Path<(i64, i64)>,
) -> Result<Response> {
    holding(&session, Role::Editor)?;
    let file = file_of(&mut state.db.read().await?, id, attachment).await?;
    downloaded(&state, &file).await
}

/// A document of a survey, from its first day on.
#[utoipa::path(get, path = "/api/surveys/{id}/attachments/{attachment}", tag = "surveys",
    params(("id" = i64, Path), ("attachment" = i64, Path)),
    responses((status = 200, content_type = "application/octet-stream"), (status = 404, body = Problem)))]
pub async fn read(
    State(state): State<AppState>,
    Path((id, attachment)): Path<(i64, i64)>,
) -> Result<Response> {
    let today = local_day(state.clock.now());
    let mut tx = state.db.read().await?;
    let survey = store::one(&mut tx, id).await?.filter(|row| row.opens_on <= today);
    survey.ok_or_else(Error::not_found)?;
    let file = file_of(&mut tx, id, attachment).await?;
    drop(tx);
    let mut response = downloaded(&state, &file).await?;
    response.headers_mut().insert(header::CACHE_CONTROL, FIVE_MINUTES);
    Ok(response)
}

/// The documents that go with a survey, the oldest first.
async fn of_survey(tx: &mut Tx, id: i64) -> Result<Vec<AttachmentRow>> {
    let all = store::attachments(tx, id).await?;
    Ok(all.into_iter().filter(AttachmentRow::is_there).collect())
}

async fn file_of(tx: &mut Tx, id: i64, attachment: i64) -> Result<FileInfo> {
    let there = of_survey(tx, id).await?;
    let row = there.iter().find(|row| row.id == attachment).ok_or_else(Error::not_found)?;
    Ok(row.file())
}

/// A file to be kept under its name: browsers show no PDF in a page that may do nothing.
async fn downloaded(state: &AppState, file: &FileInfo) -> Result<Response> {
    let mut response = applications::content(state, file).await?;
    let name = format!("attachment; filename*=UTF-8''{}", encode(&file.name));
    let name = HeaderValue::try_from(name).map_err(anyhow::Error::from)?;
    response.headers_mut().insert(header::CONTENT_DISPOSITION, name);
    Ok(response)
}
