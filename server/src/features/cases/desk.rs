//! The verbs of the desk: the worklist, a case with everything in it, a command, a file.

use axum::extract::{Path, State};
use axum::response::Response;
use chrono::{DateTime, Utc};
use schema::cases::{Change, DeskCase, DeskCommand, Queue, Worklist};
use schema::process::{Command, Place};
use schema::regions::Region;
use schema::{Page, Problem, ProblemKind};
use serde::Deserialize;
use utoipa::IntoParams;

use super::log::Case;
use super::staff::{Staff, staff_of};
use super::view::{self, Reader};
use super::{domain, lists, store, worklist};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::audit::{self, Line};
use crate::features::{applications, definitions, regions};
use crate::http::{Json, Query, SignedIn};
use crate::state::AppState;

/// Which cases, and where the list goes on.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Asked {
    /// Which cases.
    #[serde(default)]
    #[param(inline)]
    queue: Queue,
    /// `next` of the page before.
    cursor: Option<String>,
}

/// The cases of one's own agency: what is due first comes first.
#[utoipa::path(get, path = "/api/desk/cases", tag = "desk", params(Asked),
    responses((status = 200, body = Worklist), (status = 403, body = Problem)))]
pub async fn list(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Query(Asked { queue, cursor }): Query<Asked>,
) -> Result<Json<Worklist>> {
    let now = state.clock.now();
    // Names of applicants are personal data: reading them is put on record.
    let (mut tx, staff) = staff_of(&state, session.account).await?;
    let agencies = staff.agencies();
    let asked = worklist::Asked { queue, account: session.account, agencies: &agencies, now };
    let counts = worklist::counts(&mut tx, &asked).await?;
    let (ids, next) = worklist::page(&mut tx, &asked, cursor.as_deref()).await?;
    let items = lists::summaries(&state, &mut tx, &ids).await?;
    let line = Line::by(session.account, "desk.list", queue.slug()).detail("cases", ids);
    audit::record(&mut tx, line, session.account, now).await?;
    tx.commit().await?;
    let cases = Page { items, next, total: None, facets: Vec::new() };
    Ok(Json(Worklist { cases, counts }))
}

/// A case with everything its handler needs. Reading it is put on record.
#[utoipa::path(get, path = "/api/desk/cases/{number}", tag = "desk", params(("number" = String, Path)),
    responses((status = 200, body = DeskCase), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn read(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(number): Path<String>,
) -> Result<Json<DeskCase>> {
    let now = state.clock.now();
    let (tx, staff) = staff_of(&state, session.account).await?;
    let (mut tx, case) = staff.case(tx, &number, now).await?;
    let line = Line::by(session.account, "case.read", &case.row.number);
    audit::record(&mut tx, line, case.row.id, now).await?;
    let shown = desk_case(&state, &mut tx, &staff, &case).await?;
    tx.commit().await?;
    Ok(Json(shown))
}

async fn desk_case(state: &AppState, tx: &mut Tx, staff: &Staff, case: &Case) -> Result<DeskCase> {
    let rating = store::rating(tx, case.row.id).await?;
    let changes = store::changes(tx, case.row.id).await?;
    Ok(DeskCase {
        view: view::view(state, tx, case, rating, Reader::Inside).await?,
        form: case.filed.form.clone(),
        answers: case.filed.answers.clone(),
        files: applications::files_of(tx, case.row.application).await?,
        allowed: staff.allowed(case),
        stands_aside: staff.stands_aside(case),
        regions: regions_of(tx, case, &changes).await?,
        changes,
        revision: case.state.seq,
    })
}

/// The names of the regions in the answers, as they are and as they were before a supplement.
async fn regions_of(tx: &mut Tx, case: &Case, changes: &[Change]) -> Result<Vec<Region>> {
    let form = definitions::form(tx, &case.filed.form).await?.ok_or_else(Error::not_found)?;
    let mut before = case.filed.answers.clone();
    for change in changes {
        if let Place::Pointer(pointer) = &change.place
            && let Some(answer) = before.pointer_mut(pointer)
        {
            answer.clone_from(&change.before);
        }
    }
    regions::named(tx, &form, &[&case.filed.answers, &before]).await
}

/// Gives a command on a case.
#[utoipa::path(post, path = "/api/desk/cases/{number}/commands", tag = "desk", params(("number" = String, Path)),
    request_body = DeskCommand,
    responses((status = 200, body = DeskCase), (status = 403, body = Problem), (status = 409, body = Problem),
              (status = 422, body = Problem)))]
pub async fn command(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(number): Path<String>,
    Json(sent): Json<DeskCommand>,
) -> Result<Json<DeskCase>> {
    let now = state.clock.now();
    let (mut tx, staff) = staff_of(&state, session.account).await?;
    Case::hold(&mut tx, &number).await?;
    let (mut tx, mut case) = staff.case(tx, &number, now).await?;
    if case.state.seq != sent.revision {
        return Err(Error::new(ProblemKind::Conflict));
    }
    check_places(&mut tx, &case, &sent.command).await?;
    if let Command::ReceiveSupplement { changed } = &sent.command {
        take_on_paper(&mut tx, &case, changed, now).await?;
    }
    let actor = staff.actor(&case);
    case.give(&state, &mut tx, sent.command, &actor, now).await?;
    let shown = desk_case(&state, &mut tx, &staff, &case).await?;
    tx.commit().await?;
    Ok(Json(shown))
}

/// What was asked for has come on paper, all of it. What the applicant was putting right meanwhile is forgotten: it was
/// never handed in.
async fn take_on_paper(tx: &mut Tx, case: &Case, brought: &[Place], now: DateTime<Utc>) -> Result<()> {
    if let Some(missing) = domain::left_out(&case.open_points(), brought) {
        return Err(Error::invalid(vec![missing]));
    }
    applications::forget_supplement(tx, case.row.application, now).await?;
    case.end_changes(tx, brought).await
}

/// Every place that a command names is one that the form of the case asks for.
async fn check_places(tx: &mut Tx, case: &Case, command: &Command) -> Result<()> {
    let places = domain::places(command);
    if places.is_empty() {
        return Ok(());
    }
    let form = definitions::form(tx, &case.filed.form).await?.ok_or_else(Error::not_found)?;
    let faults = domain::unknown(&form, &case.filed.answers, &places);
    if faults.is_empty() { Ok(()) } else { Err(Error::invalid(faults)) }
}

/// A file of a case. Reading it is put on record.
#[utoipa::path(get, path = "/api/desk/cases/{number}/files/{file}", tag = "desk",
    params(("number" = String, Path), ("file" = i64, Path)),
    responses((status = 200, content_type = "application/octet-stream"), (status = 404, body = Problem)))]
pub async fn file(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path((number, file)): Path<(String, i64)>,
) -> Result<Response> {
    let now = state.clock.now();
    let (tx, staff) = staff_of(&state, session.account).await?;
    let (mut tx, case) = staff.case(tx, &number, now).await?;
    let file =
        applications::file_of(&mut tx, case.row.application, file).await?.ok_or_else(Error::not_found)?;
    let line = Line::by(session.account, "case.read_file", &case.row.number).detail("file", file.id);
    audit::record(&mut tx, line, case.row.id, now).await?;
    tx.commit().await?;
    applications::content(&state, &file).await
}
