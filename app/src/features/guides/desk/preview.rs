//! A draft as everybody would see it: the same walk, whose answers stand in this page's address.

use std::collections::BTreeSet;

use schema::guide::{Ask, Guide, GuidePart};
use schema::regions::Region;
use schema::role::{RegionCode, RegionLevel};

use crate::api;
use crate::features::guides::ending::Ended;
use crate::features::guides::input::below;
use crate::features::guides::walk::{At, Walk};
use crate::prelude::*;
use crate::routes::to;
use crate::text::{Guiding, Words};

/// The preview, at the answers of the address.
pub fn preview(
    words: Words,
    guide: Guide,
    open: Option<(GuidePart, usize)>,
    written: Vec<(String, String)>,
) -> AnyView {
    let parents = parents(&Walk::new(&guide, &written, At::Draft(open), &[]));
    with_regions(parents, Vec::new(), move |regions| {
        let texts = Guiding(words.locale);
        let walk = Walk::new(&guide, &written, At::Draft(open), &regions);
        let stands = walk.shown(words);
        let outcome = walk.stand.outcome;
        let ended = outcome.map(|outcome| Ended { words, walk: &walk, outcome, found: None }.shown());
        let again = to::edited_guide(&guide.code, open, []);
        view! {
            <section class="phone-of" aria-labelledby="preview">
                <h2 id="preview">{texts.preview()}</h2>
                <p class="cap">{texts.preview_lead()}" "<a href=again>{texts.try_again()}</a></p>
                <div class="phone">{stands}{ended}</div>
            </section>
        }
    })
}

/// Below which regions those lie whose names the walk needs: what was answered, and what there is to choose from.
fn parents(walk: &Walk<'_>) -> BTreeSet<Option<RegionCode>> {
    let regions = walk.stand.answered.iter().filter(|it| matches!(it.question.kind, Ask::Region { .. }));
    let mut named: Vec<RegionCode> = regions.filter_map(|it| RegionCode::parse(it.written).ok()).collect();
    let mut parents = BTreeSet::new();
    if let Some(Ask::Region { within }) = walk.stand.open.map(|question| &question.kind) {
        let parent = below(walk, *within);
        named.extend(parent);
        if parent.is_none_or(|parent| parent.level() < RegionLevel::County) {
            parents.insert(parent);
        }
    }
    parents.extend(named.iter().flat_map(|code| code.lineage()).map(|code| code.parent()));
    parents
}

/// Draws something with the regions right below these, which are read one after the other.
fn with_regions(
    mut parents: BTreeSet<Option<RegionCode>>,
    mut known: Vec<Region>,
    shown: impl FnOnce(Vec<Region>) -> AnyView + Send + 'static,
) -> AnyView {
    match parents.pop_first() {
        None => shown(known),
        Some(parent) => api::guides::regions_below(parent).keep().document(move |found| {
            // Of a region that is not in the table nothing is known: there is nothing to choose then.
            known.extend(found.unwrap_or_default());
            with_regions(parents, known, shown)
        }),
    }
}
