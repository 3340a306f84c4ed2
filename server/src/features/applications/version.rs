//! A draft meets another version of its form: it is told what changed, and goes on with it or, while its own is not
//! retired, without. What was filed keeps its version for ever.

use axum::extract::{Path, State};
use chrono::{DateTime, Utc};
use schema::applications::{ApplicationState, ChangeVersion, FileInfo, FormRef, NewerForm, VersionChange};
use schema::form::diff::{Name, names};
use schema::form::{Difference, Migrated, Surroundings, migrate_in};
use schema::{Problem, ProblemKind};

use super::acting::Acting;
use super::domain::Patterns;
use super::editable::editable;
use super::store::{self, Moved, Stored};
use super::{known, origins};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::audit;
use crate::features::definitions;
use crate::http::Json;
use crate::state::AppState;

/// The version that is in force when it is not the draft's own. Forms that are made from an item keep to its version.
pub async fn newer(tx: &mut Tx, stored: &Stored, now: DateTime<Utc>) -> Result<Option<NewerForm>> {
    if stored.summary.state != ApplicationState::Draft {
        return Ok(None);
    }
    let form = definitions::form_of_item(tx, &stored.summary.item, now).await?;
    let Some(form) = form.filter(|form| *form != stored.form && !definitions::is_plain(form)) else {
        return Ok(None);
    };
    let must = definitions::is_retired(tx, &stored.form).await?;
    Ok(Some(NewerForm { form, must }))
}

/// What a draft meets in the version that is in force, without going on with it; and what was set aside before.
#[utoipa::path(get, path = "/api/applications/{id}/version", tag = "applications", params(("id" = i64, Path)),
    responses((status = 200, body = VersionChange), (status = 404, body = Problem)))]
pub async fn read(
    State(state): State<AppState>,
    acting: Acting,
    Path(id): Path<i64>,
) -> Result<Json<VersionChange>> {
    let mut tx = state.db.read().await?;
    let stored =
        store::of_account(&mut tx, acting.applicant.account, id).await?.ok_or_else(Error::not_found)?;
    let now = state.clock.now();
    let newer = newer(&mut tx, &stored, now).await?;
    let Moved { ask_again, set_aside } = store::moved(&mut tx, id).await?;
    let (changed, names, revision) = (Vec::new(), Vec::new(), stored.revision);
    let form = newer.as_ref().map_or(&stored.form, |newer| &newer.form);
    let files_aside = files_aside(&mut tx, id, form).await?;
    let mut told = VersionChange { newer, changed, names, ask_again, set_aside, files_aside, revision };
    if let Some(newer) = &told.newer {
        let known =
            known::everything(&mut tx, &state.calendar.current(), &acting.applicant, &stored, now).await?;
        let (met, names) = meet(&mut tx, &stored, newer, &known).await?;
        (told.changed, told.names, told.ask_again) = (met.changed, names, met.ask_again);
        told.set_aside.extend(met.set_aside);
    }
    Ok(Json(told))
}

/// Goes on with the version that is in force. Nothing that was typed is lost: what has no place is set aside.
#[utoipa::path(post, path = "/api/applications/{id}/version", tag = "applications", params(("id" = i64, Path)),
    request_body = ChangeVersion,
    responses((status = 200, body = VersionChange), (status = 404, body = Problem), (status = 409, body = Problem)))]
pub async fn change(
    State(state): State<AppState>,
    acting: Acting,
    Path(id): Path<i64>,
    Json(sent): Json<ChangeVersion>,
) -> Result<Json<VersionChange>> {
    let now = state.clock.now();
    let conflict = || Error::new(ProblemKind::Conflict);
    let mut tx = state.db.read().await?;
    let editable = editable(&state, &mut tx, &acting.applicant, id, now).await?;
    let stored = &editable.stored;
    let nothing = || Problem::new(ProblemKind::Refused).detail("its form has no other version in force");
    let newer = newer(&mut tx, stored, now).await?.ok_or_else(nothing)?;
    if stored.revision != sent.revision || newer.form.version != sent.version {
        return Err(conflict());
    }
    let known = known::everything(&mut tx, &state.calendar.current(), &acting.applicant, stored, now).await?;
    let (met, names) = meet(&mut tx, stored, &newer, &known).await?;
    let prefilled = origins::moved(&stored.beside.prefilled, &met);
    let files_aside = files_aside(&mut tx, id, &newer.form).await?;
    let Migrated { answers, changed, ask_again, set_aside, .. } = met;
    let mut moved = store::moved(&mut tx, id).await?;
    moved.ask_again = ask_again;
    moved.set_aside.extend(set_aside);
    drop(tx);

    let mut tx = state.db.write().await?;
    if !editable.hold(&mut tx, &acting.applicant).await? {
        return Err(conflict());
    }
    let revision = store::move_to(&mut tx, id, &newer.form, &answers, &moved, now).await?;
    store::keep_prefilled(&mut tx, id, &prefilled).await?;
    let line = acting
        .line("application.version", id)
        .detail("from", stored.form.version)
        .detail("to", newer.form.version)
        .detail("set_aside", moved.set_aside.len());
    audit::record(&mut tx, line, id, now).await?;
    tx.commit().await?;
    let Moved { ask_again, set_aside } = moved;
    Ok(Json(VersionChange { newer: None, changed, names, ask_again, set_aside, files_aside, revision }))
}

/// The files of an application whose documents this form does not ask for.
async fn files_aside(tx: &mut Tx, id: i64, form: &FormRef) -> Result<Vec<FileInfo>> {
    let form = definitions::form(tx, form).await?.ok_or_else(Error::not_found)?;
    let is_asked = |file: &FileInfo| form.materials.iter().any(|material| material.id == file.material);
    let mut files = store::files(tx, id).await?;
    files.retain(|file| !is_asked(file));
    Ok(files)
}

/// What becomes of the answers, with the differences that an applicant sees and the names in them.
async fn meet(
    tx: &mut Tx,
    stored: &Stored,
    newer: &NewerForm,
    known: &Surroundings,
) -> Result<(Migrated, Vec<Name>)> {
    let old = definitions::form(tx, &stored.form).await?.ok_or_else(Error::not_found)?;
    let new = definitions::form(tx, &newer.form).await?.ok_or_else(Error::not_found)?;
    let mut met = migrate_in(&old, &new, &stored.answers, &Patterns, known.context());
    met.changed.retain(Difference::is_seen);
    let names = names(&old, &new, &met.changed);
    Ok((met, names))
}
