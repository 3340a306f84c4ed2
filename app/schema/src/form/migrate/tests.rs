//! What becomes of answers when their form has another version.

use serde_json::json;

use super::*;
use crate::form::compile;

pub(super) struct Nothing;
impl Matcher for Nothing {
    fn is_match(&self, _: &str, _: &str) -> bool {
        true
    }
}

fn form(properties: Value, required: Value) -> Form {
    compile(&json!({"type": "object", "properties": properties, "required": required})).0
}

fn old() -> Form {
    let child = json!({"type": "object", "properties": {
        "name": {"type": "string", "title": "姓名"}, "age": {"type": "integer", "title": "年龄"},
    }});
    form(
        json!({
            "name": {"type": "string", "title": "姓名"},
            "kind": {"type": "string", "title": "种类", "oneOf": [
                {"const": "a", "title": "甲种"}, {"const": "b", "title": "乙种"},
            ]},
            "size": {"type": "integer", "title": "大小"},
            "fax": {"type": "string", "title": "传真"},
            "home": {"type": "object", "title": "家", "properties": {"street": {"type": "string", "title": "街"}}},
            "children": {"type": "array", "title": "子女", "items": child},
        }),
        json!(["name", "kind"]),
    )
}

#[test]
fn what_rules_read_besides_answers_may_ask_again() {
    let form = |rules: Value| {
        let nick = json!({"type": "string", "title": "Nick"});
        let (form, lints) =
            compile(&json!({"schema": {"type": "object", "properties": {"nick": nick}}, "x-rules": rules}));
        assert_eq!(lints, []);
        form
    };
    let when = json!({"==": [{"element": "person.name"}, "甲"]});
    let rule = json!([{"effect": "require", "target": "/nick", "when": when}]);
    let (old, new) = (form(json!([])), form(rule));
    let facts = json!({"person": {"name": "甲"}});
    let context = Context { facts: Some(&facts), ..Context::default() };
    let asked = migrate_in(&old, &new, &json!({}), &Nothing, context).ask_again;
    assert_eq!(asked, ["/nick"]);
    assert_eq!(migrate(&old, &new, &json!({}), &Nothing).ask_again, Vec::<String>::new());
}

#[test]
fn what_fits_stays_what_does_not_is_set_aside_and_asked_again() {
    let child = json!({"type": "object", "properties": {
        "called": {"type": "string", "title": "姓名"}, "school": {"type": "string", "title": "学校"},
    }, "required": ["school"]});
    let new = form(
        json!({
            "name": {"type": "string", "title": "全名", "minLength": 3},
            "kind": {"type": "string", "title": "种类", "enum": ["b", "c"]},
            "size": {"type": "string", "title": "大小"},
            "phone": {"type": "string", "title": "电话"},
            "home": {"type": "object", "title": "家", "properties": {"road": {"type": "string", "title": "街"}}},
            "children": {"type": "array", "title": "子女", "items": child},
        }),
        json!(["name", "kind", "phone"]),
    );
    let answers = json!({
        "name": "王明", "kind": "a", "size": 3, "fax": "020", "home": {"street": "东路"},
        "children": [{"name": "甲", "age": 3}, {}], "junk": {"deep": true},
    });
    let migrated = migrate(&old(), &new, &answers, &Nothing);
    assert_eq!(
        migrated.answers,
        json!({"name": "王明", "home": {"road": "东路"}, "children": [{"called": "甲"}, {}]})
    );
    let kept: Vec<_> = migrated.kept.iter().map(|(from, to)| (from.as_str(), to.as_str())).collect();
    assert_eq!(
        kept,
        [("/children/0/name", "/children/0/called"), ("/home/street", "/home/road"), ("/name", "/name")]
    );
    // A name that has become too short, a choice that is gone, another type, and what was not needed.
    assert_eq!(
        migrated.ask_again,
        ["/children/0/school", "/children/1/school", "/kind", "/name", "/phone", "/size"]
    );
    let aside: Vec<(&str, &Value)> =
        migrated.set_aside.iter().map(|aside| (aside.pointer.as_str(), &aside.value)).collect();
    assert_eq!(
        aside,
        [
            ("/fax", &json!("020")),
            ("/children/0/age", &json!(3)),
            ("/junk/deep", &json!(true)),
            ("/kind", &json!("a")),
            ("/size", &json!(3)),
        ]
    );
    assert_eq!(migrated.set_aside[0].label, Text::zh("传真"));
    assert_eq!(migrated.set_aside[3].said, [Text::zh("甲种")], "a choice is called what it was called");
    assert!(migrated.changed.iter().any(Difference::is_seen));
}

#[test]
fn what_was_open_before_is_not_asked_again_and_a_new_label_breaks_nothing() {
    let mut new = old();
    new.fields[0].label = Text::zh("全名");
    let answers = json!({"kind": "b", "size": 3});
    let migrated = migrate(&old(), &new, &answers, &Nothing);
    assert_eq!((migrated.answers, migrated.set_aside, migrated.ask_again), (answers, vec![], vec![]));
    assert_eq!(migrated.changed.len(), 1);
}

#[test]
fn nobody_gets_anothers_name() {
    let person = |title: &str| json!({"type": "object", "title": title, "properties": {"name": {"type": "string", "title": "姓名"}}});
    let (old, new) = (
        form(json!({"agent": person("代办人")}), json!([])),
        form(json!({"applicant": person("申请人")}), json!([])),
    );
    let migrated = migrate(&old, &new, &json!({"agent": {"name": "李四"}}), &Nothing);
    assert_eq!(migrated.answers, json!({}));
    assert_eq!(migrated.set_aside.len(), 1);
}
