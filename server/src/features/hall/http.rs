//! The verbs of everybody: which halls there are, one of them as a place, how it is there now, and a counter from close by.

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use chrono::{DateTime, Utc};
use schema::Problem;
use schema::calendar::{CHINA, Calendar, local_day};
use schema::catalogue::{ItemQuery, ItemSummary};
use schema::hall::{Counter, CounterNow, CounterView, Hall, HallLine, HallNow, lamp};
use schema::role::RegionCode;

use super::store::{self, Queue};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::http::{Json, tagged};
use crate::state::AppState;

/// How many items of an agency are named at its counter; the rest is in the catalogue.
const NAMED: usize = 8;

/// The hall of the region in an address.
pub(super) async fn hall_at(tx: &mut Tx, region: &str) -> Result<Hall> {
    let region = RegionCode::parse(region).map_err(|_| Error::not_found())?;
    store::hall(tx, region).await?.ok_or_else(Error::not_found)
}

/// The halls there are, by region.
#[utoipa::path(get, path = "/api/halls", tag = "hall", responses((status = 200, body = Vec<HallLine>)))]
pub async fn list(State(state): State<AppState>) -> Result<Json<Vec<HallLine>>> {
    let halls = store::halls(&mut state.db.read().await?).await?;
    Ok(Json(halls.iter().map(HallLine::from).collect()))
}

/// A hall: its building, floors, counters and ways. It may be kept.
#[utoipa::path(get, path = "/api/halls/{region}", tag = "hall", params(("region" = String, Path)),
    responses((status = 200, body = Hall), (status = 404, body = Problem)))]
pub async fn read(
    State(state): State<AppState>,
    Path(region): Path<String>,
    headers: HeaderMap,
) -> Result<Response> {
    let hall = hall_at(&mut state.db.read().await?, &region).await?;
    tagged(&headers, &hall)
}

/// How it is in a hall now: which counters are open, and how many wait.
#[utoipa::path(get, path = "/api/halls/{region}/now", tag = "hall", params(("region" = String, Path)),
    responses((status = 200, body = HallNow), (status = 404, body = Problem)))]
pub async fn now(State(state): State<AppState>, Path(region): Path<String>) -> Result<Json<HallNow>> {
    let at = state.clock.now();
    let mut tx = state.db.read().await?;
    let hall = hall_at(&mut tx, &region).await?;
    let queues = store::queues(&mut tx, hall.region, local_day(at)).await?;
    let calendar = state.calendar.current();
    let counters = hall.counters().map(|(_, counter)| {
        let queue = queues.get(&counter.id).copied().unwrap_or_default();
        counter_now(&hall, counter, queue, &calendar, at)
    });
    Ok(Json(HallNow { at, today: hall.hours.on(&calendar, local_day(at)), counters: counters.collect() }))
}

/// How it is at a counter.
pub(super) fn counter_now(
    hall: &Hall,
    counter: &Counter,
    queue: Queue,
    calendar: &Calendar,
    at: DateTime<Utc>,
) -> CounterNow {
    let local = at.with_timezone(&CHINA);
    let open = counter.hours(hall).on(calendar, local.date_naive());
    let count = |count: i64| u32::try_from(count).unwrap_or_default();
    let waiting = count(queue.issued - queue.called);
    let (lamp, until) = lamp(&open.hours, local.time(), waiting);
    let called = Some(count(queue.called)).filter(|called| *called > 0);
    CounterNow { id: counter.id.clone(), lamp, waiting, issued: count(queue.issued), called, until }
}

/// A counter: what is taken in there, when it is open, and how many wait.
#[utoipa::path(get, path = "/api/halls/{region}/counters/{counter}", tag = "hall",
    params(("region" = String, Path), ("counter" = String, Path)),
    responses((status = 200, body = CounterView), (status = 404, body = Problem)))]
pub async fn counter(
    State(state): State<AppState>,
    Path((region, id)): Path<(String, String)>,
) -> Result<Json<CounterView>> {
    let at = state.clock.now();
    let mut tx = state.db.read().await?;
    let hall = hall_at(&mut tx, &region).await?;
    let (floor, counter) = hall.counter(&id).ok_or_else(Error::not_found)?;
    let queue = store::queues(&mut tx, hall.region, local_day(at)).await?;
    let queue = queue.get(&counter.id).copied().unwrap_or_default();
    let calendar = state.calendar.current();
    let (items, total) = items_at(&state, &hall, counter);
    Ok(Json(CounterView {
        hall: HallLine::from(&hall),
        floor: floor.number,
        floor_name: floor.name.clone(),
        now: counter_now(&hall, counter, queue, &calendar, at),
        week: counter.hours(&hall).week(&calendar, local_day(at)),
        counter: counter.clone(),
        items,
        total,
    }))
}

/// What is taken in at a counter, and how many items that are in all.
fn items_at(state: &AppState, hall: &Hall, counter: &Counter) -> (Vec<ItemSummary>, u64) {
    let index = state.search.current();
    if counter.items.is_empty() {
        let agency = Some(counter.agency.clone());
        let query = ItemQuery { agency, region: Some(hall.region.to_string()), ..ItemQuery::default() };
        let found = index.search(&query);
        let total = found.total.unwrap_or(found.items.len() as u64);
        return (found.items.into_iter().take(NAMED).collect(), total);
    }
    let named = counter.items.iter().filter_map(|code| index.get(code));
    let items: Vec<ItemSummary> = named.map(|document| document.summary.clone()).collect();
    let total = items.len() as u64;
    (items, total)
}
