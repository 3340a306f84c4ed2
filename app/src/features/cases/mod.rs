//! Following a case: one's own cases and messages, one case, and tracking without signing in.

mod messages;
mod mine;
mod one;
mod rating;
mod remind;
mod sentence;
#[cfg(not(feature = "hydrate"))]
mod slips;
mod supplement;
mod timeline;
mod track;
mod view;
mod withdraw;

pub use messages::MessagesPage;
pub use mine::MyCasesPage;
pub use one::CasePage;
pub use track::TrackPage;
