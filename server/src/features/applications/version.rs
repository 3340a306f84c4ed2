//! A draft meets another version of its form: it is told what changed, and goes on with it or, while its own is not
//! retired, without. What was filed keeps its version for ever.

use axum::extract::{Path, State};
use chrono::{DateTime, Utc};
use schema::applications::{ApplicationState, ChangeVersion, NewerForm, VersionChange};
use schema::form::{Difference, Migrated, migrate};
use schema::{Problem, ProblemKind};

use super::domain::Patterns;
use super::http::editable;
use super::store::{self, Moved, Stored};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::audit::{self, Line};
use crate::features::definitions;
use crate::http::{Json, SignedIn};
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
    SignedIn(session): SignedIn,
    Path(id): Path<i64>,
) -> Result<Json<VersionChange>> {
    let mut tx = state.db.read().await?;
    let stored = store::of_account(&mut tx, session.account, id).await?.ok_or_else(Error::not_found)?;
    let newer = newer(&mut tx, &stored, state.clock.now()).await?;
    let mut moved = store::moved(&mut tx, id).await?;
    let mut changed = Vec::new();
    if let Some(newer) = &newer {
        let met = meet(&mut tx, &stored, newer).await?;
        changed = seen(met.changed);
        moved.ask_again = met.ask_again;
        moved.set_aside.extend(met.set_aside);
    }
    let Moved { ask_again, set_aside } = moved;
    Ok(Json(VersionChange { newer, changed, ask_again, set_aside, revision: stored.revision }))
}

/// Goes on with the version that is in force. Nothing that was typed is lost: what has no place is set aside.
#[utoipa::path(post, path = "/api/applications/{id}/version", tag = "applications", params(("id" = i64, Path)),
    request_body = ChangeVersion,
    responses((status = 200, body = VersionChange), (status = 404, body = Problem), (status = 409, body = Problem)))]
pub async fn change(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(id): Path<i64>,
    Json(sent): Json<ChangeVersion>,
) -> Result<Json<VersionChange>> {
    let now = state.clock.now();
    let mut tx = state.db.write().await?;
    let stored = editable(&mut tx, &session, id).await?.stored;
    let nothing = || Problem::new(ProblemKind::Refused).detail("its form has no other version in force");
    let newer = newer(&mut tx, &stored, now).await?.ok_or_else(nothing)?;
    if stored.revision != sent.revision || newer.form.version != sent.version {
        return Err(Error::new(ProblemKind::Conflict));
    }
    let Migrated { answers, changed, ask_again, set_aside, .. } = meet(&mut tx, &stored, &newer).await?;
    let mut moved = store::moved(&mut tx, id).await?;
    moved.ask_again = ask_again;
    moved.set_aside.extend(set_aside);
    let revision = store::move_to(&mut tx, id, &newer.form, &answers, &moved, now).await?;
    let line = Line::by(session.account, "application.version", id)
        .detail("from", stored.form.version)
        .detail("to", newer.form.version)
        .detail("set_aside", moved.set_aside.len());
    audit::record(&mut tx, line, id, now).await?;
    tx.commit().await?;
    let Moved { ask_again, set_aside } = moved;
    Ok(Json(VersionChange { newer: None, changed: seen(changed), ask_again, set_aside, revision }))
}

async fn meet(tx: &mut Tx, stored: &Stored, newer: &NewerForm) -> Result<Migrated> {
    let old = definitions::form(tx, &stored.form).await?.ok_or_else(Error::not_found)?;
    let new = definitions::form(tx, &newer.form).await?.ok_or_else(Error::not_found)?;
    Ok(migrate(&old, &new, &stored.answers, &Patterns))
}

fn seen(changed: Vec<Difference>) -> Vec<Difference> {
    changed.into_iter().filter(Difference::is_seen).collect()
}
