//! Reading published definitions.

use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use schema::Problem;
use schema::applications::FormRef;
use schema::form::Form;

use crate::error::{Error, Result};
use crate::http::Json;
use crate::state::AppState;

/// A form's program: what the browser runs. A version never changes, so it may be kept for ever.
#[utoipa::path(get, path = "/api/forms/{id}/{version}/program", tag = "definitions",
    params(("id" = String, Path), ("version" = u32, Path)),
    responses((status = 200, body = Form), (status = 404, body = Problem)))]
pub async fn program(
    State(state): State<AppState>,
    Path((id, version)): Path<(String, u32)>,
) -> Result<Response> {
    let form = FormRef { id, version };
    if let Some(measured) = state.bench.form(&form) {
        return Ok(Json(measured).into_response());
    }
    let form = super::form(&mut state.db.read().await?, &form).await?.ok_or_else(Error::not_found)?;
    let forever = HeaderValue::from_static("public, max-age=31536000, immutable");
    Ok(([(header::CACHE_CONTROL, forever)], Json(form)).into_response())
}
