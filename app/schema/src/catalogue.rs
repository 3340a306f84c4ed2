//! The item catalogue (事项目录): the closed lists it uses and what the API says of an item.

mod item;
mod query;
mod words;

pub use item::{Item, ItemSummary, NamedCount, Source};
pub use query::{ItemQuery, encode};
pub use words::{Audience, Handling, OnlineDepth, PowerType, Served};
