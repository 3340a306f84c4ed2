//! Blocks: short words for what many forms ask alike, written out as plain JSON Schema before anything is compiled.
//!
//! `{"x-block": "person"}` is an object with the data elements of a person: those listed in its `properties`, or the
//! usual ones. What a listed property says itself goes before what the block says. A program knows no blocks.

use std::borrow::Cow;

use serde_json::{Map, Value, json};

use crate::element::{self, Kind};

type Object = Map<String, Value>;

/// Keywords whose values are answers, not schemas.
const LITERALS: [&str; 6] = ["const", "enum", "default", "example", "examples", "data"];

/// Keywords whose values hold schemas by names.
const NAMES: [&str; 5] = ["properties", "patternProperties", "$defs", "definitions", "dependentSchemas"];

/// The definition without blocks.
pub(super) fn write_out(definition: &Value) -> Cow<'_, Value> {
    if !has_block(definition) {
        return Cow::Borrowed(definition);
    }
    let mut definition = definition.clone();
    write_out_all(&mut definition, false);
    Cow::Owned(definition)
}

fn has_block(value: &Value) -> bool {
    match value {
        Value::Array(entries) => entries.iter().any(has_block),
        Value::Object(object) => {
            Block::of(object).is_some() || is_countersign(object) || object.values().any(has_block)
        }
        _ => false,
    }
}

/// `holds_names`: whether the keys of the object are names of the author's, not keywords.
fn write_out_all(value: &mut Value, holds_names: bool) {
    match value {
        Value::Array(entries) => entries.iter_mut().for_each(|entry| write_out_all(entry, false)),
        Value::Object(members) if holds_names => {
            members.iter_mut().for_each(|(_, schema)| write_out_all(schema, false));
        }
        Value::Object(object) => {
            if is_countersign(object) {
                let items = object.entry("items").or_insert_with(|| json!({}));
                if let Some(items) = items.as_object_mut() {
                    OPINION.write_out(items);
                }
                object.entry("type").or_insert_with(|| "array".into());
            } else if let Some(block) = Block::of(object) {
                block.write_out(object);
            }
            for (keyword, held) in object.iter_mut() {
                let keyword = keyword.as_str();
                if !LITERALS.contains(&keyword) {
                    write_out_all(held, NAMES.contains(&keyword));
                }
            }
        }
        _ => {}
    }
}

fn is_countersign(object: &Object) -> bool {
    object.get("x-control").is_some_and(|control| control == "countersign")
}

/// A kind of object that many forms ask for.
struct Block {
    name: &'static str,
    /// What it is called unless it has a title of its own.
    title: [&'static str; 2],
    /// What is asked for where nothing is listed.
    usual: &'static [&'static str],
    /// What of it is required, unless `required` says otherwise.
    needed: &'static [&'static str],
    member: fn(&Block, &Object, &str) -> Option<Value>,
}

const BLOCKS: [Block; 4] = [
    Block {
        name: "person",
        title: ["个人", "Person"],
        usual: &["name", "identity_number", "phone"],
        needed: &["name", "identity_number"],
        member: of_elements,
    },
    Block {
        name: "agent",
        title: ["经办人", "Agent"],
        usual: &["name", "identity_number", "phone"],
        needed: &["name", "identity_number"],
        member: of_elements,
    },
    Block {
        name: "enterprise",
        title: ["企业", "Enterprise"],
        usual: &["name", "credit_code", "legal_representative", "phone"],
        needed: &["name", "credit_code"],
        member: of_elements,
    },
    Block {
        name: "address",
        title: ["地址", "Address"],
        usual: &["region", "detail"],
        needed: &["region", "detail"],
        member: of_address,
    },
];

/// What an officer says of a case, and who says it: see [`crate::form::Opinion`].
const OPINION: Block = Block {
    name: "opinion",
    title: ["审批意见", "Opinion"],
    usual: &["text", "name", "post", "at", "seal"],
    needed: &["text", "name", "at"],
    member: of_opinion,
};

impl Block {
    fn of(object: &Object) -> Option<&'static Self> {
        let is = |keyword: &str, value: &str| object.get(keyword).is_some_and(|said| said == value);
        if is("x-control", OPINION.name) {
            return Some(&OPINION);
        }
        let is_address = is("format", "address") && is("type", "object");
        let name = if is_address { "address" } else { object.get("x-block")?.as_str()? };
        BLOCKS.iter().find(|block| block.name == name)
    }

    fn write_out(&self, object: &mut Object) {
        let listed = object.get("properties").and_then(Value::as_object).cloned();
        let listed = listed
            .unwrap_or_else(|| self.usual.iter().map(|name| ((*name).to_owned(), true.into())).collect());
        let properties: Object =
            listed.into_iter().map(|(name, said)| (name.clone(), self.say(object, &name, said))).collect();
        let needed = self.needed.iter().filter(|name| properties.contains_key(**name));
        let needed: Value = needed.copied().collect();
        object.entry("required").or_insert(needed);
        object.insert("properties".to_owned(), properties.into());
        object.entry("type").or_insert_with(|| "object".into());
        object.entry("title").or_insert_with(|| text(self.title));
        object.shift_remove("x-block");
        if self.name == "address" {
            for keyword in ["format", "x-region", "x-element"] {
                object.shift_remove(keyword);
            }
        }
    }

    /// What is said of a member, by itself and by the block.
    fn say(&self, around: &Object, name: &str, said: Value) -> Value {
        match ((self.member)(self, around, name), said) {
            (Some(Value::Object(mut all)), Value::Object(said)) => {
                if ["enum", "const", "anyOf"].iter().any(|keyword| said.contains_key(*keyword)) {
                    all.shift_remove("oneOf");
                }
                all.extend(said);
                all.into()
            }
            (Some(all), Value::Bool(true)) => all,
            (_, said) => said,
        }
    }
}

/// A title in both languages.
fn text([zh, en]: [&str; 2]) -> Value {
    json!({"zh-CN": zh, "en": en})
}

fn of_elements(block: &Block, _: &Object, name: &str) -> Option<Value> {
    let element = element::find(&format!("{}.{name}", block.name))?;
    let mut member = json!({"type": "string", "x-element": element.id});
    match element.kind {
        Kind::Number => member["type"] = "number".into(),
        Kind::Choice => {
            let options = CODES.iter().filter(|(of, ..)| *of == name);
            let options: Value =
                options.map(|(_, code, zh, en)| json!({"const": code, "title": text([zh, en])})).collect();
            member["oneOf"] = options;
        }
        Kind::Text(None) => member["maxLength"] = 200.into(),
        Kind::Text(Some(_)) | Kind::Date | Kind::Region => {}
    }
    Some(member)
}

/// The codes of GB/T 2261 and GB/T 4658.
const CODES: [(&str, &str, &str, &str); 14] = [
    ("sex", "1", "男", "Male"),
    ("sex", "2", "女", "Female"),
    ("marital_status", "10", "未婚", "Single"),
    ("marital_status", "20", "已婚", "Married"),
    ("marital_status", "30", "丧偶", "Widowed"),
    ("marital_status", "40", "离婚", "Divorced"),
    ("education", "10", "研究生", "Postgraduate"),
    ("education", "20", "大学本科", "Bachelor's degree"),
    ("education", "30", "大学专科", "Junior college"),
    ("education", "40", "中等专业学校", "Secondary vocational school"),
    ("education", "60", "高中", "Senior high school"),
    ("education", "70", "初中", "Junior high school"),
    ("education", "80", "小学", "Primary school"),
    ("education", "90", "其他", "Other"),
];

/// `"x-element": "person.address"` makes both parts data of a person, `x-region` says which regions are taken.
fn of_address(_: &Block, around: &Object, name: &str) -> Option<Value> {
    let (mut member, element) = match name {
        "region" => {
            (json!({"type": "string", "format": "region", "title": text(["所在地区", "Region"])}), "region")
        }
        "detail" => (
            json!({
                "type": "string",
                "maxLength": 200,
                "title": text(["详细地址", "Street address"]),
                "description": text(["街道、门牌号、楼栋和房间号", "Street, house number, building and room"]),
            }),
            "address",
        ),
        _ => return None,
    };
    if let (Some(asked), "region") = (around.get("x-region"), name) {
        member["x-region"] = asked.clone();
    }
    let whose = around.get("x-element").and_then(Value::as_str).and_then(|id| id.split('.').next());
    let element = whose.and_then(|whose| element::find(&format!("{whose}.{element}")));
    if let Some(element) = element {
        member["x-element"] = element.id.into();
    }
    Some(member)
}

fn of_opinion(_: &Block, _: &Object, name: &str) -> Option<Value> {
    Some(match name {
        "text" => json!({"type": "string", "maxLength": 1000, "title": text(["意见", "Opinion"])}),
        "outcome" => json!({"type": "string", "title": text(["结论", "Outcome"]), "oneOf": [
            {"const": "agree", "title": text(["同意", "Agreed"])},
            {"const": "disagree", "title": text(["不同意", "Not agreed"])},
        ]}),
        "name" => json!({"type": "string", "maxLength": 50, "title": text(["姓名", "Name"])}),
        "post" => json!({"type": "string", "maxLength": 100, "title": text(["职务", "Post"])}),
        "at" => json!({"type": "string", "format": "date-time", "title": text(["时间", "Time"])}),
        "seal" => json!({"type": "string", "maxLength": 100, "title": text(["印章", "Seal"])}),
        _ => return None,
    })
}
