//! Pages that only officers fill in: no step of an application, and nothing of them is asked of applicants.

use schema::Locale;
use schema::form::design;
use schema::form::{
    Form, LintCode, Permissions, accept_answers, compile, diff, example_answers, keep_official, missing,
    office_summary, state, summary, validate,
};
use serde_json::{Value, json};

use super::NoAngles;

fn definition(required: bool, rules: Value) -> Value {
    let control = |name: &str| json!({"type": "Control", "scope": format!("#/properties/{name}")});
    let needed: &[&str] = if required { &["result"] } else { &[] };
    json!({
        "schema": {"type": "object", "properties": {
            "name": {"type": "string", "title": "Name"},
            "result": {"type": "string", "title": "Result", "maxLength": 3},
        }, "required": needed},
        "uischema": {"type": "Categorization", "elements": [
            {"type": "Category", "label": "Who", "options": {"id": "who"}, "elements": [control("name")]},
            {"type": "Category", "label": "Check", "options": {"id": "check", "official": true}, "elements": [control("result")]},
        ]},
        "x-rules": rules,
    })
}

fn form() -> Form {
    let (form, lints) = compile(&definition(false, json!([])));
    assert_eq!(lints, []);
    form
}

#[test]
fn what_officers_fill_in_is_no_step_of_an_application() {
    let form = form();
    let ids = |pages: &[schema::form::Page]| pages.iter().map(|page| page.id.clone()).collect::<Vec<_>>();
    assert_eq!((ids(&form.pages), ids(&form.office)), (vec!["who".to_owned()], vec!["check".to_owned()]));
    let program: Form = serde_json::from_value(serde_json::to_value(&form).unwrap()).unwrap();
    assert_eq!(program, form);
    assert_eq!(example_answers(&form).as_object().unwrap().keys().collect::<Vec<_>>(), ["name"]);
    let answers = json!({"name": "n", "result": "ok"});
    let state = state(&form, &answers);
    let lines =
        |lines: Vec<schema::form::SummaryLine>| lines.into_iter().map(|line| line.value).collect::<Vec<_>>();
    assert_eq!(lines(summary(&form, &state, Locale::En, &[])), ["n"]);
    assert_eq!(lines(office_summary(&form, &state, Locale::En, &[])), ["ok"]);
    assert_eq!(missing(&form, &state).len(), 1);
    assert_eq!(validate(&form, &json!({"name": "n"}), &NoAngles), []);
    assert_eq!(validate(&form, &json!({"result": "long"}), &NoAngles)[0].pointer, "/result");
}

#[test]
fn nothing_that_applicants_send_gets_there() {
    let form = form();
    let sent = json!({"name": "n", "result": "mine"});
    let kept = json!({"result": "ok"});
    assert_eq!(
        accept_answers(&form, &kept, &sent, schema::expr::Context::default()),
        json!({"name": "n", "result": "ok"})
    );
    for (kept, expect) in [(json!({}), json!({"name": "n"})), (kept, json!({"name": "n", "result": "ok"}))] {
        let mut sent = sent.clone();
        keep_official(&form, &kept, &mut sent);
        assert_eq!(sent, expect);
    }
}

#[test]
fn nobody_else_is_made_to_answer_for_officers() {
    let lints = |definition: &Value| {
        let (form, lints) = compile(definition);
        assert_eq!(validate(&form, &json!({}), &NoAngles), []);
        lints.into_iter().map(|lint| (lint.pointer, lint.code)).collect::<Vec<_>>()
    };
    let place = "/schema/properties/result".to_owned();
    assert_eq!(lints(&definition(true, json!([]))), [(place, LintCode::BadValue)]);
    let rule = json!([{"effect": "require", "target": "/result", "when": {"==": [{"var": "name"}, "x"]}}]);
    let found = lints(&definition(false, rule));
    assert_eq!(found, [("/x-rules/0".to_owned(), LintCode::BadValue)]);
}

#[test]
fn a_task_and_a_difference_know_their_pages() {
    let form = form();
    let permissions: Permissions =
        serde_json::from_value(json!({"parts": {"check": "required", "who": "hidden"}})).unwrap();
    assert_eq!(permissions.dangling(&form), Vec::<&str>::new());
    let opened = permissions.on(&form);
    assert_eq!(opened.project(&json!({"name": "n", "result": "ok"})), json!({"result": "ok"}));
    assert!(opened.access("/result").is_open());
    let mut without = form.clone();
    without.office.clear();
    let told = serde_json::to_value(diff(&without, &form)).unwrap().to_string();
    assert!(told.contains("check"), "{told}");
}

#[test]
fn a_block_of_officers_asks_nobody_else() {
    let mut definition = definition(false, json!([]));
    definition["schema"]["properties"]["result"] = json!({"type": "object", "title": "Visitor",
        "properties": {"name": {"type": "string", "title": "Name"}, "badge": {"type": "string", "title": "Badge"}},
        "required": ["name", "badge"]});
    definition["uischema"]["elements"][1]["elements"] = json!([
        {"type": "Control", "scope": "#/properties/result/properties/name"},
        {"type": "Control", "scope": "#/properties/result/properties/badge"},
    ]);
    let (form, lints) = compile(&definition);
    let errors = lints.iter().filter(|lint| lint.severity == schema::form::Severity::Error);
    assert_eq!(errors.count(), 0, "{lints:?}");
    assert!(form.rules.is_empty(), "{:?}", form.rules);
    assert_eq!(validate(&form, &json!({"name": "n", "result": {"name": "v"}}), &NoAngles), []);
}

#[test]
fn rules_speak_of_pages_of_the_office_by_name() {
    let when = json!({"==": [{"var": "name"}, "x"]});
    let rule = |effect: &str| json!([{"effect": effect, "target": "check", "when": when}]);
    let (form, lints) = compile(&definition(false, rule("show")));
    assert_eq!(lints, []);
    assert_eq!(form.rules[0].targets, ["/result"]);
    assert!(!state(&form, &json!({"name": "y"})).visible("/result"));
    assert_eq!(design::called(&form, "#check").unwrap().get(Locale::En), "Check");
    assert_eq!(design::called(&form, "#who").unwrap().get(Locale::En), "Who");
    assert_eq!(design::called(&form, "#none"), None);
    let pages = design::uses(&form, "/name").pages;
    assert_eq!(pages.iter().map(|page| page.key.as_str()).collect::<Vec<_>>(), ["check"]);
    let mut message = rule("message");
    message[0]["text"] = json!("Mind");
    let (form, lints) = compile(&definition(false, message));
    assert_eq!((form.rules[0].targets.as_slice(), lints), (&["#check".to_owned()][..], vec![]));
    // Nobody else is made to answer by the name of the page either.
    let (_, lints) = compile(&definition(false, rule("require")));
    assert_eq!(lints[0].code, LintCode::BadValue);
}
