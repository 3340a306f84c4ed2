//! Addresses of the desk of catalogue editors.

use schema::catalogue::{Finding, encode};

use super::{DESK_CATALOGUE, DESK_DEPTH};

/// Where it is said who finishes what is filled in for an item.
pub fn desk_item_way(code: &str) -> String {
    format!("{DESK_CATALOGUE}/items/{}/way", encode(code))
}

/// The items of one finding, after an item or from the first.
pub fn finding(finding: Finding, after: Option<&str>) -> String {
    let after = after.map(|after| format!("?after={}", encode(after))).unwrap_or_default();
    format!("{DESK_CATALOGUE}/findings/{}{after}", finding.slug())
}

/// The items of unknown depth, of one agency or all, after an item or from the first.
pub fn unknown_depth(agency: Option<i64>, after: Option<&str>) -> String {
    let agency = agency.map(|agency| format!("agency={agency}"));
    let after = after.map(|after| format!("after={}", encode(after)));
    let query = [agency, after].into_iter().flatten().collect::<Vec<_>>().join("&");
    let mark = if query.is_empty() { "" } else { "?" };
    format!("{DESK_DEPTH}/unknown{mark}{query}")
}

/// The page on which an item is edited, which is also where its settings are sent.
pub fn desk_item(code: &str) -> String {
    format!("{DESK_CATALOGUE}/items/{}", encode(code))
}
