//! The tree of regions: the statistical division codes of 2023, loaded once into an empty database.

use schema::role::RegionCode;

use super::store;
use crate::db::{Db, Tx};
use crate::error::Result;

/// `code,name,parent`, parents first. Source and licence: `server/seed/SOURCE.md`.
const REGIONS: &str = include_str!("../../../seed/regions/regions.csv");

/// Villages of the demo city, in the same shape. They are invented: no real ones are there to be loaded.
const VILLAGES: &str = include_str!("../../../seed/regions/villages.csv");

/// What a region is called, if there is such a one.
pub async fn name(tx: &mut Tx, region: &RegionCode) -> Result<Option<String>> {
    store::region_name(tx, &region.to_string()).await
}

/// The regions that hang on this one, code and name; on none: the provinces.
pub async fn below(tx: &mut Tx, region: Option<&RegionCode>) -> Result<Vec<(String, String)>> {
    store::regions_below(tx, region.map(ToString::to_string).as_deref()).await
}

/// Loads the regions if there are none; returns how many were added.
pub async fn load(db: &Db) -> Result<usize> {
    load_where(db, |_| true).await
}

/// Loads the regions whose code passes, which must be closed under parents.
pub async fn load_where(db: &Db, wanted: impl Fn(&str) -> bool) -> Result<usize> {
    let mut tx = db.write().await?;
    if store::has_regions(&mut tx).await? {
        return Ok(0);
    }
    let mut added = 0;
    for line in REGIONS.lines().skip(1) {
        let (code, name, parent) = columns(line)?;
        if wanted(code) {
            store::insert_region(&mut tx, code, name, parent).await?;
            added += 1;
        }
    }
    tx.commit().await?;
    Ok(added)
}

/// Adds the villages of the demo city, and the regions above them, as far as they are not there.
pub async fn load_villages(tx: &mut Tx) -> Result<()> {
    for line in VILLAGES.lines().skip(1) {
        let village = RegionCode::parse(columns(line)?.0).map_err(anyhow::Error::from)?;
        let above: Vec<String> = village.lineage().skip(1).map(|region| region.to_string()).collect();
        let known = REGIONS.lines().skip(1).map(columns).collect::<Result<Vec<_>>>()?;
        // Parents come first in the file.
        let above = known.into_iter().filter(|(code, ..)| above.iter().any(|region| region == code));
        for (code, name, parent) in above.chain([columns(line)?]) {
            if store::region_name(tx, code).await?.is_none() {
                store::insert_region(tx, code, name, parent).await?;
            }
        }
    }
    Ok(())
}

/// Code, name and parent of a line; a province has no parent.
fn columns(line: &str) -> Result<(&str, &str, Option<&str>)> {
    let mut columns = line.splitn(3, ',');
    match (columns.next(), columns.next(), columns.next()) {
        (Some(code), Some(name), Some(parent)) => {
            Ok((code, name, Some(parent).filter(|code| !code.is_empty())))
        }
        _ => Err(anyhow::anyhow!("seed/regions: not code,name,parent: {line}").into()),
    }
}
