//! Differences as they are read.

use schema::form::diff::names;
use schema::form::{compile, diff};
use serde_json::json;

use super::*;

fn definition() -> Value {
    json!({
        "meta": {"id": "x", "title": {"zh-CN": "表", "en": "Form"}},
        "schema": {"type": "object", "required": ["name"], "properties": {
            "name": {"type": "string", "title": {"zh-CN": "姓名", "en": "Name"}, "maxLength": 20},
            "kind": {"type": "string", "title": {"zh-CN": "种类", "en": "Kind"}, "oneOf": [
                {"const": "a", "title": {"zh-CN": "甲", "en": "First"}},
                {"const": "b", "title": {"zh-CN": "乙", "en": "Second"}}]},
            "married": {"type": "boolean", "title": {"zh-CN": "已婚", "en": "Married"}},
        }},
        "x-rules": [{"effect": "show", "target": "/married", "when": {"==": [{"var": "kind"}, "a"]}}],
        "materials": [{"id": "card", "name": {"zh-CN": "身份证", "en": "Card"}}],
    })
}

/// The sentences about one edit, in both languages.
fn said(pointer: &str, value: Value) -> (String, String) {
    let mut edited = definition();
    match edited.pointer_mut(pointer) {
        Some(place) => *place = value,
        None => {
            let (parent, name) = pointer.rsplit_once('/').unwrap();
            edited.pointer_mut(parent).unwrap()[name] = value;
        }
    }
    let (old, new) = (compile(&definition()).0, compile(&edited).0);
    let found = diff(&old, &new);
    let names = names(&old, &new, &found);
    let all = |locale| {
        let each = found.iter().map(|difference| Differences(locale).difference(difference, &names));
        each.collect::<Vec<_>>().join("|")
    };
    (all(Locale::ZhCn), all(Locale::En))
}

#[test]
fn edits_are_said_in_plain_words() {
    let both = |zh: &str, en: &str| (zh.to_owned(), en.to_owned());
    for (pointer, value, expected) in [
        (
            "/schema/properties/name/maxLength",
            json!(30),
            both("“姓名”的上限由 20 改为 30", "The maximum of “Name” is 30 instead of 20"),
        ),
        (
            "/schema/properties/name/minLength",
            json!(2),
            both("“姓名”的下限定为 2", "The minimum of “Name” is 2"),
        ),
        (
            "/schema/required",
            json!([]),
            both("“姓名”由必填改为选填", "“Name” is optional instead of required"),
        ),
        (
            "/schema/properties/name/title/zh-CN",
            json!("全名"),
            both("“姓名”改称“全名”", "“Name” is now called “Name”"),
        ),
        (
            "/schema/properties/kind/oneOf/1/title",
            json!({"zh-CN": "丙", "en": "Third"}),
            both("“种类”的选项“乙”改称“丙”", "Choice “Second” of “Kind” is now called “Third”"),
        ),
        (
            "/materials/0/required",
            json!(false),
            both("材料“身份证”改为选填", "Document “Card” is now optional"),
        ),
    ] {
        assert_eq!(said(pointer, value), expected, "{pointer}");
    }
}

#[test]
fn conditions_are_said_by_the_names_of_the_form() {
    let (zh, en) = said("/x-rules/0/when", json!({"==": [{"var": "kind"}, "b"]}));
    assert!(zh.contains("种类") && zh.contains('甲') && zh.contains('乙'), "{zh}");
    assert!(en.contains("Kind") && en.contains("First") && en.contains("Second"), "{en}");
    let (zh, en) = said(
        "/materials/0/when",
        json!({"and": [{"==": [{"var": "kind"}, "a"]}, {"==": [{"var": "married"}, true]}]}),
    );
    assert!(zh.contains("而且") && zh.contains("已婚"), "{zh}");
    assert!(en.contains(" and ") && en.contains("Married"), "{en}");
}
