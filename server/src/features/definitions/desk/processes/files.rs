//! Taking a published version out of the hall: the file as it was published, or a model in BPMN.

use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use schema::Problem;
use schema::catalogue::encode;
use schema::definitions::ModelKind;
use schema::process::bpmn::export;
use serde::Deserialize;
use utoipa::IntoParams;

use super::http::published_definition;
use crate::error::Result;
use crate::features::definitions;
use crate::features::definitions::desk::designer_of;
use crate::http::{Json, Query, SignedIn};
use crate::state::AppState;

/// As what.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct As {
    /// The definition when not given.
    #[serde(rename = "as", default)]
    kind: ModelKind,
}

/// A published version as a file: the definition, or a model in BPMN 2.0 with its diagram.
#[utoipa::path(get, path = "/api/desk/processes/{id}/{version}/export", tag = "designing",
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
    let definition = published_definition(&mut tx, &id, version).await?;
    let end = match kind {
        ModelKind::Definition => "json",
        ModelKind::Bpmn => "bpmn",
    };
    let name = format!("attachment; filename*=UTF-8''{}-{version}.{end}", encode(&id));
    let name = HeaderValue::try_from(name).map_err(anyhow::Error::from)?;
    let name = [(header::CONTENT_DISPOSITION, name)];
    if kind == ModelKind::Definition {
        return Ok((name, Json(definition)).into_response());
    }
    let model = export(&definitions::process(&mut tx, &id, version).await?);
    let xml = [(header::CONTENT_TYPE, HeaderValue::from_static("application/xml; charset=utf-8"))];
    Ok((name, xml, model).into_response())
}
