//! The verb that plays an item: its process, its limit and the calendar of today, from counter to counter.

use axum::extract::{Path, State};
use schema::Problem;
use schema::calendar::local_day;
use schema::hall::{ItemWalk, WalkMatter, walk};

use super::store;
use crate::error::{Error, Result};
use crate::features::{cases, catalogue, definitions};
use crate::http::Json;
use crate::state::AppState;

/// An item as it would be handled if it were applied for today: each step with its counter and its latest day.
#[utoipa::path(get, path = "/api/items/{code}/walk", tag = "hall", params(("code" = String, Path)),
    responses((status = 200, body = ItemWalk), (status = 404, body = Problem)))]
pub async fn read(State(state): State<AppState>, Path(code): Path<String>) -> Result<Json<ItemWalk>> {
    let now = state.clock.now();
    let mut tx = state.db.read().await?;
    let version = catalogue::version(&mut tx, &code).await?.ok_or_else(Error::not_found)?;
    let item = catalogue::item_at(&mut tx, &code, version).await?.ok_or_else(Error::not_found)?;
    let own = definitions::process_of_item(&mut tx, &code).await?;
    let id = own.as_deref().unwrap_or_else(|| cases::process_of(&item));
    let process = definitions::process_in_force(&mut tx, id, now).await?;
    let hall = store::hall(&mut tx, item.summary.region_code).await?;
    let decision = cases::decision_limit(&item);
    let matter = WalkMatter {
        code,
        name: item.summary.name,
        agency: item.summary.department,
        online: item.summary.online,
        item_type: item.summary.item_type,
        location: item.location,
        phone: item.phone,
        materials: item.materials,
    };
    let calendar = state.calendar.current();
    Ok(Json(walk(&process, matter, decision, hall.as_ref(), &calendar, local_day(now))))
}
