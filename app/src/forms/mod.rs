//! Any form as HTML: one exhaustive match on its controls. Knows nothing of what a form is for, nor of the API.
//!
//! Reading order: [`Filling`] (a form being filled in), [`PageFields`] (a page of it), `control` (one question). The
//! server and the browser render the same markup from the same answers; `live` then follows what is typed.

mod choice;
mod control;
mod edit;
mod errors;
mod filling;
mod line;
pub mod live;
mod matcher;
mod page;
mod question;
mod region;
mod rows;
mod scope;

#[cfg(test)]
mod tests;

pub use errors::{Errors, Line, Summary, page_of};
pub use filling::Filling;
pub use page::PageFields;
pub use scope::Scope;
