//! Guides: the list, a walk by questions whose answers stand in the address, and where it ends; and the desk where they are
//! written, where the same walk is the preview.

mod desk;
mod ending;
mod facts;
mod input;
mod list;
mod page;
mod walk;

pub use desk::{DeskGuidePage, DeskGuidesPage, GuideDifferencePage, GuideEditPage, GuideSourcePage};
pub use list::GuidesPage;
pub use page::GuidePage;
