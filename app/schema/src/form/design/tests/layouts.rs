//! Layouts that are written out, and the page tree of them.

use serde_json::{Value, json};

use super::super::{Kind, NodeKind, laid_out, outline};
use super::{drawn, errors, forms};
use crate::form::{Form, Need, compile, diff};

/// What is asked, page by page.
fn asked(form: &Form) -> Vec<(String, Vec<String>)> {
    form.pages
        .iter()
        .map(|page| {
            let fields = crate::form::validate::fields_of(form, &page.items);
            (page.id.clone(), fields.map(|field| field.pointer.clone()).collect())
        })
        .collect()
}

#[test]
fn a_layout_that_is_written_out_is_the_same_form() {
    for definition in forms::published().into_iter().chain([forms::full()]) {
        let written = laid_out(&definition);
        assert_eq!(laid_out(&written), written);
        let (before, after) = (compile(&definition).0, compile(&written).0);
        assert_eq!(diff(&before, &after), []);
        assert_eq!(asked(&before), asked(&after));
        assert_eq!(errors(&written), []);
    }
}

#[test]
fn a_definition_without_a_layout_gets_one_in_which_blocks_stay_whole() {
    let mut definition = forms::full();
    definition.as_object_mut().unwrap().shift_remove("uischema");
    definition["materials"] = json!([]);
    definition["x-rules"] = json!([]);
    definition["x-text"] = json!({});
    let written = laid_out(&definition);
    assert_eq!(laid_out(&written), written);
    assert_eq!(
        drawn(&definition),
        [
            "0 全",
            "0-0 申请人",
            "0-1 种类",
            "0-2 住处",
            "0-2-0 地址",
            "0-2-1 面积",
            "0-3 子女",
            "0-3-0 姓名",
            "0-3-1 年龄",
            "0-3-2 学校",
            "0-4 备注",
            "0-5 费用",
            "0-6 无处"
        ]
    );
    let person = &outline(&definition).pages[0].children[0];
    assert_eq!((person.kind, person.need), (NodeKind::Field(Kind::Person), Need::Required));
    assert_eq!(errors(&written), []);
}

#[test]
fn a_bare_schema_becomes_a_definition() {
    let bare =
        json!({"type": "object", "title": "表", "properties": {"a": {"type": "string", "title": "甲"}}});
    assert_eq!(drawn(&bare), ["0 表", "0-0 甲"]);
    assert_eq!(laid_out(&bare)["schema"], bare);
    let nothing = laid_out(&Value::Null);
    assert_eq!(nothing, laid_out(&json!({})));
    assert_eq!(drawn(&nothing), ["0 "]);
}

#[test]
fn any_other_layout_becomes_the_only_page_with_its_texts() {
    let layout = json!({"type": "VerticalLayout", "elements": [
        {"type": "Label", "text": "注意"}, {"type": "Control", "scope": "#/properties/a"}]});
    let mut definition = json!({
        "meta": {"title": {"zh-CN": "表", "en": "Form"}},
        "schema": {"type": "object", "properties": {"a": {"type": "string", "title": "甲"}}},
        "uischema": layout,
        "x-text": {"en": {"/uischema/elements/0/text": "Mind", "/schema/properties/a/title": "A"}},
    });
    let written = laid_out(&definition);
    assert_eq!(drawn(&written), ["0 表", "0-0 注意", "0-1 甲"]);
    assert_eq!(
        written["x-text"]["en"],
        json!({
            "/uischema/elements/0/label": "Form",
            "/uischema/elements/0/elements/0/text": "Mind",
            "/schema/properties/a/title": "A",
        })
    );
    assert_eq!(compile(&written).1, []);
    definition["uischema"] = json!({"type": "Group", "label": "组", "elements": [layout["elements"][1]]});
    definition["x-text"] = json!({"en": {"/uischema/label": "Group"}});
    let written = laid_out(&definition);
    assert_eq!(drawn(&written), ["0 表", "0-0 组", "0-0-0 甲"]);
    assert_eq!(written["x-text"]["en"]["/uischema/elements/0/elements/0/label"], "Group");
}

#[test]
fn an_object_that_stands_in_a_layout_as_a_whole_becomes_a_group() {
    let definition = json!({
        "schema": {"type": "object", "properties": {
            "home": {"type": "object", "title": "住处", "description": "现在的", "properties": {
                "a": {"type": "string", "title": "甲"},
                "in": {"$ref": "#/$defs/in"},
            }},
        }, "$defs": {"in": {"type": "object", "properties": {"b": {"type": "integer", "title": "乙"}}}}},
        "uischema": {"type": "VerticalLayout", "elements": [{"type": "Control", "scope": "#/properties/home"}]},
        "x-text": {"en": {"/schema/properties/home/title": "Home", "/schema/properties/home/description": "Now"}},
    });
    let written = laid_out(&definition);
    assert_eq!(drawn(&written), ["0 ", "0-0 住处", "0-0-0 现在的", "0-0-1 甲", "0-0-2 ", "0-0-2-0 乙"]);
    let last = &outline(&definition).pages[0].children[0].children[2].children[0];
    assert_eq!((last.kind, last.pointer.as_deref()), (NodeKind::Field(Kind::Integer), Some("/home/in/b")));
    assert_eq!(written["x-text"]["en"]["/uischema/elements/0/elements/0/elements/0/text"], "Now");
    assert_eq!(compile(&definition).0.fields, compile(&written).0.fields);
}

#[test]
fn the_tree_says_what_stands_where() {
    let outline = outline(&forms::full());
    let [first, second] = outline.pages.as_slice() else { panic!("{outline:?}") };
    assert_eq!((first.id.as_deref(), second.id.as_deref()), (Some("1"), Some("second")));
    let kinds: Vec<NodeKind> = second.children.iter().map(|node| node.kind).collect();
    assert_eq!(
        kinds,
        [
            NodeKind::Group,
            NodeKind::Field(Kind::Table),
            NodeKind::Field(Kind::Text),
            NodeKind::Field(Kind::Money),
            NodeKind::Action,
        ]
    );
    assert!(second.ruled && !first.ruled && second.children[0].ruled && !second.children[1].ruled);
    let columns = &second.children[1].children;
    assert_eq!(columns.iter().map(|column| column.ruled).collect::<Vec<_>>(), [false, false, true]);
    assert_eq!(columns[0].need, Need::Required);
    assert_eq!(second.children[2].need, Need::Recommended);
    assert_eq!(second.children[2].label, super::title("还有什么", "What else"));
    let row = &second.children[0].children[0];
    assert_eq!((row.kind, row.children[1].ruled, row.children[0].ruled), (NodeKind::Row, true, false));
    let deed = &second.children[0].children[1];
    assert_eq!(
        (deed.kind, deed.id.as_deref(), deed.need),
        (NodeKind::Material, Some("deed"), Need::Required)
    );
    assert_eq!(drawn(&forms::full())[17..], ["2-0 无处", "2-1 身份证"]);
}

#[test]
fn what_lies_in_itself_has_an_end() {
    let node = json!({"type": "object", "title": "节点", "properties": {
        "name": {"type": "string", "title": "名"},
        "left": {"$ref": "#/$defs/node"},
        "right": {"$ref": "#/$defs/node"},
        "more": {"type": "array", "title": "更多", "items": {"$ref": "#/$defs/node"}},
    }});
    let definition = json!({
        "schema": {"type": "object", "properties": {"top": {"$ref": "#/$defs/node"}}, "$defs": {"node": node},
            "allOf": [{"$ref": "#"}, {"$ref": "#"}]},
        "uischema": {"type": "VerticalLayout", "elements": [{"type": "Control", "scope": "#/properties/top"}]},
    });
    let written = laid_out(&definition);
    assert_eq!(laid_out(&written), written);
    assert!((10..1000).contains(&drawn(&definition).len()), "{}", drawn(&definition).len());
    assert!(super::super::piece(&definition, &super::place("0")).is_some());
}

#[test]
fn a_part_that_stands_elsewhere_does_not_stand_in_the_group_too() {
    let definition = json!({
        "schema": {"type": "object", "properties": {"home": {"type": "object", "title": "住处", "properties": {
            "a": {"type": "string", "title": "甲"}, "b": {"type": "string", "title": "乙"}}}}},
        "uischema": {"type": "VerticalLayout", "elements": [
            {"type": "Control", "scope": "#/properties/home"},
            {"type": "Control", "scope": "#/properties/home/properties/a"}]},
    });
    assert_eq!(drawn(&definition), ["0 ", "0-0 住处", "0-0-0 乙", "0-1 甲"]);
}
