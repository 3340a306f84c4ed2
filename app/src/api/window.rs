//! What is read at the window, and of paper about a case.

use schema::Page;
use schema::catalogue::{ItemSummary, encode};
use schema::custody::CustodyList;
use schema::slips::{CaseSlips, Slip};
use schema::window::{WindowDraft, WindowQuery};

use crate::data::Read;

/// The items of one's window that fit some words.
pub fn window_items(query: &WindowQuery) -> Read<Vec<ItemSummary>> {
    Read::one(format!("/api/desk/window/items{}", query.to_query_string()))
}

/// What one has begun for others, the one saved last first.
pub fn window_drafts(cursor: Option<&str>) -> Read<Page<WindowDraft>> {
    let cursor = cursor.map(|cursor| format!("?cursor={}", encode(cursor))).unwrap_or_default();
    Read::one(format!("/api/desk/window/applications{cursor}"))
}

/// The originals of a case.
pub fn originals(number: &str) -> Read<CustodyList> {
    Read::one(format!("/api/desk/cases/{}/originals", encode(number)))
}

/// The slips of a case.
pub fn slips(number: &str) -> Read<CaseSlips> {
    Read::one(format!("/api/desk/cases/{}/slips", encode(number)))
}

/// One of them.
pub fn slip(number: &str, slip: i64) -> Read<Slip> {
    Read::one(format!("/api/desk/cases/{}/slips/{slip}", encode(number)))
}

/// The slips of one's own case.
pub fn own_slips(number: &str) -> Read<CaseSlips> {
    Read::one(format!("/api/cases/{}/slips", encode(number)))
}

/// One of them.
pub fn own_slip(number: &str, slip: i64) -> Read<Slip> {
    Read::one(format!("/api/cases/{}/slips/{slip}", encode(number)))
}
