//! Reads of guides: the list, one at some answers, the situation of an item; and those of the desk where guides are written.

use schema::Page;
use schema::bundles::BundleView;
use schema::catalogue::encode;
use schema::definitions::{DefinitionLine, DefinitionRecord};
use schema::guide::{GUIDES, Guide, GuideStand, GuideSummary, Situation, path_of};
use schema::regions::Region;
use schema::role::RegionCode;

use crate::data::{Read, parse};

/// The guides there are.
pub fn list() -> Read<Vec<GuideSummary>> {
    Read::one(GUIDES.to_owned())
}

/// A guide at the answers of this query, with its mark; where it ends in a bundle, what that holds.
pub fn stand(code: &str, query: &str) -> Read<(GuideStand, Option<BundleView>)> {
    Read::chain(
        format!("{}/stand{query}", path_of(code)),
        |answers| {
            let [stand] = answers else { return None };
            let stand: GuideStand = serde_json::from_str(stand).ok()?;
            let form = stand.item?.form?;
            Some(format!("/api/items/{}/bundle", encode(form.bundle()?)))
        },
        |answers| Ok((parse(answers, 0)?, answers.get(1).map(|_| parse(answers, 1)).transpose()?)),
    )
}

/// What is to be handed in for an item, in the situation that this query tells.
pub fn situation(code: &str, query: &str) -> Read<Option<Situation>> {
    Read::one(format!("/api/items/{}/situation{query}", encode(code)))
}

/// The regions right below one, or the provinces: what a draft is tried out with.
pub fn regions_below(parent: Option<RegionCode>) -> Read<Vec<Region>> {
    let parent = parent.map(|parent| format!("?parent={parent}")).unwrap_or_default();
    Read::one(format!("/api/regions{parent}"))
}

/// The guides of the desk that are called so, by code.
pub fn desk_list(part: &str, cursor: Option<&str>) -> Read<Page<DefinitionLine>> {
    let cursor = cursor.map(|cursor| format!("&cursor={}", encode(cursor))).unwrap_or_default();
    Read::one(format!("{DESK}?q={}{cursor}", encode(part)))
}

/// A guide at the desk with its life: its draft, or where there is none its newest version.
pub fn written(id: &str) -> Read<(DefinitionRecord, Guide)> {
    Read::chain(
        desk(id),
        |answers| {
            let [record] = answers else { return None };
            let record: DefinitionRecord = serde_json::from_str(record).ok()?;
            let newest = record.versions.first().map(|version| version.version.to_string());
            let which = if record.draft.is_some() { Some("draft".to_owned()) } else { newest };
            Some(format!("{}/{}", desk(&record.id), which?))
        },
        |answers| Ok((parse(answers, 0)?, parse::<Said>(answers, 1)?.guide)),
    )
}

/// A version of a guide, or its draft.
pub fn version(id: &str, version: &str) -> Read<Guide> {
    Read::chain(
        format!("{}/{}", desk(id), encode(version)),
        |_| None,
        |answers| Ok(parse::<Said>(answers, 0)?.guide),
    )
}

/// A guide with its versions.
pub fn record(id: &str) -> Read<DefinitionRecord> {
    Read::one(desk(id))
}

/// Where the desk reads guides.
const DESK: &str = "/api/desk/guides";

fn desk(id: &str) -> String {
    format!("{DESK}/{}", encode(id))
}

/// What a draft and a version have in common.
#[derive(serde::Deserialize)]
struct Said {
    guide: Guide,
}
