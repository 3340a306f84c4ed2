//! The verbs of supervision: the board, a card, that it was seen, the rules, and what a rule would have found.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use schema::role::Role;
use schema::supervise::{
    Card, CardSignal, CardsQuery, DryRun, DryRunResult, Evidence, Grade, Log, Rule, SupervisionBoard, explain,
};
use schema::{FieldCode, FieldError, Page, Problem};

use super::reach::{self, Reach};
use super::{dry_run, store};
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
    let counts = store::counts(&mut tx, &reach).await?;
    let mut rows = store::cards(&mut tx, &reach, &query, before, PAGE as i64 + 1).await?;
    let next = cursor::cut(&mut rows, PAGE, |row| cursor::Moment(row.at, row.id));
    let rules = state.rulebook.current();
    let items: Vec<_> = rows.iter().map(|row| row.line(&rules)).collect::<Result<_>>()?;
    let line = Line::by(session.account, "supervision.board", session.account).detail("cards", items.len());
    audit::record(&mut tx, line, session.account, now).await?;
    tx.commit().await?;
    Ok(Json(SupervisionBoard { counts, cards: Page { items, next, total: None, facets: Vec::new() } }))
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
    let deadline = explain(&rule, &log, &state.calendar.current(), &row.key, row.at);
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
    }))
}

fn signal(row: &store::SignalRow, log: &Log) -> Result<CardSignal> {
    let evidence: Vec<u64> = serde_json::from_str(&row.evidence)?;
    let proves = log.entries.iter().filter(|entry| evidence.contains(&entry.number));
    Ok(CardSignal {
        grade: Grade::from_slug(&row.grade).ok_or_else(|| anyhow::anyhow!("unknown grade {}", row.grade))?,
        at: row.at,
        version: u32::try_from(row.version).unwrap_or(u32::MAX),
        evidence: proves
            .map(|entry| Evidence { seq: entry.number, at: entry.at, kind: entry.kind.clone() })
            .collect(),
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
    let row = store::card(&mut tx, &Reach::Agencies(agencies), id).await?.ok_or_else(Error::not_found)?;
    if store::acknowledge(&mut tx, id, session.account, now).await? {
        let line = Line::by(session.account, "supervision.acknowledge", id);
        audit::record(&mut tx, line, row.case_record, now).await?;
    }
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The rules in force, for whoever is supervised by them.
#[utoipa::path(get, path = "/api/supervision/rules", tag = "supervision",
    responses((status = 200, body = [Object]), (status = 401, body = Problem), (status = 403, body = Problem)))]
pub async fn rules(State(state): State<AppState>, SignedIn(session): SignedIn) -> Result<Json<Vec<Rule>>> {
    if !session.is_staff() {
        return Err(Error::forbidden());
    }
    Ok(Json(state.rulebook.current().to_vec()))
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
    let may = |role: Role| session.has(role);
    if !may(Role::Supervisor) && !may(Role::Admin) {
        return Err(Error::forbidden());
    }
    Error::unless_valid(faults(&asked))?;
    let mut tx = state.db.write().await?;
    let Reach::Regions(scope) = Reach::of(&mut tx, &session).await? else { return Err(Error::forbidden()) };
    let result = dry_run::run(&mut tx, &asked, &scope, &state.calendar.current(), now).await?;
    let line = Line::by(session.account, "supervision.dry_run", &asked.rule.id).detail("cases", result.cases);
    audit::record(&mut tx, line, session.account, now).await?;
    tx.commit().await?;
    Ok(Json(result))
}

fn faults(asked: &DryRun) -> Vec<FieldError> {
    let of_rule = asked.rule.faults().into_iter();
    let mut faults: Vec<FieldError> = of_rule
        .map(|fault| FieldError::new(format!("/rule{}", fault.pointer), fault.problem.code()))
        .collect();
    if !cursor::is_known(asked.from) || !cursor::is_known(asked.to) {
        faults.push(FieldError::new("/from", FieldCode::BadDate));
    } else if asked.to < asked.from {
        faults.push(FieldError::new("/to", FieldCode::TooEarly).with("min", asked.from.to_string()));
    }
    faults
}
