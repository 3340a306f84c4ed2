//! What the forms of enquiries mean: writing one, opening one by its code, what who wrote it does, registering one, and what the desk
//! does about it.

use axum::http::Method;
use schema::enquiries::EnquiryAct;
use serde_json::{Map, Value, json};

use super::twins::{Call, Sent, Then};

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

/// The same form sent twice is one: each has a key of its own.
fn key(sent: &Sent) -> Option<String> {
    text(sent, "_key").map(str::to_owned)
}

/// Writes one.
pub fn file(sent: &Sent) -> Call {
    let body = Value::Object(body(sent));
    Call { key: key(sent), ..Call::new(Method::POST, "/api/enquiries", body) }
}

/// On to it; who has no account is shown its number and code in place, so that no address gives the code away.
pub fn filed(sent: &Sent, answer: Value) -> Then {
    match answer["code"].is_null() {
        true => Then::Go(format!("/enquiries/{}?new=1", answer["id"])),
        false => {
            let Value::Object(mut filed) = answer else { return Then::Go("/enquiries".to_owned()) };
            filed.insert("kind".to_owned(), sent.field("kind").into());
            Then::Show(Value::Object(filed))
        }
    }
}

/// Opens one by its number and its code.
pub fn open(sent: &Sent) -> Call {
    // There is none with the number 0.
    let id = sent.field("/number").trim().parse::<i64>().unwrap_or_default();
    let body = json!({ "id": id, "code": sent.field("/pickup_code").trim() });
    Call::new(Method::POST, "/api/enquiries/open", body)
}

/// On to it; a cookie keeps it open.
pub fn opened(_: &Sent, answer: Value) -> Then {
    Then::Go(format!("/enquiries/{}", answer["line"]["id"]))
}

/// Takes one's own back, rates its reply, or lets it be published no more.
pub fn own(sent: &Sent) -> Call {
    let path = format!("/api/enquiries/{}/commands", sent.param("id"));
    let body = json!({
        "act": sent.field("act"),
        "grade": sent.field("/grade").parse::<u8>().ok(),
        "words": text(sent, "/words"),
    });
    Call::new(Method::POST, path, body)
}

/// Back to it.
pub fn owned(sent: &Sent, _: Value) -> Then {
    Then::Go(format!("/enquiries/{}", sent.param("id")))
}

/// Registers what came by letter, by telephone or by a visit.
pub fn register(sent: &Sent) -> Call {
    let mut body = body(sent);
    body.insert("channel".to_owned(), sent.field("/channel").into());
    // No day is one before any that may be registered, and refused where it belongs.
    let day = sent.field("/received_on").trim().parse::<chrono::NaiveDate>().unwrap_or_default();
    body.insert("received_on".to_owned(), day.to_string().into());
    let body = Value::Object(body);
    Call { key: key(sent), ..Call::new(Method::POST, "/api/desk/enquiries", body) }
}

/// Back to the list, which says its number.
pub fn registered(_: &Sent, answer: Value) -> Then {
    Then::Go(format!("/desk/enquiries?list=to_route&registered={}", answer["id"]))
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
        "numbers_are_offices": !sent.field("numbers_are_offices").is_empty(),
    });
    Call::new(Method::POST, path, body)
}

/// Back to it; to the list where one reads it no more: it is another's then, or nobody's.
pub fn acted(sent: &Sent, answer: Value) -> Then {
    let act = sent.field("act");
    let is_gone = act == EnquiryAct::TakeDown.slug() && answer["content"].is_null();
    match is_gone || act == EnquiryAct::SendBack.slug() {
        true => Then::Go("/desk/enquiries?done=1".to_owned()),
        false => Then::Go(format!("/desk/enquiries/{}?done=1", sent.param("id"))),
    }
}
