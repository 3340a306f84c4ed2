//! The first page, the life events it leads to, and what waits for who is signed in. Everybody loads this: types are plain.

use serde::{Deserialize, Serialize};

use crate::catalogue::{Audience, ItemSummary, NamedCount};
use crate::guide::GuideLink;
use crate::locale::Text;
use crate::notices::NoticeSummary;

/// What the first page shows to everybody. `GET /api/home`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Home {
    /// How many items there are.
    pub items: u64,
    /// How many of them are for people.
    pub personal: u64,
    /// How many of them are for enterprises and other bodies.
    pub enterprise: u64,
    /// The matters asked for most this season.
    pub season: Vec<ItemSummary>,
    /// The first life events of each audience, in the editors' order.
    pub life_events: Vec<LifeEventSummary>,
    /// The first themes of each audience, in the editors' order.
    pub themes: Vec<Theme>,
    /// The agencies with the most items.
    pub agencies: Vec<NamedCount>,
    /// The newest notices.
    pub notices: Vec<NoticeSummary>,
}

/// A theme as one audience finds it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Theme {
    /// For whom.
    pub audience: Audience,
    /// The name items bear, which is also the value of the `theme` parameter.
    pub name: String,
    /// What people read.
    pub title: Text,
    /// How many items of this audience bear it.
    pub count: u64,
}

/// A life event in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LifeEventSummary {
    /// A word for addresses, such as `birth`.
    pub id: String,
    /// For whom.
    pub audience: Audience,
    /// Its name.
    pub name: Text,
    /// One line that says what begins here.
    pub line: Text,
}

/// What there is to do when something happens in a life, or in that of an enterprise. `GET /api/life-events/{id}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LifeEvent {
    /// A word for addresses, such as `birth`.
    pub id: String,
    /// For whom.
    pub audience: Audience,
    /// Its name.
    pub name: Text,
    /// One line that says what begins here.
    pub line: Text,
    /// The items, in the editors' order.
    pub items: Vec<ItemSummary>,
    /// Words to search on with, in the language of the catalogue.
    pub terms: Vec<String>,
    /// The guides that lead through it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub guides: Vec<GuideLink>,
}

/// What waits for the person who is signed in. `GET /api/me/waiting`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Waiting {
    /// Cases in which the next step is the applicant's, those whose clock stands first.
    pub cases: Vec<WaitingCase>,
    /// Applications that were begun and not filed, the one saved last first.
    pub drafts: Vec<WaitingDraft>,
}

/// A case that waits for its applicant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WaitingCase {
    /// Its number, as it is written.
    pub number: String,
    /// The item's name.
    pub item_name: String,
    /// The agency that handles it.
    pub department: String,
    /// What it waits for.
    pub wait: Wait,
    /// How many places are to be put right; 0 when nothing is.
    pub points: u64,
}

/// An application that was begun and not filed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WaitingDraft {
    /// Its number within the hall.
    pub id: i64,
    /// The item's code.
    pub item: String,
    /// The item's name.
    pub item_name: String,
    /// The agency that handles it.
    pub department: String,
}

/// What a case waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Wait {
    /// Something is to be put right; the clock stands.
    Supplement,
    /// It is decided, and the result is to be handed over.
    Collect,
    /// The result was handed over, and may be rated.
    Rate,
}
