//! The verbs of one entry: with who changed it, added, changed.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use chrono::{DateTime, Utc};
use schema::ask::{Entry, EntryDraft, EntryHistory, Library, Said};
use schema::{Problem, ProblemKind};

use super::super::memory::write_down;
use super::super::store::entries;
use super::learning::settle;
use super::{editor, faults, follow, kept, meant};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::audit::{self, Line};
use crate::features::catalogue::{self, Index};
use crate::http::{Json, SignedIn};
use crate::state::AppState;

/// How many changes of an entry are told.
const CHANGES: i64 = 50;

/// An entry, and who changed it when.
#[utoipa::path(get, path = "/api/desk/libraries/{library}/{id}", tag = "libraries",
    params(("library" = Library, Path), ("id" = i64, Path)),
    responses((status = 200, body = EntryHistory), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 404, body = Problem)))]
pub async fn read(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path((library, id)): Path<(String, i64)>,
) -> Result<Json<EntryHistory>> {
    let mut tx = state.db.read().await?;
    editor(&mut tx, &session).await?;
    let entry = whole(&mut tx, &state.search.current(), kept(&library)?, id).await?;
    let changes = entries::changes(&mut tx, id, CHANGES).await?;
    Ok(Json(EntryHistory { entry, changes }))
}

/// Adds an entry. What it teaches counts a moment later, without a stop.
#[utoipa::path(post, path = "/api/desk/libraries/{library}", tag = "libraries",
    params(("library" = Library, Path)), request_body = EntryDraft,
    responses((status = 201, body = Entry), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn add(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(library): Path<String>,
    Json(draft): Json<EntryDraft>,
) -> Result<(StatusCode, Json<Entry>)> {
    let now = state.clock.now();
    let index = state.search.current();
    // What was asked until now belongs to the group; written down later, it would open it again.
    write_down(&state).await;
    let mut tx = state.db.write().await?;
    editor(&mut tx, &session).await?;
    let library = kept(&library)?;
    let said = checked(&index, library, draft.said)?;
    let id = entries::insert(&mut tx, library, &said, Some(session.account), now).await?;
    let settled = match draft.settles {
        Some(group) => settle(&mut tx, group, Some(id)).await?,
        None => 0,
    };
    catalogue::advance(&mut tx).await?;
    let line = Line::by(session.account, "library.add", id).detail("library", library.slug());
    audit::record(&mut tx, line.detail("settled", settled), id, now).await?;
    let entry = whole(&mut tx, &index, library, id).await?;
    tx.commit().await?;
    follow(&state);
    Ok((StatusCode::CREATED, Json(entry)))
}

/// Changes an entry: what it says, or whether it counts.
#[utoipa::path(put, path = "/api/desk/libraries/{library}/{id}", tag = "libraries",
    params(("library" = Library, Path), ("id" = i64, Path)), request_body = EntryDraft,
    responses((status = 200, body = Entry), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn set(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path((library, id)): Path<(String, i64)>,
    Json(draft): Json<EntryDraft>,
) -> Result<Json<Entry>> {
    let now = state.clock.now();
    let index = state.search.current();
    let mut tx = state.db.write().await?;
    editor(&mut tx, &session).await?;
    let library = kept(&library)?;
    let before = whole(&mut tx, &index, library, id).await?;
    let said = checked(&index, library, draft.said)?;
    if before.said == said {
        return Ok(Json(before));
    }
    let changed =
        before.revision == draft.revision && change(&mut tx, &before, &said, session.account, now).await?;
    if !changed {
        return Err(Error::new(ProblemKind::Conflict));
    }
    catalogue::advance(&mut tx).await?;
    let after = whole(&mut tx, &index, library, id).await?;
    tx.commit().await?;
    follow(&state);
    Ok(Json(after))
}

/// Changes an entry and puts it on record; says whether nobody else was first.
pub async fn change(tx: &mut Tx, before: &Entry, said: &Said, by: i64, now: DateTime<Utc>) -> Result<bool> {
    if !entries::update(tx, (before.id, before.revision), said, Some(by), now).await? {
        return Ok(false);
    }
    let line = Line::by(by, "library.set", before.id)
        .detail("library", before.library.slug())
        .detail("revision", before.revision + 1)
        .detail("enabled", said.enabled);
    audit::record(tx, line, before.id, now).await?;
    Ok(true)
}

fn checked(index: &Index, library: Library, said: Said) -> Result<Said> {
    let said = said.trimmed();
    let faults = faults(index, library, &said);
    if faults.is_empty() { Ok(said) } else { Err(Error::invalid(faults)) }
}

async fn whole(tx: &mut Tx, index: &Index, library: Library, id: i64) -> Result<Entry> {
    let entry = entries::one(tx, library, id).await?.ok_or_else(Error::not_found)?;
    Ok(Entry { meant: meant(index, &entry.said.items), ..entry })
}
