//! The endpoints of the desk of catalogue editors.

use schema::Page;
use schema::catalogue::{CatalogueFindings, DepthReport, EditedItem, ListedItem, encode};

use crate::data::Read;

/// What the lint finds in the items one edits, counted.
pub fn catalogue_findings() -> Read<CatalogueFindings> {
    Read::one("/api/desk/catalogue".to_owned())
}

/// The items of one finding, by its slug.
pub fn found_items(finding: &str, after: Option<&str>) -> Read<Page<ListedItem>> {
    let after = after.map(|after| format!("?after={}", encode(after))).unwrap_or_default();
    Read::one(format!("/api/desk/catalogue/findings/{}{after}", encode(finding)))
}

/// The shares of online depth.
pub fn depth_report(after: Option<&str>) -> Read<DepthReport> {
    let after = after.map(|after| format!("?after={}", encode(after))).unwrap_or_default();
    Read::one(format!("/api/desk/catalogue/depth{after}"))
}

/// The items whose online depth nobody has said yet, of one agency or all.
pub fn unknown_depth(agency: Option<&str>, after: Option<&str>) -> Read<Page<ListedItem>> {
    let agency = agency.map(|agency| format!("agency={}&", encode(agency))).unwrap_or_default();
    let after = after.map(|after| format!("after={}", encode(after))).unwrap_or_default();
    Read::one(format!("/api/desk/catalogue/depth/unknown?{agency}{after}"))
}

/// An item as an editor sees it.
pub fn edited_item(code: &str) -> Read<EditedItem> {
    Read::one(format!("/api/desk/catalogue/items/{}", encode(code)))
}
