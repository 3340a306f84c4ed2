//! Any form as HTML: one exhaustive match on its controls. Knows nothing of what a form is for, nor of the API.
//!
//! Reading order: [`Filling`] (a form being filled in), [`PageFields`] (a page of it), `control` (one question). The
//! questions are written as text, by the same code on both sides: the server writes a page, the browser takes it as it
//! is and writes only what comes later (rows, lists, messages). `live` follows what is typed, `edit` decides what that
//! changes, `screen` changes it.

mod choice;
mod control;
#[cfg(feature = "hydrate")]
mod edit;
mod errors;
mod filling;
mod line;
#[cfg(feature = "hydrate")]
pub mod live;
#[cfg(feature = "hydrate")]
mod matcher;
mod materials;
#[cfg(any(not(feature = "hydrate"), feature = "staff"))]
mod office;
pub mod opinion;
mod page;
#[cfg(feature = "designer")]
pub mod preview;
mod question;
mod region;
mod rows;
mod scope;
#[cfg(feature = "hydrate")]
mod screen;

#[cfg(test)]
mod tests;

use maud::{Markup, html};

pub use errors::{Errors, Line, Summary, page_of};
pub use filling::Filling;
pub use materials::Materials;
#[cfg(any(not(feature = "hydrate"), feature = "staff"))]
pub use office::Part;
pub use opinion::official;
pub use page::PageFields;
pub use scope::Scope;

/// One symbol of the sprite.
pub fn icon(name: &str) -> Markup {
    html! { svg aria-hidden="true" { use href={ "/icons.svg#" (name) } {} } }
}
