//! Taking a published version out of the hall: the file as it was published, or in the words of the ecosystem.

use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use schema::Problem;
use schema::applications::FormRef;
use schema::catalogue::encode;
use schema::definitions::ExportKind;
use schema::form::export;
use serde::Deserialize;
use serde_json::json;
use utoipa::IntoParams;

use super::designer_of;
use super::http::published_definition;
use crate::error::Result;
use crate::http::{Json, Query, SignedIn};
use crate::state::AppState;

/// As what.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct As {
    /// A pair of JSON Forms when not given.
    #[serde(rename = "as", default)]
    kind: ExportKind,
}

/// A published version as a file: the definition, or a standard JSON Schema with a JSON Forms UI schema.
#[utoipa::path(get, path = "/api/desk/forms/{id}/{version}/export", tag = "designing",
    params(("id" = String, Path), ("version" = u32, Path), As),
    responses((status = 200, body = serde_json::Value, content_type = "application/json"), (status = 403, body = Problem),
              (status = 404, body = Problem)))]
pub async fn file(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path((id, version)): Path<(String, u32)>,
    Query(As { kind }): Query<As>,
) -> Result<Response> {
    let mut tx = state.db.read().await?;
    designer_of(&mut tx, &session).await?;
    let form = FormRef { id, version };
    let definition = published_definition(&mut tx, &form).await?;
    let (file, end) = match kind {
        ExportKind::Definition => (definition, "json"),
        ExportKind::JsonForms => (json!(export(&definition)), "jsonforms.json"),
        ExportKind::JsonSchema => (export(&definition).schema, "schema.json"),
    };
    let name = format!("attachment; filename*=UTF-8''{}-{}.{end}", encode(&form.id), form.version);
    let name = HeaderValue::try_from(name).map_err(anyhow::Error::from)?;
    Ok(([(header::CONTENT_DISPOSITION, name)], Json(file)).into_response())
}
