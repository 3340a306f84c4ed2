//! What citizens and editors are shown of a document.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{DisclosureDraft, DisclosureMode, DisclosureSubject, Validity};

/// A document in a list. `GET /api/disclosures`, the newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DisclosureLine {
    /// Its number in addresses.
    pub id: i64,
    /// Its number in the catalogue (索引号).
    pub index_number: String,
    /// Its title.
    pub title: String,
    /// Who issued it.
    pub issuer: String,
    /// Its own number.
    pub document_number: Option<String>,
    /// What it is about.
    pub subject: DisclosureSubject,
    /// How it is to be had.
    pub mode: DisclosureMode,
    /// Since when everybody sees it.
    pub published_on: NaiveDate,
    /// Whether it holds today.
    pub validity: Option<Validity>,
}

/// A document, whole. `GET /api/disclosures/{id}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Disclosure {
    /// As lists have it.
    pub line: DisclosureLine,
    /// When it was made.
    pub made_on: NaiveDate,
    /// From when it holds.
    pub in_force_from: Option<NaiveDate>,
    /// Until when.
    pub ends_on: Option<NaiveDate>,
    /// What it says; nothing of what one has to ask for.
    pub body: String,
    /// Where its publisher has it.
    pub source_url: Option<String>,
    /// The code of the item by which its issuer is asked for it, of what has to be and where the catalogue has such an item.
    pub request_item: Option<String>,
    /// Entered for demonstration.
    pub demonstration: bool,
}

/// A document at the desk of editors. `GET /api/desk/disclosures/{id}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeskDisclosure {
    /// Its number in addresses.
    pub id: i64,
    /// Its number in the catalogue.
    pub index_number: String,
    /// What was written down.
    pub draft: DisclosureDraft,
    /// Published later than within twenty working days (art. 26).
    pub is_late: bool,
}
