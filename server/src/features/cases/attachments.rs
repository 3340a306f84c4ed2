//! What officers attach to a case (附件). Where a case begins another and materials pass, what is attached to it is seen there, and what
//! is attached there comes back with its end: it is seen from then on, and not written twice.

use axum::extract::{Multipart, Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use schema::applications::FileInfo;
use schema::cases::Attachment;
use schema::locale::Text;
use schema::process::{RefusalCode, SubcaseStatus};
use schema::{Problem, ProblemKind};

use super::family;
use super::log::Case;
use super::staff::{Staff, staff_of};
use super::store::{self, AttachmentRow};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::applications;
use crate::features::audit::{self, Line};
use crate::http::{Json, SignedIn};
use crate::state::AppState;

/// Attaches a file to a case, for who has a task of it: `multipart/form-data` with one part `file`. The same content once more is the
/// attachment that is there.
#[utoipa::path(post, path = "/api/desk/cases/{number}/attachments", tag = "desk", params(("number" = String, Path)),
    request_body(content = Vec<u8>, content_type = "multipart/form-data"),
    responses((status = 201, body = Attachment), (status = 403, body = Problem), (status = 404, body = Problem),
              (status = 409, body = Problem), (status = 413, body = Problem), (status = 415, body = Problem)))]
pub async fn add(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(number): Path<String>,
    parts: Multipart,
) -> Result<(StatusCode, Json<Attachment>)> {
    let now = state.clock.now();
    // Whoever may not attach anything is told so before anything of the file is kept.
    let (tx, staff) = staff_of(&state, session.account).await?;
    let (tx, case) = staff.case(tx, &number, now).await?;
    held(&staff, &case)?;
    drop(tx);
    let (file, content) = applications::read_upload(parts, String::new(), state.config.max_upload).await?;
    state.files.put(&file.sha256, content).await?;

    let (mut tx, staff) = staff_of(&state, session.account).await?;
    Case::hold(&mut tx, &number).await?;
    let (mut tx, case) = staff.case(tx, &number, now).await?;
    let task = held(&staff, &case)?;
    let there = store::attachments(&mut tx, case.row.id).await?;
    if let Some(known) = there.iter().find(|row| row.file().sha256 == file.sha256) {
        return Ok((StatusCode::CREATED, Json(told(&case, known, None))));
    }
    if there.len() >= Attachment::MOST {
        let full = Problem::new(ProblemKind::Refused).detail("the case has all the attachments it may have");
        return Err(full.into());
    }
    let id = store::attach(&mut tx, (case.row.id, task), session.account, &file, now).await?;
    let line = Line::by(session.account, "case.attach", &case.row.number).detail("attachment", id);
    audit::record(&mut tx, line, case.chain(), now).await?;
    let all = store::attachments(&mut tx, case.row.id).await?;
    let row = all.iter().find(|row| row.id == id).ok_or_else(Error::not_found)?;
    let attached = told(&case, row, None);
    tx.commit().await?;
    Ok((StatusCode::CREATED, Json(attached)))
}

/// What is attached to a case, or came back to it. Reading it is put on record.
#[utoipa::path(get, path = "/api/desk/cases/{number}/attachments/{attachment}", tag = "desk",
    params(("number" = String, Path), ("attachment" = i64, Path)),
    responses((status = 200, content_type = "application/octet-stream"), (status = 403, body = Problem),
              (status = 404, body = Problem)))]
pub async fn read(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path((number, attachment)): Path<(String, i64)>,
) -> Result<Response> {
    let now = state.clock.now();
    let (tx, staff) = staff_of(&state, session.account).await?;
    let (mut tx, case) = staff.case(tx, &number, now).await?;
    let all = all(&mut tx, &staff, &case).await?.into_iter();
    let file = all.map(|(_, file)| file).find(|file| file.id == attachment).ok_or_else(Error::not_found)?;
    let line = Line::by(session.account, "case.read_attachment", &case.row.number);
    audit::record(&mut tx, line.detail("attachment", attachment), case.chain(), now).await?;
    tx.commit().await?;
    applications::content(&state, &file).await
}

/// The key of a task of the case that one has.
fn held<'c>(staff: &Staff, case: &'c Case) -> Result<&'c str> {
    let refusal = |why| Err(family::refusal(why));
    if staff.stands_aside(case) {
        return refusal(RefusalCode::OwnCase);
    }
    match staff.has_in_hand(case) {
        Some(key) => Ok(key),
        None if case.state.is_closed() => refusal(RefusalCode::Closed),
        None => refusal(RefusalCode::NotClaimed),
    }
}

/// Whether one may attach something to the case now.
pub fn may_attach(staff: &Staff, case: &Case) -> bool {
    held(staff, case).is_ok()
}

/// What an officer sees attached to a case, the oldest first. Who stands aside, or was only told of the case, sees nothing of it.
pub async fn seen(tx: &mut Tx, staff: &Staff, case: &Case) -> Result<Vec<Attachment>> {
    let all = all(tx, staff, case).await?.into_iter();
    Ok(all.map(|(attachment, _)| attachment).collect())
}

async fn all(tx: &mut Tx, staff: &Staff, case: &Case) -> Result<Vec<(Attachment, FileInfo)>> {
    let mut all = Vec::new();
    if staff.stands_aside(case) || !staff.has_part(case) {
        return Ok(all);
    }
    for Source { case: other, within } in sources(tx, case).await? {
        let there = other.as_ref().unwrap_or(case);
        let rows = store::attachments(tx, there.row.id).await?;
        all.extend(rows.iter().map(|row| (told(there, row, within.clone()), row.file())));
    }
    // What is a case's own comes back to it by the one that began it, once it has ended: here it stays its own.
    all.sort_by_key(|(attachment, _)| attachment.id);
    all.dedup_by_key(|(attachment, _)| attachment.id);
    Ok(all)
}

/// A case whose attachments are seen in another.
struct Source {
    /// None for the one itself.
    case: Option<Case>,
    /// What it is called in the one that began it, where it came back from there.
    within: Option<Text>,
}

/// The case itself, those that it began and that have ended, and those that it lies in; as far as materials pass between them.
async fn sources(tx: &mut Tx, case: &Case) -> Result<Vec<Source>> {
    let mut sources = vec![Source { case: None, within: None }];
    sources.extend(came_back(tx, case).await?);
    let mut above = passing_from(tx, case).await?;
    while let Some(parent) = above {
        let others = came_back(tx, &parent).await?;
        above = passing_from(tx, &parent).await?;
        sources.extend(others);
        sources.push(Source { case: Some(parent), within: None });
    }
    Ok(sources)
}

/// The case that began this one, if materials pass between the two.
async fn passing_from(tx: &mut Tx, case: &Case) -> Result<Option<Case>> {
    match case.origin.as_ref().filter(|_| case.sees_materials()) {
        Some(origin) => Case::load(tx, origin.parent.id).await,
        None => Ok(None),
    }
}

/// The cases that this one began, and those that these began, that have ended and from which materials come back.
async fn came_back(tx: &mut Tx, case: &Case) -> Result<Vec<Source>> {
    let mut found: Vec<Source> = Vec::new();
    let mut ahead = ended(tx, case).await?;
    while let Some((name, id)) = ahead.pop() {
        let child = Case::load(tx, id).await?.ok_or_else(Error::not_found)?;
        ahead.extend(ended(tx, &child).await?);
        found.push(Source { case: Some(child), within: Some(name) });
    }
    Ok(found)
}

async fn ended(tx: &mut Tx, case: &Case) -> Result<Vec<(Text, i64)>> {
    let passes = |key: &str| case.process.call(key).filter(|call| call.materials);
    let has_ended = |key: &str| {
        let mut subcases = case.state.subcases.iter();
        subcases.any(|one| one.key == key && matches!(one.status, SubcaseStatus::Ended(_)))
    };
    if !case.state.subcases.iter().any(|one| passes(&one.key).is_some() && has_ended(&one.key)) {
        return Ok(Vec::new());
    }
    let children = store::children(tx, case.row.id).await?.into_iter();
    let ended = children.filter(|row| has_ended(&row.call_key));
    Ok(ended.filter_map(|row| Some((passes(&row.call_key)?.name.clone(), row.id))).collect())
}

fn told(case: &Case, row: &AttachmentRow, within: Option<Text>) -> Attachment {
    let file = row.file();
    Attachment {
        id: row.id,
        name: file.name,
        media_type: file.media_type,
        bytes: file.bytes,
        task: case.task(&row.task).map(|task| task.name.clone()),
        by: row.by.clone(),
        at: row.attached_at,
        within,
    }
}
