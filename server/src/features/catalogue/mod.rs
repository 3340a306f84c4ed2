//! The item catalogue: importing, exporting and checking it, searching it, showing it, editing what the hall keeps of it.

pub mod editing;
pub mod export;
pub mod http;
pub mod import;
mod line;
mod line_terms;
pub mod lint;
pub mod regions;
pub mod search;
mod store;
mod text;

pub use editing::{Part, Scope, Surveys, scope_of};
pub use search::{
    Answer, Document, GOOD, Heard, Highlight, Index, Known, SearchIndex, Source, Stamp, Sums, Term, plain,
    terms,
};
pub use store::{stamps, sums};
pub use text::normal;

use std::collections::BTreeSet;

use schema::catalogue::{Fee, Item, Way};
use schema::role::RegionCode;

use crate::db::Tx;
use crate::error::Result;

/// Says that what searches and questions find has changed: the index follows.
pub async fn advance(tx: &mut Tx) -> Result<()> {
    store::advance_revision(tx).await
}

/// The number of an agency, adding it when it is new.
pub async fn agency(tx: &mut Tx, region: &RegionCode, name: &str) -> Result<i64> {
    store::upsert_agency(tx, &region.to_string(), name).await
}

/// The agencies of a region: number and name.
pub async fn agencies(tx: &mut Tx, region: &RegionCode) -> Result<Vec<(i64, String)>> {
    store::agencies(tx, &region.to_string()).await
}

/// An agency with its region.
#[derive(Clone, Debug)]
pub struct Agency {
    /// Its number.
    pub id: i64,
    /// The region it is of.
    pub region: RegionCode,
    /// What the region is called.
    pub region_name: String,
    /// What it is called.
    pub name: String,
}

impl Agency {
    /// What processes name it by.
    pub fn code(&self) -> String {
        format!("{}/{}", self.region, self.name)
    }

    /// The region of the agency that a process names.
    pub fn region_of(code: &str) -> Option<RegionCode> {
        let (region, _) = code.split_once('/')?;
        RegionCode::parse(region).ok()
    }
}

/// The agencies of these regions.
pub async fn agencies_of(tx: &mut Tx, regions: &BTreeSet<RegionCode>) -> Result<Vec<Agency>> {
    let rows = store::agencies_of(tx, regions).await?;
    let agency = |(id, region, region_name, name): (i64, String, String, String)| {
        Ok(Agency { id, region: RegionCode::parse(&region).map_err(anyhow::Error::from)?, region_name, name })
    };
    rows.into_iter().map(agency).collect()
}

/// The agencies of a region and of those that lie in it: those of the wider regions first.
pub async fn agencies_in(tx: &mut Tx, region: RegionCode) -> Result<Vec<Agency>> {
    let code = region.to_string();
    let rows = store::agencies_below(tx, code.get(..region.level().digits()).unwrap_or(&code)).await?;
    let agency = |(id, region, region_name, name): (i64, String, String, String)| {
        Ok(Agency { id, region: RegionCode::parse(&region).map_err(anyhow::Error::from)?, region_name, name })
    };
    let mut agencies = rows.into_iter().map(agency).collect::<Result<Vec<_>>>()?;
    agencies.retain(|agency| region.contains(&agency.region));
    agencies.sort_by_key(|agency| agency.region.level());
    Ok(agencies)
}

/// The regions with agencies that lie in no other such region.
pub async fn top_regions(tx: &mut Tx) -> Result<Vec<RegionCode>> {
    let codes = store::agency_regions(tx).await?;
    let regions = codes.iter().map(|code| Ok(RegionCode::parse(code).map_err(anyhow::Error::from)?));
    let regions = regions.collect::<Result<Vec<_>>>()?;
    let is_top =
        |region: &&RegionCode| !regions.iter().any(|other| other != *region && other.contains(region));
    Ok(regions.iter().filter(is_top).copied().collect())
}

/// Who finishes what is filled in for an item, and for how many days the window takes it.
pub async fn way_of(tx: &mut Tx, code: &str) -> Result<(Way, u32)> {
    let (way, days) = store::way(tx, code).await?.unwrap_or_default();
    let way = way.as_deref().and_then(Way::from_slug).unwrap_or_default();
    Ok((way, days.and_then(|days| u32::try_from(days).ok()).unwrap_or(Way::DAYS)))
}

/// Who handles an item: its agency and that agency's region.
pub struct HandledBy {
    /// The agency's number.
    pub agency: i64,
    /// The agency's name.
    pub name: String,
    /// The region.
    pub region: RegionCode,
}

/// Who handles an item.
pub async fn handled_by(tx: &mut Tx, code: &str) -> Result<Option<HandledBy>> {
    let Some((agency, name, region)) = store::handled_by(tx, code).await? else { return Ok(None) };
    let region = RegionCode::parse(&region).map_err(anyhow::Error::from)?;
    Ok(Some(HandledBy { agency, name, region }))
}

/// The newest version of an item.
pub async fn version(tx: &mut Tx, code: &str) -> Result<Option<u32>> {
    let newest = store::newest(tx, code).await?;
    Ok(newest.map(|(version, _)| u32::try_from(version).unwrap_or(u32::MAX)))
}

/// The fees that the newest version of an item publishes.
pub async fn fees(tx: &mut Tx, code: &str) -> Result<Vec<Fee>> {
    let Some(version) = version(tx, code).await? else { return Ok(Vec::new()) };
    Ok(item_at(tx, code, version).await?.map(|item| item.fees).unwrap_or_default())
}

/// What the newest version of an item says that hangs on one's situation.
pub async fn terms_of(tx: &mut Tx, code: &str) -> Result<Vec<schema::catalogue::Term>> {
    let Some(version) = version(tx, code).await? else { return Ok(Vec::new()) };
    Ok(item_at(tx, code, version).await?.map(|item| item.terms).unwrap_or_default())
}

/// An item as one of its versions says it.
pub async fn item_at(tx: &mut Tx, code: &str, version: u32) -> Result<Option<Item>> {
    store::item_at(tx, code, version).await?.map(http::whole).transpose()
}

/// The name of an item in a line that was stored, without reading the rest of it.
pub fn name_in(line: &str) -> Result<String> {
    Ok(line::Line::name(line)?)
}

/// The items of these regions that can be applied for here, those made for demonstration first.
pub async fn online_items(tx: &mut Tx, regions: &[&str]) -> Result<Vec<String>> {
    let mut codes = Vec::new();
    for region in regions {
        codes.extend(store::online_items(tx, region).await?);
    }
    codes.sort_by_key(|(_, demonstration)| !demonstration);
    Ok(codes.into_iter().map(|(code, _)| code).collect())
}
