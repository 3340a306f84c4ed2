//! The forms that edits are tried on.

use serde_json::{Value, json};

/// Forms as they are published.
const PUBLISHED: [&str; 8] = [
    include_str!("../../../../../../server/seed/forms/birth-household-registration.json"),
    include_str!("../../../../../../server/seed/forms/birth-registration-service.json"),
    include_str!("../../../../../../server/seed/forms/flexible-employment-insurance.json"),
    include_str!("../../../../../../server/seed/forms/food-business-licence.json"),
    include_str!("../../../../../../server/seed/forms/public-place-hygiene-licence.json"),
    include_str!("../../../../../../server/seed/forms/residence-permit.json"),
    include_str!("../../../../../../server/seed/forms/senior-card.json"),
    include_str!("../../../../../../server/seed/forms/sole-trader-registration.json"),
];

/// How many forms there are.
pub const COUNT: usize = PUBLISHED.len() + 2;

/// Every published form.
pub fn published() -> Vec<Value> {
    PUBLISHED.into_iter().map(|text| serde_json::from_str(text).unwrap()).collect()
}

/// One of the published forms, an empty one, or one with some of everything.
pub fn one(which: usize) -> Value {
    match PUBLISHED.get(which) {
        Some(text) => serde_json::from_str(text).unwrap(),
        None if which == PUBLISHED.len() => json!({}),
        None => full(),
    }
}

/// A form with some of everything: blocks, a table, groups, a document among questions, a button, a note, rules.
pub fn full() -> Value {
    let child = json!({"type": "object", "required": ["name"], "properties": {
        "name": {"type": "string", "title": "姓名"},
        "age": {"type": "integer", "title": "年龄", "minimum": 0},
        "school": {"type": "string", "title": "学校"},
    }});
    json!({
        "meta": {"id": "full", "title": {"zh-CN": "全", "en": "Full"}},
        "schema": {"type": "object", "required": ["applicant", "kind"], "properties": {
            "applicant": {"x-block": "person", "title": "申请人"},
            "kind": {"type": "string", "title": "种类", "oneOf": [
                {"const": "a", "title": "甲"}, {"const": "b", "title": "乙"}]},
            "home": {"type": "object", "title": "住处", "properties": {
                "address": {"type": "string", "title": "地址", "x-element": "person.address"},
                "area": {"type": "number", "title": "面积"},
            }},
            "children": {"type": "array", "title": "子女", "items": child},
            "remark": {"type": "string", "title": "备注", "x-soft-required": {"consequence": "会慢", "within_days": 5}},
            "fee": {"type": "number", "format": "money", "title": "费用", "x-compute": {"*": [{"var": "home.area"}, 2]}},
            "loose": {"type": "string", "title": "无处"},
        }},
        "uischema": {"type": "Categorization", "elements": [
            {"type": "Category", "label": "第一页", "elements": [
                {"type": "Label", "text": "说明"},
                {"type": "Control", "scope": "#/properties/applicant"},
                {"type": "Control", "scope": "#/properties/kind", "options": {"format": "radio"}},
            ]},
            {"type": "Category", "label": "第二页", "options": {"id": "second", "question": "住哪？"}, "elements": [
                {"type": "Group", "label": "住处", "options": {"id": "home"}, "elements": [
                    {"type": "HorizontalLayout", "elements": [
                        {"type": "Control", "scope": "#/properties/home/properties/address"},
                        {"type": "Control", "scope": "#/properties/home/properties/area"},
                    ]},
                    {"type": "Material", "options": {"material": "deed"}},
                ]},
                {"type": "Control", "scope": "#/properties/children"},
                {"type": "Control", "scope": "#/properties/remark", "label": "还有什么"},
                {"type": "Control", "scope": "#/properties/fee"},
                {"type": "Action", "label": "重算", "options": {"action": "recalculate", "targets": ["/fee"]}},
            ]},
        ]},
        "materials": [
            {"id": "card", "name": {"zh-CN": "身份证", "en": "Card"}},
            {"id": "deed", "name": "房产证", "when": {">": [{"var": "home.area"}, 0]}},
        ],
        "x-rules": [
            {"effect": "show", "target": "home", "when": {"==": [{"var": "kind"}, "a"]}},
            {"effect": "message", "target": "second", "text": "注意", "when": {"==": [{"var": "kind"}, "a"]}},
            {"effect": "require", "target": ["/children/-/school"], "when": {">": [{"var": "age"}, 6]}},
            {"effect": "require", "target": ["/remark", "/home/area"], "when": {"==": [{"var": "kind"}, "b"]}},
        ],
        "x-text": {"en": {
            "/schema/properties/kind/title": "Kind",
            "/schema/properties/kind/oneOf/0/title": "A",
            "/schema/properties/kind/oneOf/1/title": "B",
            "/schema/properties/children/title": "Children",
            "/schema/properties/children/items/properties/name/title": "Name",
            "/uischema/elements/0/label": "First",
            "/uischema/elements/0/elements/0/text": "Note",
            "/uischema/elements/1/label": "Second",
            "/uischema/elements/1/options/question": "Where?",
            "/uischema/elements/1/elements/0/label": "Home",
            "/uischema/elements/1/elements/2/label": "What else",
            "/uischema/elements/1/elements/4/label": "Again",
            "/x-rules/1/text": "Mind",
            "/materials/1/name": "Deed",
        }},
    })
}
