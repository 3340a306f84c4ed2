//! What the API says of guides, and how answers stand in an address.

use std::fmt::Write;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::model::Guide;
use super::situation::Situation;
use crate::catalogue::{Item, encode};
use crate::locale::Text;
use crate::regions::Region;

/// Where the guides are read.
pub const GUIDES: &str = "/api/guides";

/// A guide as lists show it. `GET /api/guides`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GuideSummary {
    /// Its code.
    pub code: String,
    /// What it leads through.
    pub title: Text,
    /// One line about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub intro: Option<Text>,
    /// The day on which somebody compared it with the law.
    pub as_of: NaiveDate,
    /// Whether it is shown for demonstration and is no advice.
    #[serde(default)]
    pub demonstration: bool,
}

/// A way to a guide.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GuideLink {
    /// Its code.
    pub code: String,
    /// What it leads through.
    pub title: Text,
}

impl From<GuideSummary> for GuideLink {
    fn from(GuideSummary { code, title, .. }: GuideSummary) -> Self {
        Self { code, title }
    }
}

/// What is kept beside a published version, so that lists and questions need not read all of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuideTold {
    /// What lists show.
    #[serde(flatten)]
    pub summary: GuideSummary,
    /// Words people ask with when they mean it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub called: Vec<String>,
    /// The life events it belongs to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub events: Vec<String>,
}

/// A guide with what the hall knows of where the answers of an address lead. `GET /api/guides/{code}/stand`. Where one stands
/// follows from guide and answers by [`super::replay`], on either side.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GuideStand {
    /// The guide, in the version that is in force.
    pub guide: Guide,
    /// That version.
    pub version: u32,
    /// The item it ends in, of a bundle the item that the bundle hangs on. None also where the catalogue has it no more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<Item>,
    /// What is to be handed in, and fee, time and window, by what the answers say of its form; none where nothing hangs on that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub situation: Option<Situation>,
    /// The regions that were answered, with those above them, and those there are to choose from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub regions: Vec<Region>,
}

impl Guide {
    /// What lists show of it.
    pub fn summary(&self) -> GuideSummary {
        GuideSummary {
            code: self.code.clone(),
            title: self.title.clone(),
            intro: self.intro.clone(),
            as_of: self.as_of,
            demonstration: self.demonstration,
        }
    }

    /// What is kept beside a published version.
    pub fn told(&self) -> GuideTold {
        GuideTold { summary: self.summary(), called: self.called.clone(), events: self.events.clone() }
    }
}

impl GuideTold {
    /// How many letters of a question this guide is meant by: those of the longest of its words in it; none where there is none.
    pub fn meant_by(&self, question: &str) -> Option<usize> {
        let titles = self.summary.title.get(crate::Locale::ZhCn).split(['，', '、', ' ']);
        let words = titles.chain(self.called.iter().map(String::as_str));
        let said = words.filter(|word| !word.is_empty() && question.contains(word));
        said.map(|word| word.chars().count()).max()
    }
}

/// The address of a guide in the API.
pub fn path_of(code: &str) -> String {
    format!("{GUIDES}/{}", encode(code))
}

/// Answers as the query of an address, with its mark; nothing where there are none.
pub fn query_of<'a>(answers: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let mut query = String::new();
    for (id, written) in answers {
        let mark = if query.is_empty() { '?' } else { '&' };
        // Writing to a String cannot fail.
        let _ = write!(query, "{mark}{}={}", encode(id), encode(written));
    }
    query
}
