//! How often tasks with a risk point (廉政风险点) are passed: counted where the events are appended.

mod store;

use chrono::{DateTime, TimeDelta, Utc};
use schema::calendar::local_day;
use schema::definitions::RiskPassed;
use schema::process::{Event, Payload};

use super::log::Case;
use crate::db::Tx;
use crate::error::Result;

/// Counts the tasks that these events end. The case is still as it was before them: who only signed a task besides did not
/// pass it.
pub async fn count(tx: &mut Tx, case: &Case, events: &[Event]) -> Result<()> {
    for event in events {
        let Payload::TaskCompleted(done) = &event.payload else { continue };
        let Some(task) = case.process.task(&done.task).filter(|task| task.risk.is_some()) else { continue };
        if case.state.may_be_signed(&case.process, &done.task) {
            let place = (case.process.id.as_str(), task.id.as_str());
            let agency = case.roster.number_of(&task.agency);
            store::pass(tx, place, agency, local_day(event.at)).await?;
        }
    }
    Ok(())
}

/// How often the risk points of a process were passed in the last so many days, by task and agency.
pub async fn passed(tx: &mut Tx, process: &str, days: i64, now: DateTime<Utc>) -> Result<Vec<RiskPassed>> {
    // Today is one of them.
    store::passed(tx, process, local_day(now) - TimeDelta::days(days - 1)).await
}
