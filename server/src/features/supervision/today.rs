//! The board of what is due today, for who supervises or leads.

use axum::extract::State;
use schema::Problem;
use schema::calendar::local_day;
use schema::supervise::DueBoard;

use super::Reach;
use crate::error::Result;
use crate::features::audit::{self, Line};
use crate::features::cases;
use crate::http::{Json, SignedIn};
use crate::state::AppState;

/// How many tasks are late, due today, or due on the next working day, by agency and by who has them. Reading it is put on record.
#[utoipa::path(get, path = "/api/supervision/due", tag = "supervision",
    responses((status = 200, body = DueBoard), (status = 401, body = Problem), (status = 403, body = Problem)))]
pub async fn board(State(state): State<AppState>, SignedIn(session): SignedIn) -> Result<Json<DueBoard>> {
    let now = state.clock.now();
    let today = local_day(now);
    let next = state.calendar.current().add_working_days(today, 1);
    let mut tx = state.db.write().await?;
    let reach = Reach::of(&mut tx, &session).await?;
    let rows = cases::due(&mut tx, &reach, (today, next)).await?;
    let line = Line::by(session.account, "supervision.due", session.account).detail("rows", rows.len());
    audit::record(&mut tx, line, session.account, now).await?;
    tx.commit().await?;
    let sees_cases = matches!(reach, Reach::Regions(_));
    Ok(Json(DueBoard { today, next, rows, sees_cases }))
}
