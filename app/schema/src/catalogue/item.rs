//! An item, in a list and whole.

use serde::{Deserialize, Serialize};

use super::fee::Fee;
use super::terms::Term;
use super::way::Way;
use super::words::{Handling, OnlineDepth, PowerType, Served};
use crate::applications::FormRef;
use crate::calendar::Limit;
use crate::role::RegionCode;

/// What a list of items says of one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ItemSummary {
    /// The item's code: `task_code` or `item_code` of its source.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The agency that handles it.
    pub department: String,
    /// The region's name.
    pub region: String,
    /// The region's code.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub region_code: RegionCode,
    /// Its kind of power.
    pub item_type: PowerType,
    /// How it is handled, where known.
    pub handling: Option<Handling>,
    /// The time the agency promises.
    pub promised_limit: Option<Limit>,
    /// The time the law gives.
    pub statutory_limit: Option<Limit>,
    /// How often one has to go there.
    pub visits: Option<u8>,
    /// Whether it can be applied for here.
    pub online: Option<bool>,
    /// Where the words that were asked for stand in `name`: start and length in characters.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<(u32, u32)>,
    /// A sentence of the item that says why it was found, when the name does not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub found_in: Option<String>,
}

/// Everything the catalogue knows of an item. `None` and empty mean "not published".
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Item {
    /// What lists show.
    #[serde(flatten)]
    pub summary: ItemSummary,
    /// The name of the directory entry it belongs to.
    pub catalog_name: Option<String>,
    /// The level of government (省级, 市级, …), as published.
    pub level: Option<String>,
    /// Who may apply.
    pub conditions: Option<String>,
    /// What to bring.
    pub materials: Vec<String>,
    /// Where to go.
    pub location: Option<String>,
    /// Whom to call.
    pub phone: Option<String>,
    /// Whom to complain to.
    pub complaint_phone: Option<String>,
    /// Its themes.
    pub themes: Vec<String>,
    /// Who is served.
    pub served: Vec<Served>,
    /// What people call it.
    pub everyday_names: Vec<String>,
    /// How far it can be handled online.
    pub depth: Option<OnlineDepth>,
    /// Where the published text stands.
    pub source_url: Option<String>,
    /// The form it is applied for with; none where it is handled at the counter only.
    #[serde(default)]
    pub form: Option<FormRef>,
    /// The agencies to which it goes up from its own, where it does (上报件), from below.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub above: Vec<AgencyAt>,
    /// Who finishes what is filled in online.
    #[serde(default)]
    pub way: Way,
    /// For how many days the window takes what was filled in; [`Way::DAYS`] where nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub way_days: Option<u32>,
    /// The fees it publishes; what is not among them is not charged.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fees: Vec<Fee>,
    /// What of its fees, time, window and delivery hangs on one's situation.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub terms: Vec<Term>,
    /// Whose data this is and of which year.
    pub source: Source,
}

/// An agency, by its region and its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AgencyAt {
    /// The region it is of.
    #[serde(rename = "region_code")]
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub region: RegionCode,
    /// Its name.
    #[serde(rename = "department")]
    pub name: String,
}

/// A body of catalogue data: who published it, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Source {
    /// The publisher, such as 广东政务服务网.
    pub name: String,
    /// The year of publication.
    pub year: u16,
    /// Made for demonstration; says nothing about a real service.
    pub demonstration: bool,
}

/// A name and how many items bear it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NamedCount {
    /// The name.
    pub name: String,
    /// How many.
    pub count: u64,
}
