//! A pair of JSON Forms: its schema and its layout are ours, and what a form of ours has besides is lifted out of them.

use serde_json::{Map, Value, json};

use super::withdraw::withdraw;
use super::{Imported, Report};
use crate::form::dialect::visit;
use crate::form::export::{EXTRA, NEEDED};
use crate::form::layout::add_layout;

/// `{schema, uischema, data?}` as a definition file. What [`crate::form::export()`] wrote becomes what it was made from.
pub fn from_jsonforms(source: &Value) -> Imported {
    let mut report = Report::default();
    let mut definition =
        json!({"meta": {}, "schema": source.get("schema").cloned().unwrap_or_else(|| json!({}))});
    match source.get("uischema") {
        Some(layout) if layout.is_object() => definition["uischema"] = layout.clone(),
        Some(_) => report.dropped("/uischema", "uischema", "not an object"),
        None => {}
    }
    for keyword in source.as_object().into_iter().flat_map(Map::keys) {
        match keyword.as_str() {
            "schema" | "uischema" => {}
            "name" => definition["meta"]["id"] = source["name"].clone(),
            "label" => definition["meta"]["title"] = source["label"].clone(),
            // It is one of ours already.
            "meta" | "materials" | "body" | "x-rules" | "x-text" => {
                definition[keyword.as_str()] = source[keyword.as_str()].clone();
            }
            other => report.shed(&format!("/{other}"), other),
        }
    }
    restore(&mut definition);
    if definition["meta"] == json!({}) {
        definition["meta"] = json!({"title": definition["schema"]["title"].as_str().unwrap_or_default()});
    }
    withdraw(&mut definition, &mut report, |at| {
        let is_theirs = ["/schema", "/uischema"].iter().any(|part| at.starts_with(part));
        is_theirs.then(|| at.to_owned())
    });
    if definition.get("uischema").is_none() {
        add_layout(&mut definition);
    }
    Imported { definition, losses: report.0 }
}

/// What an export put beside the words of JSON Schema.
fn restore(definition: &mut Value) {
    let schema = &mut definition["schema"];
    let extra = schema.as_object_mut().and_then(|schema| schema.shift_remove(EXTRA));
    visit(schema, "", &mut |object, _| {
        if let Some(needed) = object.shift_remove(NEEDED) {
            object.insert("required".to_owned(), needed);
        }
    });
    if let Some(Value::Object(extra)) = extra {
        for (keyword, value) in extra {
            definition[keyword.as_str()] = value;
        }
    }
}
