//! Addresses of supervision.

use schema::catalogue::encode;
use schema::supervise::CardsQuery;

pub const SUPERVISION: &str = "/desk/supervision";
pub const SUPERVISION_DUE: &str = "/desk/supervision/due";

/// Some of the cards.
pub fn supervision(query: &CardsQuery) -> String {
    format!("{SUPERVISION}{}", query.to_query_string())
}

/// One card.
pub fn card(id: i64) -> String {
    format!("{SUPERVISION}/{id}")
}

pub const SUPERVISION_RULES: &str = "/desk/supervision/rules";

/// One rule.
pub fn supervision_rule(id: &str) -> String {
    format!("{SUPERVISION_RULES}/{}", encode(id))
}
