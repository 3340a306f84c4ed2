//! What is read of supervision.

use schema::catalogue::encode;
use schema::supervise::{
    Card, CardsQuery, DueBoard, RuleRecord, RuleShelf, RuleTrial, SupervisionBoard, TrialQuery,
};

use crate::data::Read;

/// The board.
pub fn board(query: &CardsQuery) -> Read<SupervisionBoard> {
    Read::one(format!("/api/supervision{}", query.to_query_string()))
}

/// One card.
pub fn card(id: &str) -> Read<Card> {
    Read::one(format!("/api/supervision/{}", encode(id)))
}

/// The rules.
pub fn rules() -> Read<RuleShelf> {
    Read::one(RULES.to_owned())
}

/// One rule with its versions and its draft.
pub fn rule(id: &str) -> Read<RuleRecord> {
    Read::one(format!("{RULES}/{}", encode(id)))
}

/// What it would have found.
pub fn trial(id: &str, asked: TrialQuery) -> Read<RuleTrial> {
    Read::one(format!("{RULES}/{}/trial{}", encode(id), asked.to_query_string()))
}

const RULES: &str = "/api/supervision/rules";

/// What is due today.
pub fn due() -> Read<DueBoard> {
    Read::one("/api/supervision/due".to_owned())
}
