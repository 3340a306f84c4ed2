//! A draft and another version of its form.

use serde::{Deserialize, Serialize};

use super::{FileInfo, FormRef};

/// A version that is in force while a draft was begun with another one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewerForm {
    /// The version in force.
    pub form: FormRef,
    /// Whether the draft's own is retired, so that it can no longer be filed.
    pub must: bool,
}

/// What a draft meets in a newer version, before it is moved, and what was set aside when it was moved before.
/// `GET /api/applications/{id}/version`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct VersionChange {
    /// The version in force, when it is not the draft's own.
    pub newer: Option<NewerForm>,
    /// What is different, as far as an applicant sees it.
    pub changed: Vec<crate::form::Difference>,
    /// The names that sentences about it need.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub names: Vec<crate::form::diff::Name>,
    /// Pointers of what has to be answered that had not to be, or no longer holds; after a move, of what had then.
    pub ask_again: Vec<String>,
    /// Answers that have no place any more. They are kept.
    pub set_aside: Vec<crate::form::SetAside>,
    /// Files of documents that are no longer asked for. They are kept.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files_aside: Vec<FileInfo>,
    /// The revision of the draft, which a move names.
    pub revision: i64,
}

/// Goes on with the version in force. `POST /api/applications/{id}/version`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChangeVersion {
    /// The version one was told of.
    pub version: u32,
    /// The revision of the draft one has seen.
    pub revision: i64,
}
