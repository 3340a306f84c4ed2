//! What is shown and needed, and how that changes.

use std::collections::BTreeSet;

use schema::expr::Truth;
use schema::form::{Need, check_field, compile, state};
use serde_json::{Value, json};

use super::{NoAngles, complete, field, residence};

#[test]
fn rules_show_and_need() {
    let form = residence();
    let at = |answers: Value| state(&form, &answers);
    let nothing = at(json!({}));
    assert!(
        !nothing.visible("/employer") && !nothing.visible("/school") && !nothing.visible("/children/0/name")
    );
    assert!(nothing.visible("/remark"), "a hide rule that is not certain does not hide");
    let study = at(json!({"reason": "study", "employer": "甲"}));
    assert!(study.visible("/school") && !study.visible("/employer"));
    assert_eq!(study.need(field(&form, "/school"), "/school"), Need::Required);
    assert_eq!(study.answers(), &json!({"reason": "study"}), "hidden answers are as good as not given");
    let mailed = at(json!({"applicant": {"email": "a@b.cn"}}));
    assert_eq!(mailed.need(field(&form, "/applicant/phone"), "/applicant/phone"), Need::Optional);

    let hidden_reads = json!({"reason": "study", "insured_months": 24});
    assert!(at(hidden_reads).visible("/remark"), "a rule does not read what is hidden");
    let rows = at(complete());
    assert!(!rows.visible("/children/0/school") && rows.visible("/children/1/school"));
}

#[test]
fn materials_are_wanted_by_their_conditions() {
    let form = residence();
    assert_eq!(
        state(&form, &json!({})).materials(),
        [Truth::Yes, Truth::Yes, Truth::Unknown(BTreeSet::from(["/children".into()]))]
    );
    let answers =
        json!({"reason": "work", "insured_months": 3, "has_children": true, "children": [{"age": 2}]});
    assert_eq!(state(&form, &answers).materials(), [Truth::Yes, Truth::No, Truth::Yes]);
}

#[test]
fn an_edit_changes_what_hangs_on_it_and_says_so() {
    let form = residence();
    let mut answers = json!({"insured_months": 24, "remark": "无"});
    let mut state = state(&form, &answers);
    assert!(state.visible("/remark"));
    answers["reason"] = "work".into();
    let changes = state.update(&form, &answers, "/reason");
    let changed: Vec<&str> = changes.fields.iter().map(String::as_str).collect();
    assert_eq!(changed, ["/employer", "/insured_months", "/remark"], "the remark at second hand");
    assert_eq!(changes.materials, BTreeSet::from([1]));
    assert!(!state.visible("/remark"));
    assert_eq!(state.answers().get("remark"), None);
    assert_eq!(state.update(&form, &answers, "/applicant/name"), Default::default());
    assert!(check_field(&form, &state, field(&form, "/employer"), "/employer", &NoAngles).is_some());
}

#[test]
fn an_object_in_which_all_is_hidden_is_there_after_an_edit_as_it_is_anew() {
    let text = |title: &str| json!({"type": "string", "title": title});
    let (form, lints) = compile(&json!({
        "schema": {"type": "object", "properties": {
            "kind": text("Kind"), "held": {"type": "object", "title": "Held", "properties": {"a": text("A")}},
        }},
        "x-rules": [{"effect": "hide", "target": "/held/a", "when": {"==": [{"var": "kind"}, "x"]}}],
    }));
    assert_eq!(lints, []);
    for before in [json!({"kind": "x"}), json!({"kind": "x", "held": "text"})] {
        let mut kept = state(&form, &before);
        let after = json!({"kind": "x", "held": {"a": "typed"}});
        kept.update(&form, &after, "/held/a");
        assert_eq!(kept, state(&form, &after), "after {before}");
    }
}
