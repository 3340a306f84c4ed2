//! The catalogue: finding items, and everything about one of them.

mod bundle;
mod item;
mod results;

pub use item::ItemPage;
pub use results::ResultsPage;
