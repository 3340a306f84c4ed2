//! A form as its designers find it: its versions, its draft, and what may be done with them.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::locale::Text;

/// How far a draft of a form has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum DraftState {
    /// Being written, or sent back.
    Draft,
    /// Handed to a second person.
    Review,
    /// Approved as it stands: it may be published. Whoever saves it makes it a draft again.
    Approved,
}

impl DraftState {
    /// Every state, in the order of a draft's life.
    pub const ALL: [Self; 3] = [Self::Draft, Self::Review, Self::Approved];

    /// The name on the wire and in the database.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Review => "review",
            Self::Approved => "approved",
        }
    }

    /// The state with this name.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.slug() == slug)
    }
}

/// A published version. It never changes; it comes into force, and may be retired.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PublishedVersion {
    /// Its number, from 1.
    pub version: u32,
    /// When it was published.
    pub published_at: DateTime<Utc>,
    /// From when applications are begun with it.
    pub effective_from: DateTime<Utc>,
    /// Since when no application is begun or filed with it.
    pub retired_at: Option<DateTime<Utc>>,
    /// Who published it; nobody for what came with the hall.
    pub published_by: Option<String>,
    /// Who reviewed it.
    pub reviewed_by: Option<String>,
}

/// The draft of a form, without the definition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DraftLine {
    /// How far it has come.
    pub state: DraftState,
    /// The version it was made from.
    pub base: Option<u32>,
    /// Who saved it last.
    pub author: String,
    /// When.
    pub updated_at: DateTime<Utc>,
    /// Who handed it to be reviewed.
    pub submitted_by: Option<String>,
    /// Who reviewed it last.
    pub reviewed_by: Option<String>,
    /// What they said.
    pub comment: Option<String>,
}

/// A form in the list of forms, by id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DefinitionLine {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: Text,
    /// Its newest version.
    pub newest: Option<PublishedVersion>,
    /// The version that applications are begun with now.
    pub in_force: Option<u32>,
    /// Its draft, for those who may change it.
    pub draft: Option<DraftLine>,
    /// How many items are applied for with it.
    pub items: u64,
    /// Whether one may change or review it.
    pub is_mine: bool,
}

/// A form with all its versions, the newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DefinitionRecord {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: Text,
    /// Grows with everything that happens to its draft. A write names it.
    pub revision: i64,
    /// Its versions.
    pub versions: Vec<PublishedVersion>,
    /// The version that applications are begun with now.
    pub in_force: Option<u32>,
    /// Its draft, for those who may change it.
    pub draft: Option<DraftLine>,
    /// How many items are applied for with it.
    pub items: u64,
    /// Whether one may change or review it.
    pub is_mine: bool,
    /// What one may do with its draft now.
    pub allowed: Vec<DraftAct>,
    /// The versions that one may retire now.
    pub retirable: Vec<u32>,
    /// Who is under way with which version.
    pub uses: Vec<VersionUse>,
}

/// How many are under way with a version: it is kept for them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct VersionUse {
    /// The version.
    pub version: u32,
    /// Applications that are being filled in with it.
    pub drafts: u64,
    /// Cases made with it that are open.
    pub cases: u64,
}

/// Something that is done with the draft of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum DraftAct {
    /// Saving it; where there is none this begins one.
    Edit,
    /// Handing it to a second person.
    Submit,
    /// Approving it or sending it back.
    Review,
    /// Making it the next version.
    Publish,
    /// Taking it away.
    Discard,
}
