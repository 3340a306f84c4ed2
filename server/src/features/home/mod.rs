//! The first page: what editors put there, what is counted for it, and what waits for who is signed in.

pub mod demo;
mod domain;
pub mod http;
mod store;

pub use domain::PlacedTheme;
pub use store::{NewLifeEvent, life_event_ids, set_life_events, set_season, set_themes};
