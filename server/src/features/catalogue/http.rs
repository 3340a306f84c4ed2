//! The verbs of the catalogue: search it, read one item.

use axum::extract::{Path, State};
use schema::catalogue::{Handling, Item, ItemQuery, ItemSummary, OnlineDepth, Source, Way};
use schema::{Page, Problem};

use super::line::Line;
use super::store::{self, ItemRow};
use crate::error::{Error, Result};
use crate::features::definitions;
use crate::http::{Json, Query};
use crate::state::AppState;

/// Items that fit a query, the best first.
#[utoipa::path(get, path = "/api/items", tag = "catalogue", params(ItemQuery),
    responses((status = 200, body = Page<ItemSummary>), (status = 400, body = Problem)))]
pub async fn items(
    State(state): State<AppState>,
    Query(query): Query<ItemQuery>,
) -> Result<Json<Page<ItemSummary>>> {
    if query.q.as_deref().is_some_and(|text| text.chars().count() > 200) {
        return Err(Error::bad_request("q: at most 200 characters"));
    }
    Ok(Json(state.search.current().search(&query)))
}

/// One item, whole.
#[utoipa::path(get, path = "/api/items/{code}", tag = "catalogue", params(("code" = String, Path)),
    responses((status = 200, body = Item), (status = 404, body = Problem)))]
pub async fn item(State(state): State<AppState>, Path(code): Path<String>) -> Result<Json<Item>> {
    let mut tx = state.db.read().await?;
    let row = store::item(&mut tx, &code).await?.ok_or_else(Error::not_found)?;
    let item = whole(row)?;
    let form = if item.summary.online == Some(false) {
        None
    } else {
        definitions::form_of_item(&mut tx, &code, state.clock.now()).await?
    };
    Ok(Json(Item { form, ..item }))
}

/// What a list shows of an item.
pub fn summary(row: &ItemRow, line: &Line) -> ItemSummary {
    ItemSummary {
        code: line.task_code.clone(),
        name: line.name.clone(),
        department: line.department.clone(),
        region: line.region.clone().unwrap_or_else(|| row.region_name.clone()),
        region_code: line.region_code,
        item_type: line.item_type,
        handling: row.handling.as_deref().and_then(Handling::from_word),
        promised_limit: line.promised_limit,
        statutory_limit: line.statutory_limit,
        visits: line.visit_count(),
        online: line.online,
        marks: Vec::new(),
        found_in: None,
    }
}

/// Everything a version of an item says.
pub fn whole(row: ItemRow) -> Result<Item> {
    let line = Line::of_row(&row)?;
    let depth = row.depth.and_then(|level| u8::try_from(level).ok()).and_then(OnlineDepth::from_level);
    Ok(Item {
        summary: summary(&row, &line),
        catalog_name: line.catalog_name,
        level: line.level,
        conditions: line.conditions,
        materials: line.materials,
        location: line.location,
        phone: line.phone,
        complaint_phone: line.complaint_phone,
        themes: line.themes,
        served: line.served,
        everyday_names: line.everyday_names,
        depth,
        source_url: line.source_url,
        form: None,
        above: line.handled_above,
        way: row.way.as_deref().and_then(Way::from_slug).unwrap_or_default(),
        way_days: row.way_days.and_then(|days| u32::try_from(days).ok()),
        fees: line.fees,
        terms: line.terms,
        source: Source {
            name: row.source_name,
            year: u16::try_from(row.source_year).unwrap_or_default(),
            demonstration: row.demonstration,
        },
    })
}
