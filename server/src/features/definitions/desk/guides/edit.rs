//! What a guide begins with, and a guide as it may be saved. Pure.

use chrono::NaiveDate;
use schema::guide::{Ask, Ending, Guide, GuideOutcome, GuideQuestion, lint};
use schema::locale::{Locale, Text};
use schema::{FieldCode, FieldError};
use serde_json::{Value, json};

use crate::error::Result;

/// A guide to begin with: one question, two ends.
pub fn first(code: &str, title: &Text, today: NaiveDate) -> Guide {
    let ask = Text::zh("办过这件事吗？").with(Locale::En, "Has this been done before?");
    let question = GuideQuestion { id: "q1".into(), ask, help: None, kind: Ask::YesNo, when: None };
    let end = |id: &str, say: Text, when: Option<Value>| GuideOutcome {
        id: id.to_owned(),
        when: when.and_then(|when| schema::expr::Expr::parse(&when).ok()),
        say,
        ending: Ending::HandOver { to: Text::zh("12345"), phone: Some("12345".to_owned()) },
        basis: Vec::new(),
    };
    let done = Text::zh("请带上原来的证件。").with(Locale::En, "Please bring what you were given then.");
    let other = Text::zh("请打电话问一问。").with(Locale::En, "Please call.");
    Guide {
        code: code.to_owned(),
        title: title.clone(),
        called: Vec::new(),
        events: Vec::new(),
        intro: None,
        as_of: today,
        basis: Vec::new(),
        demonstration: false,
        questions: vec![question],
        outcomes: vec![end("done", done, Some(json!({ "var": "q1" }))), end("other", other, None)],
    }
}

/// The guide that a definition is, if it may be saved under this id.
pub fn named(definition: &Value, id: &str) -> Result<Guide, FieldError> {
    let guide: Guide = serde_json::from_value(definition.clone()).map_err(|error| {
        FieldError::new("/definition", FieldCode::WrongType).with("detail", error.to_string())
    })?;
    if guide.code != id {
        return Err(FieldError::new("/definition/code", FieldCode::NotAChoice));
    }
    Ok(guide)
}

/// Judges a guide on a thread where one may think: to walk every way of a large one takes a moment.
pub async fn judged<T: Send + 'static>(guide: Guide, judge: fn(&Guide) -> T) -> Result<(Guide, T)> {
    let judged = tokio::task::spawn_blocking(move || {
        let found = judge(&guide);
        (guide, found)
    });
    Ok(judged.await.map_err(anyhow::Error::from)?)
}

/// What keeps a guide from being published: everything its lint finds, and a language that is missing.
pub fn blocking(guide: &Guide) -> Vec<FieldError> {
    let lints = lint(guide).into_iter().map(|lint| {
        let fault = FieldError::new(format!("/definition{}", lint.pointer), FieldCode::Unexpected);
        fault.with("lint", json!(lint.code)).with("detail", lint.name.unwrap_or_default())
    });
    let texts = guide.questions.iter().enumerate().map(|(at, it)| (format!("/questions/{at}/ask"), &it.ask));
    let says = guide.outcomes.iter().enumerate().map(|(at, it)| (format!("/outcomes/{at}/say"), &it.say));
    let all = texts.chain(says).chain([("/title".to_owned(), &guide.title)]);
    let silent = all.filter(|(_, text)| !Locale::ALL.into_iter().all(|locale| text.has(locale)));
    let silent =
        silent.map(|(pointer, _)| FieldError::new(format!("/definition{pointer}"), FieldCode::Required));
    lints.chain(silent).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_guide_begins_with_is_sound() {
        let title = Text::zh("新引导").with(Locale::En, "New");
        let guide = first("mine", &title, "2026-11-01".parse().unwrap());
        assert_eq!(blocking(&guide), []);
        let definition = serde_json::to_value(&guide).unwrap();
        assert_eq!(named(&definition, "mine"), Ok(guide));
        assert_eq!(named(&definition, "other").unwrap_err().pointer, "/definition/code");
        assert_eq!(named(&json!({}), "mine").unwrap_err().pointer, "/definition");
    }

    #[test]
    fn a_language_that_is_missing_holds_it_up() {
        let guide = first("mine", &Text::zh("新引导"), "2026-11-01".parse().unwrap());
        let faults: Vec<String> = blocking(&guide).into_iter().map(|fault| fault.pointer).collect();
        assert_eq!(faults, ["/definition/title"]);
    }
}
