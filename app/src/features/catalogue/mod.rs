//! The catalogue: finding items, and everything about one of them.

mod ask;
mod bundle;
mod item;
mod results;
mod situation;

pub use ask::AskPage;
pub use item::ItemPage;
pub use results::ResultsPage;
