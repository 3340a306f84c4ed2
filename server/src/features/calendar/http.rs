//! The verb of the calendar: what is known of a year.

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use chrono::Datelike;
use schema::Problem;
use schema::calendar::{CalendarRow, CalendarYear};

use crate::error::{Error, Result};
use crate::http::tagged;
use crate::state::AppState;

/// The years that are asked for in earnest: a calendar has no days outside of them.
const YEARS: std::ops::RangeInclusive<i32> = 1949..=2199;

/// The holidays and make-up days of a year, and whether they have been published.
#[utoipa::path(get, path = "/api/calendar/{year}", tag = "calendar", params(("year" = i32, Path)),
    responses((status = 200, body = CalendarYear), (status = 404, body = Problem)))]
pub async fn year(
    State(state): State<AppState>,
    Path(year): Path<i32>,
    headers: HeaderMap,
) -> Result<Response> {
    if !YEARS.contains(&year) {
        return Err(Error::not_found());
    }
    let calendar = state.calendar.current();
    let mut days: Vec<CalendarRow> = calendar.rows().filter(|row| row.date.year() == year).collect();
    days.sort_by_key(|row| row.date);
    let published = calendar.known_years().any(|known| known == year);
    tagged(&headers, &CalendarYear { year, published, days })
}
