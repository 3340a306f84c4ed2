//! What catalogue editors read and change: what the lint finds in items, and the settings the hall itself keeps of one.

use serde::{Deserialize, Deserializer, Serialize};

use super::words::{Handling, OnlineDepth, PowerType};

/// Something missing or odd in a published item. Missing means null.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Finding {
    /// The law's time limit is not published.
    NoStatutoryLimit,
    /// The agency's promised time is not published.
    NoPromisedLimit,
    /// Neither of the two is.
    NoLimit,
    /// Nothing says who may apply.
    NoConditions,
    /// Nothing says what to bring.
    NoMaterials,
    /// There is no number to complain to.
    NoComplaintPhone,
    /// The agency promises more time than the law gives; seven days are five working days.
    PromisedOverStatutory,
    /// It asks for "other documents", which nobody can prepare.
    CatchAllMaterial,
}

impl Finding {
    /// Every finding, in the order of the report.
    pub const ALL: [Self; 8] = [
        Self::NoStatutoryLimit,
        Self::NoPromisedLimit,
        Self::NoLimit,
        Self::NoConditions,
        Self::NoMaterials,
        Self::NoComplaintPhone,
        Self::PromisedOverStatutory,
        Self::CatchAllMaterial,
    ];

    /// The name on the wire, in addresses and in the report of `onehall lint catalogue`.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::NoStatutoryLimit => "no_statutory_limit",
            Self::NoPromisedLimit => "no_promised_limit",
            Self::NoLimit => "no_limit",
            Self::NoConditions => "no_conditions",
            Self::NoMaterials => "no_materials",
            Self::NoComplaintPhone => "no_complaint_phone",
            Self::PromisedOverStatutory => "promised_over_statutory",
            Self::CatchAllMaterial => "catch_all_material",
        }
    }

    /// The finding with this slug.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|finding| finding.slug() == slug)
    }
}

/// How often the lint finds something in the items one edits. `GET /api/desk/catalogue`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CatalogueFindings {
    /// How many items were looked at.
    pub items: u64,
    /// Every finding with its count, also those of which there is none.
    pub findings: Vec<FindingCount>,
}

/// A finding, and in how many items it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FindingCount {
    /// What is found.
    pub finding: Finding,
    /// In how many items.
    pub items: u64,
}

/// An item in a list of those to be looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ListedItem {
    /// The item's code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The agency that handles it.
    pub department: String,
    /// The region's name.
    pub region: String,
}

/// What an editor sees of an item before changing it. `GET /api/desk/catalogue/items/{code}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EditedItem {
    /// Which item.
    pub item: ListedItem,
    /// Its kind of power.
    pub item_type: PowerType,
    /// What the lint finds in it.
    pub findings: Vec<Finding>,
    /// What can be changed.
    pub settings: ItemSettings,
    /// Who finishes what is filled in online, which can be changed too.
    #[serde(default)]
    pub way: super::ItemWay,
}

/// What the hall itself keeps of an item, beside what its source publishes. Published catalogues say neither: both
/// are null until an editor has said them, are not exported, and stay when a source is imported again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ItemSettings {
    /// How it is handled; null: unknown.
    // Each is to be said: what was left out of a request must not be forgotten by it.
    #[serde(deserialize_with = "said")]
    #[cfg_attr(feature = "openapi", schema(required))]
    pub handling: Option<Handling>,
    /// How far it can be handled online; null: unknown.
    #[serde(deserialize_with = "said")]
    #[cfg_attr(feature = "openapi", schema(required))]
    pub depth: Option<OnlineDepth>,
    /// How often they have been changed: sent back with a change, so that nobody overwrites what they have not seen.
    pub revision: i64,
}

/// A value that may be null and may not be left out.
fn said<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    Option::deserialize(deserializer)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn each_finding_survives_the_wire() {
        for finding in Finding::ALL {
            assert_eq!(serde_json::to_value(finding).unwrap(), finding.slug());
            assert_eq!(Finding::from_slug(finding.slug()), Some(finding));
        }
        assert_eq!(Finding::from_slug("no_name"), None);
    }

    #[test]
    fn unknown_is_said_and_not_left_out() {
        let read = |value| serde_json::from_value::<ItemSettings>(value);
        let settings = read(json!({ "handling": null, "depth": "whole", "revision": 3 })).unwrap();
        let depth = Some(OnlineDepth::Whole);
        assert_eq!(settings, ItemSettings { handling: None, depth, revision: 3 });
        assert!(read(json!({ "handling": null, "revision": 3 })).is_err());
        assert!(read(json!({ "depth": null, "revision": 3 })).is_err());
    }
}
