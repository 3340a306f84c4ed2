//! What the twins of a task send: the answers to its checklist, and a form of its own.

use app::routes::to;
use axum::http::Method;
use serde_json::{Map, Value, json};

use super::twins::{Call, Sent, Then};

/// Every point of a checklist that is answered, in the order of the page: `/checks/<id>/answer`, `/checks/<id>/words`.
pub fn checks(sent: &Sent) -> Value {
    let check = |(name, answer): &(String, String)| {
        let point = name.strip_prefix("/checks/")?.strip_suffix("/answer")?;
        let words = sent.field(&format!("/checks/{point}/words")).trim();
        let mut check = Map::new();
        check.insert("point".to_owned(), point.into());
        check.insert("answer".to_owned(), answer.as_str().into());
        if !words.is_empty() {
            check.insert("words".to_owned(), words.into());
        }
        (!answer.is_empty()).then_some(Value::Object(check))
    };
    sent.fields.iter().filter_map(check).collect()
}

/// A form of a task's own, however far it is.
pub fn save(sent: &Sent) -> Call {
    let [number, task, form] = ["number", "task", "form"].map(|name| sent.param(name));
    let fields: Vec<_> = sent.fields.iter().filter(|(name, _)| !name.starts_with('_')).collect();
    let revision: u64 = sent.field("_revision").parse().unwrap_or_default();
    let path = format!("/api/desk/cases/{number}/tasks/{task}/forms/{form}");
    Call::new(Method::PUT, path, json!({ "revision": revision, "edit": fields }))
}

/// Back to the case; what is wrong is shown first to who says that it is filled in.
pub fn saved(sent: &Sent, answer: Value) -> Then {
    let param = |name: &str| sent.params.get(name).map(String::as_str).unwrap_or_default();
    let is_wrong = answer["faults"].as_array().is_some_and(|faults| !faults.is_empty());
    let here = to::task_form(param("number"), param("task"), param("form"));
    Then::Go(match (sent.field("_stay"), sent.field("_later")) {
        ("", "") if is_wrong => format!("{here}?wrong=1"),
        ("", _) => to::desk_task(param("number"), param("task")),
        _ => here,
    })
}
