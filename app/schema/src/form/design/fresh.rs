//! Ids that nothing has yet.

use std::collections::BTreeSet;

use serde_json::Value;

/// The first of `name`, `name_2`, `name_3`, … that is free.
pub(super) fn like(name: &str, is_taken: impl Fn(&str) -> bool) -> String {
    if !is_taken(name) {
        return name.to_owned();
    }
    let stem = name.rsplit_once('_').filter(|(_, number)| number.parse::<usize>().is_ok());
    let stem = stem.map_or(name, |(stem, _)| stem);
    numbered(stem, 2, is_taken)
}

/// The first of `stem_1`, `stem_2`, … that is free, from this number on.
pub(super) fn numbered(stem: &str, from: usize, is_taken: impl Fn(&str) -> bool) -> String {
    let mut number = from;
    loop {
        let name = format!("{stem}_{number}");
        if !is_taken(&name) {
            return name;
        }
        number += 1;
    }
}

/// The names of all properties of a schema, wherever they are.
pub(super) fn property_names(schema: &Value) -> BTreeSet<&str> {
    fn visit<'v>(value: &'v Value, names: &mut BTreeSet<&'v str>) {
        match value {
            Value::Object(members) => {
                let named = members.get("properties").and_then(Value::as_object).into_iter().flatten();
                names.extend(named.map(|(name, _)| name.as_str()));
                members.values().for_each(|value| visit(value, names));
            }
            Value::Array(entries) => entries.iter().for_each(|value| visit(value, names)),
            _ => {}
        }
    }
    let mut names = BTreeSet::new();
    visit(schema, &mut names);
    names
}

/// The ids of all pages and groups of a layout.
pub(super) fn layout_ids(element: &Value) -> BTreeSet<&str> {
    fn visit<'v>(element: &'v Value, ids: &mut BTreeSet<&'v str>) {
        ids.extend(element.pointer("/options/id").and_then(Value::as_str));
        let inside = element.get("elements").and_then(Value::as_array).into_iter().flatten();
        inside.for_each(|element| visit(element, ids));
    }
    let mut ids = BTreeSet::new();
    visit(element, &mut ids);
    ids
}

/// The ids of all documents of a definition.
pub(super) fn material_ids(definition: &Value) -> BTreeSet<&str> {
    let materials = definition.get("materials").and_then(Value::as_array).into_iter().flatten();
    materials.filter_map(|material| material.get("id")?.as_str()).collect()
}
