//! What the forms of enquiries mean: writing one, what who wrote it does, registering one, and what the desk does about it.

use axum::http::Method;
use schema::catalogue::encode;
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use super::twins::{Call, Sent, Then};
use crate::ports::hex;

fn text<'s>(sent: &'s Sent, name: &str) -> Option<&'s str> {
    Some(sent.field(name).trim()).filter(|text| !text.is_empty())
}

fn body(sent: &Sent) -> Map<String, Value> {
    let mut body = Map::new();
    body.insert("kind".to_owned(), sent.field("kind").into());
    for name in ["subject", "words"] {
        body.insert(name.to_owned(), sent.field(&format!("/{name}")).into());
    }
    for name in ["region", "name", "phone"] {
        body.insert(name.to_owned(), text(sent, &format!("/{name}")).into());
    }
    let item = text(sent, "item").or_else(|| text(sent, "/item"));
    body.insert("item".to_owned(), item.into());
    body.insert("consents".to_owned(), (!sent.field("consents").is_empty()).into());
    body
}

/// What is said, as a key: the same sent twice is one.
fn key_of(body: &Value) -> String {
    hex(&Sha256::digest(body.to_string().as_bytes()))
}

/// Writes one. Its key is what it says, so that a double click files once.
pub fn file(sent: &Sent) -> Call {
    let body = Value::Object(body(sent));
    Call { key: Some(key_of(&body)), ..Call::new(Method::POST, "/api/enquiries".to_owned(), body) }
}

/// On to it, with the code of who has no account.
pub fn filed(_: &Sent, answer: Value) -> Then {
    let code = answer["code"].as_str().map(|code| format!("&code={}", encode(code))).unwrap_or_default();
    Then::Go(format!("/enquiries/{}?new=1{code}", answer["id"]))
}

/// Takes one's own back, or rates its reply.
pub fn own(sent: &Sent) -> Call {
    let code = sent.field("code");
    let path = format!("/api/enquiries/{}/commands?code={}", sent.param("id"), encode(code));
    let body = json!({
        "act": sent.field("act"),
        "grade": sent.field("/grade").parse::<u8>().ok(),
        "words": text(sent, "/words"),
    });
    Call::new(Method::POST, path, body)
}

/// Back to it.
pub fn owned(sent: &Sent, _: Value) -> Then {
    let code = text(sent, "code").map(|code| format!("?code={}", encode(code))).unwrap_or_default();
    Then::Go(format!("/enquiries/{}{code}", sent.param("id")))
}

/// Registers what came by letter, by telephone or by a visit.
pub fn register(sent: &Sent) -> Call {
    let mut body = body(sent);
    body.insert("channel".to_owned(), sent.field("/channel").into());
    // No day is one before any that may be registered, and refused where it belongs.
    let day = sent.field("/received_on").trim().parse::<chrono::NaiveDate>().unwrap_or_default();
    body.insert("received_on".to_owned(), day.to_string().into());
    let body = Value::Object(body);
    Call { key: Some(key_of(&body)), ..Call::new(Method::POST, "/api/desk/enquiries".to_owned(), body) }
}

/// Back to the list.
pub fn registered(_: &Sent, _: Value) -> Then {
    Then::Go("/desk/enquiries?list=to_route".to_owned())
}

/// Does something about one at the desk.
pub fn act(sent: &Sent) -> Call {
    let path = format!("/api/desk/enquiries/{}/commands", sent.param("id"));
    let published = text(sent, "/subject").map(
        |subject| json!({ "subject": subject, "words": sent.field("/asked"), "reply": sent.field("/reply") }),
    );
    let body = json!({
        "act": sent.field("act"),
        "revision": sent.field("revision").parse::<u64>().ok(),
        "agency": text(sent, "/agency").and_then(|id| id.parse::<i64>().ok()),
        "words": text(sent, "/words"),
        "published": published,
    });
    Call::new(Method::POST, path, body)
}

/// Back to it.
pub fn acted(sent: &Sent, _: Value) -> Then {
    Then::Go(format!("/desk/enquiries/{}?done=1", sent.param("id")))
}
