//! What stands beside the answers: facts and working days that rules read, and where an answer comes from.

use std::sync::Arc;

use crate::prelude::*;
use schema::Locale;
use schema::applications::Origin;
use schema::calendar::{Calendar, WorkWeek};
use schema::element::Source;
use schema::form::{Severity, Surroundings, compile};
use serde_json::{Value, json};

use super::check;
use crate::forms::{Filling, PageFields, Scope};
use crate::text::Words;

const HOLIDAYS: &str = include_str!("../../../schema/fixtures/cn-holidays-2004-2026.json");

/// Somebody with such a telephone is asked for their address, unless they came in the last ten working days.
fn rendered(since: &str, surroundings: Surroundings, origins: Vec<Origin>) -> String {
    let text = |title: &str| json!({"type": "string", "title": title});
    let days = json!({"working_days_between": [{"var": "since"}, {"element": "today"}]});
    let (form, lints) = compile(&json!({
        "schema": {"type": "object", "properties": {
            "since": {"type": "string", "format": "date", "title": "从哪天起"},
            "address": text("地址"),
            "relative": text("家人"),
        }},
        "x-rules": [
            {"effect": "hide", "target": "/address", "when": {"<=": [days, 10]}},
            {"effect": "require", "target": "/relative", "when": {"starts_with": [{"element": "person.phone"}, "138"]}},
        ],
    }));
    assert!(lints.iter().all(|lint| lint.severity != Severity::Error), "{lints:?}");
    Owner::new().with(|| {
        provide_context(Words::new(Locale::ZhCn));
        let answers = json!({"since": since, "address": "中山路"});
        let filling = Filling::within(Arc::new(form), answers, &[], Scope::Whole, surroundings);
        filling.credit(origins);
        view! { <PageFields filling page=0/> }.to_html()
    })
}

/// As it comes from the API.
fn on_the_second_of_march() -> Surroundings {
    let week = WorkWeek::of(&Calendar::from_json(HOLIDAYS).unwrap(), 2025..=2026);
    let wire = json!({"facts": {"person": {"phone": "13800138000"}, "today": "2026-03-02"}, "week": week});
    serde_json::from_value::<Surroundings>(wire).unwrap()
}

#[test]
fn rules_read_facts_and_working_days() {
    let hidden = r#"<div class="field" hidden><label for="f-address">"#;
    let shown = r#"<div class="field"><label for="f-address">"#;
    // Twelve days of the plain week, and eight working days: Spring Festival, and two Saturdays that are worked.
    check(&rendered("2026-02-12", on_the_second_of_march(), Vec::new()), &[hidden, "!家人<span"]);
    check(&rendered("2026-01-30", on_the_second_of_march(), Vec::new()), &[shown]);
    let plain = Surroundings { week: Some(WorkWeek::default()), ..on_the_second_of_march() };
    check(&rendered("2026-02-12", plain, Vec::new()), &[shown]);
    let nothing = Surroundings { facts: Value::Null, week: None };
    check(&rendered("2026-02-12", nothing, Vec::new()), &[shown, "家人<span class=\"optional\">选填"]);
}

#[test]
fn an_answer_says_where_it_comes_from() {
    let origin = |corrected| {
        vec![Origin { pointer: "/address".to_owned(), source: Source::Account, earlier: None, corrected }]
    };
    let said = |corrected| rendered("2026-01-30", on_the_second_of_march(), origin(corrected));
    check(
        &said(false),
        &[
            r#"<p class="hint" id="f-address-origin">取自您的账户，不对可以改</p>"#,
            r#"aria-describedby="f-address-origin""#,
        ],
    );
    check(&said(true), &["您改过了，原来取自您的账户", "!不对可以改"]);
}

#[test]
fn what_is_left_of_a_page_counts_its_documents() {
    let definition = json!({
        "schema": {"type": "object", "required": ["name"], "properties": {
            "name": {"type": "string", "title": "姓名"},
            "more": {"type": "boolean", "title": "还有别的"},
        }},
        "uischema": {"type": "VerticalLayout", "elements": [
            {"type": "Control", "scope": "#/properties/name"},
            {"type": "Material", "options": {"material": "card"}},
            {"type": "Material", "options": {"material": "plan"}},
        ]},
        "materials": [{"id": "card", "name": "身份证"}, {"id": "plan", "name": "平面图", "when": {"var": "more"}}],
    });
    let left = |answers: Value, lacking: Vec<usize>| {
        Owner::new().with(|| {
            provide_context(Words::new(Locale::ZhCn));
            let filling = Filling::new(Arc::new(compile(&definition).0), answers, &[], Scope::Whole);
            filling.lack(lacking);
            filling.left(0)
        })
    };
    assert_eq!(left(json!({}), vec![0, 1]), 2, "a name and a card; of the plan it is not known yet");
    assert_eq!(left(json!({"name": "甲", "more": true}), vec![0, 1]), 2);
    assert_eq!(left(json!({"name": "甲", "more": true}), vec![1]), 1);
    assert_eq!(left(json!({"name": "甲", "more": false}), vec![1]), 0);
}
