//! Asking in one's own words: one engine behind the search box and the navigator, and how well it does.

mod answer;
pub mod eval;
pub mod http;
