//! The verbs of enquiries for everybody: what is published, how many there were, and where one may write to.

use axum::extract::State;
use chrono::{Months, NaiveDate};
use schema::calendar::local_day;
use schema::enquiries::{EnquiryColumn, EnquiryFigures, EnquiryLine};
use schema::regions::Region;
use schema::{Page, Problem};
use serde::Deserialize;
use utoipa::IntoParams;

use super::{filing, store, view};
use crate::cursor::{self, Moment};
use crate::error::Result;
use crate::features::{accounts, regions};
use crate::http::{Json, Query};
use crate::state::AppState;

/// How many a page of a list has.
const PAGE: usize = 20;

/// For how many months figures are told.
const MONTHS: u32 = 11;

/// Which of the public columns, and where the list goes on.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Asked {
    /// `latest` or `featured`.
    #[serde(default)]
    #[param(inline)]
    column: EnquiryColumn,
    /// `next` of the page before.
    cursor: Option<String>,
}

/// What is published: the newest replies, or those that everybody should read.
#[utoipa::path(get, path = "/api/enquiries", tag = "enquiries", params(Asked),
    responses((status = 200, body = Page<EnquiryLine>), (status = 400, body = Problem)))]
pub async fn list(
    State(state): State<AppState>,
    Query(asked): Query<Asked>,
) -> Result<Json<Page<EnquiryLine>>> {
    let before = cursor::read::<Moment>(asked.cursor.as_deref())?;
    let before = before.unwrap_or_else(|| Moment::first(state.clock.now()));
    let mut tx = state.db.read().await?;
    let mut rows = match asked.column {
        EnquiryColumn::Latest => store::published(&mut tx, before, PAGE as i64 + 1).await?,
        EnquiryColumn::Featured => store::featured(&mut tx, before, PAGE as i64 + 1).await?,
    };
    let next = cursor::cut(&mut rows, PAGE, |row| {
        let at = match asked.column {
            EnquiryColumn::Latest => row.published_at,
            EnquiryColumn::Featured => row.featured_at,
        };
        Moment(at.unwrap_or_default(), row.id)
    });
    Ok(Json(Page { items: view::public_lines(&rows)?, next, total: None, facets: Vec::new() }))
}

/// How many came in, were answered and were rated: by month and kind, and by agency in the whole year.
#[utoipa::path(get, path = "/api/enquiries/figures", tag = "enquiries",
    responses((status = 200, body = EnquiryFigures)))]
pub async fn figures(State(state): State<AppState>) -> Result<Json<EnquiryFigures>> {
    let today = local_day(state.clock.now());
    let month = |day: NaiveDate| day.format("%Y-%m").to_string();
    let (from, to) = (month(today.checked_sub_months(Months::new(MONTHS)).unwrap_or(today)), month(today));
    let mut tx = state.db.read().await?;
    let months = store::figures(&mut tx, &from).await?;
    Ok(Json(EnquiryFigures { months, agencies: store::by_agency(&mut tx, &from, &to).await? }))
}

/// The places whose window takes an enquiry in that is about no item.
#[utoipa::path(get, path = "/api/enquiries/places", tag = "enquiries",
    responses((status = 200, body = Vec<Region>)))]
pub async fn places(State(state): State<AppState>) -> Result<Json<Vec<Region>>> {
    let mut tx = state.db.read().await?;
    let mut places = Vec::new();
    let windows = accounts::Windows::all(&mut tx).await?;
    for code in filing::places(&mut tx, &windows).await? {
        let name = regions::name(&mut tx, code).await?.unwrap_or_default();
        places.push(Region { code, name });
    }
    Ok(Json(places))
}
