//! The verbs of performance: the scores of a month and one of them with its arithmetic; counting a month, entering points, closing it.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use chrono::{DateTime, NaiveTime, Utc};
use schema::accounts::Session;
use schema::calendar::{Calendar, local_day, moment};
use schema::performance::{
    Assessment, Counted, Entry, EntryFault, IndexSystem, NewEntry, PerformanceAgency, PerformanceQuery,
    PerformanceTable, Period, assess,
};
use schema::role::{RegionCode, Role};
use schema::{FieldCode, FieldError, Problem, ProblemKind};

use super::counting;
use super::store::{self, NewRow};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::audit::{self, Line};
use crate::features::dashboards::Scope;
use crate::features::supervision::Reach;
use crate::http::{Json, Query, SignedIn, once};
use crate::state::AppState;

/// The region that somebody supervises, none for the whole hall; refused to who supervises nothing.
pub(super) fn supervised(session: &Session) -> Result<Option<RegionCode>> {
    let mut grants = session.grants.iter().filter(|grant| grant.role == Role::Supervisor);
    let first = grants.next().ok_or_else(Error::forbidden)?;
    Ok(grants.fold(first.region, |widest, grant| match (widest, grant.region) {
        (Some(one), Some(other)) if !other.contains(&one) => Some(one),
        (Some(_), other) => other,
        (None, _) => None,
    }))
}

pub(super) fn scope(region: Option<RegionCode>) -> Scope {
    region.map_or_else(Scope::all, Scope::of)
}

/// The month of an address; there is nothing at one that is none.
pub(super) fn month(text: &str) -> Result<Period> {
    Period::parse(text).ok_or_else(Error::not_found)
}

pub(super) async fn newest(tx: &mut Tx) -> Result<IndexSystem> {
    store::system(tx, None).await?.ok_or_else(Error::not_found)
}

/// The scores of a month, of the agencies one supervises or leads. Reading them is put on record.
#[utoipa::path(get, path = "/api/performance", tag = "performance", params(PerformanceQuery),
    responses((status = 200, body = PerformanceTable), (status = 401, body = Problem), (status = 403, body = Problem)))]
pub async fn table(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Query(query): Query<PerformanceQuery>,
) -> Result<Json<PerformanceTable>> {
    let now = state.clock.now();
    let period = query.period.unwrap_or_else(|| Period::of(local_day(now)).before());
    let mut tx = state.db.write().await?;
    let reach = Reach::of(&mut tx, &session).await?;
    let rows = store::rows(&mut tx, &reach, period).await?;
    let system = newest(&mut tx).await?;
    let line = Line::by(session.account, "performance.table", period).detail("agencies", rows.len());
    audit::record(&mut tx, line, session.account, now).await?;
    tx.commit().await?;
    let mut agencies: Vec<_> = rows.iter().map(store::Row::score).collect::<Result<_>>()?;
    agencies.sort_by(|one, other| (other.score, one.agency).cmp(&(one.score, other.agency)));
    let is_closed = !rows.is_empty() && rows.iter().all(|row| row.closed_at.is_some());
    Ok(Json(PerformanceTable {
        period,
        name: system.name,
        ground: system.ground,
        agencies,
        counted_at: rows.iter().map(|row| row.counted_at).max(),
        closed_at: rows.iter().filter_map(|row| row.closed_at).max().filter(|_| is_closed),
        may_count: !is_closed && session.has(Role::Supervisor),
    }))
}

/// An agency in a month: its score with the arithmetic, and what people entered. Reading it is put on record.
#[utoipa::path(get, path = "/api/performance/{period}/{agency}", tag = "performance",
    params(("period" = String, Path), ("agency" = i64, Path)),
    responses((status = 200, body = PerformanceAgency), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 404, body = Problem)))]
pub async fn agency(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path((period, agency)): Path<(String, i64)>,
) -> Result<Json<PerformanceAgency>> {
    let (now, period) = (state.clock.now(), month(&period)?);
    let mut tx = state.db.write().await?;
    let reach = Reach::of(&mut tx, &session).await?;
    let sees_cases = matches!(reach, Reach::Regions(_));
    let row = store::row(&mut tx, &reach, period, agency).await?.ok_or_else(Error::not_found)?;
    let assessment = row.assessment()?;
    let by = (assessment.system.as_str(), assessment.version);
    let system = store::system(&mut tx, Some(by)).await?.ok_or_else(Error::not_found)?;
    let entries = store::entries(&mut tx, period, agency).await?;
    let line = Line::by(session.account, "performance.agency", agency).detail("period", period.to_string());
    audit::record(&mut tx, line, agency, now).await?;
    tx.commit().await?;
    let may_enter = row.closed_at.is_none() && session.has(Role::Supervisor);
    let (department, closed_at) = (row.department, row.closed_at);
    Ok(Json(PerformanceAgency {
        period,
        agency,
        department,
        assessment,
        system,
        entries,
        closed_at,
        may_enter,
        sees_cases,
    }))
}

/// The score of an agency with what people entered so far.
async fn scored(
    tx: &mut Tx,
    system: &IndexSystem,
    (period, agency): (Period, i64),
    counted: &Counted,
) -> Result<Assessment> {
    let entries = store::entries(tx, period, agency).await?;
    let standing = entries.into_iter().filter(|entry| entry.withdrawn_at.is_none());
    let entries: Vec<_> =
        standing.map(|entry| Entry { indicator: entry.indicator, points: entry.points }).collect();
    Ok(assess(system, &counted.tally, &entries))
}

/// Counts a month that has begun, of the agencies one supervises, and scores it by the newest index system. What is closed stays as it is.
#[utoipa::path(post, path = "/api/performance/{period}/count", tag = "performance", params(("period" = String, Path)),
    responses((status = 204), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 404, body = Problem), (status = 409, body = Problem)))]
pub async fn count(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(period): Path<String>,
) -> Result<StatusCode> {
    let (now, period) = (state.clock.now(), month(&period)?);
    let (scope, today) = (scope(supervised(&session)?), local_day(now));
    if period.first() > today {
        return Err(refused("this month has not begun"));
    }
    let mut tx = state.db.write().await?;
    let kept = count_month(&mut tx, &scope, period, &state.calendar.current(), now).await?;
    let line = Line::by(session.account, "performance.count", period).detail("agencies", kept);
    audit::record(&mut tx, line, session.account, now).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Counts and scores a month of a part of the tree; says for how many agencies that are not closed.
pub(super) async fn count_month(
    tx: &mut Tx,
    scope: &Scope,
    period: Period,
    calendar: &Calendar,
    now: DateTime<Utc>,
) -> Result<usize> {
    // Who comes to a month that is closed came too late: it would be open again.
    if store::is_closed(tx, scope, period).await? {
        return Err(refused("this month is closed"));
    }
    let system = newest(tx).await?;
    let all = counting::count(tx, scope, period, calendar, local_day(now)).await?;
    let mut kept = 0;
    for (agency, region, counted) in &all {
        store::hold(tx, period, *agency).await?;
        let assessment = scored(tx, &system, (period, *agency), counted).await?;
        let place = (period, *agency, region.as_str());
        kept += usize::from(store::keep(tx, place, counted, &assessment, now).await?);
    }
    if kept == 0 && !all.is_empty() {
        return Err(refused("this month is closed"));
    }
    Ok(kept)
}

/// Closes a month that is over (结账): from then on nothing of it changes.
#[utoipa::path(post, path = "/api/performance/{period}/close", tag = "performance", params(("period" = String, Path)),
    responses((status = 204), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 404, body = Problem), (status = 409, body = Problem)))]
pub async fn close(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(period): Path<String>,
) -> Result<StatusCode> {
    let (now, period) = (state.clock.now(), month(&period)?);
    let scope = scope(supervised(&session)?);
    if period.last() >= local_day(now) {
        return Err(refused("this month is not over"));
    }
    let mut tx = state.db.write().await?;
    // What was counted in its middle is not the month.
    if store::is_early(&mut tx, &scope, period, moment(period.next().first(), NaiveTime::MIN)).await? {
        return Err(refused("this month was counted before it was over: count it again"));
    }
    let closed = store::close(&mut tx, &scope, period, now).await?;
    if closed == 0 {
        return Err(refused("nothing of this month is open: count it first"));
    }
    let line = Line::by(session.account, "performance.close", period).detail("agencies", closed);
    audit::record(&mut tx, line, session.account, now).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Enters points of a person's judgement, with the reason and what proves it. An `Idempotency-Key` that did so already enters nothing more.
#[utoipa::path(post, path = "/api/performance/{period}/{agency}/entries", tag = "performance",
    params(("period" = String, Path), ("agency" = i64, Path), ("idempotency-key" = Option<String>, Header)),
    request_body = NewEntry,
    responses((status = 204), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn enter(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path((period, agency)): Path<(String, i64)>,
    headers: HeaderMap,
    Json(entry): Json<NewEntry>,
) -> Result<StatusCode> {
    let (now, period) = (state.clock.now(), month(&period)?);
    let mut tx = state.db.write().await?;
    let (row, system) = open(&mut tx, &session, (period, agency)).await?;
    Error::unless_valid(entry.faults(&system).into_iter().map(fault).collect())?;
    let word = once(&session.account.to_string(), &headers);
    let new = NewRow { period, agency, entry: &entry, account: session.account, once: word.as_deref() };
    if store::enter(&mut tx, &new, now).await? {
        score_anew(&mut tx, &row, &system, period).await?;
        let line =
            Line::by(session.account, "performance.enter", agency).detail("period", period.to_string());
        let line = line.detail("indicator", entry.indicator).detail("points", i64::from(entry.points));
        audit::record(&mut tx, line, agency, now).await?;
    }
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Takes points back that were entered; they stay to be read.
#[utoipa::path(delete, path = "/api/performance/{period}/{agency}/entries/{entry}", tag = "performance",
    params(("period" = String, Path), ("agency" = i64, Path), ("entry" = i64, Path)),
    responses((status = 204), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 404, body = Problem), (status = 409, body = Problem)))]
pub async fn withdraw(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path((period, agency, id)): Path<(String, i64, i64)>,
) -> Result<StatusCode> {
    let (now, period) = (state.clock.now(), month(&period)?);
    let mut tx = state.db.write().await?;
    let (row, system) = open(&mut tx, &session, (period, agency)).await?;
    if !store::withdraw(&mut tx, (period, agency, id), session.account, now).await? {
        return Err(Error::not_found());
    }
    score_anew(&mut tx, &row, &system, period).await?;
    let line = Line::by(session.account, "performance.withdraw", agency).detail("entry", id);
    audit::record(&mut tx, line, agency, now).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// An agency's month that one supervises and that is open, held, with its index system.
async fn open(
    tx: &mut Tx,
    session: &Session,
    (period, agency): (Period, i64),
) -> Result<(store::Row, IndexSystem)> {
    let reach = Reach::Regions(scope(supervised(session)?));
    let is_open = store::hold(tx, period, agency).await?;
    let row = store::row(tx, &reach, period, agency).await?.ok_or_else(Error::not_found)?;
    if !is_open {
        return Err(refused("this month is closed"));
    }
    let assessment = row.assessment()?;
    let by = (assessment.system.as_str(), assessment.version);
    Ok((row, store::system(tx, Some(by)).await?.ok_or_else(Error::not_found)?))
}

/// Scores what was counted once more: nothing is counted by that.
async fn score_anew(tx: &mut Tx, row: &store::Row, system: &IndexSystem, period: Period) -> Result<()> {
    let counted = row.counted()?;
    let assessment = scored(tx, system, (period, row.agency), &counted).await?;
    store::rescore(tx, (period, row.agency), &assessment).await
}

fn fault((place, fault): (&str, EntryFault)) -> FieldError {
    let code = match fault {
        EntryFault::NoPoints | EntryFault::NoReason | EntryFault::NoEvidence => FieldCode::Required,
        EntryFault::NoIndicator => FieldCode::NotAChoice,
        EntryFault::Points { .. } => FieldCode::TooLarge,
        EntryFault::TooLong => FieldCode::TooLong,
    };
    let error = FieldError::new(place, code);
    match fault {
        EntryFault::TooLong => error.with("max", NewEntry::MOST.to_string()),
        EntryFault::Points { most } => error.with("max", most.to_string()),
        _ => error,
    }
}

pub(super) fn refused(detail: &str) -> Error {
    Problem::new(ProblemKind::Refused).detail(detail).into()
}
