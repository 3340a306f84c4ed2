//! The verbs of bulletins: read one, write it, publish it. Its figures are those of the moment until then, and the same for ever after.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use schema::accounts::Session;
use schema::performance::{Bulletin, BulletinDraft, BulletinFigures, MOST_WORDS, Period, Section};
use schema::{FieldCode, FieldError, Problem, ProblemKind};

use super::http::{month, newest, refused, scope, supervised};
use super::store;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::audit::{self, Line};
use crate::features::dashboards::scope_of;
use crate::features::supervision::Reach;
use crate::http::{Json, SignedIn};
use crate::state::AppState;

/// What the whole hall is called where regions are.
const WHOLE: &str = "all";

/// The figures of the moment, and whether the month is closed everywhere.
async fn figures(tx: &mut Tx, reach: &Reach, period: Period) -> Result<(BulletinFigures, bool)> {
    let rows = store::rows(tx, reach, period).await?;
    let is_closed = !rows.is_empty() && rows.iter().all(|row| row.closed_at.is_some());
    let system = newest(tx).await?;
    let mut all = Vec::new();
    for row in &rows {
        all.push((row.score()?, row.counted()?));
    }
    Ok((BulletinFigures::of(&system, &all), is_closed))
}

fn region(session: &Session) -> Result<(Reach, String)> {
    let region = scope_of(session)?;
    Ok((Reach::Regions(scope(region)), region.map_or_else(|| WHOLE.to_owned(), |code| code.to_string())))
}

/// The same of who may write it: they supervise all that they read. Who leads a wider region reads its bulletin, and writes none.
fn own(session: &Session) -> Result<(Reach, String)> {
    if supervised(session)? != scope_of(session)? {
        return Err(Error::forbidden());
    }
    region(session)
}

/// The bulletin of a month, of the region one supervises or leads.
#[utoipa::path(get, path = "/api/performance/{period}/bulletin", tag = "performance", params(("period" = String, Path)),
    responses((status = 200, body = Bulletin), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 404, body = Problem)))]
pub async fn read(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(period): Path<String>,
) -> Result<Json<Bulletin>> {
    let (now, period) = (state.clock.now(), month(&period)?);
    let (reach, region) = region(&session)?;
    let mut tx = state.db.write().await?;
    let row = store::bulletin(&mut tx, period, &region).await?;
    let kept = row.as_ref().map(store::BulletinRow::figures).transpose()?.flatten();
    let figures = match kept {
        Some(figures) => figures,
        None => figures(&mut tx, &reach, period).await?.0,
    };
    let line = Line::by(session.account, "performance.bulletin", period);
    audit::record(&mut tx, line, session.account, now).await?;
    tx.commit().await?;
    let draft = row.as_ref().map(store::BulletinRow::draft).transpose()?.unwrap_or_default();
    let published_at = row.and_then(|row| row.published_at);
    let may_edit = published_at.is_none() && own(&session).is_ok();
    let BulletinDraft { revision, words } = draft;
    Ok(Json(Bulletin { period, region, figures, words, revision, published_at, may_edit }))
}

/// Saves what a person wrote of a month.
#[utoipa::path(put, path = "/api/performance/{period}/bulletin", tag = "performance", params(("period" = String, Path)),
    request_body = BulletinDraft,
    responses((status = 204), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn write(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(period): Path<String>,
    Json(draft): Json<BulletinDraft>,
) -> Result<StatusCode> {
    let period = month(&period)?;
    let mut tx = state.db.write().await?;
    save(&state, &mut tx, &session, period, draft).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn save(
    state: &AppState,
    tx: &mut Tx,
    session: &Session,
    period: Period,
    mut draft: BulletinDraft,
) -> Result<()> {
    let now = state.clock.now();
    let (_, region) = own(session)?;
    draft.words.retain(|_, words| !words.trim().is_empty());
    Error::unless_valid(too_long(&draft))?;
    if !store::save(tx, (period, &region), &draft, session.account, now).await? {
        return Err(Error::new(ProblemKind::Conflict));
    }
    let line = Line::by(session.account, "performance.write", period);
    audit::record(tx, line.detail("revision", draft.revision + 1), session.account, now).await
}

fn too_long(draft: &BulletinDraft) -> Vec<FieldError> {
    let long = draft.words.iter().filter(|(_, words)| words.chars().count() > MOST_WORDS);
    let error = |section: &Section| {
        let place = format!("/words/{}", section.slug());
        FieldError::new(place, FieldCode::TooLong).with("max", MOST_WORDS.to_string())
    };
    long.map(|(section, _)| error(section)).collect()
}

/// Saves and publishes the bulletin of a month that is closed, with its figures.
#[utoipa::path(post, path = "/api/performance/{period}/bulletin/publish", tag = "performance",
    params(("period" = String, Path)), request_body = BulletinDraft,
    responses((status = 204), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn publish(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(period): Path<String>,
    Json(draft): Json<BulletinDraft>,
) -> Result<StatusCode> {
    let (now, period) = (state.clock.now(), month(&period)?);
    let (reach, region) = own(&session)?;
    let mut tx = state.db.write().await?;
    save(&state, &mut tx, &session, period, draft).await?;
    let (figures, is_closed) = figures(&mut tx, &reach, period).await?;
    if !is_closed {
        return Err(refused("this month is not closed: close it first"));
    }
    store::publish(&mut tx, (period, &region), &figures, now).await?;
    let line = Line::by(session.account, "performance.publish", period);
    audit::record(&mut tx, line, session.account, now).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
