//! The tree of regions: the statistical division codes of 2023, loaded once into an empty database.

use schema::role::RegionCode;

use super::store;
use crate::db::{Db, Tx};
use crate::error::Result;

/// `code,name,parent`, parents first. Source and licence: `server/seed/SOURCE.md`.
const REGIONS: &str = include_str!("../../../seed/regions/regions.csv");

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
        let mut columns = line.splitn(3, ',');
        let (Some(code), Some(name), Some(parent)) = (columns.next(), columns.next(), columns.next()) else {
            return Err(anyhow::anyhow!("seed/regions: not code,name,parent: {line}").into());
        };
        if wanted(code) {
            store::insert_region(&mut tx, code, name, Some(parent).filter(|code| !code.is_empty())).await?;
            added += 1;
        }
    }
    tx.commit().await?;
    Ok(added)
}
