//! The desk of process designers. Drafts and versions live as those of forms do; what is said of a process is here.

pub mod draft;
pub mod files;
pub mod http;
pub mod items;
mod source;
mod unserved;

use super::shelf::Shelf;

/// What all of it is about.
const SHELF: Shelf = Shelf::Processes;
