//! Addresses of enquiries, and of the desk where they are answered.

use schema::catalogue::encode;
use schema::enquiries::EnquiryList;

pub const ENQUIRIES: &str = "/enquiries";
pub const NEW_ENQUIRY: &str = "/enquiries/new";
pub const MY_ENQUIRIES: &str = "/me/enquiries";
pub const DESK_ENQUIRIES: &str = "/desk/enquiries";
pub const DESK_NEW_ENQUIRY: &str = "/desk/enquiries/new";

/// A public column of enquiries: `latest`, `featured` or `figures`.
pub fn enquiries(column: &str, cursor: Option<&str>) -> String {
    let cursor = cursor.map(|cursor| format!("&cursor={}", encode(cursor))).unwrap_or_default();
    format!("{ENQUIRIES}?column={column}{cursor}")
}

/// The page of an enquiry.
pub fn enquiry(id: i64) -> String {
    format!("{ENQUIRIES}/{id}")
}

/// The same by its number as it stands in an address.
pub fn enquiry_of(id: &str) -> String {
    format!("{ENQUIRIES}/{}", encode(id))
}

/// Writing about an item.
pub fn enquire_about(item: &str) -> String {
    format!("{NEW_ENQUIRY}?item={}", encode(item))
}

/// A list of enquiries at the desk.
pub fn desk_enquiries(list: EnquiryList, cursor: Option<&str>) -> String {
    let cursor = cursor.map(|cursor| format!("&cursor={}", encode(cursor))).unwrap_or_default();
    format!("{DESK_ENQUIRIES}?list={}{cursor}", list.slug())
}

/// One at the desk.
pub fn desk_enquiry(id: i64) -> String {
    format!("{DESK_ENQUIRIES}/{id}")
}
