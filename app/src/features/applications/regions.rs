//! The browser side of choosing a region: fetches what lies below the one that was chosen.

use crate::prelude::*;
use leptos::task::spawn_local;
use schema::regions::{Region, children};
use schema::role::{RegionCode, RegionLevel};

use crate::api;
use crate::forms::Filling;

/// Follows what is chosen for as long as the page is there.
pub fn follow(filling: Filling) {
    Effect::new(move |_| {
        if let Some(region) = filling.wanted.get() {
            spawn_local(fetch(filling, region));
        }
    });
}

/// Fetches the lists down to the children of a region, as far as they are not there. Without a network the lists end
/// here; sending the page brings the next one.
async fn fetch(filling: Filling, region: RegionCode) {
    let mut lineage: Vec<RegionCode> = region.lineage().collect();
    lineage.reverse();
    for parent in lineage {
        let known = filling
            .regions
            .try_with_untracked(|table| children(table, Some(parent), RegionLevel::Street).next().is_some());
        if known == Some(false)
            && let Ok(below) = api::regions(parent).await
        {
            filling.regions.try_update(|table| add(table, below));
        }
    }
}

/// Two answers to the same question may come one after the other.
fn add(table: &mut Vec<Region>, below: Vec<Region>) {
    for region in below {
        if table.iter().all(|known| known.code != region.code) {
            table.push(region);
        }
    }
}
