//! Addresses of what is published and asked of the public: search of the site, public documents, surveys.

use schema::catalogue::{ItemQuery, encode};
use schema::disclosures::{DisclosureLine, DisclosureSubject, REQUEST_NAME};
use schema::site_search::SiteQuery;
use schema::surveys::SurveyFilter;

pub const SEARCH: &str = "/search";
pub const DISCLOSURES: &str = "/disclosure";
pub const SURVEYS: &str = "/surveys";
pub const DESK_DISCLOSURES: &str = "/desk/disclosures";
pub const DESK_NEW_DISCLOSURE: &str = "/desk/disclosures/new";
pub const DESK_SURVEYS: &str = "/desk/surveys";
pub const DESK_NEW_SURVEY: &str = "/desk/surveys/new";

/// Searching all of the site.
pub fn search(query: &SiteQuery) -> String {
    format!("{SEARCH}{}", query.to_query_string())
}

/// What of the catalogue of public documents is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DisclosureLink {
    /// Who issued it.
    pub issuer: Option<String>,
    /// What it is about.
    pub subject: Option<DisclosureSubject>,
    /// In which year it was published.
    pub year: Option<u16>,
    /// Where the list goes on.
    pub cursor: Option<String>,
}

impl DisclosureLink {
    /// What an address says.
    pub fn from_params<'a>(param: impl Fn(&str) -> Option<&'a str>) -> Self {
        let text = |name| param(name).map(str::to_owned);
        Self {
            issuer: text("issuer"),
            subject: param("subject").and_then(DisclosureSubject::from_slug),
            year: param("year").and_then(|year| year.parse().ok()),
            cursor: text("cursor"),
        }
    }

    /// As it stands in an address, with its mark where there is anything.
    pub fn to_query_string(&self) -> String {
        let parts = [
            ("issuer", self.issuer.clone()),
            ("subject", self.subject.map(|subject| subject.slug().to_owned())),
            ("year", self.year.map(|year| year.to_string())),
            ("cursor", self.cursor.clone()),
        ];
        let parts = parts.into_iter().filter_map(|(name, value)| Some(format!("{name}={}", encode(&value?))));
        let parts = parts.collect::<Vec<_>>().join("&");
        if parts.is_empty() { parts } else { format!("?{parts}") }
    }
}

/// The catalogue of public documents.
pub fn disclosures(link: &DisclosureLink) -> String {
    format!("{DISCLOSURES}{}", link.to_query_string())
}

/// A public document.
pub fn disclosure(id: &str) -> String {
    format!("{DISCLOSURES}/{}", encode(id))
}

/// The items by which information is asked for that is not published.
pub fn ask_for_information() -> String {
    super::items(&ItemQuery { q: Some(REQUEST_NAME.to_owned()), ..ItemQuery::default() })
}

/// Asking for a document by that item, with what identifies the document; writing to the agencies where there is no such item.
pub fn ask_for(item: Option<&str>, line: &DisclosureLine) -> String {
    let Some(item) = item else { return super::NEW_ENQUIRY.to_owned() };
    let told = [("/request/index_number", line.index_number.as_str()), ("/request/title", &line.title)];
    super::situation(item, told)
}

/// A public document at the desk of editors.
pub fn desk_disclosure(id: i64) -> String {
    format!("{DESK_DISCLOSURES}/{id}")
}

/// A list of surveys.
pub fn surveys(list: SurveyFilter, cursor: Option<&str>) -> String {
    let cursor = cursor.map(|cursor| format!("&cursor={}", encode(cursor))).unwrap_or_default();
    format!("{SURVEYS}?list={}{cursor}", list.slug())
}

/// A survey, which is also where opinions are sent.
pub fn survey(id: &str) -> String {
    format!("{SURVEYS}/{}", encode(id))
}

/// A survey at the desk of editors.
pub fn desk_survey(id: i64) -> String {
    format!("{DESK_SURVEYS}/{id}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_read_as_it_is_written() {
        let link = DisclosureLink {
            issuer: Some("国务院".into()),
            subject: Some(DisclosureSubject::Rules),
            year: Some(2019),
            cursor: Some("2019-04-15.3".into()),
        };
        let query = "?issuer=%E5%9B%BD%E5%8A%A1%E9%99%A2&subject=rules&year=2019&cursor=2019-04-15.3";
        assert_eq!(link.to_query_string(), query);
        let read = DisclosureLink::from_params(|name| match name {
            "issuer" => Some("国务院"),
            "subject" => Some("rules"),
            "year" => Some("2019"),
            _ => Some("2019-04-15.3"),
        });
        assert_eq!(read, link);
        assert_eq!(DisclosureLink::default().to_query_string(), "");
    }
}
