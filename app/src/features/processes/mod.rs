//! The desk of process designers: the list of processes, a process drawn with its versions and draft, what is different, a
//! definition, open cases that move to another version; and the course of a case. These are documents; [`DrawPage`] is operated.

#[cfg(not(feature = "hydrate"))]
mod begin;
#[cfg(not(feature = "hydrate"))]
mod course;
#[cfg(not(feature = "hydrate"))]
mod difference;
mod editor;
#[cfg(not(feature = "hydrate"))]
mod findings;
#[cfg(not(feature = "hydrate"))]
mod list;
#[cfg(not(feature = "hydrate"))]
mod migration;
#[cfg(not(feature = "hydrate"))]
mod record;
#[cfg(not(feature = "hydrate"))]
mod risks;
#[cfg(not(feature = "hydrate"))]
mod source;

pub use editor::DrawPage;
#[cfg(not(feature = "hydrate"))]
pub use {
    course::CoursePage, difference::DifferencePage, list::ProcessesPage, migration::MigrationPage,
    record::ProcessPage, source::SourcePage,
};
