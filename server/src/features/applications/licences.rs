//! The verb of licences as materials: one of one's own from the store is kept as a file of the application, as it is now.

use std::collections::BTreeSet;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use chrono::NaiveDate;
use schema::Problem;
use schema::accounts::Session;
use schema::applications::FileInfo;
use schema::expr::Truth;
use schema::form::{Form, FormState};
use schema::licences::{AttachLicence, NamedLicence};
use sha2::{Digest, Sha256};

use super::{files, store};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::licences;
use crate::http::{Json, SignedIn};
use crate::ports::hex;
use crate::state::AppState;

/// Adds one of one's licences that hold today to a material whose definition names its type. It counts as that material.
#[utoipa::path(post, path = "/api/applications/{id}/licences", tag = "applications", params(("id" = i64, Path)),
    request_body = AttachLicence,
    responses((status = 201, body = FileInfo), (status = 400, body = Problem), (status = 401, body = Problem),
              (status = 404, body = Problem), (status = 409, body = Problem)))]
pub async fn add(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(id): Path<i64>,
    Json(AttachLicence { material, number }): Json<AttachLicence>,
) -> Result<Response> {
    let now = state.clock.now();
    // Checked before the content is kept, and again in the transaction that puts it on record.
    let asked = files::with_room(&mut state.db.read().await?, &session, (id, &material), now).await?;
    let kind = asked.licence.ok_or_else(|| Error::bad_request("material: no licence counts as it"))?;
    let held = licences::material(&state, session.account, &number, &kind).await?;
    let held = held.ok_or_else(Error::not_found)?;
    let file = FileInfo {
        id: 0,
        material,
        name: held.name,
        media_type: held.media_type.to_owned(),
        bytes: held.content.len() as u64,
        sha256: hex(&Sha256::digest(&held.content)),
    };
    state.files.put(&file.sha256, held.content).await?;
    let mut tx = state.db.write().await?;
    store::hold_own(&mut tx, session.account, id).await?.ok_or_else(Error::not_found)?;
    files::with_room(&mut tx, &session, (id, &file.material), now).await?;
    let added = store::insert_file(&mut tx, id, &file, now).await?;
    files::record(&mut tx, &session, "application.add_licence", id, added, now).await?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, Json(FileInfo { id: added, ..file })).into_response())
}

/// The licences that this person may hand in for the materials that are asked for, each once.
pub async fn fitting(
    tx: &mut Tx,
    session: &Session,
    (form, follows): (&Form, &FormState),
    today: NaiveDate,
) -> Result<Vec<NamedLicence>> {
    let wanted = form.materials.iter().zip(follows.materials());
    let wanted = wanted.filter(|(_, wanted)| **wanted != Truth::No);
    let kinds: BTreeSet<&str> = wanted.filter_map(|(material, _)| material.licence.as_deref()).collect();
    let mut fitting = Vec::new();
    for kind in kinds {
        fitting.extend(licences::fitting(tx, session.account, kind, today).await?);
    }
    Ok(fitting)
}
