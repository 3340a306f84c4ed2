//! Asking in one's own words: what was heard, what answers it, and which one question would narrow it best.
//!
//! What a person says holds more than the matter: where ("外地转深圳户口"), for whom ("公司"), and what is to become of it
//! ("补办"). Those are [`Context`]; they may be said, chosen, or carried on from the question before.

mod blocked;
mod entry;
mod learning;
mod library;
mod mask;
mod purpose;

use std::fmt::Write;

use serde::{Deserialize, Serialize};

use crate::catalogue::{Audience, ItemSummary, encode};
use crate::guide::GuideLink;
use crate::regions::Region;
use crate::role::RegionCode;

pub use blocked::{Blocked, COVER};
pub use entry::{
    Entry, EntryChange, EntryDraft, EntryHistory, EntryTable, Imported, Libraries, LibraryCount, MeantItem,
    Said,
};
pub use learning::{AnswerRating, AskedQuestion, QuestionGroup, Trial, draw};
pub use library::{Library, MOST_ITEMS, MOST_WORDS, Need, Scene, Shape, TEXT_LETTERS, WORD_LETTERS};
pub use mask::{MASK, mask};
pub use purpose::Purpose;

/// `GET` with an [`AskQuery`], `POST` with an [`AskRequest`]; either answers with an [`AskReply`].
pub const ASK: &str = "/api/ask";

/// The most letters of a question.
pub const QUESTION_LETTERS: usize = 200;

/// How many days back the desk looks for words in what was asked: each search reads all questions of so many days.
pub const SOUGHT_DAYS: i64 = 30;

/// The most questions that are put back to a person before the answers stand as they are.
pub const MOST_QUESTIONS: usize = 4;

/// What narrows a question beside its words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema, utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
pub struct Context {
    /// Where: the code of a region.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>), param(value_type = Option<String>))]
    pub region: Option<RegionCode>,
    /// For whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub audience: Option<Audience>,
    /// What is to become of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purpose: Option<Purpose>,
    /// The agency, by its name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agency: Option<String>,
}

impl Context {
    /// What is said now, and where nothing is said what was known before.
    #[must_use]
    pub fn or(self, known: Self) -> Self {
        Self {
            region: self.region.or(known.region),
            audience: self.audience.or(known.audience),
            purpose: self.purpose.or(known.purpose),
            agency: self.agency.or(known.agency),
        }
    }

    /// What is settled of a facet, as its parameter says it.
    pub fn get(&self, facet: AskFacet) -> Option<String> {
        match facet {
            AskFacet::Region => self.region.map(|region| region.to_string()),
            AskFacet::Audience => self.audience.map(|audience| audience.slug().to_owned()),
            AskFacet::Purpose => self.purpose.map(|purpose| purpose.slug().to_owned()),
            AskFacet::Agency => self.agency.clone(),
        }
    }

    /// Settles a facet; a value that is none leaves it open.
    pub fn set(&mut self, facet: AskFacet, value: Option<&str>) {
        let value = value.filter(|value| !value.is_empty());
        match facet {
            AskFacet::Region => self.region = value.and_then(|code| RegionCode::parse(code).ok()),
            AskFacet::Audience => self.audience = value.and_then(Audience::from_slug),
            AskFacet::Purpose => self.purpose = value.and_then(Purpose::from_slug),
            AskFacet::Agency => self.agency = value.map(str::to_owned),
        }
    }
}

/// A question as an address says it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
pub struct AskQuery {
    /// What the person said.
    #[serde(default)]
    pub text: String,
    /// What narrows it.
    #[serde(flatten)]
    #[cfg_attr(feature = "openapi", param(inline))]
    pub context: Context,
}

impl AskQuery {
    /// The parameters in a fixed order, so that one question has one address; nothing where nothing is asked.
    pub fn to_query_string(&self) -> String {
        if self.text.is_empty() {
            return String::new();
        }
        let mut text = format!("?text={}", encode(&self.text));
        for facet in AskFacet::ALL {
            if let Some(value) = self.context.get(facet) {
                // Writing to a String cannot fail.
                let _ = write!(text, "&{}={}", facet.slug(), encode(&value));
            }
        }
        text
    }

    /// Reads the parameters from decoded pairs. What is unknown or empty is left out.
    pub fn from_params<'a>(get: impl Fn(&str) -> Option<&'a str>) -> Self {
        let mut query = Self { text: get("text").unwrap_or_default().trim().to_owned(), ..Self::default() };
        for facet in AskFacet::ALL {
            query.context.set(facet, get(facet.slug()));
        }
        query
    }

    /// The same question with a facet settled, or open again.
    #[must_use]
    pub fn with(&self, facet: AskFacet, value: Option<&str>) -> Self {
        let mut query = self.clone();
        query.context.set(facet, value);
        query
    }
}

/// A question as a body says it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AskRequest {
    /// What the person said.
    pub text: String,
    /// What narrows it.
    #[serde(default)]
    pub context: Context,
}

/// A facet that a question back may be about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum AskFacet {
    /// New, renewed, changed, cancelled, replaced.
    Purpose,
    /// For oneself or for an enterprise.
    Audience,
    /// Where.
    Region,
    /// With which agency.
    Agency,
}

impl AskFacet {
    /// All of them; of two that split equally well the earlier is asked, because it is easier to answer.
    pub const ALL: [Self; 4] = [Self::Purpose, Self::Audience, Self::Region, Self::Agency];

    /// The name of the parameter that answers it.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Purpose => "purpose",
            Self::Audience => "audience",
            Self::Region => "region",
            Self::Agency => "agency",
        }
    }
}

/// The question that narrows the answers best.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AskBack {
    /// What it asks.
    pub facet: AskFacet,
    /// What may be chosen, the most frequent first.
    pub choices: Vec<AskChoice>,
}

/// An answer to a question back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AskChoice {
    /// The value of the facet's parameter.
    pub value: String,
    /// What a region or an agency is called; purposes and audiences are called by whoever shows them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// How many of the answers have it.
    pub count: u32,
}

/// Why an item answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// Its name says it.
    Name,
    /// It is called so in everyday words; `found_in` says which.
    Wording,
    /// Its conditions or materials say it.
    Text,
    /// It sounds so.
    Sound,
    /// It is of the region that was asked for.
    Region,
    /// It is for whom it was asked for.
    Audience,
    /// It does what was asked for.
    Purpose,
    /// It is the agency's that was asked for.
    Agency,
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AskAnswer {
    /// The item.
    #[serde(flatten)]
    pub item: ItemSummary,
    /// How well it answers, from 0 to 1; 1 is called just so.
    pub score: f32,
    /// Why it does.
    pub why: Vec<Why>,
}

/// What a library answers, in its own words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Spoken {
    /// Which: a common question, small talk, or a polite phrase where the question held a blocked word. That question is not
    /// repeated to whoever asked it.
    pub library: Library,
    /// What is said.
    pub text: String,
    /// Where it comes from, if that is said.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
}

/// What the hall says to a question.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AskReply {
    /// The words that were looked for, without those around them.
    pub words: String,
    /// What was heard or known beside the words.
    pub context: Context,
    /// The region of it, with its name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<Region>,
    /// The items, the best first; where `good` is false the nearest three.
    pub answers: Vec<AskAnswer>,
    /// The question that would narrow them best, where one would.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<AskBack>,
    /// Whether the first answer is good. Where not, the person is offered somebody to ask.
    pub good: bool,
    /// The guide that is meant by a word of the question: it leads on where the question is broad.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guide: Option<GuideLink>,
    /// What a library answers; the items stand beside it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said: Option<Spoken>,
    /// What is said above the items, as editors put it; in Chinese.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phrase: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_is_read_from_its_address() {
        let query = AskQuery {
            text: "护照 丢了".to_owned(),
            context: Context {
                region: RegionCode::parse("440100").ok(),
                audience: Some(Audience::Personal),
                purpose: Some(Purpose::Replace),
                agency: None,
            },
        };
        let address = query.to_query_string();
        assert!(address.ends_with("&purpose=replace&audience=personal&region=440100"), "{address}");
        let read = AskQuery::from_params(|name| match name {
            "text" => Some(" 护照 丢了"),
            "purpose" => Some("replace"),
            "audience" => Some("personal"),
            "region" => Some("440100"),
            _ => None,
        });
        assert_eq!(read, query);
        assert_eq!(AskQuery::from_params(|_| Some("")), AskQuery::default());
        assert_eq!(AskQuery::default().to_query_string(), "");
    }

    #[test]
    fn what_is_said_now_counts_more_than_what_was_known() {
        let known =
            Context { purpose: Some(Purpose::New), audience: Some(Audience::Personal), ..Context::default() };
        let said = Context { purpose: Some(Purpose::Cancel), ..Context::default() };
        let both = said.or(known);
        assert_eq!((both.purpose, both.audience), (Some(Purpose::Cancel), Some(Audience::Personal)));
    }
}
