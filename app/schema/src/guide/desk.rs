//! What is asked and answered at the desk where guides are written.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::design::GuideEdit;
use super::lint::GuideLint;
use super::model::Guide;
use crate::definitions::DraftLine;
use crate::locale::Text;

/// Begins a guide. `POST /api/desk/guides`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewGuide {
    /// Its code, for ever: small letters, digits and `-`.
    pub id: String,
    /// Its name.
    pub title: Text,
    /// What it begins with.
    pub from: GuideBeginning,
}

/// What a guide begins with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum GuideBeginning {
    /// One question and two ends.
    Nothing,
    /// A published guide.
    Guide {
        /// Its code.
        id: String,
        /// Its version.
        version: u32,
    },
    /// A definition file.
    Definition(Value),
}

/// A draft of a guide, whole. `GET /api/desk/guides/{id}/draft`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GuideDraft {
    /// Its revision.
    pub revision: i64,
    /// How far it has come.
    pub draft: DraftLine,
    /// The guide.
    pub guide: Guide,
    /// What is wrong with it.
    pub lints: Vec<GuideLint>,
}

/// A published version of a guide. `GET /api/desk/guides/{id}/{version}`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GuideDefinition {
    /// Which.
    pub version: u32,
    /// As it was published.
    pub guide: Guide,
}

/// Changes one part of a guide. `POST /api/desk/guides/{id}/draft/edits`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EditGuide {
    /// The revision one has seen.
    pub revision: i64,
    /// What is changed.
    pub edit: GuideEdit,
}
