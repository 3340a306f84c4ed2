//! What there is to choose from: `values`, `data.values`, `data.json`. What is fetched from elsewhere is a loss.

use serde_json::{Map, Value, json};

use super::kind::Kind;
use super::place::Answer;
use super::question::Asked;
use super::source::{Source, is_said, number_of};
use super::{Builder, with};
use crate::form::is_blank;

/// A choice of one or of several.
pub(super) fn choices<'a>(builder: &mut Builder<'a>, kind: Kind, component: &Source<'a>) -> Asked {
    let found = options(builder, component);
    component.pass(&[
        "selectValues",
        "searchField",
        "filter",
        "limit",
        "sort",
        "selectFields",
        "lazyLoad",
        "minSearch",
    ]);
    component.pass(&[
        "disableLimit",
        "refreshOn",
        "refreshOnBlur",
        "refreshOnChange",
        "indexeddb",
        "reference",
    ]);
    if found.is_empty() {
        builder.report.dropped(&component.at, "choices", "asked as text");
        return Asked::text("");
    }
    let mut one = with([("type", type_of(&found).into())]);
    let is_named = |(value, label): &(Value, String)| value.as_str() != Some(label.as_str());
    if found.iter().any(is_named) {
        let titled = found.into_iter().map(|(value, label)| json!({"const": value, "title": label}));
        one.insert("oneOf".to_owned(), titled.collect());
    } else {
        one.insert("enum".to_owned(), found.into_iter().map(|(value, _)| value).collect());
    }
    if kind == Kind::SelectBoxes || component.flag("multiple") {
        builder.represented(component, kind == Kind::SelectBoxes, "list");
        let mut schema = with([("type", "array".into()), ("uniqueItems", true.into())]);
        schema.insert("items".to_owned(), one.into());
        return Asked { schema, answer: Answer::Many, options: None };
    }
    let options = (kind == Kind::Radio).then(|| json!({"format": "radio"}));
    let answer = if one["type"] == "number" { Answer::Number } else { Answer::Text };
    let answer = if one["type"] == "boolean" { Answer::YesNo } else { answer };
    Asked { schema: one, answer, options }
}

/// The values, each with what it is called.
fn options<'a>(builder: &mut Builder<'a>, component: &Source<'a>) -> Vec<(Value, String)> {
    let data = component.inner("data");
    let source = component.text("dataSrc");
    let dynamic = match source {
        "" | "values" => {
            let mut entries = component.entries("values");
            entries.extend(data.iter().flat_map(|data| data.entries("values")));
            return entries.iter().filter_map(|entry| titled(builder, component, entry)).collect();
        }
        "json" => data.as_ref().and_then(|data| data.get("json")),
        _ => None,
    };
    let read = match dynamic {
        Some(Value::String(text)) => serde_json::from_str(text).unwrap_or_default(),
        Some(value) => value.clone(),
        None => Value::Null,
    };
    if read.as_array().is_none_or(Vec::is_empty) {
        let url = data.as_ref().map(|data| data.text("url")).unwrap_or_default();
        builder.report.dropped(&component.path("dataSrc"), source, url);
    }
    component.pass(&["valueProperty", "template", "data"]);
    let (value, label) = (component.text("valueProperty"), item_of(component.text("template")));
    let entries = read.as_array().map(Vec::as_slice).unwrap_or_default();
    entries.iter().filter_map(|entry| from_json(entry, value, label)).collect()
}

/// `{label, value}`; one without a value is what is shown while nothing is chosen.
fn titled<'a>(
    builder: &mut Builder<'a>,
    component: &Source<'a>,
    entry: &Source<'a>,
) -> Option<(Value, String)> {
    let value = entry.raw("value").filter(|value| !is_blank(value))?.clone();
    let label = entry.text("label");
    entry.close(&mut builder.report);
    let value = match component.text("dataType") {
        "number" => number_of(&value).map_or(value, Value::Number),
        "boolean" => Value::Bool(value == true || value == "true"),
        _ => written(&value),
    };
    let label = if label.is_empty() { value.as_str().unwrap_or_default() } else { label }.to_owned();
    Some((value, label))
}

fn from_json(entry: &Value, value: &str, label: &str) -> Option<(Value, String)> {
    if !entry.is_object() {
        let value = written(entry);
        return is_said(&value).then(|| (value.clone(), value.as_str().unwrap_or_default().to_owned()));
    }
    let value = if value.is_empty() { "value" } else { value };
    let found = written(value.split('.').try_fold(entry, |entry, name| entry.get(name))?);
    let label = label.split('.').try_fold(entry, |entry, name| entry.get(name)).and_then(Value::as_str);
    let label = label.or_else(|| found.as_str()).unwrap_or_default().to_owned();
    Some((found, label))
}

fn written(value: &Value) -> Value {
    match value {
        Value::String(_) => value.clone(),
        other => other.to_string().into(),
    }
}

/// `<span>{{ item.label }}</span>` is called by its `label`.
fn item_of(template: &str) -> &str {
    let name = template.split_once("item.").map_or("label", |(_, rest)| rest);
    let end = name.find(|char: char| !(char.is_alphanumeric() || matches!(char, '_' | '.')));
    name.get(..end.unwrap_or(name.len())).unwrap_or("label")
}

fn type_of(found: &[(Value, String)]) -> &'static str {
    match found.first() {
        Some((Value::Number(_), _)) => "number",
        Some((Value::Bool(_), _)) => "boolean",
        _ => "string",
    }
}

/// Whether the default is among the choices, where there are choices.
pub(super) fn said_of(schema: &Map<String, Value>, default: &Value) -> bool {
    let of_one = schema.get("items").and_then(Value::as_object).unwrap_or(schema);
    let is_choice = |value: &Value| {
        let listed = of_one.get("enum").and_then(Value::as_array);
        let titled = of_one.get("oneOf").and_then(Value::as_array);
        listed.is_none_or(|list| list.contains(value))
            && titled.is_none_or(|list| list.iter().any(|entry| entry["const"] == *value))
    };
    match default {
        Value::Array(list) => list.iter().all(is_choice),
        one => is_choice(one),
    }
}
