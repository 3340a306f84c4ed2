//! The item catalogue (事项目录): the closed lists it uses and what the API says of an item.

mod depth;
mod editing;
mod fee;
mod item;
mod query;
mod terms;
mod way;
mod words;

pub use depth::{AgencyDepth, DepthCount, DepthReport, Standing, TypeDepth};
pub use editing::{CatalogueFindings, EditedItem, Finding, FindingCount, ItemSettings, ListedItem};
pub use fee::{Fee, yuan};
pub use item::{AgencyAt, Item, ItemSummary, NamedCount, Source};
pub use query::{ItemQuery, encode};
pub use terms::{Term, TermAspect, TermFault, promises_too_long, term_faults};
pub use way::{ItemWay, Way};
pub use words::{Audience, Handling, OnlineDepth, PowerType, Served};
