//! A form to be measured, as an application that nobody has begun; and the script by which it is measured.

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::IntoResponse;
use chrono::DateTime;
use schema::applications::{Application, ApplicationState, ApplicationSummary, FormRef};
use schema::catalogue::Way;
use schema::form::Surroundings;
use serde::Deserialize;

use super::{PREFIX, STEPS, WHOLE};
use crate::error::{Error, Result};
use crate::http::{Json, Query};
use crate::state::AppState;

/// What the browser that measures calls; its `META` is what the definition says of its fields.
const PROTOCOL: &str = include_str!("protocol.js");

/// How it is shown.
#[derive(Deserialize)]
pub struct Asked {
    /// Cut into steps, a page for each part of its layout; the number says which of them is looked at.
    steps: Option<u32>,
}

/// A form to be measured, with the answers it begins with. There is none in a hall that serves people.
pub async fn read(
    State(state): State<AppState>,
    Path(name): Path<String>,
    Query(Asked { steps }): Query<Asked>,
) -> Result<Json<Application>> {
    let measured = state.bench.0.get(&name).ok_or_else(Error::not_found)?;
    let version = if steps.is_some() { STEPS } else { WHOLE };
    let summary = ApplicationSummary {
        id: 0,
        state: ApplicationState::Draft,
        item: String::new(),
        item_name: name.clone(),
        department: String::new(),
        updated_at: DateTime::UNIX_EPOCH,
        case: None,
        joint: None,
        handed: None,
    };
    Ok(Json(Application {
        newer: None,
        summary,
        form: FormRef { id: format!("{PREFIX}{name}"), version },
        answers: measured.answers.clone(),
        files: Vec::new(),
        revision: 0,
        open: Vec::new(),
        regions: Vec::new(),
        surroundings: Surroundings::default(),
        prefilled: Vec::new(),
        promises_asked: Vec::new(),
        on_behalf: None,
        licences: Vec::new(),
        way: Way::Online,
        handed_over: false,
        given_back: None,
    }))
}

/// The script by which a form is measured. No part of the API: a browser loads it beside the page.
pub async fn protocol(State(state): State<AppState>, Path(name): Path<String>) -> Result<impl IntoResponse> {
    let measured = state.bench.0.get(&name).ok_or_else(Error::not_found)?;
    let script = PROTOCOL.replacen("META", &measured.meta.to_string(), 1);
    Ok(([(header::CONTENT_TYPE, "text/javascript; charset=utf-8")], script))
}
