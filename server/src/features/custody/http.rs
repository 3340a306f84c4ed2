//! The verbs of the list of originals: read it, take paper in, hand it back.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use chrono::{DateTime, Utc};
use schema::custody::{Bearer, Custody, CustodyList, NamedMaterial, TakeIn};
use schema::locale::Text;
use schema::{FieldCode, FieldError, Problem, ProblemKind};

use super::store;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::audit::{self, Line};
use crate::features::cases::{self, OnPaper, Wish};
use crate::http::{Json, SignedIn};
use crate::state::AppState;

/// The originals of a case. Reading it is put on record.
#[utoipa::path(get, path = "/api/desk/cases/{number}/originals", tag = "desk", params(("number" = String, Path)),
    responses((status = 200, body = CustodyList), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn read(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(number): Path<String>,
) -> Result<Json<CustodyList>> {
    let now = state.clock.now();
    let (mut tx, case) = cases::at_window(&state, session.account, &number, Wish::Read, now).await?;
    let list = list(&mut tx, &case).await?;
    let line = Line::by(session.account, "custody.read", case.number());
    audit::record(&mut tx, line, case.chain(), now).await?;
    tx.commit().await?;
    Ok(Json(list))
}

async fn list(tx: &mut Tx, case: &OnPaper) -> Result<CustodyList> {
    let materials = case.materials(tx).await?;
    let mut lines = store::list(tx, case.id()).await?;
    for line in &mut lines {
        line.name = name_of(&materials, &line.material);
    }
    Ok(CustodyList {
        case: case.number().to_owned(),
        item_name: case.item().1.to_owned(),
        agency: case.department().to_owned(),
        applicant: case.applicant().to_owned(),
        lines,
        materials,
    })
}

/// What the form calls a material; one that it no longer asks for keeps its id.
fn name_of(materials: &[NamedMaterial], id: &str) -> Text {
    let named = materials.iter().find(|material| material.id == id);
    named.map_or_else(|| Text::zh(id), |material| material.name.clone())
}

/// Takes paper in.
#[utoipa::path(post, path = "/api/desk/cases/{number}/originals", tag = "desk", params(("number" = String, Path)),
    request_body = TakeIn,
    responses((status = 201, body = Custody), (status = 403, body = Problem), (status = 404, body = Problem),
              (status = 422, body = Problem)))]
pub async fn take_in(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(number): Path<String>,
    Json(mut taken): Json<TakeIn>,
) -> Result<(StatusCode, Json<Custody>)> {
    let now = state.clock.now();
    let (mut tx, case) = cases::at_window(&state, session.account, &number, Wish::HandOut, now).await?;
    let materials = case.materials(&mut tx).await?;
    tidy(&mut taken.by);
    let mut faults = faults_of(&taken.by);
    if !materials.iter().any(|material| material.id == taken.material) {
        faults.push(FieldError::new("/material", FieldCode::NotAChoice));
    }
    match taken.sheets {
        0 => faults.push(FieldError::new("/sheets", FieldCode::TooSmall).with("min", 1)),
        1..=TakeIn::MOST_SHEETS => {}
        _ => faults.push(FieldError::new("/sheets", FieldCode::TooLarge).with("max", TakeIn::MOST_SHEETS)),
    }
    if !faults.is_empty() {
        return Err(Error::invalid(faults));
    }
    let id = store::take_in(&mut tx, case.id(), &taken, session.account, now).await?;
    let line = Line::by(session.account, "custody.take_in", case.number());
    let line = line.detail("line", id).detail("material", taken.material).detail("sheets", taken.sheets);
    let told = told(&mut tx, &case, id).await?;
    audit::record(&mut tx, line, case.chain(), now).await?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, Json(told)))
}

/// Hands back what a line took in, once. To whom is as it stands on their card.
#[utoipa::path(post, path = "/api/desk/cases/{number}/originals/{line}/return", tag = "desk",
    params(("number" = String, Path), ("line" = i64, Path)), request_body = Bearer,
    responses((status = 200, body = Custody), (status = 403, body = Problem), (status = 404, body = Problem),
              (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn hand_back(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path((number, line)): Path<(String, i64)>,
    Json(mut to): Json<Bearer>,
) -> Result<Json<Custody>> {
    let now = state.clock.now();
    let (mut tx, case) = cases::at_window(&state, session.account, &number, Wish::HandOut, now).await?;
    told(&mut tx, &case, line).await?;
    tidy(&mut to);
    let faults = faults_of(&to);
    if !faults.is_empty() {
        return Err(Error::invalid(faults));
    }
    hand_back_once(&mut tx, (&case, line), &to, session.account, now).await?;
    let told = told(&mut tx, &case, line).await?;
    let record = Line::by(session.account, "custody.hand_back", case.number()).detail("line", line);
    audit::record(&mut tx, record, case.chain(), now).await?;
    tx.commit().await?;
    Ok(Json(told))
}

async fn hand_back_once(
    tx: &mut Tx,
    (case, line): (&OnPaper, i64),
    to: &Bearer,
    account: i64,
    now: DateTime<Utc>,
) -> Result<()> {
    match store::hand_back(tx, (case.id(), line), to, account, now).await? {
        true => Ok(()),
        false => Err(Problem::new(ProblemKind::Refused).detail("it has been handed back").into()),
    }
}

/// One line of the list of a case.
async fn told(tx: &mut Tx, case: &OnPaper, line: i64) -> Result<Custody> {
    let lines = list(tx, case).await?.lines;
    lines.into_iter().find(|other| other.id == line).ok_or_else(Error::not_found)
}

fn tidy(bearer: &mut Bearer) {
    bearer.person = bearer.person.trim().to_owned();
    bearer.last_four = bearer.last_four.trim().to_uppercase();
}

fn faults_of(bearer: &Bearer) -> Vec<FieldError> {
    let mut faults = Vec::new();
    match bearer.person.chars().count() {
        0 => faults.push(FieldError::new("/person", FieldCode::Required)),
        1..=Bearer::LONGEST => {}
        _ => faults.push(FieldError::new("/person", FieldCode::TooLong).with("max", Bearer::LONGEST)),
    }
    if !Bearer::is_last_four(&bearer.last_four) {
        faults.push(FieldError::new("/last_four", FieldCode::BadFormat));
    }
    faults
}
