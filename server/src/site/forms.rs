//! What the twins of designers send: a new form or process from what was chosen, pasted or uploaded, and the acts of a draft.

use axum::http::Method;
use serde_json::{Map, Value, json};

use super::twins::{Call, Sent, Then};

/// A new form.
pub fn new_form(sent: &Sent) -> Value {
    json!({ "id": sent.field("/id").trim(), "title": title(sent), "from": beginning(sent) })
}

/// What it is called, in the languages that were filled in.
pub fn title(sent: &Sent) -> Map<String, Value> {
    let said = [("zh-CN", "/title"), ("en", "/title/en")]
        .map(|(language, name)| (language, sent.field(name).trim()));
    let said = said.into_iter().filter(|(_, name)| !name.is_empty());
    said.map(|(language, name)| (language.to_owned(), name.into())).collect()
}

/// What it begins with. Who ticks pages wants them, also where nothing else was chosen. A file that was chosen counts before what was pasted.
fn beginning(sent: &Sent) -> Value {
    let pages = sent.fields.iter().filter(|(name, _)| name == "templates");
    let pages: Vec<&str> = pages.map(|(_, page)| page.as_str()).collect();
    match sent.field("from") {
        "" | "nothing" if pages.is_empty() => json!("nothing"),
        "" | "nothing" | "templates" => json!({ "templates": pages }),
        "form" => {
            let (id, version) = sent.field("template").rsplit_once('/').unwrap_or_default();
            json!({ "form": { "id": id, "version": version.parse::<u32>().unwrap_or_default() } })
        }
        kind => {
            let text = source(sent);
            // What is no JSON goes on as a text, which is refused as no definition.
            let file = serde_json::from_str(text.trim_start_matches('\u{feff}'));
            json!({ kind: file.unwrap_or_else(|_| Value::String(text.to_owned())) })
        }
    }
}

/// A new process: from a template of the shelf, `template:<id>`, a published one, or a file.
pub fn new_process(sent: &Sent) -> Value {
    let from = match sent.field("from").split_once(':') {
        Some((_, template)) => json!({ "template": template }),
        None => match sent.field("from") {
            "process" => {
                let (id, version) = sent.field("process").rsplit_once('/').unwrap_or_default();
                json!({ "process": { "id": id, "version": version.parse::<u32>().unwrap_or_default() } })
            }
            "bpmn" => json!({ "bpmn": source(sent) }),
            _ => {
                let text = source(sent);
                let definition = serde_json::from_str(text.trim_start_matches('\u{feff}'));
                json!({ "definition": definition.unwrap_or_else(|_| Value::String(text.to_owned())) })
            }
        },
    };
    json!({ "id": sent.field("/id").trim(), "title": title(sent), "from": from })
}

/// What was chosen counts before what was pasted.
pub fn source(sent: &Sent) -> &str {
    let file = sent.field("file").trim();
    if file.is_empty() { sent.field("source") } else { file }
}

/// On to the process that was begun; first what of a file was lost.
pub fn process_begun(_: &Sent, answer: Value) -> Then {
    if answer["losses"].as_array().is_some_and(|losses| !losses.is_empty()) {
        return Then::Show(answer);
    }
    let id = answer["process"]["id"].as_str().unwrap_or_default();
    Then::Go(format!("/desk/processes/{}", schema::catalogue::encode(id)))
}

/// An act of a process's draft or version.
pub fn process_act(sent: &Sent) -> Call {
    act_on(sent, "/api/desk/processes")
}

/// Back to the process, which says what was done.
pub fn process_done(sent: &Sent, _: Value) -> Then {
    let act = schema::catalogue::encode(sent.field("act"));
    Then::Go(format!("/desk/processes/{}?done={act}", sent.param("id")))
}

/// On to the form that was begun; first what of a file was lost.
pub fn begun(_: &Sent, answer: Value) -> Then {
    if answer["losses"].as_array().is_some_and(|losses| !losses.is_empty()) {
        return Then::Show(answer);
    }
    let id = answer["form"]["id"].as_str().unwrap_or_default();
    Then::Go(format!("/desk/forms/{}", schema::catalogue::encode(id)))
}

/// An act of a draft or a version, by the button that was pressed.
pub fn act(sent: &Sent) -> Call {
    act_on(sent, "/api/desk/forms")
}

/// An act on what lies on a shelf.
pub fn act_on(sent: &Sent, shelf: &str) -> Call {
    let form = format!("{shelf}/{}", sent.param("id"));
    let revision = sent.field("revision").parse::<i64>().unwrap_or_default();
    let at = json!({ "revision": revision });
    let post = |path: &str, body: Value| Call::new(Method::POST, format!("{form}/{path}"), body);
    let verdict = |approve: bool| json!({ "revision": revision, "approve": approve, "comment": sent.field("/comment") });
    match sent.field("act") {
        "submit" => post("draft/submit", at),
        "approve" => post("draft/review", verdict(true)),
        "return" => post("draft/review", verdict(false)),
        "publish" => {
            let day = Some(sent.field("/effective_on")).filter(|day| !day.is_empty());
            post("draft/publish", json!({ "revision": revision, "effective_on": day }))
        }
        "discard" => Call::bare(Method::DELETE, format!("{form}/draft?revision={revision}")),
        "retire" => post(&format!("{}/retire", schema::catalogue::encode(sent.field("version"))), at),
        "item" => {
            let item = schema::catalogue::encode(sent.field("/item").trim());
            Call::bare(Method::PUT, format!("{form}/items/{item}"))
        }
        // A button that is none of ours asks for something that is not there.
        _ => post("none", at),
    }
}

/// Back to the form, which says what was done.
pub fn done(sent: &Sent, _: Value) -> Then {
    let act = schema::catalogue::encode(sent.field("act"));
    Then::Go(format!("/desk/forms/{}?done={act}", sent.param("id")))
}
