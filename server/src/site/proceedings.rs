//! What the forms of proceedings mean: calling one, doing something about one, and what who is invited from outside sends. Where a file
//! is sent the form goes to the API as an upload.

use axum::http::Method;
use schema::catalogue::encode;
use serde_json::{Map, Value, json};

use super::twins::{Call, Sent, Then};

/// The page of a proceeding at the desk, which may hold a file.
pub const DESK: &str = "/desk/proceedings/{id}";

/// The page of who is invited from outside, which may hold a file too.
pub const GUEST: &str = "/invited/{id}";

/// Where the file of such a form goes.
pub fn upload_path(page: &str, sent: &Sent) -> Option<String> {
    match page {
        DESK => Some(format!("/api/desk/proceedings/{}/files", sent.param("id"))),
        GUEST => Some(format!("/api/invited/{}/files?code={}", sent.param("id"), encode(sent.field("code")))),
        _ => None,
    }
}

/// Calls one beside a case.
pub fn call_beside_case(sent: &Sent) -> Call {
    called(format!("/api/desk/cases/{}/proceedings", sent.param("number")), sent)
}

/// Calls one beside a joint application.
pub fn call_beside_joint(sent: &Sent) -> Call {
    called(format!("/api/desk/joint/{}/proceedings", sent.param("number")), sent)
}

/// Every value of a field that was chosen.
fn all<'s>(sent: &'s Sent, name: &str) -> Vec<&'s str> {
    let fields = sent.fields.iter().filter(|(key, value)| key == name && !value.is_empty());
    fields.map(|(_, value)| value.as_str()).collect()
}

fn numbers(sent: &Sent, name: &str) -> Vec<i64> {
    all(sent, name).iter().filter_map(|id| id.parse().ok()).collect()
}

fn called(path: String, sent: &Sent) -> Call {
    let text = |name: &str| Some(sent.field(name).trim()).filter(|text| !text.is_empty());
    // What is no day or no number is left out, and asked for where it belongs.
    let day = |name: &str| text(name).and_then(|text| text.parse::<chrono::NaiveDate>().ok());
    let body = json!({
        "kind": sent.field("kind"),
        "subject": sent.field("/subject"),
        "place": text("/place"),
        "held_on": day("/held_on"),
        "time": text("/time"),
        "due": day("/due"),
        "days": text("/days").and_then(|text| text.parse::<u16>().ok()),
        "who": all(sent, "/who"),
        "fields": all(sent, "/fields"),
        "files": numbers(sent, "/files"),
        "dossier": numbers(sent, "/dossier"),
        "summary": text("/summary"),
    });
    Call { key: Some(sent.field("_key").to_owned()), ..Call::new(Method::POST, path, body) }
}

/// On to what was called.
pub fn called_then(_: &Sent, answer: Value) -> Then {
    Then::Go(format!("/desk/proceedings/{}?done=1", answer["id"]))
}

/// Does something about one. After a file was sent, what is left is to read it anew.
pub fn act(sent: &Sent) -> Call {
    let path = format!("/api/desk/proceedings/{}", sent.param("id"));
    if sent.field("command") == "report" {
        return Call::bare(Method::GET, path);
    }
    let mut body = Map::new();
    body.insert("command".to_owned(), sent.field("command").into());
    body.insert("revision".to_owned(), sent.field("revision").parse::<u64>().unwrap_or_default().into());
    body.insert("fields".to_owned(), all(sent, "/fields").into());
    body.insert("files".to_owned(), numbers(sent, "/files").into());
    for name in ["reason", "words", "name"] {
        body.insert(name.to_owned(), sent.field(&format!("/{name}")).into());
    }
    body.insert("comes".to_owned(), (sent.field("/comes") == "yes").into());
    let stance = Some(sent.field("/stance")).filter(|stance| !stance.is_empty());
    body.insert("stance".to_owned(), stance.into());
    body.insert("key".to_owned(), sent.field("key").parse::<u32>().ok().into());
    // No day is a day that is past, and refused where it belongs.
    let until = sent.field("/until").trim().parse::<chrono::NaiveDate>().unwrap_or_default();
    body.insert("until".to_owned(), until.to_string().into());
    Call::new(Method::POST, format!("{path}/commands"), Value::Object(body))
}

/// Back to it; a link that was made is shown in place.
pub fn acted(sent: &Sent, answer: Value) -> Then {
    match answer["link"].is_string() {
        true => Then::Show(answer),
        false => Then::Go(format!("/desk/proceedings/{}?done=1", sent.param("id"))),
    }
}

/// What who is invited from outside says. After a file was sent, what is left is to read it anew.
pub fn say(sent: &Sent) -> Call {
    let (id, code) = (sent.param("id"), encode(sent.field("code")));
    match sent.fields.iter().any(|(name, _)| name == "/words") {
        true => {
            let body = json!({ "words": sent.field("/words") });
            Call::new(Method::POST, format!("/api/invited/{id}/opinion?code={code}"), body)
        }
        false => Call::bare(Method::GET, format!("/api/invited/{id}?code={code}")),
    }
}

/// Back to the invitation.
pub fn said(sent: &Sent, _: Value) -> Then {
    Then::Go(format!("/invited/{}?code={}", sent.param("id"), encode(sent.field("code"))))
}
