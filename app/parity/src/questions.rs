//! The data half of a definition by chance: objects of questions of every kind.

use schema::form::Format;
use serde_json::{Map, Value, json};

use super::chance::Chance;
use super::logic::logic;
use super::values::{anything, decimal, scalar, small};

/// Patterns of ECMA-262 with the flag `u`, two that are none among them.
const PATTERNS: [&str; 34] = [
    "^[a-z]+$",
    "^.$",
    "^..$",
    "^(?:..)*$",
    "^[^<>]*$",
    "^$",
    "a|",
    "",
    "^ab",
    "\\d{3,}",
    "\\D",
    "^\\w+$",
    "\\bfoo\\b",
    "\\Bb",
    "^\\s*$",
    "^\\S+$",
    "^[\\s\\S]{2,4}$",
    "^(?:\\+86)?1[3-9]\\d{9}$",
    "^\\p{Script=Han}+$",
    "^\\p{Lu}",
    "^\\P{L}*$",
    "\\p{Emoji_Presentation}",
    "^[\\u4e00-\\u9fff]{2,}",
    "\\u{1F468}",
    "[😀-😎]",
    "(?<=a)b",
    "(?<!a)b",
    "^(?=.*\\d)(?=.*[a-z]).+$",
    "(.)\\1",
    "(?<x>c)\\d",
    "(a*)*b",
    "^\\x41|\\cJ",
    "[",
    "\\_",
];

/// Names of questions; those of one object stand next to each other.
const NAMES: [&str; 10] = ["a", "b", "c", "d", "e", "f", "姓名", "x/y", "m~n", "k l"];

/// Deeper than this no object stands in another.
const DEPTH: u32 = 2;

/// An object with its questions.
pub fn object(chance: &mut Chance, depth: u32) -> Value {
    let count = if depth == 0 { 4 + chance.index(5) } else { 1 + chance.index(3) };
    let names = NAMES.iter().cycle().skip(chance.index(NAMES.len()));
    let names: Vec<&str> = names.take(count).copied().collect();
    let mut members = Map::new();
    for name in &names {
        members.insert((*name).to_owned(), question(chance, depth));
    }
    follow(chance, &names, &mut members);
    let required: Vec<&&str> = names.iter().filter(|_| chance.odds(40)).collect();
    let mut object = json!({"type": "object", "title": "组", "required": required, "properties": members});
    if chance.odds(12) {
        object["additionalProperties"] = false.into();
    }
    if chance.odds(6) {
        object["dependentRequired"] = json!({names[0]: [names.last()]});
    }
    if chance.odds(6) {
        object["minProperties"] = chance.between(1, 3).into();
    }
    if chance.odds(4) {
        object["propertyNames"] = json!({"pattern": chance.pick(&PATTERNS)});
    }
    object
}

/// Some of the questions are answered by a rule, from those before them; now and then from any, in a circle.
fn follow(chance: &mut Chance, names: &[&str], members: &mut Map<String, Value>) {
    for (place, name) in names.iter().enumerate() {
        let before = if chance.odds(5) { names } else { &names[..place] };
        let read: Vec<String> = before.iter().map(|&name| name.to_owned()).collect();
        let Some(member) = members.get_mut(*name).and_then(Value::as_object_mut) else { continue };
        let is_field = member.get("type").is_some_and(|kind| kind != "object" && kind != "array");
        match chance.below(16) {
            0 if is_field && !read.is_empty() => {
                _ = member.insert("x-compute".into(), logic(chance, &read, 2))
            }
            1 if is_field && !read.is_empty() => {
                let op = chance.pick(&["sum", "product", "min", "max", "average", "concat"]);
                let args = chance.some(1, 3, |chance| chance.pick(&read).clone());
                member.insert("x-computed".into(), json!({"op": op, "args": args}));
            }
            _ => {}
        }
    }
}

fn question(chance: &mut Chance, depth: u32) -> Value {
    let mut schema = match chance.below(32) {
        0..=5 => text(chance),
        6..=10 => number(chance),
        11 => json!({"type": "boolean"}),
        12 => json!({"type": "boolean", "const": true}),
        13..=15 => choice(chance),
        16 | 17 => choices(chance),
        18..=20 => json!({"type": "string", "format": chance.pick(&["date", "date-range", "year-month"])}),
        21 => region(chance),
        22 if depth == 0 => official(chance),
        23 => json!({"x-block": chance.pick(&["person", "agent", "enterprise", "address"])}),
        24 | 25 if depth < DEPTH => object(chance, depth + 1),
        26..=29 if depth < DEPTH => rows(chance, depth),
        _ => check(chance, 2),
    };
    describe(chance, &mut schema);
    schema
}

/// What is said of a question besides what is right. Now and then it does not fit.
fn describe(chance: &mut Chance, schema: &mut Value) {
    if chance.odds(90) {
        schema["title"] = json!(chance.pick(&["名称", "Name", "a < b & c"]));
    }
    let kind = schema["type"].as_str().unwrap_or_default().to_owned();
    let is_plain = kind == "string" && schema.as_object().is_some_and(|schema| schema.len() < 3);
    if !chance.odds(3) && matches!(kind.as_str(), "" | "array" | "object") {
        return;
    }
    match chance.below(20) {
        0 => schema["description"] = "说明".into(),
        1 => schema["readOnly"] = true.into(),
        2 => schema["x-soft-required"] = true.into(),
        3 => schema["x-soft-required"] = json!({"consequence": "会慢一些", "within_days": 5}),
        4 => schema["default"] = if kind == "boolean" { true.into() } else { scalar(chance) },
        5 if is_plain => schema["x-default"] = json!({"var": "person.name"}),
        6 if is_plain => schema["x-element"] = "person.name".into(),
        _ => {}
    }
}

fn text(chance: &mut Chance) -> Value {
    let mut schema = json!({"type": "string"});
    match chance.below(6) {
        0 | 1 => schema["format"] = chance.pick(&Format::ALL).name().into(),
        2 | 3 => schema["pattern"] = json!(chance.pick(&PATTERNS)),
        4 => schema["x-display"] = "textarea".into(),
        _ => {}
    }
    if chance.odds(20) {
        schema["minLength"] = chance.between(0, 4).into();
    }
    if chance.odds(20) {
        schema["maxLength"] = chance.between(1, 12).into();
    }
    schema
}

fn number(chance: &mut Chance) -> Value {
    let mut schema = match chance.below(5) {
        0 => json!({"type": "integer"}),
        1 => json!({"type": "number", "format": "money"}),
        2 => json!({"type": "integer", "x-unit": "CNY"}),
        3 => json!({"type": "number", "x-unit": "平方米"}),
        _ => json!({"type": "number"}),
    };
    if chance.odds(25) {
        let keyword = *chance.pick(&["minimum", "exclusiveMinimum"]);
        schema[keyword] = if chance.odds(50) { small(chance).into() } else { decimal(chance, 1e5).into() };
    }
    if chance.odds(25) {
        let keyword = *chance.pick(&["maximum", "exclusiveMaximum"]);
        schema[keyword] = if chance.odds(50) { small(chance).into() } else { decimal(chance, 1e4).into() };
    }
    if chance.odds(20) {
        schema["multipleOf"] = (*chance.pick(&[0.01, 0.1, 0.5, 1.0, 3.0, 1e-8])).into();
    }
    schema
}

fn choice(chance: &mut Chance) -> Value {
    let mut schema = match chance.below(5) {
        0 => json!({"enum": ["c1", 2, 2.5, true, null]}),
        1 => json!({"type": "integer", "enum": [1, 2, 3]}),
        2 => json!({"type": "string", "oneOf": [
            {"const": "c1", "title": "选项一"}, {"const": "c2", "title": "选项二"}, {"const": "", "title": "无"},
        ]}),
        3 => {
            let all: Vec<String> = (0..20).map(|place| format!("c{place}")).collect();
            json!({"type": "string", "enum": all})
        }
        _ => json!({"type": "string", "enum": ["c1", "c2", "c3"]}),
    };
    if chance.odds(30) {
        schema["x-display"] = json!(chance.pick(&["select", "radio", "search"]));
    }
    schema
}

fn choices(chance: &mut Chance) -> Value {
    let mut schema = json!({"type": "array", "items": {"enum": ["c1", "c2", "c3", 1]}});
    if chance.odds(50) {
        schema["uniqueItems"] = true.into();
    }
    if chance.odds(30) {
        schema["x-display"] = json!(chance.pick(&["chips", "checkbox"]));
    }
    sized(chance, &mut schema);
    schema
}

fn sized(chance: &mut Chance, schema: &mut Value) {
    if chance.odds(30) {
        schema["minItems"] = chance.between(1, 2).into();
    }
    if chance.odds(30) {
        schema["maxItems"] = chance.between(1, 3).into();
    }
}

fn region(chance: &mut Chance) -> Value {
    let asked = chance.pick(&["{}", r#"{"level": "county"}"#, r#"{"level": "street", "within": "4401"}"#]);
    let asked: Value = serde_json::from_str(asked).unwrap_or_default();
    json!({"type": "string", "format": "region", "x-region": asked})
}

fn official(chance: &mut Chance) -> Value {
    match chance.below(3) {
        0 => json!({"type": "string", "x-control": "seal", "x-seal": {"id": "main", "of": "某局"}}),
        1 => json!({"x-control": "countersign"}),
        _ => {
            json!({"x-control": "opinion", "properties": {"outcome": true, "text": true, "name": true, "at": true}})
        }
    }
}

fn rows(chance: &mut Chance, depth: u32) -> Value {
    let items = if chance.odds(80) { object(chance, depth + 1) } else { text(chance) };
    let mut schema = json!({"type": "array", "items": items});
    if chance.odds(30) {
        schema["x-reorder"] = true.into();
    }
    if chance.odds(20) {
        schema["uniqueItems"] = true.into();
    }
    sized(chance, &mut schema);
    schema
}

/// What no control can say by itself.
fn check(chance: &mut Chance, depth: u32) -> Value {
    let inner = |chance: &mut Chance| match chance.below(6) {
        0 if depth > 0 => check(chance, depth - 1),
        1 => json!({"const": anything(chance, 1)}),
        2 => json!({"type": ["string", "null"]}),
        3 => number(chance),
        4 => choice(chance),
        _ => text(chance),
    };
    match chance.below(10) {
        0 => json!({"anyOf": [inner(chance), inner(chance)]}),
        1 => json!({"oneOf": [inner(chance), inner(chance)]}),
        2 => json!({"type": "string", "not": inner(chance)}),
        3 => json!({"type": "string", "if": inner(chance), "then": inner(chance), "else": inner(chance)}),
        4 => json!({"type": "array", "prefixItems": [inner(chance)], "items": inner(chance)}),
        5 => json!({"type": "array", "items": inner(chance), "contains": inner(chance), "maxContains": 2}),
        6 => json!({"type": "object", "patternProperties": {*chance.pick(&PATTERNS): inner(chance)},
            "unevaluatedProperties": inner(chance)}),
        7 => json!({"type": ["integer", "string", "null"]}),
        8 => json!({"allOf": [inner(chance), inner(chance)]}),
        _ => json!({}),
    }
}
