//! The verbs of licences at the desk: what one's agency has issued, one of them, deciding about it, and comparing what is shown.

use std::collections::BTreeMap;

use axum::extract::{Path, State};
use chrono::{DateTime, Utc};
use schema::calendar::local_day;
use schema::licences::{
    ChangeStatus, CompareLicence, Comparison, DeskLicences, GROUND_LETTERS, Licence, LicenceDocument,
    LicenceStatus, StatusChange, compare as compared,
};
use schema::role::Role;
use schema::{FieldCode, Problem, ProblemKind};
use serde::Deserialize;
use utoipa::IntoParams;

use super::store::{self, Stored, Wanted};
use super::{domain, http};
use crate::cursor;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::accounts::Post;
use crate::features::audit::{self, Line};
use crate::features::cases::staff_of;
use crate::features::messages::{self, Told};
use crate::http::{Json, Query, SignedIn};
use crate::state::AppState;

/// Which licences, and where the list goes on.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Asked {
    /// Of which of one's agencies, by its number; of the first where it is left out.
    agency: Option<i64>,
    /// The type, by its code.
    kind: Option<String>,
    /// What was decided last: `valid` has those that have run out too.
    status: Option<String>,
    /// The one with this number.
    number: Option<String>,
    /// `next` of the page before.
    cursor: Option<String>,
}

/// What an agency where one works has issued, the newest first. Reading it is put on record: holders are people.
#[utoipa::path(get, path = "/api/desk/licences", tag = "licences", params(Asked),
    responses((status = 200, body = DeskLicences), (status = 400, body = Problem), (status = 401, body = Problem),
              (status = 403, body = Problem)))]
pub async fn list(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Query(asked): Query<Asked>,
) -> Result<Json<DeskLicences>> {
    let now = state.clock.now();
    let (mut tx, staff) = staff_of(&state, session.account).await?;
    let agency = agency_of(staff.posts(), asked.agency)?;
    let rows = listed(&mut tx, agency, &asked).await?;
    let licences: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let kinds = store::types(&mut tx).await?;
    let line = Line::by(session.account, "licence.list", agency).detail("licences", licences);
    audit::record(&mut tx, line, session.account, now).await?;
    tx.commit().await?;
    Ok(Json(DeskLicences { licences: http::page(rows, local_day(now)), kinds }))
}

/// The agency that is asked about: one where one works.
fn agency_of(posts: &[Post], asked: Option<i64>) -> Result<i64> {
    let mut agencies = posts.iter().map(|post| post.agency);
    let found = match asked {
        Some(asked) => agencies.find(|agency| *agency == asked),
        None => agencies.next(),
    };
    found.ok_or_else(Error::forbidden)
}

async fn listed(tx: &mut Tx, agency: i64, asked: &Asked) -> Result<Vec<Stored>> {
    fn said(text: Option<&String>) -> Option<&str> {
        text.map(|text| text.trim()).filter(|text| !text.is_empty())
    }
    if let Some(number) = said(asked.number.as_ref()) {
        let found = store::by_number(tx, &http::typed(number)).await?;
        return Ok(found.filter(|row| row.agency == agency).into_iter().collect());
    }
    let status = said(asked.status.as_ref()).map(|slug| {
        LicenceStatus::from_slug(slug).ok_or_else(|| Error::bad_request("status: no status is called so"))
    });
    let before = cursor::read(asked.cursor.as_deref())?.unwrap_or(i64::MAX);
    let wanted = Wanted { agency, kind: said(asked.kind.as_ref()), status: status.transpose()? };
    store::of_agency(tx, wanted, before, http::PAGE as i64 + 1).await
}

/// A licence that an agency where one works has issued. Reading it is put on record.
#[utoipa::path(get, path = "/api/desk/licences/{number}", tag = "licences", params(("number" = String, Path)),
    responses((status = 200, body = Licence), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 404, body = Problem)))]
pub async fn read(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(number): Path<String>,
) -> Result<Json<Licence>> {
    let now = state.clock.now();
    let (mut tx, staff) = staff_of(&state, session.account).await?;
    let stored = issued_here(&mut tx, staff.posts(), &number).await?;
    let licence = at_desk(&state, &mut tx, staff.posts(), &stored).await?;
    let line = Line::by(session.account, "licence.read", stored.id);
    audit::record(&mut tx, line, stored.main_case, now).await?;
    tx.commit().await?;
    Ok(Json(licence))
}

/// A licence of an agency where one works; others are not there at all.
async fn issued_here(tx: &mut Tx, posts: &[Post], number: &str) -> Result<Stored> {
    let stored = store::by_number(tx, &http::typed(number)).await?;
    let is_here = |stored: &Stored| posts.iter().any(|post| post.agency == stored.agency);
    stored.filter(is_here).ok_or_else(Error::not_found)
}

async fn at_desk(state: &AppState, tx: &mut Tx, posts: &[Post], stored: &Stored) -> Result<Licence> {
    let allowed = if leads(posts, stored) { StatusChange::allowed(stored.status) } else { Vec::new() };
    Ok(Licence { allowed, ..http::whole(state, tx, stored).await? })
}

/// Whether one decides for the agency that issued it.
fn leads(posts: &[Post], stored: &Stored) -> bool {
    posts.iter().any(|post| post.agency == stored.agency && post.role == Role::AgencyLead)
}

/// Decides about a licence: only who decides for its agency, with a ground. Its holder is told.
#[utoipa::path(post, path = "/api/desk/licences/{number}/status", tag = "licences", params(("number" = String, Path)),
    request_body = ChangeStatus,
    responses((status = 200, body = Licence), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn set_status(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(number): Path<String>,
    Json(ChangeStatus { change, ground }): Json<ChangeStatus>,
) -> Result<Json<Licence>> {
    let now = state.clock.now();
    let (mut tx, staff) = staff_of(&state, session.account).await?;
    let mut stored = issued_here(&mut tx, staff.posts(), &number).await?;
    if !leads(staff.posts(), &stored) {
        return Err(Error::forbidden());
    }
    let ground = checked(&ground)?;
    let status = change.after(stored.status).ok_or_else(|| refused(stored.status))?;
    if !store::change(&mut tx, &stored, (status, ground), session.account, now).await? {
        return Err(Error::new(ProblemKind::Conflict));
    }
    stored.status = status;
    tell(&state, &mut tx, &stored, now).await?;
    let licence = at_desk(&state, &mut tx, staff.posts(), &stored).await?;
    let line = Line::by(session.account, "licence.change", stored.id).detail("change", change.slug());
    audit::record(&mut tx, line, stored.main_case, now).await?;
    tx.commit().await?;
    Ok(Json(licence))
}

/// A ground that says something and is no essay.
fn checked(ground: &str) -> Result<&str> {
    let ground = ground.trim();
    if ground.is_empty() {
        return Err(Error::field("/ground", FieldCode::Required));
    }
    if ground.chars().count() > GROUND_LETTERS {
        return Err(Error::field("/ground", FieldCode::TooLong));
    }
    Ok(ground)
}

/// What may be decided instead.
fn refused(status: LicenceStatus) -> Error {
    let allowed = StatusChange::allowed(status).into_iter().map(|change| change.slug().to_owned()).collect();
    Problem { allowed, ..Problem::new(ProblemKind::Refused).detail(status.slug()) }.into()
}

async fn tell(state: &AppState, tx: &mut Tx, stored: &Stored, now: DateTime<Utc>) -> Result<()> {
    let told = Told { account: stored.account, case: stored.main_case, due: None };
    messages::of_licence(tx, &state.chance, &told, &stored.document.name, now).await
}

/// What somebody shows beside what was issued, datum by datum: a file from the hall, or what stands on a paper. Any desk compares
/// licences of any agency, and is told only whether what it says is right; each comparison is put on record.
#[utoipa::path(post, path = "/api/licences/compare", tag = "licences", request_body = CompareLicence,
    responses((status = 200, body = Comparison), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn compare(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Json(sent): Json<CompareLicence>,
) -> Result<Json<Comparison>> {
    let now = state.clock.now();
    let (mut tx, _) = staff_of(&state, session.account).await?;
    let (number, shown, holds) = shown(sent)?;
    let stored = store::by_number(&mut tx, &http::typed(&number)).await?.ok_or_else(Error::not_found)?;
    let genuine = match holds {
        Some((document, holds)) => Some(holds && document == stored.document),
        None => None,
    };
    let fields = compared(&stored.document, &shown);
    let line = Line::by(session.account, "licence.compare", stored.id).detail("fields", shown.len());
    audit::record(&mut tx, line, stored.main_case, now).await?;
    tx.commit().await?;
    let standing = stored.standing(local_day(now));
    Ok(Json(Comparison { number: stored.document.number, standing, genuine, fields }))
}

/// The number and what is shown of each datum; of a file also its document, and whether its hash is right.
type ShownLicence = (String, BTreeMap<String, String>, Option<(LicenceDocument, bool)>);

fn shown(sent: CompareLicence) -> Result<ShownLicence> {
    let Some(file) = sent.file else {
        let number = sent.number.filter(|number| !number.trim().is_empty());
        let number = number.ok_or_else(|| Error::field("/number", FieldCode::Required))?;
        return Ok((number, sent.fields, None));
    };
    let (document, holds) =
        domain::shown(&file).ok_or_else(|| Error::field("/file", FieldCode::BadFormat))?;
    Ok((document.number.clone(), document.shown(), Some((document, holds))))
}
