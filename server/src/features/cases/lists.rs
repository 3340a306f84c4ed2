//! Lists of cases: what each line says.

use std::collections::BTreeMap;

use schema::calendar::local_day;
use schema::cases::{CaseSummary, TaskLine};
use schema::id::CaseNumber;
use schema::locale::Text;
use schema::process::{Process, Status};

use super::store::{self, ListRow, TaskRow};
use crate::db::Tx;
use crate::error::Result;
use crate::features::{catalogue, definitions};
use crate::state::AppState;

/// A line of a list: a case, or one of its open tasks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The row number of the case.
    pub case: i64,
    /// The key of the task.
    pub task: Option<String>,
}

impl From<i64> for Line {
    fn from(case: i64) -> Self {
        Self { case, task: None }
    }
}

/// What these lines say.
pub async fn summaries(state: &AppState, tx: &mut Tx, lines: &[Line]) -> Result<Vec<CaseSummary>> {
    let calendar = state.calendar.current();
    let today = local_day(state.clock.now());
    let mut ids: Vec<i64> = lines.iter().map(|line| line.case).collect();
    ids.sort_unstable();
    ids.dedup();
    let rows: BTreeMap<i64, ListRow> =
        store::listed(tx, &ids).await?.into_iter().map(|row| (row.id, row)).collect();
    let mut tasks: BTreeMap<i64, Vec<TaskRow>> = BTreeMap::new();
    for task in store::tasks_of(tx, &ids).await? {
        tasks.entry(task.case_record).or_default().push(task);
    }
    let mut processes: BTreeMap<(String, u32), Process> = BTreeMap::new();
    let mut summaries = Vec::with_capacity(lines.len());
    for line in lines {
        let Some(row) = rows.get(&line.case) else { continue };
        let version = (row.process.clone(), row.process_version());
        if !processes.contains_key(&version) {
            let process = definitions::process(tx, &version.0, version.1).await?;
            processes.insert(version.clone(), process);
        }
        let Some(process) = processes.get(&version) else { continue };
        let open = tasks.get(&line.case).map(Vec::as_slice).unwrap_or_default();
        let summary = summary(line, row, open, process)?;
        let remaining = summary.due.map(|due| calendar.working_days_between(today, due));
        summaries.push(CaseSummary { remaining, ..summary });
    }
    Ok(summaries)
}

fn summary(line: &Line, row: &ListRow, open: &[TaskRow], process: &Process) -> Result<CaseSummary> {
    let shown = |task: &&TaskRow| line.task.as_ref().is_none_or(|key| *key == task.task);
    let due = match &line.task {
        Some(_) => open.iter().find(shown).and_then(|task| task.due),
        None => row.due,
    };
    let told = |task: &TaskRow| {
        Some(TaskLine {
            name: name_in(process, &task.task)?,
            key: task.task.clone(),
            item: task.item.clone(),
            agency: task.agency.clone(),
            holder: task.holder.clone(),
            owner: task.owner.clone(),
            signs: task.signs,
        })
    };
    Ok(CaseSummary {
        number: CaseNumber::parse(&row.number).map_err(anyhow::Error::from)?,
        item_name: catalogue::name_in(&row.item)?,
        department: row.department.clone(),
        applicant: row.enterprise.clone().unwrap_or_else(|| row.person.clone()),
        status: Status::from_slug(&row.status).unwrap_or(Status::Submitted),
        tasks: open.iter().filter(shown).filter_map(told).collect(),
        opened_at: row.opened_at,
        due,
        remaining: None,
    })
}

/// What a process calls a task, or a case that is waited for.
fn name_in(process: &Process, key: &str) -> Option<Text> {
    let task = process.task(key).map(|task| &task.name);
    task.or_else(|| Some(&process.call(key)?.name)).cloned()
}
