//! The desk of form designers: the list of forms, a form with its versions and draft, what is different, a definition. These
//! are documents; [`EditorPage`] is operated.

#[cfg(not(feature = "hydrate"))]
mod begin;
#[cfg(not(feature = "hydrate"))]
mod difference;
mod editor;
#[cfg(not(feature = "hydrate"))]
mod grade;
#[cfg(not(feature = "hydrate"))]
mod list;
#[cfg(not(feature = "hydrate"))]
mod record;
#[cfg(not(feature = "hydrate"))]
mod source;

pub use editor::EditorPage;
#[cfg(not(feature = "hydrate"))]
pub use {difference::DifferencePage, list::FormsPage, record::RecordPage, source::SourcePage};
