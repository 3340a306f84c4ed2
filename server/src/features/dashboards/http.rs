//! The verbs of dashboards: read the numbers, and the cases behind one.

use axum::extract::State;
use chrono::{Days, NaiveDate};
use schema::accounts::Session;
use schema::calendar::local_day;
use schema::dashboards::{
    CaseLine, CasesQuery, Dashboard, DashboardQuery, Figure, Former, Headline, period_before, year_before,
};
use schema::role::{RegionCode, Role};
use schema::{Page, Problem};

use super::store::{self, DayRow, OpenRow, Place, Scope, Slice, Span};
use super::tiles::{Counts, tiles};
use crate::cursor;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::audit::{self, Line};
use crate::http::{Json, Query, SignedIn};
use crate::state::AppState;

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
    let at = state.clock.now();
    let asked = Asked::read(&session, &query, local_day(at))?;
    let mut tx = state.db.read().await?;
    let counts = asked.counts(&mut tx).await?;
    let headline = headline(&counts.days, &counts.open);
    let former = former(&mut tx, &asked.span).await?;
    let tiles = tiles(&mut tx, &counts, query.language.unwrap_or_default()).await?;
    let regions = store::regions(&mut tx, &scoped(asked.widest)).await?;
    let Span { from, to, .. } = asked.span;
    let region = asked.region.map(|region| region.to_string());
    Ok(Json(Dashboard { at, from, to, region, regions, headline, former, tiles }))
}

/// What somebody asks to see: when, where, and how far they may look at most.
pub struct Asked {
    /// When and where.
    pub span: Span,
    region: Option<RegionCode>,
    widest: Option<RegionCode>,
    today: NaiveDate,
}

impl Asked {
    /// Reads a question, as far as this person may ask it.
    pub fn read(session: &Session, query: &DashboardQuery, today: NaiveDate) -> Result<Self> {
        let to = query.to.unwrap_or(today);
        let from = query.from.or_else(|| to.checked_sub_days(BEFORE)).unwrap_or(to);
        check_period(from, to)?;
        let widest = scope_of(session)?;
        let region = narrow(widest, query.region.as_deref())?;
        Ok(Self { span: Span { from, to, scope: scoped(region) }, region, widest, today })
    }

    /// What every tile needs.
    pub async fn counts(&self, tx: &mut Tx) -> Result<Counts<'_>> {
        let days = store::by_day(tx, &self.span).await?;
        let open = store::in_hand(tx, &self.span, self.today).await?;
        Ok(Counts { span: &self.span, region: self.region, today: self.today, days, open })
    }
}

/// A region, or everywhere.
fn scoped(region: Option<RegionCode>) -> Scope {
    region.map_or_else(Scope::all, Scope::of)
}

/// As many days before, and the same days a year before.
async fn former(tx: &mut Tx, span: &Span) -> Result<Vec<Former>> {
    let mut former = Vec::new();
    for days in [period_before(span.from, span.to), year_before(span.from, span.to)].into_iter().flatten() {
        let span = Span { from: days.0, to: days.1, scope: span.scope.clone() };
        let counted = store::by_day(tx, &span).await?;
        former.push(Former::of(days, &headline(&counted, &[])));
    }
    Ok(former)
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
    let scope = scope_of_cases(&session, &query)?;
    let after = query.cursor.as_deref().map(|cursor| Place::read(cursor, query.figure));
    let after =
        after.map(|place| place.ok_or_else(|| Error::bad_request("cursor: not one of ours"))).transpose()?;
    let span = Span { from: query.from, to: query.to, scope };
    let slice = Slice { query: &query, span: &span, today: local_day(now), after };
    let mut tx = state.db.write().await?;
    let (items, next) = store::cases(&mut tx, &slice).await?;
    let line = Line::by(session.account, "dashboard.cases", query.figure.slug());
    audit::record(&mut tx, line.detail("cases", items.len()), session.account, now).await?;
    tx.commit().await?;
    Ok(Json(Page { items, next: next.map(|place| place.to_string()), total: None, facets: Vec::new() }))
}

/// Where the cases lie that this person asks for, if they may.
pub fn scope_of_cases(session: &Session, query: &CasesQuery) -> Result<Scope> {
    check_period(query.from, query.to)?;
    check_narrowing(query)?;
    Ok(scoped(narrow(scope_of(session)?, query.region.as_deref())?))
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
    if query.status.is_some() && !query.figure.is_of_now() {
        return Err(Error::bad_request("status: only what is open now is counted by it"));
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
