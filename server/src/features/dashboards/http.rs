//! The verbs of dashboards: read the numbers, and the cases behind one.

use axum::extract::State;
use chrono::{Days, NaiveDate};
use schema::accounts::Session;
use schema::calendar::local_day;
use schema::dashboards::{
    CaseLine, CasesQuery, Dashboard, DashboardQuery, Figure, Headline, Question, Row, Tile,
};
use schema::role::{RegionCode, Role};
use schema::{Locale, Page, Problem};

use super::chart;
use super::store::{self, AgencyRow, DayRow, OpenRow, Place, Scope, Slice, Span};
use crate::cursor;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::audit::{self, Line};
use crate::http::{Json, Query, SignedIn};
use crate::state::AppState;

/// How many agencies a tile names.
const SHOWN: usize = 10;

/// How many days before its last a period begins that is not given.
const BEFORE: Days = Days::new(29);

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
    let from = query.from.or_else(|| to.checked_sub_days(BEFORE)).unwrap_or(to);
    check_period(from, to)?;
    let widest = scope_of(&session)?;
    let scope = narrow(widest, query.region.as_deref())?;
    let span = Span { from, to, scope: scope.map_or_else(Scope::all, Scope::of) };
    let mut tx = state.db.read().await?;
    let days = store::by_day(&mut tx, &span).await?;
    let open = store::in_hand(&mut tx, &span, today).await?;
    let headline = headline(&days, &open);
    let tiles = tiles(&mut tx, &span, (days, open), query.language.unwrap_or_default()).await?;
    let regions = store::regions(&mut tx, &widest.map_or_else(Scope::all, Scope::of)).await?;
    Ok(Json(Dashboard { from, to, region: scope.map(|region| region.to_string()), regions, headline, tiles }))
}

/// The cases that a number counts, without anything of who applied; the last filed, the last decided, or the first due
/// come first. Reading them is put on record.
#[utoipa::path(get, path = "/api/dashboard/cases", tag = "dashboards", params(CasesQuery),
    responses((status = 200, body = Page<CaseLine>), (status = 403, body = Problem)))]
pub async fn cases(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Query(query): Query<CasesQuery>,
) -> Result<Json<Page<CaseLine>>> {
    let now = state.clock.now();
    check_period(query.from, query.to)?;
    check_narrowing(&query)?;
    let scope = narrow(scope_of(&session)?, query.region.as_deref())?;
    let after = query.cursor.as_deref().map(|cursor| Place::read(cursor, query.figure));
    let after =
        after.map(|place| place.ok_or_else(|| Error::bad_request("cursor: not one of ours"))).transpose()?;
    let span = Span { from: query.from, to: query.to, scope: scope.map_or_else(Scope::all, Scope::of) };
    let slice = Slice { query: &query, span: &span, today: local_day(now), after };
    let mut tx = state.db.write().await?;
    let (items, next) = store::cases(&mut tx, &slice).await?;
    let line = Line::by(session.account, "dashboard.cases", query.figure.slug());
    audit::record(&mut tx, line.detail("cases", items.len()), session.account, now).await?;
    tx.commit().await?;
    Ok(Json(Page { items, next: next.map(|place| place.to_string()), total: None, facets: Vec::new() }))
}

fn check_period(from: NaiveDate, to: NaiveDate) -> Result<()> {
    if !cursor::is_known(from) || !cursor::is_known(to) {
        return Err(Error::bad_request("from, to: days of the years 1900 to 9999"));
    }
    if from > to || (to - from).num_days() > LONGEST {
        return Err(Error::bad_request(
            "from, to: from must not be after to, and at most three years before it",
        ));
    }
    Ok(())
}

/// No number of a dashboard is narrowed otherwise, and no index answers it.
fn check_narrowing(query: &CasesQuery) -> Result<()> {
    if query.item_type.is_some() && query.figure != Figure::Opened {
        return Err(Error::bad_request("type: only what was filed is counted by it"));
    }
    if query.item.is_some() && query.figure != Figure::Decided {
        return Err(Error::bad_request("item: only what was decided is counted by it"));
    }
    Ok(())
}

/// Where this person may look: a region, or none for everywhere.
pub fn scope_of(session: &Session) -> Result<Option<RegionCode>> {
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
fn narrow(widest: Option<RegionCode>, asked: Option<&str>) -> Result<Option<RegionCode>> {
    let asked = asked.map(RegionCode::parse).transpose();
    let asked = asked.map_err(|_| Error::bad_request("region: not a region code"))?;
    match (widest, asked) {
        (widest, None) => Ok(widest),
        (Some(widest), Some(asked)) if !widest.contains(&asked) => Err(Error::forbidden()),
        (_, asked) => Ok(asked),
    }
}

/// The numbers of the sentence on top: those of the tiles, added up.
fn headline(days: &[DayRow], open: &[OpenRow]) -> Headline {
    let of_days = |number: fn(&DayRow) -> i64| days.iter().map(number).sum::<i64>().unsigned_abs();
    let of_open = |number: fn(&OpenRow) -> i64| open.iter().map(number).sum::<i64>().unsigned_abs();
    Headline {
        opened: of_days(|day| day.filed),
        decided: of_days(|day| day.decided),
        on_time: of_days(|day| day.on_time),
        in_hand: of_open(|agency| agency.open),
        late: of_open(|agency| agency.late),
        asked_late: of_days(|day| day.asked_late),
    }
}

async fn tiles(
    tx: &mut Tx,
    span: &Span,
    (days, open): (Vec<DayRow>, Vec<OpenRow>),
    locale: Locale,
) -> Result<Vec<Tile>> {
    let by_agency = store::by_agency(tx, span).await?;
    let mut tiles = Vec::with_capacity(Question::ALL.len());
    for question in Question::ALL {
        let rows: Vec<Row> = match question {
            Question::ByDay => every_day(span, &days),
            Question::ByAgency => by_agency.iter().map(|row| of_agency(row, [row.filed])).collect(),
            Question::ByType => store::by_type(tx, span)
                .await?
                .into_iter()
                .map(|(name, filed)| row(name.clone(), name, [filed]))
                .collect(),
            Question::InHand => open
                .iter()
                .take(SHOWN)
                .map(|it| row(it.id.to_string(), it.name.clone(), [it.open, it.late]))
                .collect(),
            Question::OnTime => in_time(&by_agency),
            Question::Slowest => store::slowest(tx, span)
                .await?
                .into_iter()
                .map(|(code, name, average, decided)| row(code, name, [average, decided]))
                .collect(),
            Question::AskedLate => store::asked_late(tx, span)
                .await?
                .into_iter()
                .map(|(id, name, cases)| row(id.to_string(), name, [cases]))
                .collect(),
        };
        let option = chart::option(question, &rows, locale)?;
        tiles.push(Tile { question, rows, option });
    }
    Ok(tiles)
}

/// A row for every day, also for those on which nothing happened.
fn every_day(span: &Span, counted: &[DayRow]) -> Vec<Row> {
    let mut counted = counted.iter().peekable();
    let days = span.from.iter_days().take_while(|day| *day <= span.to);
    days.map(|day| {
        let numbers = counted.next_if(|it| it.day == day).map_or([0, 0], |it| [it.filed, it.decided]);
        let day = day.to_string();
        row(day.clone(), day, numbers)
    })
    .collect()
}

/// Agencies by the share they decide in time, the lowest first: those are to be looked at.
fn in_time(by_agency: &[AgencyRow]) -> Vec<Row> {
    let share =
        |row: &AgencyRow| Some(of_agency(row, [(row.on_time * 1000).checked_div(row.decided)?, row.decided]));
    let mut rows: Vec<Row> = by_agency.iter().filter_map(share).collect();
    rows.sort_by_key(|row| row.numbers.first().copied());
    rows
}

fn of_agency<const N: usize>(agency: &AgencyRow, numbers: [i64; N]) -> Row {
    row(agency.id.to_string(), agency.name.clone(), numbers)
}

fn row<const N: usize>(key: String, name: String, numbers: [i64; N]) -> Row {
    Row { name, key, numbers: numbers.to_vec() }
}
