//! What is read of bills.

use schema::Page;
use schema::bills::{Bill, BillSummary, CaseBills};
use schema::catalogue::encode;

use super::from;
use crate::data::Read;

/// One's own bills, the newest first.
pub fn bills(cursor: Option<&str>) -> Read<Page<BillSummary>> {
    Read::one(from("/api/bills", cursor))
}

/// One of them.
pub fn bill(number: &str) -> Read<Bill> {
    Read::one(format!("/api/bills/{}", encode(number)))
}

/// What is due of a case, at its desk.
pub fn case_bills(number: &str) -> Read<CaseBills> {
    Read::one(format!("/api/desk/cases/{}/bills", encode(number)))
}
