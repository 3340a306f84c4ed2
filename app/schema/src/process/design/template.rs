//! The shelf of templates: the usual shapes of handling, by what the catalogue calls them.

use serde::Deserialize;
use serde_json::Value;

use crate::locale::Text;

/// A process to begin with.
#[derive(Clone, Debug, Deserialize)]
pub struct Template {
    /// What it is named by.
    pub id: String,
    /// What people call it.
    pub name: Text,
    /// What it is for.
    pub about: Text,
    /// The definition, whole.
    pub definition: Value,
}

/// Every template: 即办件, 承诺件, 上报件, 联办件. Empty if the shelf cannot be read, which a test refuses.
pub fn templates() -> Vec<Template> {
    serde_json::from_str(include_str!("templates.json")).unwrap_or_default()
}
