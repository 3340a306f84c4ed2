//! What is read of supervision.

use schema::catalogue::encode;
use schema::supervise::{Card, CardsQuery, SupervisionBoard};

use crate::data::Read;

/// The board.
pub fn board(query: &CardsQuery) -> Read<SupervisionBoard> {
    Read::one(format!("/api/supervision{}", query.to_query_string()))
}

/// One card.
pub fn card(id: &str) -> Read<Card> {
    Read::one(format!("/api/supervision/{}", encode(id)))
}
