//! What the forms of the desk of guides mean: a new guide, the acts of a draft, and an edit of one part, which comes as lines of text.

use app::routes::to;
use axum::http::Method;
use chrono::NaiveDate;
use schema::guide::{GuidePart, MOST_TERMS};
use schema::role::RegionCode;
use schema::{FieldCode, FieldError};
use serde_json::{Map, Value, json};

use super::forms::{act_on, source, title};
use super::twins::{Call, Sent, Then};

/// A new guide.
pub fn begin(sent: &Sent) -> Call {
    let from = match sent.field("from") {
        "guide" => {
            let (id, version) = sent.field("guide").rsplit_once('/').unwrap_or_default();
            json!({ "guide": { "id": id, "version": version.parse::<u32>().unwrap_or_default() } })
        }
        "definition" => {
            let text = source(sent);
            let file = serde_json::from_str(text.trim_start_matches('\u{feff}'));
            json!({ "definition": file.unwrap_or_else(|_| Value::String(text.to_owned())) })
        }
        _ => json!("nothing"),
    };
    let body = json!({ "id": sent.field("/id").trim(), "title": title(sent), "from": from });
    Call::new(Method::POST, "/api/desk/guides", body)
}

/// On to writing what was begun.
pub fn begun(_: &Sent, answer: Value) -> Then {
    Then::Go(to::edit_guide(answer["id"].as_str().unwrap_or_default()))
}

/// An act of a draft or a version.
pub fn act(sent: &Sent) -> Call {
    act_on(sent, "/api/desk/guides")
}

/// Back to the guide, which says what was done.
pub fn done(sent: &Sent, _: Value) -> Then {
    let act = schema::catalogue::encode(sent.field("act"));
    Then::Go(format!("{}/{}?done={act}", to::DESK_GUIDES, sent.param("id")))
}

/// One part changed.
pub fn edit(sent: &Sent) -> Call {
    let revision = sent.field("revision").parse::<i64>().unwrap_or_default();
    let at = sent.field("at").parse::<usize>().unwrap_or_default();
    let part = sent.field("part");
    let edit = match sent.field("act") {
        "add" => json!({ "edit": "add", "part": part }),
        "remove" => json!({ "edit": "remove", "part": part, "at": at }),
        "up" => json!({ "edit": "up", "part": part, "at": at }),
        _ => match part {
            "questions" => json!({ "edit": "question", "at": at, "question": question(sent) }),
            "outcomes" => json!({ "edit": "outcome", "at": at, "outcome": outcome(sent) }),
            _ => about(sent),
        },
    };
    let path = format!("/api/desk/guides/{}/draft/edits", sent.param("id"));
    Call::new(Method::POST, path, json!({ "revision": revision, "edit": edit })).unless(faults(sent))
}

/// What of the part that is saved is no number, no day, no region, where it must be one.
fn faults(sent: &Sent) -> Vec<FieldError> {
    let is_number = |text: &str| text.parse::<i64>().is_ok();
    let is_day = |text: &str| text.parse::<NaiveDate>().is_ok();
    let is_region = |text: &str| text.is_empty() || RegionCode::parse(text).is_ok();
    let must = |name: &'static str, code: FieldCode, fits: &dyn Fn(&str) -> bool| {
        let text = sent.field(name).trim();
        let code = if text.is_empty() { FieldCode::Required } else { code };
        (!fits(text)).then(|| FieldError::new(name, code))
    };
    let found = match (sent.field("act"), sent.field("part"), sent.field("/kind")) {
        ("", "questions", "number") => {
            vec![
                must("/min", FieldCode::WrongType, &is_number),
                must("/max", FieldCode::WrongType, &is_number),
            ]
        }
        ("", "questions", "region") => vec![must("/within", FieldCode::Unknown, &is_region)],
        ("", "about", _) => vec![must("/as_of", FieldCode::BadDate, &is_day)],
        _ => Vec::new(),
    };
    found.into_iter().flatten().collect()
}

/// Back to where one writes, at the part that was changed.
pub fn edited(sent: &Sent, answer: Value) -> Then {
    let at = sent.field("at").parse::<usize>().unwrap_or_default();
    let part = GuidePart::from_slug(sent.field("part"));
    let count = |part: GuidePart| answer["guide"][part.slug()].as_array().map_or(0, Vec::len);
    let open = part.and_then(|part| match (sent.field("act"), part) {
        ("add", GuidePart::Questions) => Some((part, count(part).saturating_sub(1))),
        ("add", GuidePart::Outcomes) => Some((part, count(part).saturating_sub(2))),
        ("up", _) => Some((part, at.saturating_sub(1))),
        ("remove", _) => None,
        _ => Some((part, at)),
    });
    let id = sent.params.get("id").map(String::as_str).unwrap_or_default();
    let mark = if open.is_some() { "#open" } else { "" };
    Then::Go(format!("{}{mark}", to::edited_guide(id, open, [("_saved", "1")])))
}

fn question(sent: &Sent) -> Value {
    let mut question = json!({
        "id": sent.field("/id").trim(), "ask": text(sent, "/ask"), "help": text(sent, "/help"),
        "kind": sent.field("/kind"), "when": when(sent),
    });
    let number = |name: &str| sent.field(name).trim().parse::<i64>().ok();
    match sent.field("/kind") {
        "choice" => {
            let choices = lines(sent.field("/choices")).map(|line| {
                let [value, zh, en] = pieces(line);
                json!({ "value": value, "label": both(zh, en) })
            });
            question["choices"] = choices.collect();
        }
        "number" => {
            question["min"] = number("/min").into();
            question["max"] = number("/max").into();
            let [zh, en, _] = pieces(sent.field("/unit"));
            if !zh.is_empty() {
                question["unit"] = both(zh, en);
            }
        }
        "region" if !sent.field("/within").trim().is_empty() => {
            question["within"] = sent.field("/within").trim().into();
        }
        _ => {}
    }
    question
}

fn outcome(sent: &Sent) -> Value {
    let mut outcome = json!({
        "id": sent.field("/id").trim(), "say": text(sent, "/say"), "ends": sent.field("/ends"),
        "when": when(sent), "basis": basis(sent),
    });
    let code = sent.field("/code").trim();
    match sent.field("/ends") {
        "item" => {
            let fills = lines(sent.field("/fills")).filter_map(|line| line.split_once('='));
            let fills = fills.map(|(pointer, id)| (pointer.trim().to_owned(), id.trim().into()));
            outcome["item"] = code.into();
            outcome["fills"] = Value::Object(fills.collect::<Map<String, Value>>());
        }
        "bundle" => outcome["bundle"] = code.into(),
        "checklist" => {
            let steps = lines(sent.field("/steps")).map(|line| {
                let [zh, en, _] = pieces(line);
                both(zh, en)
            });
            outcome["steps"] = steps.collect();
        }
        "hand_over" => {
            let [zh, en, _] = pieces(sent.field("/to"));
            outcome["to"] = both(zh, en);
            let phone = sent.field("/phone").trim();
            outcome["phone"] = if phone.is_empty() { Value::Null } else { phone.into() };
        }
        _ => {}
    }
    outcome
}

fn about(sent: &Sent) -> Value {
    let words = |name: &str| -> Vec<String> {
        let words = sent.field(name).split([',', '，', '、']).map(str::trim).filter(|word| !word.is_empty());
        words.map(str::to_owned).collect()
    };
    json!({
        "edit": "about", "title": text(sent, "/title"), "intro": text(sent, "/help"), "called": words("/called"),
        "events": words("/events"), "as_of": sent.field("/as_of").trim(), "basis": basis(sent),
        "demonstration": !sent.field("/demonstration").is_empty(),
    })
}

/// A condition by comparisons, or where it is more than that, as JSON Logic.
fn when(sent: &Sent) -> Value {
    if sent.fields.iter().any(|(name, _)| name == "/logic") {
        return json!({ "logic": sent.field("/logic") });
    }
    let terms = (0..MOST_TERMS).filter_map(|at| {
        let of = |name: &str| sent.field(&format!("/term/{at}/{name}")).trim();
        let (question, is, value) = (of("question"), of("is"), of("value"));
        (!question.is_empty()).then(|| json!({ "question": question, "is": is, "value": value }))
    });
    let terms: Vec<Value> = terms.collect();
    json!({ "plain": { "any": sent.field("/join") == "any", "terms": terms } })
}

fn basis(sent: &Sent) -> Value {
    let line = |line: &str| {
        let [title, url, _] = pieces(line);
        if url.is_empty() { json!({ "title": title }) } else { json!({ "title": title, "url": url }) }
    };
    lines(sent.field("/basis")).map(line).collect()
}

/// A text in the languages that were filled in.
fn text(sent: &Sent, name: &str) -> Value {
    both(sent.field(name).trim(), sent.field(&format!("{name}/en")).trim())
}

fn both(zh: &str, en: &str) -> Value {
    let said = [("zh-CN", zh), ("en", en)].into_iter().filter(|(_, text)| !text.is_empty());
    Value::Object(said.map(|(language, text)| (language.to_owned(), text.into())).collect())
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty())
}

/// Up to three pieces between bars.
fn pieces(line: &str) -> [&str; 3] {
    let mut pieces = line.splitn(3, ['|', '｜']).map(str::trim);
    std::array::from_fn(|_| pieces.next().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_has_up_to_three_pieces() {
        assert_eq!(pieces("one | 一｜ One | more"), ["one", "一", "One | more"]);
        assert_eq!(pieces("一"), ["一", "", ""]);
        assert_eq!(both("一", ""), json!({ "zh-CN": "一" }));
    }
}
