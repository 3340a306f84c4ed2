//! What the forms of supervision mean: of a card, that it was seen and how it is argued; of the rules, beginning one, a draft by its
//! inputs or as JSON, publishing it, throwing it away.

use app::routes::to;
use axum::http::Method;
use schema::{FieldCode, FieldError};
use serde_json::{Map, Value, json};

use super::twins::{Call, Sent, Then};

/// The API's rules.
const RULES: &str = "/api/supervision/rules";

/// The grades, the least first.
const GRADES: [&str; 3] = ["warning", "yellow", "red"];

/// What is done about a card, by the button that was pressed.
pub fn argue(sent: &Sent) -> Call {
    let path = format!("/api/supervision/{}", sent.param("id"));
    let text = |name: &str| sent.field(name).trim().to_owned();
    match sent.field("act") {
        act @ ("inquiry" | "appeal") => {
            Call::new(Method::POST, format!("{path}/{act}"), json!({ "reason": text("/reason") }))
        }
        act @ ("claim" | "release") => {
            let command = json!({ "command": act, "task": text("task") });
            Call::new(Method::POST, format!("{path}/commands"), command)
        }
        "complete" => {
            let part = |name: &str| sent.fields.iter().any(|(field, _)| field == name).then(|| text(name));
            let opinion = part("/opinion/facts").map(|facts| {
                json!({ "facts": facts, "opinion": text("/opinion/opinion"), "article": text("/opinion/article") })
            });
            let (outcome, reason) = (text("/outcome"), Some(text("/reason")).filter(|it| !it.is_empty()));
            let fault = outcome.is_empty().then(|| FieldError::new("/outcome", FieldCode::Required));
            let command = json!({
                "command": "complete", "task": text("task"), "outcome": outcome, "reason": reason, "opinion": opinion,
            });
            Call::new(Method::POST, format!("{path}/commands"), command).unless(fault.into_iter().collect())
        }
        _ => Call::new(Method::POST, format!("{path}/acknowledge"), json!({})),
    }
}

/// Back to the card.
pub fn argued(sent: &Sent, _: Value) -> Then {
    Then::Go(format!("{}/{}", to::SUPERVISION, sent.param("id")))
}

/// Begins a rule like another.
pub fn begin(sent: &Sent) -> Call {
    let body = json!({ "id": sent.field("/id").trim(), "like": sent.field("/like") });
    Call::new(Method::POST, format!("{RULES}/drafts"), body)
}

/// On to it.
pub fn begun(_: &Sent, answer: Value) -> Then {
    Then::Go(to::supervision_rule(answer["id"].as_str().unwrap_or_default()))
}

/// An act on the draft of a rule, by the button that was pressed.
pub fn act(sent: &Sent) -> Call {
    let path = format!("{RULES}/{}/draft", sent.param("rule"));
    let revision = sent.field("revision").parse::<i64>().unwrap_or_default();
    match sent.field("act") {
        "publish" => {
            let rule = sent.params.get("rule").map(String::as_str).unwrap_or_default();
            Call::new(Method::POST, RULES, json!({ "rule": rule, "revision": revision }))
        }
        "discard" => Call::bare(Method::DELETE, format!("{path}?revision={revision}")),
        "json" => {
            // What is no JSON goes on as a text, which is refused as no rule.
            let text = sent.field("/rule");
            let rule = serde_json::from_str(text).unwrap_or_else(|_| Value::String(text.to_owned()));
            Call::new(Method::PUT, path, json!({ "rule": rule, "revision": revision }))
        }
        _ => {
            let (rule, faults) = written(sent);
            Call::new(Method::PUT, path, json!({ "rule": rule, "revision": revision })).unless(faults)
        }
    }
}

/// Back to the rule, which says what was done. What was begun and never published is gone with its draft.
pub fn done(sent: &Sent, _: Value) -> Then {
    let act = sent.field("act");
    match (act, sent.field("published")) {
        ("discard", "no") => Then::Go(to::SUPERVISION_RULES.to_owned()),
        _ => Then::Go(format!(
            "{}/{}?done={}",
            to::SUPERVISION_RULES,
            sent.param("rule"),
            schema::catalogue::encode(act)
        )),
    }
}

/// The rule that the form was made of, with what was filled in; and what of that cannot be read.
fn written(sent: &Sent) -> (Value, Vec<FieldError>) {
    let base: Value = serde_json::from_str(sent.field("base")).unwrap_or_default();
    let mut rule = base.as_object().cloned().unwrap_or_default();
    let mut read = Read { sent, faults: Vec::new() };
    rule.insert("name".to_owned(), read.text("/rule/name"));
    rule.insert("ground".to_owned(), read.text("/rule/ground"));
    let told = sent.fields.iter().filter(|(name, _)| name == "/rule/tell");
    rule.insert("tell".to_owned(), told.map(|(_, who)| who.as_str()).collect());
    for name in ["from", "until"] {
        let day = sent.field(&format!("/rule/{name}")).trim();
        rule.insert(name.to_owned(), if day.is_empty() { Value::Null } else { day.into() });
        if !day.is_empty() && day.parse::<chrono::NaiveDate>().is_err() {
            read.faults.push(FieldError::new(format!("/rule/{name}"), FieldCode::BadDate));
        }
    }
    let regions = sent.field("/rule/regions").split([',', '，', '、', ' ']).filter(|code| !code.is_empty());
    let regions: Vec<&str> = regions.collect();
    if regions.iter().any(|code| schema::role::RegionCode::parse(code).is_err()) {
        read.faults.push(FieldError::new("/rule/regions", FieldCode::Unknown));
    }
    rule.insert("regions".to_owned(), json!(regions));
    if let Some(watch) = rule.get_mut("watch") {
        read.watch(watch);
    }
    (rule.into(), read.faults)
}

/// The fields of the form, and what is wrong with them.
struct Read<'s> {
    sent: &'s Sent,
    faults: Vec<FieldError>,
}

impl Read<'_> {
    /// A text in the languages that were filled in.
    fn text(&self, name: &str) -> Value {
        let said = [("zh-CN", name.to_owned()), ("en", format!("{name}/en"))];
        let said = said.map(|(language, name)| (language, self.sent.field(&name).trim()));
        let said = said.into_iter().filter(|(_, text)| !text.is_empty());
        Value::Object(said.map(|(language, text)| (language.to_owned(), text.into())).collect::<Map<_, _>>())
    }

    /// A number, if one was filled in.
    fn number(&mut self, name: &str) -> Option<i64> {
        let text = self.sent.field(name).trim();
        let number = text.parse::<i64>().ok().filter(|number| (-10_000..=10_000).contains(number));
        if number.is_none() && !text.is_empty() {
            self.faults.push(FieldError::new(name, FieldCode::WrongType));
        }
        number
    }

    /// Those of three numbers that were filled in, each with its grade.
    fn by_grade(&mut self, list: &str, member: &str) -> Value {
        let numbers = GRADES.map(|grade| (grade, self.number(&format!("/rule/watch/{list}/{grade}"))));
        let filled = numbers.into_iter().filter_map(|(grade, number)| Some((grade, number?)));
        filled.map(|(grade, number)| json!({ member: number, "grade": grade })).collect()
    }

    fn watch(&mut self, watch: &mut Value) {
        if let Some(clock) = watch.get_mut("clock") {
            clock["marks"] = self.by_grade("clock/marks", "days");
            if clock["limit"].get("fixed").is_some() {
                let days = self.number("/rule/watch/clock/limit").filter(|days| (0..=2_500).contains(days));
                if days.is_none() {
                    self.faults.push(FieldError::new("/rule/watch/clock/limit", FieldCode::WrongType));
                }
                let unit = self.sent.field("/rule/watch/clock/limit/unit");
                clock["limit"] = json!({ "fixed": { "value": days.unwrap_or_default(), "unit": unit } });
            }
        } else if let Some(count) = watch.get_mut("count") {
            count["steps"] = self.by_grade("count/steps", "times");
            count["within"] = json!(self.number("/rule/watch/count/within"));
        } else if let Some(sighting) = watch.get_mut("sighting") {
            sighting["grade"] = self.sent.field("/rule/watch/sighting/grade").into();
        }
        self.faults.dedup_by(|one, other| one.pointer == other.pointer);
    }
}

#[cfg(test)]
mod tests {
    use schema::supervise::Rule;

    use super::*;

    fn sent(rule: &Rule, more: &[(&str, &str)]) -> Sent {
        let base = ("base".to_owned(), serde_json::to_string(rule).unwrap());
        let more = more.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        Sent {
            params: [("rule".to_owned(), rule.id.clone())].into(),
            fields: [base].into_iter().chain(more).collect(),
        }
    }

    fn shipped(id: &str) -> Rule {
        Rule::shipped().unwrap().into_iter().find(|rule| rule.id == id).unwrap()
    }

    #[test]
    fn what_is_filled_in_stands_in_the_rule_and_all_else_stays() {
        let before = shipped("acceptance");
        let fields = [
            ("/rule/name", "受理从快"),
            ("/rule/ground", "本市承诺"),
            ("/rule/tell", "lead"),
            ("/rule/from", "2026-04-01"),
            ("/rule/regions", "440100，440103"),
            ("/rule/watch/clock/limit", "3"),
            ("/rule/watch/clock/limit/unit", "自然日"),
            ("/rule/watch/clock/marks/yellow", "0"),
            ("/rule/watch/clock/marks/red", "2"),
        ];
        let (written, faults) = written(&sent(&before, &fields));
        assert_eq!(faults, []);
        let rule: Rule = serde_json::from_value(written).unwrap();
        assert_eq!(rule.faults(), []);
        let told = serde_json::to_value(&rule).unwrap();
        assert_eq!(told["watch"]["clock"]["limit"], json!({ "fixed": { "value": 3, "unit": "自然日" } }));
        assert_eq!(
            told["watch"]["clock"]["marks"],
            json!([{ "days": 0, "grade": "yellow" }, { "days": 2, "grade": "red" }])
        );
        assert_eq!((&told["name"], &told["tell"]), (&json!({ "zh-CN": "受理从快" }), &json!(["lead"])));
        assert_eq!(
            told["watch"]["clock"]["start"],
            serde_json::to_value(&before).unwrap()["watch"]["clock"]["start"]
        );
    }

    #[test]
    fn what_cannot_be_read_is_said_at_its_field() {
        let fields = [
            ("/rule/from", "morgen"),
            ("/rule/regions", "somewhere"),
            ("/rule/watch/clock/limit", "many"),
            ("/rule/watch/clock/marks/yellow", "x"),
        ];
        let (_, faults) = written(&sent(&shipped("acceptance"), &fields));
        let pointers: Vec<&str> = faults.iter().map(|fault| fault.pointer.as_str()).collect();
        let expected =
            ["/rule/from", "/rule/regions", "/rule/watch/clock/marks/yellow", "/rule/watch/clock/limit"];
        assert_eq!(pointers, expected);
    }
}
