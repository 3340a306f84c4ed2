//! What editors put on the first page: the matters of the season.

mod store;

pub use store::{season, set_season};
