//! Lists of cases: what each line says.

use std::collections::BTreeMap;

use schema::calendar::local_day;
use schema::cases::CaseSummary;
use schema::id::CaseNumber;
use schema::process::{Process, Status};

use super::store;
use crate::db::Tx;
use crate::error::Result;
use crate::features::{catalogue, definitions};
use crate::state::AppState;

/// The cases with these row numbers, in their order.
pub async fn summaries(state: &AppState, tx: &mut Tx, ids: &[i64]) -> Result<Vec<CaseSummary>> {
    let calendar = state.calendar.current();
    let today = local_day(state.clock.now());
    let rows = store::listed(tx, ids).await?;
    let mut processes: BTreeMap<(String, u32), Process> = BTreeMap::new();
    let mut summaries = Vec::with_capacity(rows.len());
    for row in rows {
        let version = (row.process.clone(), row.process_version());
        if !processes.contains_key(&version) {
            let process = definitions::process(tx, &version.0, version.1).await?;
            processes.insert(version.clone(), process);
        }
        let task = row.task.as_deref().and_then(|task| processes.get(&version)?.task(task));
        summaries.push(CaseSummary {
            number: CaseNumber::parse(&row.number).map_err(anyhow::Error::from)?,
            item_name: catalogue::name_in(&row.item)?,
            department: row.department,
            applicant: row.enterprise.unwrap_or(row.person),
            status: Status::from_slug(&row.status).unwrap_or(Status::Submitted),
            task: task.map(|task| task.name.clone()),
            holder: row.holder,
            opened_at: row.opened_at,
            due: row.due,
            remaining: row.due.map(|due| calendar.working_days_between(today, due)),
        });
    }
    Ok(summaries)
}
