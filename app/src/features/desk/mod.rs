//! The officers' desk: queues, worklist, a case and what can be done with it. Loaded only by those who work here.

mod acts;
mod answers;
mod article;
#[cfg(not(feature = "hydrate"))]
mod catalogue;
mod frame;
mod history;
mod keys;
mod materials;
mod opinion;
mod page;
mod panes;
mod paper;
mod special;
mod supplement;
mod typed;
mod why;

#[cfg(not(feature = "hydrate"))]
pub use catalogue::{DepthPage, EditPage, FindingsPage, FoundPage, UnknownPage};
pub use page::DeskPage;
