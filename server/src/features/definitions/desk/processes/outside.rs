//! What a process says of what lies outside it and is not there: other processes that its cases begin, systems of other
//! agencies, and types of licence. Published, it would lead into nothing.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use schema::process::{EffectKind, Process, Task};
use schema::{FieldCode, FieldError};

use crate::db::Tx;
use crate::error::Result;
use crate::features::definitions::{self, store};
use crate::features::{exchange, licences};

/// Each such process and system, by its call or task; and each call by which the process would begin itself.
pub async fn strange(tx: &mut Tx, process: &Process, now: DateTime<Utc>) -> Result<Vec<FieldError>> {
    let mut faults = Vec::new();
    for call in process.calls() {
        let at = format!("/definition/{}/process", call.id);
        let other = called(tx, &call.process, call.version, now).await?;
        if call.process == process.id {
            faults.push(fault(at, FieldCode::Unexpected, format!("`{}` begins its own process", call.id)));
        } else if let Some(other) = other {
            if let Some(way) = way_back(tx, process, other, now).await? {
                let told = format!("`{}` leads back to its own process: {}", call.id, way.join(" → "));
                faults.push(fault(at, FieldCode::Unexpected, told));
            }
        } else {
            faults.push(fault(at, FieldCode::Unknown, format!("`{}` is no process in force", call.process)));
        }
    }
    for task in process.root.tasks() {
        if let Some(external) = &task.external
            && !exchange::is_there(tx, &external.system).await?
        {
            let at = format!("/definition/{}/external/system", task.id);
            faults.push(fault(at, FieldCode::Unknown, format!("no system is called `{}`", external.system)));
        }
        faults.extend(licences_unknown(tx, task).await?);
    }
    Ok(faults)
}

/// Each effect of a task that issues a licence of a type that there is not.
async fn licences_unknown(tx: &mut Tx, task: &Task) -> Result<Vec<FieldError>> {
    let mut faults = Vec::new();
    for effect in &task.effects {
        let EffectKind::Licence(code) = &effect.does else { continue };
        if !licences::is_there(tx, code).await? {
            let at = format!("/definition/{}/effects/{}/licence", task.id, effect.id);
            faults.push(fault(at, FieldCode::Unknown, format!("no type of licence is called `{code}`")));
        }
    }
    Ok(faults)
}

fn fault(pointer: String, code: FieldCode, detail: String) -> FieldError {
    FieldError::new(pointer, code).with("detail", detail)
}

/// The process that a case would be handled by that began now.
async fn called(tx: &mut Tx, id: &str, version: Option<u32>, now: DateTime<Utc>) -> Result<Option<Process>> {
    let definition = match version {
        Some(version) => store::process(tx, id, version).await?,
        None => store::process_in_force(tx, id, now).await?,
    };
    definition.as_deref().map(definitions::read_process).transpose()
}

/// How one comes from another process back to this one, through what each begins; each is looked at once.
async fn way_back(
    tx: &mut Tx,
    process: &Process,
    from: Process,
    now: DateTime<Utc>,
) -> Result<Option<Vec<String>>> {
    let mut came: BTreeMap<String, Option<String>> = BTreeMap::from([(from.id.clone(), None)]);
    let mut ahead = vec![from];
    while let Some(here) = ahead.pop() {
        for call in here.calls() {
            if call.process == process.id {
                let back = std::iter::successors(Some(here.id.clone()), |id| came.get(id).cloned().flatten());
                let mut way: Vec<String> = back.collect();
                way.reverse();
                way.push(process.id.clone());
                return Ok(Some(way));
            }
            if !came.contains_key(&call.process)
                && let Some(other) = called(tx, &call.process, call.version, now).await?
            {
                came.insert(call.process.clone(), Some(here.id.clone()));
                ahead.push(other);
            }
        }
    }
    Ok(None)
}
