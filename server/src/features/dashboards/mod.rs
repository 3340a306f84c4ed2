//! Numbers for leaders: counted while cases move ([`roll`]), read as a few sums, drawn as charts.

mod chart;
pub mod http;
mod roll;
mod store;

pub use http::scope_of;
pub use roll::{Counted, count};
pub use store::Scope;
