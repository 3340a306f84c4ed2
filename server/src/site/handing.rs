//! What the forms of the three ways of handling mean: hand over, take back, check, take over at the window, and set the way.

use app::routes::to;
use axum::http::Method;
use serde_json::{Value, json};

use super::twins::{Call, Sent, Then};

/// Whether the letter is handed over and not filed.
fn is_handed(sent: &Sent) -> bool {
    sent.field("_hand_over") == "1"
}

/// Files the letter, with these promises; or hands it over.
pub fn filed_or_handed(sent: &Sent, promises: Value) -> Call {
    let id = sent.param("id");
    let body = json!({ "promise": sent.field("_promise") == "1", "promises": promises });
    if is_handed(sent) {
        return Call::new(Method::POST, format!("/api/applications/{id}/handover"), body);
    }
    let call = Call::new(Method::POST, format!("/api/applications/{id}/submit"), body);
    Call { key: Some(sent.field("_key").to_owned()), ..call }
}

/// To what one holds in hand then.
pub fn done(sent: &Sent, _: Value) -> Then {
    let page = if is_handed(sent) { "handover" } else { "receipt" };
    Then::Go(format!("/applications/{}/{page}", sent.param("id")))
}

/// Takes back what was handed over.
pub fn take_back(sent: &Sent) -> Call {
    Call::bare(Method::DELETE, format!("/api/applications/{}/handover", sent.param("id")))
}

/// Files what a colleague filled in.
pub fn file(sent: &Sent) -> Call {
    Call::bare(Method::POST, format!("/api/checks/{}/file", sent.param("code")))
}

/// To the list, with the number it was filed under.
pub fn checked(_: &Sent, answer: Value) -> Then {
    let number = answer["number"].as_str().unwrap_or_default();
    Then::Go(format!("{}?filed={}", to::MY_CHECKS, schema::catalogue::encode(number)))
}

/// Gives back what a colleague filled in.
pub fn give_back(sent: &Sent) -> Call {
    let path = format!("/api/checks/{}/return", sent.param("code"));
    Call::new(Method::POST, path, json!({ "words": sent.field("/words") }))
}

/// Takes over at the window what an applicant filled in.
pub fn take_over(sent: &Sent) -> Call {
    let code: String = sent.field("code").split_whitespace().collect();
    Call::bare(Method::POST, format!("/api/desk/window/prepared/{}", schema::catalogue::encode(&code)))
}

/// Says who finishes what is filled in for an item. Days that are no number are none that are taken.
pub fn set_way(sent: &Sent) -> Call {
    let path = format!("/api/desk/catalogue/items/{}/way", sent.param("code"));
    let days = match sent.field("/days").trim() {
        "" => None,
        days => Some(days.parse::<u32>().unwrap_or_default()),
    };
    let revision: i64 = sent.field("revision").parse().unwrap_or_default();
    Call::new(Method::PUT, path, json!({ "way": sent.field("/way"), "days": days, "revision": revision }))
}

/// Back to the item.
pub fn way_set(sent: &Sent, answer: Value) -> Then {
    let revision = &answer["way"]["revision"];
    Then::Go(format!("/desk/catalogue/items/{}?way_saved={revision}#way", sent.param("code")))
}
