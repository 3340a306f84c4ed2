//! What the navigator looks like and says: everybody reads it, editors set it.

use axum::extract::State;
use schema::hall::{Navigator, NavigatorView};
use schema::role::Role;
use schema::{FieldCode, FieldError, Problem, ProblemKind};

use super::store;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::audit::{self, Line};
use crate::http::{Json, SignedIn, holding};
use crate::state::AppState;

/// As the hall has it, where no editor has said otherwise.
const OWN: &str = include_str!("../../../seed/navigator.json");

async fn stored(tx: &mut Tx) -> Result<NavigatorView> {
    Ok(match store::navigator(tx).await? {
        Some((navigator, revision)) => NavigatorView { navigator, revision },
        None => NavigatorView { navigator: serde_json::from_str(OWN)?, revision: 0 },
    })
}

/// The navigator: its figure, and its face and phrase in each scene.
#[utoipa::path(get, path = "/api/navigator", tag = "hall", responses((status = 200, body = NavigatorView)))]
pub async fn read(State(state): State<AppState>) -> Result<Json<NavigatorView>> {
    stored(&mut state.db.read().await?).await.map(Json)
}

/// Sets the navigator of the whole hall, for who edits anywhere in it.
#[utoipa::path(put, path = "/api/desk/navigator", tag = "editing", request_body = NavigatorView,
    responses((status = 200, body = NavigatorView), (status = 403, body = Problem), (status = 409, body = Problem),
              (status = 422, body = Problem)))]
pub async fn set(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Json(NavigatorView { navigator, revision }): Json<NavigatorView>,
) -> Result<Json<NavigatorView>> {
    holding(&session, Role::Editor)?;
    Error::unless_valid(faults(&navigator))?;
    let now = state.clock.now();
    let mut tx = state.db.write().await?;
    if stored(&mut tx).await?.revision != revision
        || !store::set_navigator(&mut tx, &navigator, revision, session.account, now).await?
    {
        return Err(Problem::new(ProblemKind::Conflict).detail("somebody has set it since").into());
    }
    let line = Line::by(session.account, "navigator.set", revision + 1);
    let line = line.detail("figure", navigator.figure.slug());
    audit::record(&mut tx, line, session.account, now).await?;
    tx.commit().await?;
    state.pages.clear();
    Ok(Json(NavigatorView { navigator, revision: revision + 1 }))
}

fn faults(navigator: &Navigator) -> Vec<FieldError> {
    let (missing, long) = navigator.faults();
    let missing = missing.into_iter().map(|pointer| FieldError::new(pointer, FieldCode::Required));
    missing.chain(long.into_iter().map(|pointer| FieldError::new(pointer, FieldCode::TooLong))).collect()
}
