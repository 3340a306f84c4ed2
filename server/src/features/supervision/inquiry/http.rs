//! The verbs of cards that are argued: having one inquired into, the open task, an appeal.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use chrono::{DateTime, Utc};
use schema::Problem;
use schema::accounts::Session;
use schema::calendar::local_day;
use schema::process::{Actor, Command};
use schema::role::Role;
use schema::supervise::{CardCommand, CardProceeding, CardReason, CardRun};

use super::super::reach::Reach;
use super::super::store::{self, CardRow, NewRun};
use super::telling::{self, Moved};
use super::{Argued, current, happens, refused};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::audit::{self, Line};
use crate::features::cases;
use crate::http::{Json, SignedIn};
use crate::state::AppState;

/// A card within one's reach, held: whoever else argues it, or finds something graver for it, waits.
async fn held(tx: &mut Tx, session: &Session, id: i64) -> Result<CardRow> {
    let reach = Reach::of(tx, session).await?;
    let seen = store::card(tx, &reach, id).await?.ok_or_else(Error::not_found)?;
    cases::hold_beside(tx, seen.case_record).await?;
    store::card(tx, &reach, id).await?.ok_or_else(Error::not_found)
}

/// Has a card inquired into: who supervises the region does so of their own accord, who leads the agency objects (异议). Warnings are not
/// argued, and a card is inquired into once.
#[utoipa::path(post, path = "/api/supervision/{id}/inquiry", tag = "supervision", params(("id" = i64, Path)),
    request_body = CardReason,
    responses((status = 204), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn open(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(id): Path<i64>,
    Json(asked): Json<CardReason>,
) -> Result<StatusCode> {
    begin(&state, &session, id, (CardRun::Inquiry, asked)).await
}

/// Appeals against a card that was upheld, by who leads the agency, within the days for it. Somebody who had no part in the inquiry
/// looks at it anew.
#[utoipa::path(post, path = "/api/supervision/{id}/appeal", tag = "supervision", params(("id" = i64, Path)),
    request_body = CardReason,
    responses((status = 204), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn appeal(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(id): Path<i64>,
    Json(asked): Json<CardReason>,
) -> Result<StatusCode> {
    begin(&state, &session, id, (CardRun::Appeal, asked)).await
}

async fn begin(
    state: &AppState,
    session: &Session,
    id: i64,
    (run, asked): (CardRun, CardReason),
) -> Result<StatusCode> {
    Error::unless_valid(asked.fault().into_iter().collect())?;
    let now = state.clock.now();
    let mut tx = state.db.write().await?;
    let card = held(&mut tx, session, id).await?;
    let mut argued = Argued::load(&mut tx, &card).await?;
    let by = opener(state, &mut tx, (session, &card), (&argued, run), now).await?;
    let process = current(&mut tx, run).await?;
    let role = by.role;
    let begun = CardProceeding::begin(process, card.number()?, by, now).map_err(cases::refused)?;
    let new = NewRun {
        card: id,
        run,
        process: &begun.process,
        opened_by: session.account,
        role,
        reason: asked.reason.trim(),
    };
    store::insert_run(&mut tx, &new, now).await?;
    let before = argued.docket().stage();
    happens(&mut tx, &card, &mut argued, (run, begun)).await?;
    let moved = Moved { before, after: argued.docket().stage(), by: role };
    telling::tell(state, &mut tx, &card, moved, now).await?;
    let line = Line::by(session.account, "supervision.argued", id).detail("run", run.slug());
    audit::record(&mut tx, line, card.case_record, now).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// As whom somebody opens a run.
async fn opener(
    state: &AppState,
    tx: &mut Tx,
    (session, card): (&Session, &CardRow),
    (argued, run): (&Argued, CardRun),
    now: DateTime<Utc>,
) -> Result<Actor> {
    let person = argued.person(tx, session, card).await?;
    let by = match run {
        CardRun::Inquiry => argued.docket().may_open(&person),
        CardRun::Appeal => argued.docket().may_appeal(&person, &state.calendar.current(), local_day(now)),
    };
    by.map_err(refused)
}

/// Takes the open task of a card on oneself, gives it back, or ends it.
#[utoipa::path(post, path = "/api/supervision/{id}/commands", tag = "supervision", params(("id" = i64, Path)),
    request_body = CardCommand,
    responses((status = 204), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn command(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(id): Path<i64>,
    Json(command): Json<CardCommand>,
) -> Result<StatusCode> {
    let now = state.clock.now();
    let mut tx = state.db.write().await?;
    let card = held(&mut tx, &session, id).await?;
    let mut argued = Argued::load(&mut tx, &card).await?;
    let person = argued.person(&mut tx, &session, &card).await?;
    if !person.is_party() {
        return Err(Error::forbidden());
    }
    let name = Command::from(command.clone()).name();
    if let Some((_, open)) = argued.docket().open() {
        Error::unless_valid(command.faults(&open.process, local_day(now)))?;
    }
    let before = argued.docket().stage();
    let (run, after) = argued.docket().give(&person, command, now).map_err(cases::refused)?;
    let by = after.events.last().map_or(Role::Supervisor, |event| event.actor.role);
    happens(&mut tx, &card, &mut argued, (run, after)).await?;
    let moved = Moved { before, after: argued.docket().stage(), by };
    telling::tell(&state, &mut tx, &card, moved, now).await?;
    let line = Line::by(session.account, "supervision.command", id).detail("command", name.slug());
    audit::record(&mut tx, line, card.case_record, now).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
