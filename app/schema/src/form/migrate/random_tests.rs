//! Whatever becomes of a form, whatever was typed: each answer is on the screen of the newer version, or beside it among
//! those that are kept.

use proptest::prelude::*;
use serde_json::json;

use super::tests::Nothing;
use super::*;
use crate::form::check::is_blank;
use crate::form::format::Format;
use crate::form::validate::collect;
use crate::form::{compile, date_parts, rename, state};
use crate::role::RegionCode;

const FIELDS: [&str; 9] = ["name", "kind", "size", "day", "home", "region", "children", "tags", "notes"];

fn definition() -> Value {
    let text = |title: &str| json!({"type": "string", "title": title});
    let tag = json!({"type": "string", "enum": ["a", "b", "c"]});
    let properties = json!({
        "name": {"type": "string", "x-element": "person.name"},
        "kind": {"type": "string", "title": "种类", "enum": ["a", "b"]},
        "size": {"type": "integer", "title": "大小"},
        "day": {"type": "string", "title": "日期", "format": "date"},
        "home": {"type": "object", "title": "家", "properties": {"street": text("街"), "door": text("门")}},
        "region": {"type": "string", "title": "地区", "format": "region"},
        "children": {"type": "array", "title": "子女", "items": {"type": "object", "properties": {
            "name": text("姓名"), "age": {"type": "integer", "title": "年龄"},
        }}},
        "tags": {"type": "array", "title": "标签", "uniqueItems": true, "items": tag},
        "notes": {"type": "array", "title": "备注", "items": text("一条")},
    });
    let page = |id: &str, names: &[&str]| {
        let control = |name: &&str| json!({"type": "Control", "scope": format!("#/properties/{name}")});
        let elements: Vec<Value> = names.iter().map(control).collect();
        json!({"type": "Category", "label": id, "options": {"id": id}, "elements": elements})
    };
    let pages = [page("one", &FIELDS[..3]), page("two", &FIELDS[3..6]), page("three", &FIELDS[6..])];
    json!({
        "schema": {"type": "object", "required": ["name"], "properties": properties},
        "uischema": {"type": "Categorization", "elements": pages},
        "x-rules": [],
    })
}

/// What a question may become.
fn otherwise(number: usize) -> Value {
    let kinds = json!([
        {"type": "string"},
        {"type": "integer", "minimum": 3},
        {"type": "boolean"},
        {"type": "string", "format": "date"},
        {"type": "string", "format": "year-month"},
        {"type": "string", "format": "date-range"},
        {"type": "string", "format": "local-time"},
        {"type": "string", "enum": ["b", "c"]},
        {"type": "string", "format": "region", "x-region": {"level": "county", "within": "440300"}},
        {"type": "array", "uniqueItems": true, "items": {"type": "string", "enum": ["b", "c"]}},
        {"type": "array", "items": {"type": "object", "properties": {"name": {"type": "string", "title": "姓名"}}}},
        {"type": "array", "items": {"type": "integer", "title": "一条"}},
        {"type": "number", "x-computed": {"op": "sum", "args": ["size"]}},
        {"type": "object", "x-control": "opinion"},
        {"type": "object", "properties": {"street": {"type": "string", "title": "街"}}},
    ]);
    let mut kind = kinds[number % 15].clone();
    kind["title"] = json!("问题");
    kind
}

/// One edit of a form: of this kind, of this field, to that.
fn edit(definition: &mut Value, (kind, field, to): (usize, usize, usize)) {
    let name = FIELDS[field % FIELDS.len()];
    let renamed = |definition: &Value, from: &str, to: &str| {
        rename(definition, from, to).map_or_else(|_| definition.clone(), |renamed| renamed.definition)
    };
    let properties = &mut definition["schema"]["properties"];
    match kind {
        0 => *definition = renamed(definition, &format!("/{name}"), &format!("/{name}2")),
        1 => *definition = renamed(definition, "/children/-/name", "/children/-/called"),
        2 => properties[name] = otherwise(to),
        3 => properties["children"]["items"]["properties"]["age"] = otherwise(to),
        4 => {
            properties.as_object_mut().unwrap().remove(name);
        }
        5 => {
            let field = properties.as_object_mut().unwrap().remove(name).unwrap_or(json!(true));
            let group = json!({"type": "object", "title": "组", "properties": {name: field}});
            properties["moved"] = group;
            let layout = definition["uischema"].to_string();
            let layout = layout.replace(
                &format!("#/properties/{name}\""),
                &format!("#/properties/moved/properties/{name}\""),
            );
            definition["uischema"] = serde_json::from_str(&layout).unwrap();
        }
        6 => {
            let pages = definition["uischema"]["elements"].as_array_mut().unwrap();
            if pages.len() > 1 {
                pages.remove(to % pages.len());
            }
        }
        7 => {
            let pages = definition["uischema"]["elements"].as_array_mut().unwrap();
            let place = to % pages.len();
            pages[place]["options"]["official"] = json!(true);
        }
        _ => {
            let when = json!({"==": [{"var": "size"}, to % 3]});
            let rule = json!({"effect": "hide", "target": format!("/{name}"), "when": when});
            definition["x-rules"].as_array_mut().unwrap().push(rule);
        }
    }
}

/// Every value that was typed, wherever it stands.
fn typed(value: &Value, into: &mut Vec<String>) {
    match value {
        Value::Object(members) => members.values().for_each(|member| typed(member, into)),
        Value::Array(entries) => entries.iter().for_each(|entry| typed(entry, into)),
        other if is_blank(other) => {}
        other => into.push(other.to_string()),
    }
}

/// What of the answers stands in the inputs of a form.
fn shown(form: &Form, answers: &Value) -> Vec<String> {
    let mut places = BTreeSet::new();
    form.pages.iter().for_each(|page| collect(&page.items, &mut places));
    let (state, mut found) = (state(form, answers), Vec::new());
    for place in places {
        look(&form.fields[place], "", answers, &state, &mut found);
    }
    found
}

fn look(field: &Field, base: &str, answers: &Value, state: &FormState, into: &mut Vec<String>) {
    let pointer = field.at(base);
    let Some(value) = answers.pointer(&pointer).filter(|value| !is_blank(value)) else { return };
    if !state.visible(&pointer) || state.computed(&pointer) {
        return;
    }
    let is_option =
        |value: &Value, options: &[crate::form::Choice]| options.iter().any(|it| it.value == *value);
    let parts = || value.as_str().map(|text| date_parts(text).map(|part| part.contains('/')));
    let stands = match &field.control {
        Control::Repeat { fields, .. } => {
            for row in 0..value.as_array().map_or(0, Vec::len) {
                fields
                    .iter()
                    .for_each(|field| look(field, &format!("{pointer}/{row}"), answers, state, into));
            }
            return;
        }
        Control::Choice { options, .. } => is_option(value, options),
        Control::Choices { options, .. } => {
            value.as_array().is_some_and(|all| all.iter().all(|one| is_option(one, options)))
        }
        Control::Date => parts() == Some([false; 3]),
        Control::YearMonth => {
            value.as_str().is_some_and(|text| date_parts(text)[2].is_empty() && !text.contains('/'))
        }
        Control::DateRange => value.is_string(),
        Control::Text(text) if text.format == Some(Format::LocalTime) => {
            value.as_str().is_some_and(|text| Format::LocalTime.check(text, true).is_none())
        }
        // What is no text is written as JSON.
        Control::Text(_) => true,
        Control::Region(asked) => value
            .as_str()
            .and_then(|code| RegionCode::parse(code).ok())
            .is_some_and(|code| asked.offers(code)),
        Control::Integer(_) | Control::Number(_) | Control::Money(_) => value.is_number(),
        Control::YesNo | Control::Agree => value.is_boolean(),
        Control::Opinion(_) | Control::Seal(_) => false,
    };
    if stands {
        typed(value, into);
    }
}

/// Something typed into a field, of the kind that is asked for or not.
fn answer() -> impl Strategy<Value = Value> {
    let leaf = prop::sample::select(vec![
        json!(null),
        json!("a"),
        json!("b"),
        json!("x"),
        json!(0),
        json!(3),
        json!(true),
        json!("2026-03-02"),
        json!("2026-03"),
        json!("soon"),
        json!("09:30"),
        json!("440103"),
        json!("440304"),
        json!(["a", "b"]),
        json!(["b"]),
        json!({"street": "东路", "door": "3"}),
        json!([{"name": "甲", "age": 3}, {"name": "乙"}, {}]),
        json!(["一", 2, {"name": "丙"}]),
    ]);
    leaf.prop_recursive(2, 6, 3, |inner| {
        let name = prop::sample::select(vec!["name", "street", "age", "x~/y"]);
        let members = prop::collection::btree_map(name.prop_map(str::to_owned), inner.clone(), 0..3);
        prop_oneof![
            prop::collection::vec(inner, 0..3).prop_map(Value::from),
            members.prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn nothing_typed_is_lost_without_being_shown(
        answers in prop::collection::vec(answer(), FIELDS.len()),
        edits in prop::collection::vec((0..9_usize, 0..9_usize, 0..45_usize), 0..4),
    ) {
        let answers: Value = FIELDS.iter().zip(answers).map(|(name, answer)| ((*name).to_owned(), answer)).collect();
        let old = compile(&definition()).0;
        let mut newer = definition();
        edits.into_iter().for_each(|one| edit(&mut newer, one));
        let new = compile(&newer).0;
        let migrated = migrate(&old, &new, &answers, &Nothing);
        let mut there = shown(&new, &migrated.answers);
        migrated.set_aside.iter().for_each(|aside| typed(&aside.value, &mut there));
        let mut before = Vec::new();
        typed(&answers, &mut before);
        for value in before {
            let place = there.iter().position(|other| *other == value);
            prop_assert!(place.is_some(), "{value} is lost: {migrated:#?} {newer}");
            place.map(|place| there.swap_remove(place));
        }
        // What is said of where answers stay is so.
        for (from, to) in &migrated.kept {
            prop_assert_eq!(migrated.answers.pointer(to), answers.pointer(from), "{} {}", from, to);
        }
    }
}
