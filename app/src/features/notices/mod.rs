//! Notices of the hall: the list, and one of them.

mod list;
mod one;

pub use list::NoticesPage;
pub use one::NoticePage;
