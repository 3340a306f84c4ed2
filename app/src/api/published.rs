//! What is read of what is published and asked of the public.

use schema::Page;
use schema::catalogue::encode;
use schema::disclosures::{DeskDisclosure, Disclosure, DisclosureLine};
use schema::site_search::{SiteFound, SiteQuery};
use schema::surveys::{DeskSurvey, KeptOpinion, Survey, SurveyFilter, SurveyLine};

use super::from;
use crate::data::Read;
use crate::routes::to::DisclosureLink;

/// What all of the site has for some words.
pub fn search(query: &SiteQuery) -> Read<SiteFound> {
    Read::one(format!("/api/search{}", query.to_query_string()))
}

/// Public documents, the newest first.
pub fn disclosures(link: &DisclosureLink) -> Read<Page<DisclosureLine>> {
    Read::one(format!("/api/disclosures{}", link.to_query_string()))
}

/// A public document.
pub fn disclosure(id: &str) -> Read<Disclosure> {
    Read::one(format!("/api/disclosures/{}", encode(id)))
}

/// Public documents as editors see them.
pub fn desk_disclosures(cursor: Option<&str>) -> Read<Page<DisclosureLine>> {
    Read::one(from("/api/desk/disclosures", cursor))
}

/// A public document as it was written down.
pub fn desk_disclosure(id: &str) -> Read<DeskDisclosure> {
    Read::one(format!("/api/desk/disclosures/{}", encode(id)))
}

/// Surveys.
pub fn surveys(list: SurveyFilter, cursor: Option<&str>) -> Read<Page<SurveyLine>> {
    let cursor = cursor.map(|cursor| format!("&cursor={}", encode(cursor))).unwrap_or_default();
    Read::one(format!("/api/surveys?list={}{cursor}", list.slug()))
}

/// A survey.
pub fn survey(id: &str) -> Read<Survey> {
    Read::one(format!("/api/surveys/{}", encode(id)))
}

/// Surveys as editors see them.
pub fn desk_surveys(cursor: Option<&str>) -> Read<Page<SurveyLine>> {
    Read::one(from("/api/desk/surveys", cursor))
}

/// A survey as it was written down.
pub fn desk_survey(id: &str) -> Read<DeskSurvey> {
    Read::one(format!("/api/desk/surveys/{}", encode(id)))
}

/// What the public thinks.
pub fn opinions(id: i64, cursor: Option<&str>) -> Read<Page<KeptOpinion>> {
    Read::one(from(&format!("/api/desk/surveys/{id}/opinions"), cursor))
}
