//! The browser side of choosing a region: fetches what lies below the one that was chosen.

use crate::prelude::*;
use leptos::task::spawn_local;
use schema::role::RegionCode;

use crate::api;
use crate::forms::Filling;

/// Follows what is chosen for as long as the page is there.
pub fn follow(filling: Filling) {
    Effect::new(move |_| {
        let wanted = filling.wanted.get();
        if !wanted.is_empty() {
            filling.wanted.set(Vec::new());
            spawn_local(async move {
                for region in wanted {
                    fetch(filling, region).await;
                }
            });
        }
    });
}

/// Fetches the lists down to the children of a region, as far as they are not there. Without a network the lists end
/// here; sending the page brings the next one.
async fn fetch(filling: Filling, region: RegionCode) {
    let mut lineage: Vec<RegionCode> = region.lineage().collect();
    lineage.reverse();
    for parent in lineage {
        if filling.knows_below(parent) == Some(false)
            && let Ok(below) = api::regions(parent).await
        {
            filling.learn(below);
        }
    }
}
