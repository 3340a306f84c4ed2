//! Numbers for leaders: counted while cases move ([`roll`]), read as a few sums, drawn as charts.

mod chart;
pub mod export;
pub mod http;
pub mod open;
mod roll;
mod store;
mod tiles;
mod truth;

pub use http::scope_of;
pub use roll::{Counted, count};
pub use store::{Scope, speeds};
pub use truth::{Difference, Looked, rebuild, verify};
