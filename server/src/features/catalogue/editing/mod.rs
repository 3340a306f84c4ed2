//! The desk of catalogue editors: what the lint finds, online depth against its targets, the settings of an item.
//!
//! What a source publishes is not edited here: it is mended there and imported again. Handling and depth are the
//! hall's own: no import touches them, no export writes them.

mod domain;
pub mod http;
mod store;
mod survey;

pub use survey::Surveys;
