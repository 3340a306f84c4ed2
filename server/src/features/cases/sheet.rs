//! What the process says of a task to who has it, and what the log tells of what was checked and filled in.

use schema::applications::FormRef;
use schema::cases::{Checked, FormOnFile, Happening, Precedent, TaskSheet};
use schema::process::{Check, Guidance, Payload, Task};

use super::log::Case;
use super::own_forms;
use super::staff::Staff;
use super::store;
use crate::db::Tx;
use crate::error::Result;
use crate::features::{catalogue, definitions};
use crate::state::AppState;

/// What the process says of the open task with this key, if it is one's own work.
pub async fn sheet(
    state: &AppState,
    tx: &mut Tx,
    (staff, case): (&Staff, &Case),
    key: Option<&str>,
) -> Result<Option<TaskSheet>> {
    let own = staff.own(case).into_iter().find(|(open, _)| Some(open.key.as_str()) == key);
    let Some((open, task)) = own.filter(|_| !staff.stands_aside(case)) else { return Ok(None) };
    let guidance = task.guidance.clone().unwrap_or_default();
    let mut sheet = TaskSheet {
        precedents: precedents(tx, staff, &guidance).await?,
        articles: guidance.articles,
        words: guidance.words,
        risk: task.risk.clone(),
        ..TaskSheet::default()
    };
    // Who only signs it besides neither checks nor fills in anything.
    if case.state.may_be_signed(&case.process, &open.key) {
        sheet.checklist.clone_from(&task.checklist);
        sheet.forms = own_forms::progress(state, tx, (staff, case), &open.key).await?;
    }
    Ok(Some(sheet).filter(|sheet| *sheet != TaskSheet::default()))
}

/// The cases that guidance names; of those that the officer may see, what they are about.
async fn precedents(tx: &mut Tx, staff: &Staff, guidance: &Guidance) -> Result<Vec<Precedent>> {
    let mut found = Vec::new();
    for number in &guidance.precedents {
        let row = store::by_number(tx, number).await?;
        let row = row.filter(|row| staff.posts().iter().any(|post| post.agency == row.agency));
        let item = match row {
            Some(row) => catalogue::item_at(tx, &row.item, row.item_version()).await?,
            None => None,
        };
        let item_name = item.map(|item| item.summary.name);
        found.push(Precedent { number: number.clone(), item_name });
    }
    Ok(found)
}

/// What was found at each point of the checklist of a task that ended.
pub fn checked(case: &Case, payload: &Payload) -> Vec<Checked> {
    let Payload::TaskCompleted(done) = payload else { return Vec::new() };
    let Some(task) = case.task(&done.task) else { return Vec::new() };
    done.checks.iter().filter_map(|check| told(task, check)).collect()
}

fn told(task: &Task, check: &Check) -> Option<Checked> {
    let point = task.checklist.iter().find(|point| point.id == check.point)?;
    Some(Checked { name: point.name.clone(), answer: check.answer, words: check.words.clone() })
}

/// The forms that were filled in in a task that ended.
pub async fn on_file(tx: &mut Tx, payload: &Payload) -> Result<Vec<FormOnFile>> {
    let Payload::TaskCompleted(done) = payload else { return Ok(Vec::new()) };
    let mut all = Vec::new();
    for filled in &done.forms {
        let form = FormRef { id: filled.form.clone(), version: filled.version };
        let title = definitions::form(tx, &form).await?.map(|form| form.meta.title).unwrap_or_default();
        all.push(FormOnFile { task: done.task.clone(), form, title });
    }
    Ok(all)
}

/// Who stands aside is not told what colleagues found.
pub fn withhold(timeline: &mut [Happening]) {
    timeline.iter_mut().for_each(|line| (line.checks, line.forms) = (Vec::new(), Vec::new()));
}
