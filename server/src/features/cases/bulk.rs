//! The same done with several open tasks of a list: each case for itself, in a transaction of its own, and told for each.

use std::collections::BTreeSet;

use axum::extract::State;
use schema::cases::{Bulk, BulkAct, BulkDone, BulkLine};
use schema::process::Command;
use schema::{FieldCode, Problem};

use super::log::Case;
use super::staff::staff_of;
use crate::error::{Error, Result};
use crate::http::{Json, SignedIn};
use crate::state::AppState;

/// Takes several tasks, or puts them back. What could not be done is told with its reason; the rest is done.
#[utoipa::path(post, path = "/api/desk/bulk", tag = "desk", request_body = Bulk,
    responses((status = 200, body = Vec<BulkDone>), (status = 403, body = Problem), (status = 422, body = Problem)))]
pub async fn act(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Json(Bulk { act, lines }): Json<Bulk>,
) -> Result<Json<Vec<BulkDone>>> {
    drop(staff_of(&state, session.account).await?);
    match lines.len() {
        0 => return Err(Error::field("/lines", FieldCode::Required)),
        1..=Bulk::MOST => {}
        _ => return Err(Error::field("/lines", FieldCode::TooMany)),
    }
    let mut done = Vec::with_capacity(lines.len());
    let mut known = BTreeSet::new();
    for line in lines {
        if !known.insert(line.clone()) {
            continue;
        }
        let problem = match one(&state, session.account, act, &line).await {
            Ok(()) => None,
            Err(Error::Problem(problem)) => Some(*problem),
            Err(fault) => return Err(fault),
        };
        done.push(BulkDone { line, problem });
    }
    Ok(Json(done))
}

/// One of them, as the command on the case would be given.
async fn one(state: &AppState, account: i64, act: BulkAct, line: &BulkLine) -> Result<()> {
    let now = state.clock.now();
    let number = line.number.to_string();
    let (mut tx, staff) = staff_of(state, account).await?;
    Case::hold(&mut tx, &number).await?;
    let (mut tx, mut case) = staff.case(tx, &number, now).await?;
    let task = line.task.clone();
    let command = match act {
        BulkAct::Claim => Command::Claim { task },
        BulkAct::Release => Command::Release { task },
    };
    let actor = staff.actor(&case, &command);
    case.give(state, &mut tx, command, &actor, now).await?;
    Ok(tx.commit().await?)
}
