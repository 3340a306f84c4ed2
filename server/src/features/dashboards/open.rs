//! Last month's figures as open data, for everybody: by kind of power, without anything that points at somebody.

use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use chrono::{Datelike, NaiveDate};
use schema::calendar::local_day;
use schema::dashboards::{OpenCounted, OpenFigures, OpenLine};
use serde_json::{Value, json};

use super::store::{self, Scope, Span};
use crate::error::Result;
use crate::http::{Json, csv};
use crate::state::AppState;

/// The figures of the month before this one: what was filed, decided, and decided in time. A number below five is null, and so is
/// one from which it would follow.
#[utoipa::path(get, path = "/api/open-data", tag = "dashboards", responses((status = 200, body = OpenFigures)))]
pub async fn figures(State(state): State<AppState>) -> Result<Json<OpenFigures>> {
    Ok(Json(last_month(&state).await?))
}

/// The same as a table (RFC 4180, UTF-8). What is not told is an empty cell; the last line is all together.
#[utoipa::path(get, path = "/api/open-data.csv", tag = "dashboards",
    responses((status = 200, content_type = "text/csv")))]
pub async fn table(State(state): State<AppState>) -> Result<Response> {
    let figures = last_month(&state).await?;
    let mut text = csv::MARK.to_owned();
    csv::line(&mut text, &["month", "kind", "opened", "decided", "on_time"].map(Value::from));
    for OpenLine { kind, opened, decided, on_time } in figures.lines.iter().chain([&figures.total]) {
        csv::line(
            &mut text,
            &[json!(figures.month), json!(kind), json!(opened), json!(decided), json!(on_time)],
        );
    }
    let mut response = ([(header::CONTENT_TYPE, csv::MEDIA_TYPE)], text).into_response();
    let name = format!("attachment; filename=\"figures-{}.csv\"", figures.month);
    if let Ok(name) = HeaderValue::from_str(&name) {
        response.headers_mut().insert(header::CONTENT_DISPOSITION, name);
    }
    Ok(response)
}

async fn last_month(state: &AppState) -> Result<OpenFigures> {
    let today = local_day(state.clock.now());
    let to = today.with_day(1).and_then(|first| first.pred_opt()).unwrap_or(today);
    let from: NaiveDate = to.with_day(1).unwrap_or(to);
    let span = Span { from, to, scope: Scope::all() };
    let sums = store::by_type(&mut state.db.read().await?, &span).await?;
    let counted: Vec<OpenCounted> = sums
        .into_iter()
        .map(|sum| OpenCounted {
            kind: sum.name,
            opened: sum.opened.unsigned_abs(),
            decided: sum.decided.unsigned_abs(),
            on_time: sum.on_time.unsigned_abs(),
        })
        .collect();
    Ok(OpenFigures::of(from.format("%Y-%m").to_string(), &counted))
}
