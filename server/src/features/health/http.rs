//! `/healthz`, `/readyz`, `/metrics`.

use axum::extract::State;

use crate::error::{Error, Result};
use crate::state::AppState;
use schema::ProblemKind;

/// The process answers.
pub async fn healthz() -> &'static str {
    "ok\n"
}

/// The database answers too.
pub async fn readyz(State(state): State<AppState>) -> Result<&'static str> {
    state.db.ping().await.map_err(|_| Error::new(ProblemKind::Unavailable))?;
    Ok("ready\n")
}

/// What is counted, for Prometheus.
pub async fn metrics(State(state): State<AppState>) -> String {
    state.metrics.render()
}
