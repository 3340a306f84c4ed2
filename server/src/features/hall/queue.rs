//! The queue of a counter: clerks of its agency, or of the whole hall, hand out numbers and call them. Only how many is kept.

use axum::extract::{Path, State};
use schema::calendar::local_day;
use schema::hall::{CounterNow, QueueAct, QueueOrder};
use schema::{Problem, ProblemKind};

use super::http::{counter_now, hall_at};
use super::store::{self, Queue};
use crate::error::{Error, Result};
use crate::features::accounts::Intake;
use crate::features::audit::{self, Line};
use crate::http::{Json, SignedIn};
use crate::state::AppState;

/// Hands out or calls the next number of a counter, if the last one is the one that was seen.
#[utoipa::path(post, path = "/api/desk/halls/{region}/counters/{counter}/queue", tag = "desk", request_body = QueueOrder,
    params(("region" = String, Path), ("counter" = String, Path)),
    responses((status = 200, body = CounterNow), (status = 403, body = Problem), (status = 404, body = Problem),
              (status = 409, body = Problem)))]
pub async fn order(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path((region, id)): Path<(String, String)>,
    Json(QueueOrder { act, seen }): Json<QueueOrder>,
) -> Result<Json<CounterNow>> {
    let now = state.clock.now();
    let day = local_day(now);
    let mut tx = state.db.write().await?;
    let intake = Intake::of(&mut tx, session.account).await?;
    if intake.is_empty() {
        return Err(Error::forbidden());
    }
    let hall = hall_at(&mut tx, &region).await?;
    let (_, counter) = hall.counter(&id).ok_or_else(Error::not_found)?;
    if !intake.covers_named(hall.region, &counter.agency) {
        return Err(Error::forbidden());
    }
    let (action, done) = match act {
        QueueAct::Take => {
            store::open_queue(&mut tx, hall.region, day, &id).await?;
            ("hall.take", store::take(&mut tx, hall.region, (day, &id), seen).await?)
        }
        QueueAct::Call => ("hall.call", store::call(&mut tx, hall.region, (day, &id), seen).await?),
    };
    if !done {
        let queue = store::queues(&mut tx, hall.region, day).await?.remove(&id).unwrap_or_default();
        return Err(refusal(act, seen, queue).into());
    }
    let line = Line::by(session.account, action, &id).detail("region", hall.region.to_string());
    audit::record(&mut tx, line, session.account, now).await?;
    let queue = store::queues(&mut tx, hall.region, day).await?.get(&id).copied().unwrap_or_default();
    tx.commit().await?;
    Ok(Json(counter_now(&hall, counter, queue, &state.calendar.current(), now)))
}

/// Why nothing was done: somebody was first, perhaps oneself; or nobody waits.
fn refusal(act: QueueAct, seen: u32, queue: Queue) -> Problem {
    let last = match act {
        QueueAct::Take => queue.issued,
        QueueAct::Call => queue.called,
    };
    if last == i64::from(seen) {
        return Problem::new(ProblemKind::Refused).detail("nobody waits there");
    }
    let now = format!("handed out up to {}, called up to {}", queue.issued, queue.called);
    Problem::new(ProblemKind::Conflict).detail(now)
}
