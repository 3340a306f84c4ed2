//! What the page sends on which open cases move to another version of their process.

use axum::http::Method;
use schema::catalogue::encode;
use schema::process::Choices;
use serde_json::{Value, json};

use super::twins::{Call, Sent, Then};

/// Before the id of what is gone in the name of the field that says what stands for it.
const CHOICE: &str = "choice:";

/// Moves those that the dry run found to fit.
pub fn act(sent: &Sent) -> Call {
    let version = |name: &str| sent.field(name).parse::<u32>().unwrap_or_default();
    let body = json!({
        "from": version("from"),
        "to": version("to"),
        "choices": choices(sent),
        "after": Some(sent.field("after")).filter(|after| !after.is_empty()),
        "reason": sent.field("/reason"),
        "fingerprint": sent.field("fingerprint"),
    });
    Call::new(Method::POST, format!("/api/desk/processes/{}/migration", sent.param("id")), body)
}

/// What stands for what.
fn choices(sent: &Sent) -> Choices {
    let choice = |(name, by): &(String, String)| Some((name.strip_prefix(CHOICE)?.to_owned(), by.clone()));
    sent.fields.iter().filter_map(choice).collect()
}

/// Back to the page, which says how many there were, with the same choices for those that are left: the dry run of those behind,
/// where there are more than one act moves.
pub fn done(sent: &Sent, answer: Value) -> Then {
    let version = |name: &str| sent.field(name).parse::<u32>().unwrap_or_default();
    let moved = answer["moved"].as_u64().unwrap_or_default();
    let (id, from, to) = (sent.param("id"), version("from"), version("to"));
    let choice = |(of, by): (String, String)| format!("&{CHOICE}{}={}", encode(&of), encode(&by));
    let choices: String = choices(sent).into_iter().map(choice).collect();
    let after = answer["rest"].as_str().map(|rest| format!("&after={}", encode(rest))).unwrap_or_default();
    Then::Go(format!("/desk/processes/{id}/migration?from={from}&to={to}{after}&done={moved}{choices}"))
}
