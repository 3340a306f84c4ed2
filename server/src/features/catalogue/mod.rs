//! The item catalogue: importing, exporting and checking it, searching it, showing it.

pub mod export;
pub mod http;
pub mod import;
mod line;
pub mod lint;
pub mod regions;
pub mod search;
mod store;
mod text;

pub use search::SearchIndex;

use schema::role::RegionCode;

use crate::db::Tx;
use crate::error::Result;

/// The number of an agency, adding it when it is new.
pub async fn agency(tx: &mut Tx, region: &RegionCode, name: &str) -> Result<i64> {
    store::upsert_agency(tx, &region.to_string(), name).await
}
