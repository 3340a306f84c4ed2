//! What has to be seen among ten thousand pairs: each control, each effect, and all that can be wrong with an answer.

use schema::problem::FieldCode;
use serde_json::{Value, json};

const CONTROLS: [&str; 15] = [
    "text",
    "integer",
    "number",
    "money",
    "yes_no",
    "agree",
    "choice",
    "choices",
    "date",
    "date_range",
    "year_month",
    "region",
    "opinion",
    "seal",
    "repeat",
];

const EFFECTS: [&str; 10] = [
    "show",
    "hide",
    "enable",
    "read_only",
    "require",
    "recommend",
    "optional",
    "compute",
    "restrict",
    "message",
];

/// What no form says: of passwords, names that are taken, promises of phones, questions with somebody's number in them,
/// words that are not printed, and what was changed meanwhile.
const ELSEWHERE: [FieldCode; 7] = [
    FieldCode::WeakPassword,
    FieldCode::Taken,
    FieldCode::TooEarly,
    FieldCode::TooLate,
    FieldCode::Stale,
    FieldCode::PersonalNumber,
    FieldCode::BlockedWords,
];

/// By their names on the wire, or those that `seen.rs` gives them.
pub fn wanted() -> Value {
    let codes = FieldCode::ALL.into_iter().filter(|code| !ELSEWHERE.contains(code));
    json!({"controls": CONTROLS, "effects": EFFECTS, "codes": codes.collect::<Vec<_>>()})
}
