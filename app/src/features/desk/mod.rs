//! The officers' desk: queues, worklist, a case and what can be done with it. Loaded only by those who work here.

mod acts;
mod answers;
mod article;
#[cfg(not(feature = "hydrate"))]
mod catalogue;
mod history;
mod keys;
mod materials;
mod office;
mod operations;
mod opinion;
mod page;
mod panes;
mod paper;
mod special;
mod supplement;
mod tasks;
mod trace;
mod typed;
mod why;

use crate::desk as frame;

#[cfg(not(feature = "hydrate"))]
pub use catalogue::{DepthPage, EditPage, FindingsPage, FoundPage, UnknownPage};
pub use page::DeskPage;
