//! A bundle as it is stored.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::expr::Expr;
use crate::locale::Text;

/// Items that are applied for together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bundle {
    /// The code of the item of the catalogue that it hangs on, whose agency leads (牵头).
    pub item: String,
    /// Which version this is, from 1.
    pub version: u32,
    /// What it is called.
    pub title: Text,
    /// Questions about the situation: the definition of a form. Their answers decide which items apply.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub questions: Option<Value>,
    /// The items, in the order in which they are spoken of.
    pub items: Vec<BundleItem>,
    /// Documents that stand for those of several items, and are handed in once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub materials: Vec<SharedMaterial>,
    /// Stages under which items are shown, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stages: Vec<Stage>,
}

/// One item of a bundle.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BundleItem {
    /// Its code in the catalogue.
    pub item: String,
    /// A short name for pointers (`hygiene`): lower-case letters, digits and `_`, unique in the bundle.
    pub key: String,
    /// Whether it applies; always where there is none. Reads `situation.…` and facts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Expr>,
    /// The codes of the items that must be approved before (前置).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub after: Vec<String>,
    /// The id of the stage it is shown under.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<String>,
}

/// A document that is handed in once for several items.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SharedMaterial {
    /// Its id in the one form.
    pub id: String,
    /// What it is called there.
    pub name: Text,
    /// Codes of items, each with the id that the document has in the item's own form.
    pub stands_for: Vec<(String, String)>,
}

/// A stage of the joint handling, such as 开工前.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stage {
    /// Unique in the bundle.
    pub id: String,
    /// What it is called.
    pub name: Text,
}

impl Bundle {
    /// The item with this code.
    pub fn find(&self, item: &str) -> Option<&BundleItem> {
        self.items.iter().find(|other| other.item == item)
    }
}
