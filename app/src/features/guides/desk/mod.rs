//! The desk where guides are written: the list, a guide with its life and its map, writing it part by part beside its preview, and what
//! is different between two versions. All of it is documents and forms: it works without scripts.

mod card;
mod condition;
mod difference;
mod edit;
mod form;
mod list;
mod map;
mod preview;
mod record;
mod source;
mod typed;

pub use difference::GuideDifferencePage;
pub use edit::GuideEditPage;
pub use list::DeskGuidesPage;
pub use record::DeskGuidePage;
pub use source::GuideSourcePage;
