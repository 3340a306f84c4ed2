//! The verb of dashboards: read the numbers.

use axum::extract::State;
use chrono::{NaiveDate, TimeDelta};
use schema::accounts::Session;
use schema::calendar::local_day;
use schema::dashboards::{Dashboard, DashboardQuery, Headline, Question, Row, Tile};
use schema::role::{RegionCode, Role};
use schema::{Locale, Problem};

use super::chart;
use super::store::{self, Scope, Span};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::http::{Json, Query, SignedIn};
use crate::state::AppState;

/// How many agencies a tile names.
const SHOWN: usize = 10;

/// The longest period, in days.
const LONGEST: i64 = 366 * 3;

/// The numbers of a period, for leaders and supervisors, within their own regions.
#[utoipa::path(get, path = "/api/dashboard", tag = "dashboards", params(DashboardQuery),
    responses((status = 200, body = Dashboard), (status = 403, body = Problem)))]
pub async fn read(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Query(query): Query<DashboardQuery>,
) -> Result<Json<Dashboard>> {
    let today = local_day(state.clock.now());
    let to = query.to.unwrap_or(today);
    let from = query.from.unwrap_or(to - TimeDelta::days(29));
    if from > to || (to - from).num_days() > LONGEST {
        return Err(Error::bad_request(
            "from, to: from must not be after to, and at most three years before it",
        ));
    }
    let widest = scope_of(&session)?;
    let asked = query.region.as_deref().map(RegionCode::parse).transpose();
    let asked = asked.map_err(|_| Error::bad_request("region: not a region code"))?;
    let scope = narrow(widest, asked)?;
    let span = Span { from, to, scope: scope.map_or_else(Scope::all, Scope::of) };
    let mut tx = state.db.read().await?;
    let headline: Headline = store::headline(&mut tx, &span, today).await?;
    let tiles = tiles(&mut tx, &span, today, query.language.unwrap_or_default()).await?;
    let regions = store::regions(&mut tx, &widest.map_or_else(Scope::all, Scope::of)).await?;
    Ok(Json(Dashboard { from, to, region: scope.map(|region| region.to_string()), regions, headline, tiles }))
}

/// Where this person may look: a region, or none for everywhere.
fn scope_of(session: &Session) -> Result<Option<RegionCode>> {
    let may = |role: Role| matches!(role, Role::Leader | Role::Supervisor | Role::Admin);
    let mut grants = session.grants.iter().filter(|grant| may(grant.role));
    let first = grants.next().ok_or_else(Error::forbidden)?;
    Ok(grants.fold(first.region, |widest, grant| match (widest, grant.region) {
        (Some(one), Some(other)) if !other.contains(&one) => Some(one),
        (Some(_), other) => other,
        (None, _) => None,
    }))
}

/// The region asked for, if it lies within where one may look.
fn narrow(widest: Option<RegionCode>, asked: Option<RegionCode>) -> Result<Option<RegionCode>> {
    match (widest, asked) {
        (widest, None) => Ok(widest),
        (Some(widest), Some(asked)) if !widest.contains(&asked) => Err(Error::forbidden()),
        (_, asked) => Ok(asked),
    }
}

async fn tiles(tx: &mut Tx, span: &Span, today: NaiveDate, locale: Locale) -> Result<Vec<Tile>> {
    let by_agency = store::by_agency(tx, span).await?;
    let mut tiles = Vec::with_capacity(Question::ALL.len());
    for question in Question::ALL {
        let rows: Vec<Row> = match question {
            Question::ByDay => every_day(span, store::by_day(tx, span).await?),
            Question::ByAgency => {
                by_agency.iter().map(|(name, filed, ..)| row(name.clone(), [*filed])).collect()
            }
            Question::ByType => {
                store::by_type(tx, span).await?.into_iter().map(|(name, filed)| row(name, [filed])).collect()
            }
            Question::InHand => {
                let mut open = store::in_hand(tx, span, today).await?;
                open.truncate(SHOWN);
                open.into_iter().map(|(name, open, late)| row(name, [open, late])).collect()
            }
            Question::OnTime => in_time(&by_agency),
            Question::Slowest => store::slowest(tx, span)
                .await?
                .into_iter()
                .map(|(name, average, decided)| row(name, [average, decided]))
                .collect(),
        };
        let option = chart::option(question, &rows, locale)?;
        tiles.push(Tile { question, rows, option });
    }
    Ok(tiles)
}

/// A row for every day, also for those on which nothing happened.
fn every_day(span: &Span, counted: Vec<(NaiveDate, i64, i64)>) -> Vec<Row> {
    let mut counted = counted.into_iter().peekable();
    let days = span.from.iter_days().take_while(|day| *day <= span.to);
    days.map(|day| {
        let (_, filed, decided) = counted.next_if(|(counted, ..)| *counted == day).unwrap_or((day, 0, 0));
        row(day.to_string(), [filed, decided])
    })
    .collect()
}

/// Agencies by the share they decide in time, the lowest first: those are to be looked at.
fn in_time(by_agency: &[(String, i64, i64, i64)]) -> Vec<Row> {
    let share = |(name, _, decided, on_time): &(String, i64, i64, i64)| {
        Some(row(name.clone(), [(on_time * 1000).checked_div(*decided)?, *decided]))
    };
    let mut rows: Vec<Row> = by_agency.iter().filter_map(share).collect();
    rows.sort_by_key(|row| row.numbers.first().copied());
    rows
}

fn row<const N: usize>(name: String, numbers: [i64; N]) -> Row {
    Row { name, numbers: numbers.to_vec() }
}
