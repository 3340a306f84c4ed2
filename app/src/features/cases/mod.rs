//! Following a case: one's own cases, one case, and tracking without signing in.

mod mine;
mod one;
mod rating;
mod sentence;
mod supplement;
mod timeline;
mod track;
mod view;
mod withdraw;

pub use mine::MyCasesPage;
pub use one::CasePage;
pub use track::TrackPage;
