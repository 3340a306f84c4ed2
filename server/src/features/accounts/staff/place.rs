//! Where a post is held: the region and the agency, as the hall knows them.

use schema::accounts::Grant;
use schema::role::RegionCode;

use super::domain::{self, Refused};
use crate::db::Tx;
use crate::features::catalogue::{self, regions};

/// Checks that a post can be held and that its place exists; returns the number of its agency.
pub async fn place(tx: &mut Tx, post: &Grant) -> anyhow::Result<Option<i64>> {
    domain::check(post)?;
    let Some(region) = &post.region else { return Ok(None) };
    let Some(region_name) = regions::name(tx, region).await? else {
        return Err(no_region(tx, region).await?.into());
    };
    let Some(name) = &post.agency else { return Ok(None) };
    let agencies = catalogue::agencies(tx, region).await?;
    match agencies.iter().find(|(_, other)| other == name) {
        Some((agency, _)) => Ok(Some(*agency)),
        None => Err(Refused::NoAgency {
            name: name.clone(),
            region: format!("{region} {region_name}"),
            there: agencies.into_iter().map(|(_, name)| name).collect(),
        }
        .into()),
    }
}

/// What there is where a region was looked for.
async fn no_region(tx: &mut Tx, region: &RegionCode) -> anyhow::Result<Refused> {
    let (mut above, mut place) = (None, "the country".to_owned());
    for code in region.lineage().skip(1) {
        if let Some(name) = regions::name(tx, &code).await? {
            place = format!("{code} {name}");
            above = Some(code);
            break;
        }
    }
    let there = regions::below(tx, above.as_ref()).await?;
    let there = there.into_iter().map(|(code, name)| format!("{code} {name}")).collect();
    Ok(Refused::NoRegion { code: region.to_string(), place, there })
}
