//! What the forms of public documents and of surveys mean.

use std::collections::BTreeMap;

use axum::http::Method;
use schema::catalogue::encode;
use schema::surveys::{Opinion, OpinionAnswer, questions_in};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use super::twins::{Call, Sent, Then};
use crate::ports::hex;

/// No day is one before any there is, and refused where it belongs.
const NO_DAY: &str = "0001-01-01";

fn text<'s>(sent: &'s Sent, name: &str) -> Option<&'s str> {
    Some(sent.field(name).trim()).filter(|text| !text.is_empty())
}

fn day(sent: &Sent, name: &str) -> Option<String> {
    let day = text(sent, name)?.parse::<chrono::NaiveDate>();
    Some(day.map_or_else(|_| NO_DAY.to_owned(), |day| day.to_string()))
}

fn texts(sent: &Sent, body: &mut Map<String, Value>, names: &[&str]) {
    for name in names {
        body.insert((*name).to_owned(), sent.field(&format!("/{name}")).into());
    }
    let revision = sent.field("revision").parse::<i64>().unwrap_or_default();
    body.insert("revision".to_owned(), revision.into());
    body.insert("demonstration".to_owned(), (!sent.field("demonstration").is_empty()).into());
}

/// A call that enters something: what is said is its key, so that the same sent twice is one.
fn keyed(path: impl Into<String>, body: Value) -> Call {
    let key = hex(&Sha256::digest(body.to_string().as_bytes()));
    Call { key: Some(key), ..Call::new(Method::POST, path, body) }
}

fn document(sent: &Sent) -> Value {
    let mut body = Map::new();
    texts(sent, &mut body, &["title", "issuer", "document_number", "subject", "mode", "body", "source_url"]);
    for name in ["made_on", "published_on"] {
        let day = day(sent, &format!("/{name}")).unwrap_or_else(|| NO_DAY.to_owned());
        body.insert(name.to_owned(), day.into());
    }
    for name in ["in_force_from", "ends_on"] {
        body.insert(name.to_owned(), day(sent, &format!("/{name}")).into());
    }
    for name in ["repealed", "taken_down"] {
        body.insert(name.to_owned(), (!sent.field(name).is_empty()).into());
    }
    body.into()
}

/// Enters a public document.
pub fn enter(sent: &Sent) -> Call {
    keyed("/api/desk/disclosures", document(sent))
}

/// On to it.
pub fn entered(_: &Sent, answer: Value) -> Then {
    Then::Go(format!("/desk/disclosures/{}?done=1", answer["id"]))
}

/// Changes one, or takes it down.
pub fn set_document(sent: &Sent) -> Call {
    Call::new(Method::PUT, format!("/api/desk/disclosures/{}", sent.param("id")), document(sent))
}

/// Back to it.
pub fn document_set(sent: &Sent, _: Value) -> Then {
    Then::Go(format!("/desk/disclosures/{}?done=1", sent.param("id")))
}

fn survey(sent: &Sent) -> Value {
    let mut body = Map::new();
    texts(sent, &mut body, &["kind", "title", "issuer", "body", "source_url", "short_because"]);
    for name in ["opens_on", "closes_on"] {
        let day = day(sent, &format!("/{name}")).unwrap_or_else(|| NO_DAY.to_owned());
        body.insert(name.to_owned(), day.into());
    }
    body.insert("questions".to_owned(), json!(questions_in(sent.field("/questions"))));
    body.into()
}

/// Asks the public.
pub fn ask(sent: &Sent) -> Call {
    keyed("/api/desk/surveys", survey(sent))
}

/// On to the survey.
pub fn asked(_: &Sent, answer: Value) -> Then {
    Then::Go(format!("/desk/surveys/{}?done=1", answer["line"]["id"]))
}

/// Changes a survey, tells what became of the opinions, or takes a document away that goes with it.
pub fn set_or_answer(sent: &Sent) -> Call {
    let path = format!("/api/desk/surveys/{}", sent.param("id"));
    match sent.field("act") {
        "answer" => {
            let revision = sent.field("revision").parse::<i64>().unwrap_or_default();
            let body = json!({ "words": sent.field("/words"), "revision": revision });
            Call::new(Method::PUT, format!("{path}/feedback"), body)
        }
        // By then its file is where it belongs.
        "attach" => Call::bare(Method::GET, path),
        "detach" => {
            let attachment = encode(sent.field("attachment"));
            Call::bare(Method::DELETE, format!("{path}/attachments/{attachment}"))
        }
        _ => Call::new(Method::PUT, path, survey(sent)),
    }
}

/// Back to it.
pub fn survey_set(sent: &Sent, _: Value) -> Then {
    Then::Go(format!("/desk/surveys/{}?done=1", sent.param("id")))
}

/// Says what one thinks: fields `/answers/0/choices` and `/answers/0/words`.
pub fn opine(sent: &Sent) -> Call {
    let mut answers: BTreeMap<u8, OpinionAnswer> = BTreeMap::new();
    for (name, value) in &sent.fields {
        let place = name.strip_prefix("/answers/").and_then(|rest| rest.split_once('/'));
        let place = place.and_then(|(at, part)| Some((at.parse::<u8>().ok()?, part)));
        let Some((at, part)) = place else { continue };
        let answer = answers.entry(at).or_default();
        match part {
            // What is no place is one that no question has.
            "choices" => answer.choices.push(value.parse().unwrap_or(u8::MAX)),
            _ => answer.words.clone_from(value),
        }
    }
    let count = answers.keys().max().map_or(0, |last| usize::from(*last) + 1);
    let mut all = vec![OpinionAnswer::default(); count];
    for (at, answer) in answers {
        all[usize::from(at)] = answer;
    }
    let path = format!("/api/surveys/{}/opinions", sent.param("id"));
    keyed(path, json!(Opinion { answers: all }))
}

/// Back to the survey, with thanks.
pub fn opined(sent: &Sent, _: Value) -> Then {
    Then::Go(format!("/surveys/{}?done=1", sent.param("id")))
}
