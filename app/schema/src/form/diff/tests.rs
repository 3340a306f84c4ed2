//! Each kind of difference by an edit that makes it, and that nothing passes unsaid.

use serde_json::{Value, json};

use super::{Difference, diff, names};
use crate::form::{Form, compile};

fn definition() -> Value {
    let child = json!({"type": "object", "properties": {
        "name": {"type": "string", "title": "姓名"}, "age": {"type": "integer", "title": "年龄"},
    }});
    json!({
        "meta": {"id": "x", "version": 1, "title": {"zh-CN": "表", "en": "Form"}},
        "schema": {"type": "object", "required": ["name"], "properties": {
            "name": {"type": "string", "title": "姓名", "maxLength": 20, "x-element": "person.name"},
            "kind": {"type": "string", "title": "种类", "oneOf": [
                {"const": "a", "title": "甲"}, {"const": "b", "title": "乙"}]},
            "married": {"type": "boolean", "title": "已婚"},
            "spouse": {"type": "string", "title": "配偶"},
            "children": {"type": "array", "title": "子女", "items": child},
        }},
        "uischema": {"type": "Categorization", "elements": [
            {"type": "Category", "label": "人", "options": {"id": "person"}, "elements": [
                {"type": "Control", "scope": "#/properties/name"}, {"type": "Control", "scope": "#/properties/kind"}]},
            {"type": "Category", "label": "家", "options": {"id": "family"}, "elements": [
                {"type": "Control", "scope": "#/properties/married"},
                {"type": "Control", "scope": "#/properties/spouse"},
                {"type": "Control", "scope": "#/properties/children"}]},
        ]},
        "x-rules": [
            {"effect": "show", "target": "/spouse", "when": {"==": [{"var": "married"}, true]}},
            {"effect": "hide", "target": "/children/-/age", "when": {"==": [{"var": "name"}, "x"]}},
        ],
        "materials": [
            {"id": "card", "name": "身份证"},
            {"id": "proof", "name": "证明", "when": {"==": [{"var": "kind"}, "a"]}},
        ],
    })
}

fn form(definition: &Value) -> Form {
    let (form, lints) = compile(definition);
    let errors: Vec<_> = lints.iter().filter(|lint| lint.severity == crate::form::Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:?}");
    form
}

/// The kinds of difference that an edit makes, as they are written.
fn kinds(edit: impl FnOnce(&mut Value)) -> Vec<String> {
    let mut edited = definition();
    edit(&mut edited);
    let found = diff(&form(&definition()), &form(&edited));
    let word = |difference: &Difference| {
        let value = serde_json::to_value(difference).unwrap();
        let back: Difference = serde_json::from_value(value.clone()).unwrap();
        assert_eq!(back, *difference, "it survives the wire");
        let aspect = value["aspect"].as_str().map(|aspect| format!(" {aspect}")).unwrap_or_default();
        format!("{}{aspect}", value["what"].as_str().unwrap())
    };
    found.iter().map(word).collect()
}

fn set(pointer: &'static str, value: Value) -> impl FnOnce(&mut Value) {
    move |definition| {
        let (parent, name) = pointer.rsplit_once('/').unwrap();
        match definition.pointer_mut(parent).unwrap() {
            Value::Object(members) => {
                members.insert(name.to_owned(), value);
            }
            Value::Array(entries) => entries.insert(name.parse().unwrap(), value),
            _ => unreachable!(),
        }
    }
}

fn cut(pointer: &'static str) -> impl FnOnce(&mut Value) {
    move |definition| {
        let (parent, name) = pointer.rsplit_once('/').unwrap();
        match definition.pointer_mut(parent).unwrap() {
            Value::Object(members) => drop(members.shift_remove(name).unwrap()),
            Value::Array(entries) => drop(entries.remove(name.parse().unwrap())),
            _ => unreachable!(),
        }
    }
}

#[test]
fn each_edit_is_said() {
    let check = |edit: Box<dyn FnOnce(&mut Value)>, expect: &[&str]| assert_eq!(kinds(edit), expect);
    let to = |pointer, value| -> Box<dyn FnOnce(&mut Value)> { Box::new(set(pointer, value)) };
    let without = |pointer| -> Box<dyn FnOnce(&mut Value)> { Box::new(cut(pointer)) };
    check(Box::new(|_| {}), &[]);
    check(to("/meta/title", json!("新")), &["title_changed"]);
    check(to("/meta/version", json!(2)), &["form_changed version"]);
    check(to("/schema/properties/name/title", json!("全名")), &["label_changed"]);
    check(to("/schema/properties/name/description", json!("写全")), &["hint_changed"]);
    check(to("/schema/properties/name/maxLength", json!(30)), &["check_changed max"]);
    check(without("/schema/properties/name/maxLength"), &["check_changed max"]);
    check(without("/schema/properties/name/x-element"), &["field_changed element"]);
    check(to("/schema/required", json!(["name", "kind"])), &["need_changed"]);
    check(to("/schema/properties/spouse/format", json!("date")), &["control_changed"]);
    check(to("/schema/properties/kind/oneOf/2", json!({"const": "c", "title": "丙"})), &["choice_added"]);
    check(without("/schema/properties/kind/oneOf/1"), &["choice_removed"]);
    check(to("/schema/properties/kind/oneOf/0/title", json!("申")), &["choice_renamed"]);
    check(to("/uischema/elements/0/label", json!("谁")), &["page_renamed"]);
    check(to("/uischema/elements/0/options/question", json!("您是谁？")), &["page_reworded"]);
    check(Box::new(|form| form["uischema"]["elements"].as_array_mut().unwrap().reverse()), &["page_moved"]);
    check(
        Box::new(|form| form["uischema"]["elements"][1]["elements"].as_array_mut().unwrap().reverse()),
        &["page_rearranged"],
    );
    check(to("/x-rules/0/when", json!({"==": [{"var": "kind"}, "b"]})), &["rule_changed"]);
    check(to("/x-rules/0/target", json!(["/spouse", "/kind"])), &["rule_retargeted"]);
    check(to("/x-rules/0/effect", json!("require")), &["rule_removed", "rule_added"]);
    check(without("/x-rules/1"), &["rule_removed"]);
    let said = |text: &str| json!({"effect": "message", "target": "/name", "text": text, "when": true});
    let mut before = definition();
    before["x-rules"].as_array_mut().unwrap().push(said("一"));
    let mut after = definition();
    after["x-rules"].as_array_mut().unwrap().push(said("二"));
    let found = diff(&form(&before), &form(&after));
    assert!(
        matches!(found.as_slice(), [Difference::RuleChanged { was, effect, .. }] if was != effect),
        "{found:?}"
    );
    check(to("/materials/2", json!({"id": "photo", "name": "照片"})), &["material_added"]);
    check(without("/materials/0"), &["material_removed"]);
    check(to("/materials/0/name", json!("证件")), &["material_renamed"]);
    check(to("/materials/0/required", json!(false)), &["material_need_changed"]);
    check(without("/materials/1/when"), &["material_condition_changed"]);
    check(to("/materials/0/max_files", json!(1)), &["material_changed max_files"]);
    check(to("/schema/properties/children/maxItems", json!(3)), &["check_changed max"]);
    check(to("/schema/properties/children/items/properties/age/minimum", json!(0)), &["check_changed min"]);
    let school = json!({"type": "string", "title": "学校"});
    check(to("/schema/properties/children/items/properties/school", school), &["field_added"]);
}

#[test]
fn fields_come_go_move_and_change_their_ids() {
    let moved = kinds(|form| {
        let control = form["uischema"]["elements"][1]["elements"].as_array_mut().unwrap().remove(1);
        form["uischema"]["elements"][0]["elements"].as_array_mut().unwrap().push(control);
    });
    assert_eq!(moved, ["field_moved"]);
    let called = kinds(|form| {
        let text = form.to_string().replace("married", "is_married");
        *form = serde_json::from_str(&text).unwrap();
    });
    assert_eq!(called, ["id_changed", "rule_changed"]);
    let gone = kinds(|form| {
        cut("/schema/properties/kind")(form);
        cut("/uischema/elements/0/elements/1")(form);
        cut("/materials/1")(form);
    });
    assert_eq!(gone, ["field_removed", "material_removed"]);
}

#[test]
fn what_no_program_carries_is_compared_too() {
    let mut edited = definition();
    edited["body"] = json!({"template": "{{/name}}"});
    let found = super::diff_definitions(&definition(), &edited).differences;
    assert!(
        matches!(found.as_slice(), [Difference::FormChanged { aspect, .. }] if aspect == "body"),
        "{found:?}"
    );
}

#[test]
fn each_difference_is_said_with_its_page() {
    let mut edited = definition();
    edited["schema"]["properties"]["name"]["maxLength"] = json!(7);
    edited["uischema"]["elements"][1]["label"] = json!("别的");
    edited["meta"]["title"] = json!("另一张");
    let found = super::diff_definitions(&definition(), &edited);
    let pages = |difference: &Difference| match difference {
        Difference::CheckChanged { .. } => Some(0),
        Difference::PageRenamed { .. } => Some(1),
        _ => None,
    };
    let ids: Vec<String> = form(&edited).pages.into_iter().map(|page| page.id).collect();
    let expected: Vec<Option<&str>> =
        found.differences.iter().map(|it| pages(it).map(|place: usize| ids[place].as_str())).collect();
    let said: Vec<Option<&str>> =
        found.pages.iter().map(|page| page.as_ref().map(|page| page.key.as_str())).collect();
    assert_eq!(said, expected, "{:?}", found.differences);
    assert!(
        said.contains(&None) && said.contains(&Some(&ids[0])) && said.contains(&Some(&ids[1])),
        "{said:?}"
    );
}

#[test]
fn what_conditions_read_has_names() {
    let mut edited = definition();
    edited["materials"][1]["when"] = json!({"==": [{"var": "kind"}, "b"]});
    let (old, new) = (form(&definition()), form(&edited));
    let names = names(&old, &new, &diff(&old, &new));
    assert_eq!(names.len(), 1);
    assert_eq!((names[0].pointer.as_str(), names[0].values.len()), ("/kind", 2));
}

#[test]
fn only_the_same_is_the_same() {
    let forms = [
        definition(),
        json!({"type": "object", "properties": {"a": {"type": "string", "title": "A"}}}),
        json!({"type": "object", "properties": {"a": {"type": "string", "title": "A", "minLength": 2}}}),
        json!({"type": "object", "properties": {"a": {"type": "string", "title": "A"}}, "minProperties": 1}),
        json!({"type": "object", "properties": {"a": {"type": "string", "title": "A", "not": {"const": "x"}}}}),
        json!({"type": "object", "additionalProperties": false, "properties": {"a": {"type": "string", "title": "A"}}}),
    ]
    .map(|definition| compile(&definition).0);
    for (place, one) in forms.iter().enumerate() {
        for (other_place, other) in forms.iter().enumerate() {
            let found = diff(one, other);
            assert_eq!(found.is_empty(), place == other_place, "{place} {other_place}: {found:?}");
        }
    }
}
