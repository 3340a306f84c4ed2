//! The tree of regions as forms need it: what there is to choose from, and what the answers are called. It is loaded by
//! the catalogue.

pub mod http;
mod store;

use std::collections::{BTreeMap, BTreeSet};

use schema::form::{Form, RegionCheck, region_answers, region_checks};
use schema::regions::Region;
use schema::role::RegionCode;
use serde_json::Value;

use crate::db::Tx;
use crate::error::Result;
pub use store::{children, to_counties};

/// The regions that these answers name, and those above them.
pub async fn named(tx: &mut Tx, form: &Form, answers: &[&Value]) -> Result<Vec<Region>> {
    let mut regions = BTreeMap::new();
    for answer in answers.iter().flat_map(|answers| region_answers(form, answers)) {
        for code in answer.code.lineage() {
            if let Some(name) = store::name(tx, code).await? {
                regions.insert(code, name);
            }
        }
    }
    Ok(table(regions))
}

/// The regions that the fields of a form offer: what there is to begin with, and beside and below each answer.
pub async fn offered(tx: &mut Tx, form: &Form, answers: &Value) -> Result<Vec<Region>> {
    let checks = region_checks(form);
    let mut regions = BTreeMap::new();
    let mut parents = BTreeSet::new();
    for check in &checks {
        begin(tx, *check, &mut regions, &mut parents).await?;
    }
    parents.extend(region_answers(form, answers).iter().flat_map(|answer| answer.code.lineage()).map(Some));
    for parent in parents {
        regions.extend(store::children(tx, parent).await?);
    }
    Ok(table(regions))
}

/// A field begins with the provinces; one that is limited to a region with what lies in it, two levels deep.
async fn begin(
    tx: &mut Tx,
    check: RegionCheck,
    regions: &mut BTreeMap<RegionCode, String>,
    parents: &mut BTreeSet<Option<RegionCode>>,
) -> Result<()> {
    let Some(within) = check.within else {
        parents.insert(None);
        return Ok(());
    };
    for code in within.lineage() {
        if let Some(name) = store::name(tx, code).await? {
            regions.insert(code, name);
        }
    }
    parents.insert(Some(within));
    for (code, _) in store::children(tx, Some(within)).await? {
        if code.level() < check.deepest() {
            parents.insert(Some(code));
        }
    }
    Ok(())
}

fn table(regions: BTreeMap<RegionCode, String>) -> Vec<Region> {
    regions.into_iter().map(|(code, name)| Region { code, name }).collect()
}

/// What a region is called.
pub async fn name(tx: &mut Tx, code: RegionCode) -> Result<Option<String>> {
    store::name(tx, code).await
}
