//! The desk of process designers. Drafts and versions live as those of forms do; what is said of a process is here.

mod agencies;
pub mod draft;
mod fees;
pub mod files;
pub mod http;
pub mod items;
pub mod migration;
mod outside;
mod own_forms;
mod source;

use super::shelf::Shelf;

/// What all of it is about.
const SHELF: Shelf = Shelf::Processes;
