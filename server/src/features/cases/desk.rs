//! The verbs of the desk on one case: everything in it, a command, a file.

use axum::extract::{Path, State};
use axum::response::Response;
use chrono::{DateTime, Utc};
use schema::applications::FileInfo;
use schema::cases::{Change, DeskCase, DeskCommand};
use schema::form::{Form, state_in};
use schema::process::{Allowed, Command, Place};
use schema::questionnaires::Questionnaire;
use schema::regions::Region;
use schema::window::Came;
use schema::{FieldCode, Problem, ProblemKind};
use serde::Deserialize;
use serde_json::Value;
use utoipa::IntoParams;

use super::besides::is_undecided;
use super::log::Case;
use super::office::Office;
use super::people;
use super::staff::{Staff, staff_of};
use super::view::{self, Reader};
use super::{attachments, domain, outside, own_forms, remarks, sheet, store};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::audit::{self, Line};
use crate::features::{applications, questionnaires, regions};
use crate::http::{Json, Query, SignedIn};
use crate::state::AppState;

/// Which of the open tasks is shown.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Shown {
    /// Its key; without it one that is one's own work.
    task: Option<String>,
}

/// A case with everything its handler needs. Reading it is put on record.
#[utoipa::path(get, path = "/api/desk/cases/{number}", tag = "desk",
    params(("number" = String, Path), Shown),
    responses((status = 200, body = DeskCase), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn read(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(number): Path<String>,
    Query(Shown { task }): Query<Shown>,
) -> Result<Json<DeskCase>> {
    let now = state.clock.now();
    let (tx, staff) = staff_of(&state, session.account).await?;
    let (mut tx, case) = staff.case_to_read(tx, &number, now).await?;
    store::see_copy(&mut tx, case.row.id, session.account, now).await?;
    let line = Line::by(session.account, "case.read", &case.row.number);
    audit::record(&mut tx, line, case.row.id, now).await?;
    let shown = desk_case(&state, &mut tx, (&staff, &case), task.as_deref()).await?;
    tx.commit().await?;
    Ok(Json(shown))
}

async fn desk_case(
    state: &AppState,
    tx: &mut Tx,
    (staff, case): (&Staff, &Case),
    asked: Option<&str>,
) -> Result<DeskCase> {
    let rating = store::rating(tx, case.row.id).await?;
    let allowed = staff.allowed(case);
    let task = staff.shown(case, asked, &allowed);
    let office = Office::open(tx, staff, case, task.as_deref()).await?;
    let changes = office.changes(store::changes(tx, case.row.id).await?);
    let answers = office.answers();
    let mut view = view::view(state, tx, case, rating, Reader::Desk).await?;
    view.promises = office.promises(view.promises);
    if office.is_own() {
        sheet::withhold(&mut view.timeline);
    }
    if staff.stands_aside(case) {
        remarks::withhold(&mut view.timeline);
    }
    view.supplement = office.points(view.supplement);
    let mut files = applications::files_of(tx, case.row.application).await?;
    files.retain(|file| office.sees_file(file));
    Ok(DeskCase {
        view,
        came: came(tx, staff, case, &allowed).await?,
        form: case.filed.form.clone(),
        access: office.access(),
        decided: office.decided(),
        trace: office.trace(tx).await?,
        files,
        attachments: attachments::seen(tx, staff, case).await?,
        may_attach: attachments::may_attach(staff, case),
        sheet: sheet::sheet(state, tx, (staff, case), task.as_deref()).await?,
        task,
        ways: people::ways(tx, case, &allowed).await?,
        colleagues: people::colleagues(case, &allowed),
        allowed,
        stands_aside: staff.stands_aside(case),
        outside: outside::outside(tx, staff, case, &state.calendar.current()).await?,
        regions: regions_of(tx, &office.form, &answers, &changes).await?,
        changes,
        surroundings: office.surroundings(),
        corrected: office.pointers(case.filed.corrected(&office.form)),
        answers,
        asked: further(tx, staff, case).await?,
        revision: case.state.seq,
        remark: store::news(tx, case.row.id).await?.map_or(0, |(_, remark)| remark),
    })
}

/// What the agency of the case asked further: for who works there, and for nobody else.
async fn further(tx: &mut Tx, staff: &Staff, case: &Case) -> Result<Option<Questionnaire>> {
    if !staff.posts().iter().any(|post| post.agency == case.row.agency) {
        return Ok(None);
    }
    let asked = questionnaires::Asked::of_case(tx, case.row.id).await?;
    asked.map(|asked| asked.at_desk(is_undecided(case))).transpose()
}

/// How the case came, where a clerk filed it; what a caller said is for who can act on it.
async fn came(tx: &mut Tx, staff: &Staff, case: &Case, allowed: &[Allowed]) -> Result<Option<Came>> {
    let came = applications::came(tx, case.row.application).await?;
    let is_theirs = !allowed.is_empty() && !staff.stands_aside(case);
    Ok(came.map(|came| if is_theirs { came } else { Came { phone: None, said: None, ..came } }))
}

/// The names of the regions in the answers, as they are and as they were before a supplement.
async fn regions_of(tx: &mut Tx, form: &Form, answers: &Value, changes: &[Change]) -> Result<Vec<Region>> {
    let mut before = answers.clone();
    for change in changes {
        if let Place::Pointer(pointer) = &change.place
            && let Some(answer) = before.pointer_mut(pointer)
        {
            answer.clone_from(&change.before);
        }
    }
    regions::named(tx, form, &[answers, &before]).await
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
    Json(mut sent): Json<DeskCommand>,
) -> Result<Json<DeskCase>> {
    let now = state.clock.now();
    let (mut tx, staff) = staff_of(&state, session.account).await?;
    Case::hold(&mut tx, &number).await?;
    let (mut tx, mut case) = staff.case(tx, &number, now).await?;
    if case.state.seq != sent.revision {
        return Err(Error::new(ProblemKind::Conflict));
    }
    check_places(&mut tx, &staff, &case, &sent.command).await?;
    write_into(&state, &mut tx, (&staff, &case), &mut sent, now).await?;
    if let Command::ReceiveSupplement { changed } = &mut sent.command {
        take_on_paper(&mut tx, &staff, &case, changed, now).await?;
    }
    let actor = staff.actor(&case, &sent.command);
    let task = sent.command.task().map(str::to_owned);
    case.give(&state, &mut tx, sent.command, &actor, now).await?;
    let shown = desk_case(&state, &mut tx, (&staff, &case), task.as_deref()).await?;
    tx.commit().await?;
    Ok(Json(shown))
}

/// What the officer writes into the form by completing the task; nothing else writes there. Who may not complete it is
/// told so by the engine, not what is wrong with what they wrote.
async fn write_into(
    state: &AppState,
    tx: &mut Tx,
    (staff, case): (&Staff, &Case),
    sent: &mut DeskCommand,
    now: DateTime<Utc>,
) -> Result<()> {
    match &mut sent.command {
        Command::Complete { task, changes, forms, .. } if staff.may_complete(case, task) => {
            let office = Office::open(tx, staff, case, Some(task)).await?;
            *changes = office.edit(tx, staff.account(), sent.edit.as_ref(), now).await?;
            *forms = own_forms::filled(state, tx, case, task).await?;
            Ok(())
        }
        Command::Complete { .. } => Ok(()),
        _ if sent.edit.is_some() => Err(Error::field("/edit", FieldCode::Unexpected)),
        _ => Ok(()),
    }
}

/// What was asked for has come on paper, all of it: what whoever takes it in does not see comes in the same bundle. What
/// the applicant was putting right meanwhile is forgotten: it was never handed in.
async fn take_on_paper(
    tx: &mut Tx,
    staff: &Staff,
    case: &Case,
    brought: &mut Vec<Place>,
    now: DateTime<Utc>,
) -> Result<()> {
    let office = Office::open(tx, staff, case, None).await?;
    let asked = case.open_points().into_iter().map(|point| point.place);
    brought.extend(asked.filter(|place| !office.sees(place)));
    if let Some(missing) = domain::left_out(&case.open_points(), brought) {
        return Err(Error::invalid(vec![missing]));
    }
    applications::forget_supplement(tx, case.row.application, now).await?;
    case.end_changes(tx, brought).await
}

/// Every place that a command names is one that the form of the case asks for, and that the officer sees.
async fn check_places(tx: &mut Tx, staff: &Staff, case: &Case, command: &Command) -> Result<()> {
    let places = domain::places(command);
    if places.is_empty() {
        return Ok(());
    }
    let office = Office::open(tx, staff, case, command.task()).await?;
    let follows = state_in(&office.form, &case.filed.answers, case.filed.beside.surroundings.context());
    let is_asking = matches!(command, Command::RequestSupplement { .. });
    let may_name = |place: &Place| if is_asking { office.may_ask(place) } else { office.sees(place) };
    let faults = domain::unknown(&office.form, &follows, &places, may_name);
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
    let (mut tx, case) = staff.case_to_read(tx, &number, now).await?;
    let file =
        applications::file_of(&mut tx, case.row.application, file).await?.ok_or_else(Error::not_found)?;
    if !sees_file(&mut tx, &staff, &case, &file).await? {
        return Err(Error::not_found());
    }
    let line = Line::by(session.account, "case.read_file", &case.row.number).detail("file", file.id);
    audit::record(&mut tx, line, case.row.id, now).await?;
    tx.commit().await?;
    applications::content(&state, &file).await
}

/// Whether one sees a file by any task that is one's own work.
async fn sees_file(tx: &mut Tx, staff: &Staff, case: &Case, file: &FileInfo) -> Result<bool> {
    let own = staff.own(case);
    for key in own.iter().map(|(open, _)| Some(open.key.as_str())).chain([None]) {
        if Office::open(tx, staff, case, key).await?.sees_file(file) {
            return Ok(true);
        }
    }
    Ok(false)
}
