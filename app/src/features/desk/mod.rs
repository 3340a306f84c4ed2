//! The officers' desk: queues, worklist, a case and what can be done with it. Loaded only by those who work here.

#[cfg(not(feature = "hydrate"))]
mod absence;
mod acts;
mod answers;
mod article;
mod attachments;
mod bulk;
#[cfg(not(feature = "hydrate"))]
mod catalogue;
mod checklist;
mod found;
mod history;
mod joint;
mod keys;
mod live;
mod materials;
mod narrow;
mod next;
mod notes;
mod office;
mod operations;
mod opinion;
#[cfg(not(feature = "hydrate"))]
mod orphans;
mod outside;
mod page;
mod panes;
mod paper;
mod rows;
mod sheet;
mod special;
mod supplement;
mod task_form;
mod tasks;
mod thread;
mod trace;
mod typed;
mod why;

use crate::desk as frame;

#[cfg(not(feature = "hydrate"))]
pub use absence::AbsencesPage;
#[cfg(not(feature = "hydrate"))]
pub use catalogue::{DepthPage, EditPage, FindingsPage, FoundPage, UnknownPage};
#[cfg(not(feature = "hydrate"))]
pub use orphans::OrphansPage;
pub use page::DeskPage;
pub use task_form::TaskFormPage;
