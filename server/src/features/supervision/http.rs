//! The verbs of supervision: the board, a card, that it was seen, and what a rule would have found.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use schema::supervise::{
    Card, CardSignal, CardsQuery, DryRun, DryRunResult, Evidence, Grade, Log, SupervisionBoard, explain,
};
use schema::{FieldError, Page, Problem};

use super::reach::{self, Reach};
use super::{dry_run, inquiry, period_fault, rules, store};
use crate::cursor;
use crate::error::{Error, Result};
use crate::features::audit::{self, Line};
use crate::features::cases;
use crate::http::{Json, Query, SignedIn};
use crate::state::AppState;

/// How many cards a page has.
const PAGE: usize = 30;

/// The cards of the regions one supervises or of the agency one leads, the newest first, and how many there are. Reading them is
/// put on record.
#[utoipa::path(get, path = "/api/supervision", tag = "supervision", params(CardsQuery),
    responses((status = 200, body = SupervisionBoard), (status = 401, body = Problem), (status = 403, body = Problem)))]
pub async fn board(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Query(query): Query<CardsQuery>,
) -> Result<Json<SupervisionBoard>> {
    let now = state.clock.now();
    let before = cursor::read(query.cursor.as_deref())?.unwrap_or_else(|| cursor::Moment::first(now));
    let mut tx = state.db.write().await?;
    let reach = Reach::of(&mut tx, &session).await?;
    let (counts, stages) = store::counts(&mut tx, &reach).await?;
    let mut rows = store::cards(&mut tx, &reach, &query, before, PAGE as i64 + 1).await?;
    let next = cursor::cut(&mut rows, PAGE, |row| cursor::Moment(row.at, row.id));
    let rules = state.rulebook.current();
    let items: Vec<_> = rows.iter().map(|row| row.line(&rules)).collect::<Result<_>>()?;
    let line = Line::by(session.account, "supervision.board", session.account).detail("cards", items.len());
    audit::record(&mut tx, line, session.account, now).await?;
    tx.commit().await?;
    let cards = Page { items, next, total: None, facets: Vec::new() };
    Ok(Json(SupervisionBoard { counts, stages, cards }))
}

/// One card with what proves it. Reading it is put on record.
#[utoipa::path(get, path = "/api/supervision/{id}", tag = "supervision", params(("id" = i64, Path)),
    responses((status = 200, body = Card), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 404, body = Problem)))]
pub async fn card(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(id): Path<i64>,
) -> Result<Json<Card>> {
    let now = state.clock.now();
    let mut tx = state.db.write().await?;
    let reach = Reach::of(&mut tx, &session).await?;
    let row = store::card(&mut tx, &reach, id).await?.ok_or_else(Error::not_found)?;
    let log = cases::log_of(&mut tx, row.case_record).await?.ok_or_else(Error::not_found)?;
    let found = store::signals(&mut tx, id).await?;
    let signals: Vec<CardSignal> = found.iter().map(|row| signal(row, &log)).collect::<Result<_>>()?;
    let newest = signals.last().map_or(1, |signal| signal.version);
    let rule = store::rule(&mut tx, &row.rule, newest).await?.ok_or_else(Error::not_found)?;
    let calendar = state.calendar.current();
    let deadline = explain(&rule, &log, &calendar, &row.key, row.at);
    let inquiry = inquiry::shown(&mut tx, &session, &row, (&calendar, now)).await?;
    let is_lead = reach::led(&mut tx, &session).await?.contains(&row.agency);
    let line = row.line(std::slice::from_ref(&rule))?;
    let record = Line::by(session.account, "supervision.card", line.case_number).detail("card", id);
    audit::record(&mut tx, record, row.case_record, now).await?;
    tx.commit().await?;
    Ok(Json(Card {
        may_acknowledge: is_lead && row.acknowledged_at.is_none(),
        acknowledged_at: row.acknowledged_at,
        ground: rule.ground,
        line,
        signals,
        deadline,
        inquiry,
    }))
}

fn signal(row: &store::SignalRow, log: &Log) -> Result<CardSignal> {
    let evidence: Vec<u64> = serde_json::from_str(&row.evidence)?;
    let proves = log.entries.iter().filter(|entry| evidence.contains(&entry.number));
    Ok(CardSignal {
        grade: Grade::from_slug(&row.grade).ok_or_else(|| anyhow::anyhow!("unknown grade {}", row.grade))?,
        at: row.at,
        version: u32::try_from(row.version).unwrap_or(u32::MAX),
        evidence: proves.map(Evidence::of).collect(),
    })
}

/// The agency has seen a card (签收). Saying so again changes nothing.
#[utoipa::path(post, path = "/api/supervision/{id}/acknowledge", tag = "supervision", params(("id" = i64, Path)),
    responses((status = 204), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 404, body = Problem)))]
pub async fn acknowledge(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(id): Path<i64>,
) -> Result<StatusCode> {
    let now = state.clock.now();
    let mut tx = state.db.write().await?;
    let agencies = reach::led(&mut tx, &session).await?;
    if agencies.is_empty() {
        return Err(Error::forbidden());
    }
    let reach = Reach::Agencies(agencies);
    let row = store::card(&mut tx, &reach, id).await?.ok_or_else(Error::not_found)?;
    // What is found for it, and what is argued, waits; and it is seen as it stands after that.
    cases::hold_beside(&mut tx, row.case_record).await?;
    let row = store::card(&mut tx, &reach, id).await?.ok_or_else(Error::not_found)?;
    if store::acknowledge(&mut tx, &row, session.account, now).await? {
        let line = Line::by(session.account, "supervision.acknowledge", id);
        audit::record(&mut tx, line, row.case_record, now).await?;
    }
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What a rule would have found among the cases filed in a period: nothing is raised by it.
#[utoipa::path(post, path = "/api/supervision/dry-run", tag = "supervision", request_body = DryRun,
    responses((status = 200, body = DryRunResult), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 422, body = Problem)))]
pub async fn dry_run(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Json(asked): Json<DryRun>,
) -> Result<Json<DryRunResult>> {
    let now = state.clock.now();
    rules::Writer::required(&session)?;
    Error::unless_valid(faults(&asked))?;
    let mut tx = state.db.read().await?;
    let Reach::Regions(scope) = Reach::of(&mut tx, &session).await? else { return Err(Error::forbidden()) };
    let result = dry_run::run(&mut tx, &asked, &scope, &state.calendar.current(), now).await?;
    drop(tx);
    rules::http::tried_on(&state, session.account, &asked.rule.id, result.cases).await?;
    Ok(Json(result))
}

fn faults(asked: &DryRun) -> Vec<FieldError> {
    rules::faults(&asked.rule).into_iter().chain(period_fault(asked.from, asked.to)).collect()
}
