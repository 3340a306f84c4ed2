//! The verbs of handing over: what was filled in goes on at the window (预办理), or with another agent of the enterprise (审核办结).
//! Meanwhile nobody changes it; who handed it over may take it back.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use chrono::{DateTime, Days, Utc};
use schema::accounts::Session;
use schema::applications::{ApplicationState, Handover, Submit};
use schema::calendar::local_day;
use schema::catalogue::Way;
use schema::expr::Truth;
use schema::form::state_in;
use schema::locale::Text;
use schema::{Problem, ProblemKind};

use super::domain::{self, By};
use super::editable::{Editable, editable};
use super::store::{self, HandoverRow, NewHandover, Stored};
use super::{known, version};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::audit::{self, Line};
use crate::features::{catalogue, definitions, regions};
use crate::http::{Json, SignedIn};
use crate::qr::qr;
use crate::state::AppState;

/// Hands over a draft that holds: to the window, or to another agent of the enterprise, as its item has it. Once it is handed
/// over it is the same again.
#[utoipa::path(post, path = "/api/applications/{id}/handover", tag = "applications", params(("id" = i64, Path)),
    request_body = Submit,
    responses((status = 200, body = Handover), (status = 401, body = Problem), (status = 404, body = Problem),
              (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn give(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(id): Path<i64>,
    Json(sent): Json<Submit>,
) -> Result<Json<Handover>> {
    let now = state.clock.now();
    let mut tx = state.db.write().await?;
    store::hold_own(&mut tx, session.account, id).await?.ok_or_else(Error::not_found)?;
    if let Some(waiting) = waiting(&mut tx, id, now).await? {
        return shown(&state, &mut tx, (&session, &waiting), now).await.map(Json);
    }
    if store::is_with_clerk(&mut tx, id).await? {
        return Err(refused("a clerk at the window has it", "window"));
    }
    let editable = editable(&state, &mut tx, &session, id, now).await?;
    let way = may_hand_over(&mut tx, &session, &editable).await?;
    unless_retired(&mut tx, &editable.stored, now).await?;
    checked(&state, &mut tx, &editable, &sent, now).await?;
    hand_over(&state, &mut tx, (&session, id), way, &sent, now).await?;
    let line = Line::by(session.account, "application.hand_over", id).detail("way", way.0.slug());
    audit::record(&mut tx, line, id, now).await?;
    let waiting = waiting(&mut tx, id, now).await?.ok_or_else(Error::not_found)?;
    let handover = shown(&state, &mut tx, (&session, &waiting), now).await?;
    tx.commit().await?;
    Ok(Json(handover))
}

/// To whom it goes, and for how many days.
async fn may_hand_over(tx: &mut Tx, session: &Session, editable: &Editable) -> Result<(Way, u32)> {
    let stored = &editable.stored;
    let (way, days) = catalogue::way_of(tx, &stored.summary.item).await?;
    let is_draft = stored.summary.state == ApplicationState::Draft;
    domain::may_hand_over(way, session.enterprise.is_some(), is_draft)
        .map_err(|why| refused(why, "submit"))?;
    Ok((way, days))
}

/// What keeps it from being filed keeps it from being handed over.
async fn checked(
    state: &AppState,
    tx: &mut Tx,
    editable: &Editable,
    sent: &Submit,
    now: DateTime<Utc>,
) -> Result<()> {
    let files = store::files(tx, editable.stored.summary.id).await?;
    let regions = regions::offered(tx, &editable.form, &editable.stored.answers).await?;
    editable.hand_in(state, (&files, &regions), sent, now)?;
    Ok(())
}

async fn hand_over(
    state: &AppState,
    tx: &mut Tx,
    (session, id): (&Session, i64),
    (way, days): (Way, u32),
    sent: &Submit,
    now: DateTime<Utc>,
) -> Result<()> {
    // One that the window did not take in time has ended by itself.
    if let Some(former) = store::last_handover(tx, id).await? {
        store::end_handover(tx, former.id, ("recalled", session.account, None), now).await?;
    }
    let until = local_day(now).checked_add_days(Days::new(days.into()));
    let code = state.chance.id()[..10].to_uppercase();
    let new = NewHandover {
        application: id,
        way,
        code: &code,
        account: session.account,
        until: until.filter(|_| way == Way::Window),
        declared: serde_json::to_string(sent)?,
    };
    store::hand_over(tx, &new, now).await
}

/// What of an application waits in other hands.
pub async fn waiting(tx: &mut Tx, application: i64, now: DateTime<Utc>) -> Result<Option<HandoverRow>> {
    let last = store::last_handover(tx, application).await?;
    Ok(last.filter(|last| last.waits(local_day(now))))
}

/// Refuses what changes an application that waits in other hands.
pub async fn unless_waiting(tx: &mut Tx, application: i64, now: DateTime<Utc>) -> Result<()> {
    match waiting(tx, application, now).await? {
        Some(_) => Err(refused("it was handed over", "handover")),
        None => Ok(()),
    }
}

/// Refuses filing to who does not file such an item.
pub async fn may_file(tx: &mut Tx, stored: &Stored, by: By) -> Result<()> {
    let (way, _) = catalogue::way_of(tx, &stored.summary.item).await?;
    domain::may_file(way, by).map_err(|why| refused(why, "handover"))
}

/// Refuses filing what was handed over to whom it was not handed, or in a version of its form that is retired since. How its item
/// is handled by now changes nothing.
pub async fn may_be_filed(
    tx: &mut Tx,
    waiting: &HandoverRow,
    (stored, by): (&Stored, By),
    now: DateTime<Utc>,
) -> Result<()> {
    domain::may_file(waiting.way(), by).map_err(|why| refused(why, "handover"))?;
    unless_retired(tx, stored, now).await
}

/// Refuses what is made with a version of its form that is retired.
async fn unless_retired(tx: &mut Tx, stored: &Stored, now: DateTime<Utc>) -> Result<()> {
    match version::newer(tx, stored, now).await?.is_some_and(|newer| newer.must) {
        true => Err(refused("its form has a newer version, and its own is retired", "version")),
        false => Ok(()),
    }
}

fn refused(why: &str, instead: &str) -> Error {
    let problem = Problem::new(ProblemKind::Refused).detail(why);
    Problem { allowed: vec![instead.to_owned()], ..problem }.into()
}

/// What one has handed over and nobody has taken yet.
#[utoipa::path(get, path = "/api/applications/{id}/handover", tag = "applications", params(("id" = i64, Path)),
    responses((status = 200, body = Handover), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub async fn read(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(id): Path<i64>,
) -> Result<Json<Handover>> {
    let now = state.clock.now();
    let mut tx = state.db.read().await?;
    store::of_account(&mut tx, session.account, id).await?.ok_or_else(Error::not_found)?;
    let waiting = waiting(&mut tx, id, now).await?.ok_or_else(Error::not_found)?;
    shown(&state, &mut tx, (&session, &waiting), now).await.map(Json)
}

/// Takes it back, to change it or to leave it.
#[utoipa::path(delete, path = "/api/applications/{id}/handover", tag = "applications", params(("id" = i64, Path)),
    responses((status = 204), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub async fn take_back(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(id): Path<i64>,
) -> Result<StatusCode> {
    let now = state.clock.now();
    let mut tx = state.db.write().await?;
    store::hold_own(&mut tx, session.account, id).await?.ok_or_else(Error::not_found)?;
    let waiting = waiting(&mut tx, id, now).await?.ok_or_else(Error::not_found)?;
    store::end_handover(&mut tx, waiting.id, ("recalled", session.account, None), now).await?;
    audit::record(&mut tx, Line::by(session.account, "application.take_back", id), id, now).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn shown(
    state: &AppState,
    tx: &mut Tx,
    (session, row): (&Session, &HandoverRow),
    now: DateTime<Utc>,
) -> Result<Handover> {
    let stored =
        store::of_account(tx, session.account, row.application).await?.ok_or_else(Error::not_found)?;
    let bring =
        if row.way() == Way::Window { bring(state, tx, session, &stored, now).await? } else { Vec::new() };
    let origin = state.config.public_origin();
    let opened_at = match row.way() {
        Way::EmployerCheck => "checks/",
        Way::Window | Way::Online => "desk/window/prepared?code=",
    };
    let (qr, qr_size) = qr(&format!("{origin}/{opened_at}{}", row.code))?;
    let applicant = session.enterprise.as_ref().map_or(&session.name, |enterprise| &enterprise.name);
    Ok(Handover {
        application: row.application,
        way: row.way(),
        code: row.code.clone(),
        item_name: stored.summary.item_name,
        department: stored.summary.department,
        applicant: applicant.clone(),
        handed_at: row.handed_at,
        until: row.until,
        bring,
        qr,
        qr_size,
    })
}

/// The documents that its form asks for with these answers.
async fn bring(
    state: &AppState,
    tx: &mut Tx,
    session: &Session,
    stored: &Stored,
    now: DateTime<Utc>,
) -> Result<Vec<Text>> {
    let form = definitions::form(tx, &stored.form).await?.ok_or_else(Error::not_found)?;
    let surroundings =
        known::surroundings(tx, &state.calendar.current(), session, (stored, &form), now).await?;
    let follows = state_in(&form, &stored.answers, surroundings.context());
    let wanted = form.materials.iter().zip(follows.materials());
    let wanted = wanted.filter(|(material, wanted)| material.required && !matches!(wanted, Truth::No));
    Ok(wanted.map(|(material, _)| material.name.clone()).collect())
}
