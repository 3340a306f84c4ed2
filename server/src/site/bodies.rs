//! What twins send: the fields of a form as the body of a call.

use schema::cases::Edit;
use serde_json::{Map, Value, json};

use super::task_forms;
use super::twins::Sent;

/// An application of the item in the address, with what was answered before: fields named by pointers of its form.
pub fn begun(sent: &Sent) -> Value {
    let answers = sent.fields.iter().filter(|(name, _)| name.starts_with('/'));
    let answers: Map<String, Value> =
        answers.map(|(name, written)| (name.clone(), written.as_str().into())).collect();
    json!({ "item": sent.params.get("code"), "answers": answers })
}

/// How one wants to be told. A box that is not ticked is not sent; a language that is none is refused.
pub fn notifications(sent: &Sent) -> Value {
    json!({
        "locale": sent.field("/locale"),
        "phone": sent.field("/phone"),
        "sms": !sent.field("/sms").is_empty(),
        "email": sent.field("/email"),
        "mail": !sent.field("/mail").is_empty(),
    })
}

/// The days in the fields `/promises/…`, each with the pointer of what was left out.
pub fn promises(sent: &Sent) -> Value {
    let promise = |(name, by): &(String, String)| {
        let pointer = name.strip_prefix("/promises").filter(|pointer| pointer.starts_with('/'))?;
        Some(json!({ "pointer": pointer, "by": by }))
    };
    sent.fields.iter().filter_map(promise).collect()
}

/// Who is away when, and who stands in; what was left out or is no day is asked for where it belongs.
pub fn absence(sent: &Sent) -> Value {
    let day = |name: &str| sent.field(name).trim().parse::<chrono::NaiveDate>().ok();
    let account = |name: &str| sent.field(name).parse::<i64>().ok();
    json!({
        "account": account("/account"), "from": day("/from"), "until": day("/until"), "deputy": account("/deputy"),
    })
}

/// A licence as it is shown at the desk: the content of its file, or what stands on its paper.
pub fn shown_licence(sent: &Sent) -> Value {
    let file = sent.field("/file").trim();
    // What is no JSON is sent as it is, and refused where it belongs.
    let file = (!file.is_empty()).then(|| serde_json::from_str(file).unwrap_or_else(|_| Value::from(file)));
    let field = |(name, text): &(String, String)| {
        let id = name.strip_prefix("/fields/").filter(|_| !text.trim().is_empty())?;
        Some((id.to_owned(), Value::from(text.trim())))
    };
    let fields: Map<String, Value> = sent.fields.iter().filter_map(field).collect();
    json!({ "file": file, "number": sent.field("/number").trim(), "fields": fields })
}

/// What the lead does with a joint application. What was left empty is sent, and asked for where it belongs.
pub fn joint_command(sent: &Sent) -> Value {
    let text = |name: &str| sent.field(name).trim().to_owned();
    let items = sent.fields.iter().filter(|(name, _)| name == "/items").map(|(_, value)| value);
    json!({
        "revision": sent.field("revision").parse::<u64>().unwrap_or_default(),
        "command": sent.field("command"),
        "reason": text("/reason"),
        "approved_by": text("/approved_by"),
        "items": items.collect::<Vec<_>>(),
        "words": text("/words"),
    })
}

/// Commands that are refused without a reason, and say so.
const REASONED: [&str; 9] = [
    "begin_special_procedure",
    "return",
    "jump",
    "reassign",
    "delegate",
    "add_signer",
    "remove_signer",
    "extend",
    "terminate",
];

/// A command of the desk: only what its form has filled in.
pub fn command(sent: &Sent) -> Value {
    let mut body = Map::new();
    body.insert("revision".to_owned(), json!(sent.field("revision").parse::<u64>().unwrap_or_default()));
    for name in
        ["command", "task", "outcome", "reason", "ground", "/ends_on", "result", "to", "next", "words"]
    {
        if !sent.field(name).trim().is_empty() {
            body.insert(name.trim_start_matches('/').to_owned(), sent.field(name).trim().into());
        }
    }
    if REASONED.contains(&sent.field("command")) {
        body.entry("reason").or_insert_with(|| "".into());
    }
    let opinion =
        ["facts", "opinion", "article"].map(|part| (part, sent.field(&format!("/opinion/{part}")).trim()));
    if opinion.iter().any(|(_, text)| !text.is_empty()) {
        let opinion: Map<String, Value> =
            opinion.into_iter().map(|(part, text)| (part.to_owned(), text.into())).collect();
        body.insert("opinion".to_owned(), opinion.into());
    }
    if let Some(edit) = Edit::marked(&sent.fields) {
        body.insert("edit".to_owned(), json!(edit));
    }
    match sent.field("command") {
        "complete" => drop(body.insert("checks".to_owned(), task_forms::checks(sent))),
        "request_supplement" => drop(body.insert("points".to_owned(), points(sent))),
        "receive_supplement" => drop(body.insert("changed".to_owned(), ticked(sent))),
        "return" => drop(body.insert("resume".to_owned(), json!(sent.field("resume") == "true"))),
        "add_signer" => drop(body.insert("after".to_owned(), json!(sent.field("after") == "true"))),
        "extend" => {
            drop(body.insert("days".to_owned(), json!(sent.field("/days").trim().parse().unwrap_or(0_u32))))
        }
        // What is no number is no small one: it is refused, and told to be too much.
        "end_special_procedure" if !sent.field("/added").trim().is_empty() => drop(
            body.insert("added".to_owned(), json!(sent.field("/added").trim().parse().unwrap_or(u16::MAX))),
        ),
        "copy" => drop(body.insert("to".to_owned(), all(sent, "to"))),
        _ => {}
    }
    Value::Object(body)
}

/// Every value of a field that may be sent more than once.
fn all(sent: &Sent, field: &str) -> Value {
    sent.fields
        .iter()
        .filter(|(name, _)| name == field)
        .map(|(_, value)| Value::from(value.as_str()))
        .collect()
}

/// The settings of an item. A choice that was not sent is left out, so that it is asked for and not forgotten.
pub fn settings(sent: &Sent) -> Value {
    let mut body = Map::new();
    body.insert("revision".to_owned(), json!(sent.field("revision").parse::<i64>().ok()));
    for (name, value) in &sent.fields {
        if let Some(name @ ("handling" | "depth")) = name.strip_prefix('/') {
            let said = (!value.is_empty()).then_some(value);
            body.insert(name.to_owned(), json!(said));
        }
    }
    Value::Object(body)
}

/// Every place `point:<pointer>` and `material:<id>` that is ticked.
fn ticked(sent: &Sent) -> Value {
    let place = |(name, _): &(String, String)| match name.split_once(':')? {
        ("point", pointer) => Some(json!({ "pointer": pointer })),
        ("material", id) => Some(json!({ "material": id })),
        _ => None,
    };
    sent.fields.iter().filter_map(place).collect()
}

/// Every field `point:<pointer>` and `material:<id>` that gives a reason.
fn points(sent: &Sent) -> Value {
    let point = |(name, reason): &(String, String)| {
        let reason = reason.trim();
        let (kind, place) = name.split_once(':')?;
        match (kind, reason.is_empty()) {
            ("point", false) => Some(json!({ "pointer": place, "reason": reason })),
            ("material", false) => Some(json!({ "material": place, "reason": reason })),
            _ => None,
        }
    };
    sent.fields.iter().filter_map(point).collect()
}

/// Who registers: a person, or the agent of an enterprise.
pub fn registration(sent: &Sent) -> Value {
    let enterprise = (sent.field("audience") == "enterprise").then(|| {
        json!({ "name": sent.field("/enterprise/name"), "credit_code": sent.field("/enterprise/credit_code") })
    });
    json!({
        "login": sent.field("/login"),
        "password": sent.field("/password"),
        "name": sent.field("/name"),
        "identity_number": sent.field("/identity_number"),
        "phone": sent.field("/phone"),
        "window_code": sent.field("/window_code"),
        "enterprise": enterprise,
    })
}
