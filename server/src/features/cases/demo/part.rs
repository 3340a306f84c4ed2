//! What officers of the demo city do with a part of a joint application, at moments that are told.

use chrono::{DateTime, Utc};
use schema::process::{Command, SupplementPoint};

use super::super::log::Case;
use super::{concluded, first_open, office, worker};
use crate::db::Tx;
use crate::error::Result;
use crate::state::AppState;

/// Takes up a task of the case of this application at each moment and ends it as is mostly done; or, where something is missing,
/// asks for that instead.
pub async fn bring(
    state: &AppState,
    tx: &mut Tx,
    application: i64,
    missing: Option<&SupplementPoint>,
    moments: &[DateTime<Utc>],
) -> Result<()> {
    let Some(mut case) = Case::of_application(tx, application).await? else { return Ok(()) };
    for at in moments.iter().copied() {
        let Some((key, task)) = first_open(&case) else { break };
        let actor = worker(tx, &case, &task, at).await?;
        case.give(state, tx, Command::Claim { task: key.clone() }, &actor, at).await?;
        let mut command = match missing {
            Some(point) => {
                let points = vec![point.clone()];
                Command::RequestSupplement { task: key, points, reason: None }
            }
            None => concluded(&key, task.kind, false),
        };
        if let Command::Complete { outcome, changes, checks, .. } = &mut command {
            *changes = office::written(tx, &case, &task, *outcome, (&actor, at)).await?;
            *checks = office::checked(&task);
        }
        case.give(state, tx, command, &actor, at).await?;
    }
    Ok(())
}
