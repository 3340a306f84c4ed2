//! The verb of regions: what lies right below one.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use schema::Problem;
use schema::regions::Region;
use schema::role::{RegionCode, RegionLevel};
use serde::Deserialize;
use utoipa::IntoParams;

use super::store;
use crate::error::{Error, Result};
use crate::http::{Query, tagged};
use crate::state::AppState;

/// Below which region.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Asked {
    /// The code of the region; the provinces when it is left out.
    parent: Option<String>,
}

/// The regions right below another, or the provinces, in the order of their codes.
#[utoipa::path(get, path = "/api/regions", tag = "catalogue", params(Asked),
    responses((status = 200, body = Vec<Region>), (status = 400, body = Problem), (status = 404, body = Problem)))]
pub async fn children(
    State(state): State<AppState>,
    Query(Asked { parent }): Query<Asked>,
    headers: HeaderMap,
) -> Result<Response> {
    let parent = parent.filter(|parent| !parent.is_empty()).map(|parent| RegionCode::parse(&parent));
    let parent = parent.transpose().map_err(|_| Error::bad_request("parent: not the code of a region"))?;
    let mut tx = state.db.read().await?;
    if let Some(parent) = parent {
        store::name(&mut tx, parent).await?.ok_or_else(Error::not_found)?;
    }
    // Nothing hangs on a village: no need to look.
    let below = match parent {
        Some(parent) if parent.level() == RegionLevel::Village => Vec::new(),
        parent => store::children(&mut tx, parent).await?,
    };
    let regions: Vec<Region> = below.into_iter().map(|(code, name)| Region { code, name }).collect();
    tagged(&headers, &regions)
}
