//! The officers' desk: queues, worklist, a case and what can be done with it. Loaded only by those who work here.

#[cfg(not(feature = "hydrate"))]
mod absence;
mod acts;
mod answers;
mod article;
#[cfg(not(feature = "hydrate"))]
mod catalogue;
mod checklist;
mod found;
mod history;
mod keys;
mod materials;
mod next;
mod notes;
mod office;
mod operations;
mod opinion;
mod outside;
mod page;
mod panes;
mod paper;
mod sheet;
mod special;
mod supplement;
mod task_form;
mod tasks;
mod trace;
mod typed;
mod why;

use crate::desk as frame;

#[cfg(not(feature = "hydrate"))]
pub use absence::AbsencesPage;
#[cfg(not(feature = "hydrate"))]
pub use catalogue::{DepthPage, EditPage, FindingsPage, FoundPage, UnknownPage};
pub use page::DeskPage;
pub use task_form::TaskFormPage;
