//! Definitions of other people as definition files, each with a report of what did not come along.
//!
//! Three doors: [`from_jsonforms`], [`from_json_schema`], [`from_formio`]. Pure, for the server and the designer; nothing
//! that fills a form reaches here. Every key of a source that means something is carried over or in the report.

mod formio;
mod json_schema;
mod jsonforms;
mod withdraw;

use serde::{Deserialize, Serialize};
use serde_json::Value;

pub use self::formio::from_formio;
pub use self::json_schema::from_json_schema;
pub use self::jsonforms::from_jsonforms;
use super::lint::Severity;

/// A definition file, and what is not in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Imported {
    /// The definition, as [`super::compile`] reads it.
    pub definition: Value,
    /// What did not come along as it was, in the order it was met.
    pub losses: Vec<Loss>,
}

/// Something of the source that did not come along as it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Loss {
    /// JSON Pointer into the source.
    pub pointer: String,
    /// The key or kind concerned.
    pub what: String,
    /// What became of it.
    pub fate: Fate,
    /// What stands in its place, or why it could not stay; empty if there is nothing to add.
    pub by: String,
    /// How grave it is: an error where something is no longer asked, decided or checked.
    pub severity: Severity,
}

/// What became of something that did not come along as it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Fate {
    /// It is gone.
    Dropped,
    /// Something else stands in its place.
    Replaced,
    /// It is still there, and nothing comes of it.
    Kept,
}

/// A report in the making.
#[derive(Default)]
struct Report(Vec<Loss>);

impl Report {
    fn add(&mut self, pointer: &str, what: &str, fate: Fate, by: &str, severity: Severity) {
        let loss =
            Loss { pointer: pointer.to_owned(), what: what.to_owned(), fate, by: by.to_owned(), severity };
        if !self.0.contains(&loss) {
            self.0.push(loss);
        }
    }

    /// Something that was asked, decided or checked is gone.
    fn dropped(&mut self, pointer: &str, what: &str, why: &str) {
        self.add(pointer, what, Fate::Dropped, why, Severity::Error);
    }

    /// Something that only served people or programs is gone.
    fn shed(&mut self, pointer: &str, what: &str) {
        self.add(pointer, what, Fate::Dropped, "", Severity::Warning);
    }

    /// Something that does nearly the same stands in its place.
    fn replaced(&mut self, pointer: &str, what: &str, by: &str) {
        self.add(pointer, what, Fate::Replaced, by, Severity::Warning);
    }
}
