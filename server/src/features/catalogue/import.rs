//! `onehall import catalogue`: reads a published catalogue, all of it or nothing of it.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use schema::role::RegionCode;
use serde_json::Value;

use super::line::{Fault, Line};
use super::store::{self, NewVersion};
use crate::db::{Db, Tx};
use crate::error::Result;
use crate::features::audit;
use crate::ports::Clock;

/// Whose data a file is.
#[derive(Clone, Debug)]
pub struct Origin {
    /// The publisher.
    pub name: String,
    /// The year of publication.
    pub year: u16,
    /// Made for demonstration.
    pub demonstration: bool,
}

/// An entry of the file that cannot be taken.
#[derive(Clone, Debug)]
pub struct Bad {
    /// Its line in the file; in an array its place, from 1.
    pub number: usize,
    /// What is wrong, field by field.
    pub faults: Vec<Fault>,
    /// The entry as it stands in the file.
    pub text: String,
}

/// What a file holds: entries that can be taken, with their number, and those that cannot.
#[derive(Debug, Default)]
pub struct Contents {
    /// The good ones.
    pub lines: Vec<(usize, Line)>,
    /// The bad ones.
    pub bad: Vec<Bad>,
}

/// What an import did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Items that were not there before.
    pub added: usize,
    /// Items with a new version.
    pub changed: usize,
    /// Items that stand as they were.
    pub unchanged: usize,
}

/// Reads a file: JSON lines, or one JSON array.
pub fn read(text: &str) -> Contents {
    let text = text.trim_start_matches('\u{FEFF}');
    let mut contents = Contents::default();
    let mut seen = HashSet::new();
    let entries: Vec<(usize, String, Result<Value, serde_json::Error>)> =
        if text.trim_start().starts_with('[') {
            match serde_json::from_str::<Vec<Value>>(text) {
                Ok(values) => values
                    .into_iter()
                    .enumerate()
                    .map(|(index, value)| (index + 1, value.to_string(), Ok(value)))
                    .collect(),
                Err(error) => vec![(error.line(), String::new(), Err(error))],
            }
        } else {
            let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
            lines.map(|(index, line)| (index + 1, line.to_owned(), serde_json::from_str(line))).collect()
        };
    for (number, text, value) in entries {
        let line = match value {
            Ok(value) => Line::read(value),
            Err(error) => Err(vec![Fault { field: "line".into(), reason: format!("is not JSON: {error}") }]),
        };
        match line {
            Ok(line) if seen.insert(line.task_code.clone()) => contents.lines.push((number, line)),
            Ok(line) => {
                let reason = format!("{} stands in this file twice", line.task_code);
                contents.bad.push(Bad {
                    number,
                    faults: vec![Fault { field: "task_code".into(), reason }],
                    text,
                });
            }
            Err(faults) => contents.bad.push(Bad { number, faults, text }),
        }
    }
    contents
}

/// Checks what only the database knows: that each region exists.
pub async fn check_regions(db: &Db, contents: &mut Contents) -> Result<()> {
    let mut tx = db.read().await?;
    let mut known: HashMap<RegionCode, bool> = HashMap::new();
    for (_, line) in &contents.lines {
        let above = line.handled_above.iter().map(|agency| agency.region);
        for code in above.chain([line.region_code]) {
            if let Entry::Vacant(region) = known.entry(code) {
                region.insert(store::region_name(&mut tx, &code.to_string()).await?.is_some());
            }
        }
    }
    let lines = std::mem::take(&mut contents.lines);
    for (number, line) in lines {
        let above = line.handled_above.iter().map(|agency| ("handled_above", agency.region));
        let mut regions = [("region_code", line.region_code)].into_iter().chain(above);
        let missing = regions.find(|(_, code)| !known.get(code).copied().unwrap_or_default());
        match missing {
            None => contents.lines.push((number, line)),
            Some((field, code)) => {
                let faults =
                    vec![Fault { field: field.into(), reason: format!("there is no region {code}") }];
                contents.bad.push(Bad { number, faults, text: line.to_json()? });
            }
        }
    }
    contents.bad.sort_by_key(|bad| bad.number);
    Ok(())
}

/// Stores the lines in one transaction. An item that is the same already stays untouched.
pub async fn store(
    db: &Db,
    clock: &Clock,
    origin: &Origin,
    lines: &[(usize, Line)],
    mut progress: impl FnMut(usize),
) -> Result<Report> {
    let mut tx = db.write().await?;
    let source =
        store::upsert_source(&mut tx, &origin.name, i64::from(origin.year), origin.demonstration).await?;
    let mut agencies = HashMap::new();
    let mut report = Report::default();
    for (index, (_, line)) in lines.iter().enumerate() {
        let json = line.to_json()?;
        let version = match store::newest(&mut tx, &line.task_code).await? {
            Some((_, stored)) if stored == json => {
                report.unchanged += 1;
                continue;
            }
            Some((version, _)) => {
                report.changed += 1;
                version + 1
            }
            None => {
                report.added += 1;
                1
            }
        };
        let agency = agency_of(&mut tx, &mut agencies, (line.region_code, line.department.as_str())).await?;
        for above in &line.handled_above {
            agency_of(&mut tx, &mut agencies, (above.region, above.name.as_str())).await?;
        }
        let new = NewVersion { line, json: &json, version, agency, source, now: clock.now() };
        store::insert_version(&mut tx, &new).await?;
        progress(index + 1);
    }
    if report.added + report.changed > 0 {
        store::advance_imports(&mut tx).await?;
        let line = audit::Line::new("catalogue.import", &origin.name)
            .detail("added", report.added)
            .detail("changed", report.changed);
        audit::record(&mut tx, line, 0, clock.now()).await?;
    }
    tx.commit().await?;
    Ok(report)
}

async fn agency_of(
    tx: &mut Tx,
    known: &mut HashMap<(RegionCode, String), i64>,
    (region, name): (RegionCode, &str),
) -> Result<i64> {
    let key = (region, name.to_owned());
    if let Some(id) = known.get(&key) {
        return Ok(*id);
    }
    let id = store::upsert_agency(tx, &region.to_string(), name).await?;
    known.insert(key, id);
    Ok(id)
}
