//! Searching all of the site at once: items, notices, policies and other public documents, published replies, surveys, group by group,
//! each with the words asked for marked.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::catalogue::{ItemSummary, encode};

/// What else is found beside items.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum SiteKind {
    /// Documents that say what is to be done (政策文件).
    Policy,
    /// Notices of the hall (通知公告).
    Notice,
    /// Replies to enquiries that are published (公开的答复).
    Reply,
    /// Everything else in the catalogue of public documents (信息公开目录).
    Disclosure,
    /// What the public is or was asked about (意见征集).
    Survey,
}

impl SiteKind {
    /// Every kind, in the order in which groups are shown.
    pub const ALL: [Self; 5] = [Self::Policy, Self::Notice, Self::Reply, Self::Disclosure, Self::Survey];

    /// The name on the wire.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Policy => "policy",
            Self::Notice => "notice",
            Self::Reply => "reply",
            Self::Disclosure => "disclosure",
            Self::Survey => "survey",
        }
    }

    /// The kind with this name.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.slug() == slug)
    }
}

/// A text with where the words stand in it that were asked for: start and length in characters, in order, not touching.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MarkedText {
    /// The text.
    pub text: String,
    /// Where the words stand.
    pub marks: Vec<(u32, u32)>,
}

/// Something that was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SiteHit {
    /// What it is.
    pub kind: SiteKind,
    /// What stands for it in addresses.
    pub id: String,
    /// Its title.
    pub title: MarkedText,
    /// What it says where the words stand; nothing where the title says it all.
    pub snippet: Option<MarkedText>,
    /// Whose it is; nobody's of a notice.
    pub source: Option<String>,
    /// When it was published.
    pub day: NaiveDate,
}

/// What was found of a kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SiteGroup {
    /// Of which kind.
    pub kind: SiteKind,
    /// How many there are.
    pub total: u64,
    /// The first of them, the best first.
    pub hits: Vec<SiteHit>,
    /// Pass it as `cursor` with this kind to get more; absent where there is no more, or where all kinds are shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// What was found everywhere. `GET /api/search`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SiteFound {
    /// Whether the question holds a word that is not looked for; nothing was found then, and it is not said again.
    pub blocked: bool,
    /// How many items there are.
    pub item_count: u64,
    /// The first of them, the best first.
    pub items: Vec<ItemSummary>,
    /// The other kinds of which anything was found.
    pub groups: Vec<SiteGroup>,
}

/// What is looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
pub struct SiteQuery {
    /// The words, at most 200 characters.
    #[serde(default)]
    pub q: String,
    /// Of which kind alone; of all of them without.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", param(inline))]
    pub kind: Option<SiteKind>,
    /// `next` of the page before.
    #[serde(default)]
    pub cursor: Option<String>,
}

impl SiteQuery {
    /// The query of an address.
    pub fn from_params<'a>(param: impl Fn(&str) -> Option<&'a str>) -> Self {
        let text = |name| param(name).map(str::to_owned);
        let kind = param("kind").and_then(SiteKind::from_slug);
        Self { q: text("q").unwrap_or_default(), kind, cursor: text("cursor") }
    }

    /// As it stands in an address, with its mark.
    pub fn to_query_string(&self) -> String {
        let mut query = format!("?q={}", encode(&self.q));
        if let Some(kind) = self.kind {
            query += &format!("&kind={}", kind.slug());
        }
        if let Some(cursor) = &self.cursor {
            query += &format!("&cursor={}", encode(cursor));
        }
        query
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_read_as_it_is_written() {
        let query =
            SiteQuery { q: "公开 条例".into(), kind: Some(SiteKind::Policy), cursor: Some("20".into()) };
        assert_eq!(
            query.to_query_string(),
            "?q=%E5%85%AC%E5%BC%80%20%E6%9D%A1%E4%BE%8B&kind=policy&cursor=20"
        );
        let read = SiteQuery::from_params(|name| match name {
            "q" => Some("公开 条例"),
            "kind" => Some("policy"),
            "cursor" => Some("20"),
            _ => None,
        });
        assert_eq!(read, query);
        assert_eq!(SiteQuery::default().to_query_string(), "?q=");
    }

    #[test]
    fn kinds_are_known_by_their_names() {
        for kind in SiteKind::ALL {
            assert_eq!(SiteKind::from_slug(kind.slug()), Some(kind));
        }
    }
}
