//! Addresses of supervision.

use schema::supervise::CardsQuery;

pub const SUPERVISION: &str = "/desk/supervision";

/// Some of the cards.
pub fn supervision(query: &CardsQuery) -> String {
    format!("{SUPERVISION}{}", query.to_query_string())
}

/// One card.
pub fn card(id: i64) -> String {
    format!("{SUPERVISION}/{id}")
}
