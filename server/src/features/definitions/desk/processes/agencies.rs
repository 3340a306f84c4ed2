//! The agencies that a process names: a case would wait for ever for one that is not there, or for one where nobody works.

use std::collections::BTreeSet;

use schema::process::{Agency, Process};
use schema::role::RegionCode;
use schema::{FieldCode, FieldError};

use crate::db::Tx;
use crate::error::Result;
use crate::features::{accounts, catalogue};

/// Each task whose agency is not there, or has nobody in the role of the task.
pub async fn missing(tx: &mut Tx, process: &Process) -> Result<Vec<FieldError>> {
    let tasks = process.root.tasks();
    let named = tasks.iter().filter_map(|task| match &task.agency {
        Agency::Named(code) => Some((*task, code)),
        Agency::Own | Agency::Lead | Agency::Level(_) => None,
    });
    let named: Vec<_> = named.collect();
    let regions: BTreeSet<RegionCode> =
        named.iter().filter_map(|(_, code)| catalogue::Agency::region_of(code)).collect();
    let known = catalogue::agencies_of(tx, &regions).await?;
    let mut faults = Vec::new();
    for (task, code) in named {
        let detail = match known.iter().find(|agency| agency.code() == *code) {
            None => format!(
                "`{}`: no agency `{code}`; one is named by region and name: `440100/广州市民政局`",
                task.id
            ),
            Some(agency) => {
                let staff = accounts::colleagues(tx, &[agency.id]).await?;
                if staff.iter().any(|member| task.is_work_of(member.role)) {
                    continue;
                }
                format!("`{}`: nobody at `{code}` may do it", task.id)
            }
        };
        let fault = FieldError::new(format!("/definition/{}/agency", task.id), FieldCode::NotAChoice);
        faults.push(fault.with("detail", detail));
    }
    Ok(faults)
}
