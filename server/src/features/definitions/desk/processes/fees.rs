//! The fees a process names are ones that its items publish: nobody may charge what is not published (行政许可法 art. 58, 59).

use std::collections::BTreeSet;

use schema::process::{EffectKind, Process};
use schema::{FieldCode, FieldError};

use crate::db::Tx;
use crate::error::Result;
use crate::features::catalogue;
use crate::features::definitions::store as published;

/// Those that an item handled by this process does not publish, with the task that names them.
pub async fn unpublished(tx: &mut Tx, process: &Process) -> Result<Vec<FieldError>> {
    let mut faults = Vec::new();
    if named(process).next().is_none() {
        return Ok(faults);
    }
    for item in published::items_of_process(tx, &process.id).await? {
        faults.extend(unpublished_by(tx, process, &item).await?);
    }
    Ok(faults)
}

/// The same of one item.
pub async fn unpublished_by(tx: &mut Tx, process: &Process, item: &str) -> Result<Vec<FieldError>> {
    let fees = catalogue::fees(tx, item).await?;
    let codes: BTreeSet<&str> = fees.iter().map(|fee| fee.code.as_str()).collect();
    let fault = |(task, code): (&str, &str)| {
        FieldError::new(format!("/definition/{task}/effects/fee"), FieldCode::Unexpected)
            .with("detail", format!("`{task}`: the item {item} does not publish the fee `{code}`"))
    };
    Ok(named(process).filter(|(_, code)| !codes.contains(code)).map(fault).collect())
}

/// The fees by their codes, each with the task that names it.
fn named(process: &Process) -> impl Iterator<Item = (&str, &str)> {
    process.root.tasks().into_iter().flat_map(|task| {
        let codes = task.effects.iter().filter_map(|effect| match &effect.does {
            EffectKind::Fee(code) => Some(code.as_str()),
            _ => None,
        });
        codes.map(|code| (task.id.as_str(), code))
    })
}
