//! What the forms of further questions mean: the answers of an applicant, saved or handed in, and what a desk asks.

use app::routes::to;
use axum::http::Method;
use schema::questionnaires::MOST_QUESTIONS;
use serde_json::{Map, Value, json};

use super::twins::{Call, Sent, Then};

/// The answers, saved however far they are or handed in.
pub fn answer(sent: &Sent) -> Call {
    let fields: Vec<_> = sent.fields.iter().filter(|(name, _)| !name.starts_with('_')).collect();
    let method = if only_saves(sent) { Method::PUT } else { Method::POST };
    Call::new(method, format!("/api/cases/{}/questions", sent.param("number")), json!({ "fields": fields }))
}

fn only_saves(sent: &Sent) -> bool {
    ["_later", "_stay"].into_iter().any(|name| !sent.field(name).is_empty())
}

/// Back to it; or to the case, for who answers later.
pub fn answered(sent: &Sent, _: Value) -> Then {
    let number = sent.param("number");
    Then::Go(if sent.field("_later").is_empty() { to::questions(number) } else { to::case(number) })
}

/// Asks with a form or with questions written on the spot, as far as the last one that something was written of.
pub fn ask(sent: &Sent) -> Call {
    let why = sent.field("/why");
    let body = match sent.field("way") {
        "form" => {
            let (id, version) = sent.field("/form").rsplit_once('@').unwrap_or_default();
            let version: u32 = version.parse().unwrap_or_default();
            json!({ "why": why, "form": { "id": id, "version": version } })
        }
        _ => json!({ "why": why, "questions": written(sent) }),
    };
    Call::new(Method::POST, format!("/api/desk/cases/{}/questions", sent.param("number")), body)
}

fn written(sent: &Sent) -> Vec<Value> {
    // One more than may be asked, so that the API says so; no more, because anybody can send ten thousand.
    let places = (0..=MOST_QUESTIONS).take_while(|place| {
        let kind = at(*place, "/kind");
        sent.fields.iter().any(|(name, _)| *name == kind)
    });
    let mut questions: Vec<(bool, Value)> = places.map(|place| question(sent, place)).collect();
    while questions.last().is_some_and(|(is_blank, _)| *is_blank) {
        questions.pop();
    }
    questions.into_iter().map(|(_, question)| question).collect()
}

fn at(place: usize, name: &str) -> String {
    format!("/questions/{place}{name}")
}

/// A question, and whether nothing was written of it.
fn question(sent: &Sent, place: usize) -> (bool, Value) {
    let value = |name: &str| sent.field(&at(place, name)).trim();
    let (chinese, english, choices) = (value("/label/zh-CN"), value("/label/en"), value("/choices"));
    let is_blank = chinese.is_empty() && english.is_empty() && choices.is_empty();
    let choices: Vec<Value> =
        choices.lines().map(str::trim).filter(|line| !line.is_empty()).map(choice).collect();
    let question = json!({
        "label": text(chinese, english),
        "kind": value("/kind"),
        "required": !value("/required").is_empty(),
        "choices": choices,
    });
    (is_blank, question)
}

/// A choice: in Chinese, and after a bar in English.
fn choice(line: &str) -> Value {
    let (chinese, english) = line.split_once(['|', '｜']).unwrap_or((line, ""));
    text(chinese.trim(), english.trim())
}

/// A text in the languages in which something was written.
fn text(chinese: &str, english: &str) -> Value {
    let both = [("zh-CN", chinese), ("en", english)].into_iter().filter(|(_, text)| !text.is_empty());
    Value::Object(both.map(|(tag, text)| (tag.to_owned(), text.into())).collect::<Map<_, _>>())
}

/// Back to what was asked.
pub fn asked(sent: &Sent, _: Value) -> Then {
    Then::Go(format!("{}?done=1", to::desk_questions(sent.param("number"))))
}
