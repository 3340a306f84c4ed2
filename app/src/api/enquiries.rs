//! What is read of enquiries.

use schema::Page;
use schema::catalogue::encode;
use schema::enquiries::{DeskEnquiry, EnquiryColumn, EnquiryFigures, EnquiryLine, EnquiryList, EnquiryView};
use schema::regions::Region;

use crate::data::Read;

fn on(path: String, cursor: Option<&str>) -> String {
    match cursor {
        Some(cursor) => format!("{path}&cursor={}", encode(cursor)),
        None => path,
    }
}

/// A public column.
pub fn column(column: EnquiryColumn, cursor: Option<&str>) -> Read<Page<EnquiryLine>> {
    Read::one(on(format!("/api/enquiries?column={}", column.slug()), cursor))
}

/// How many there were.
pub fn figures() -> Read<EnquiryFigures> {
    Read::one("/api/enquiries/figures".to_owned())
}

/// Where one may write to without an item.
pub fn places() -> Read<Vec<Region>> {
    Read::one("/api/enquiries/places".to_owned())
}

/// One's own.
pub fn mine(cursor: Option<&str>) -> Read<Page<EnquiryLine>> {
    let cursor = cursor.map(|cursor| format!("?cursor={}", encode(cursor))).unwrap_or_default();
    Read::one(format!("/api/me/enquiries{cursor}"))
}

/// One, by its number.
pub fn one(id: &str) -> Read<EnquiryView> {
    Read::one(format!("/api/enquiries/{}", encode(id)))
}

/// A list of the desk.
pub fn desk(list: EnquiryList, cursor: Option<&str>) -> Read<Page<EnquiryLine>> {
    Read::one(on(format!("/api/desk/enquiries?list={}", list.slug()), cursor))
}

/// One at the desk.
pub fn at_desk(id: &str) -> Read<DeskEnquiry> {
    Read::one(format!("/api/desk/enquiries/{}", encode(id)))
}
