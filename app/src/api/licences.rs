//! The endpoints of licences.

use schema::Page;
use schema::catalogue::encode;
use schema::licences::{Licence, LicenceSummary, Verification};

use super::from;
use crate::data::Read;

/// One's own licences, the newest first.
pub fn licences(cursor: Option<&str>) -> Read<Page<LicenceSummary>> {
    Read::one(from("/api/licences", cursor))
}

/// One of them, whole.
pub fn licence(number: &str) -> Read<Licence> {
    Read::one(format!("/api/licences/{}", encode(number)))
}

/// How a licence stands, and what stands on it for who has its code.
pub fn verify(number: &str, code: Option<&str>) -> Read<Verification> {
    let code = code.map(|code| format!("&code={}", encode(code))).unwrap_or_default();
    Read::one(format!("/api/licences/verify?number={}{code}", encode(number)))
}
