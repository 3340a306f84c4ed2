//! The desk of who writes guides. Drafts and versions live as those of forms do; what is said of a guide is here.

pub mod draft;
mod edit;
pub mod http;

use super::shelf::Shelf;

/// What all of it is about.
const SHELF: Shelf = Shelf::Guides;
