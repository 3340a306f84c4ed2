//! JSON Schema of an older draft, or in the words of `OpenAPI` 3.0, as JSON Schema 2020-12. What it says stays the same.

use serde_json::{Map, Value, json};

use super::compile::{KEYWORDS, Support, schema_of_file};
use super::pointer::token;

/// The dialect of exports and imports.
pub(super) const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";
/// Schemas within schemas, at most.
const MAX_DEPTH: usize = 64;
/// Keywords that hold a schema.
const ONE: [&str; 13] = [
    "not",
    "if",
    "then",
    "else",
    "items",
    "additionalItems",
    "contains",
    "propertyNames",
    "additionalProperties",
    "unevaluatedItems",
    "unevaluatedProperties",
    "contentSchema",
    "extends",
];
/// Keywords that hold a list of schemas.
const LISTED: [&str; 5] = ["allOf", "anyOf", "oneOf", "prefixItems", "items"];
/// Keywords that hold schemas by name.
const NAMED: [&str; 6] =
    ["properties", "patternProperties", "dependentSchemas", "dependencies", "$defs", "definitions"];

/// Calls `with` for each schema in this one, from the inside out, with its pointer.
pub(super) fn visit(schema: &mut Value, at: &str, with: &mut dyn FnMut(&mut Map<String, Value>, &str)) {
    visit_within(schema, at, with, 0);
}

fn visit_within(
    schema: &mut Value,
    at: &str,
    with: &mut dyn FnMut(&mut Map<String, Value>, &str),
    depth: usize,
) {
    let Some(object) = schema.as_object_mut().filter(|_| depth < MAX_DEPTH) else { return };
    for (keyword, value) in object.iter_mut() {
        let at = format!("{at}/{}", token(keyword));
        match value {
            Value::Object(named) if NAMED.contains(&keyword.as_str()) => {
                for (name, schema) in named {
                    visit_within(schema, &format!("{at}/{}", token(name)), with, depth + 1);
                }
            }
            Value::Array(list) if LISTED.contains(&keyword.as_str()) => {
                for (index, schema) in list.iter_mut().enumerate() {
                    visit_within(schema, &format!("{at}/{index}"), with, depth + 1);
                }
            }
            value if ONE.contains(&keyword.as_str()) => visit_within(value, &at, with, depth + 1),
            _ => {}
        }
    }
    with(object, at);
}

/// The patterns of a definition, each with its pointer: whoever has a matcher can tell whether they are any.
pub fn patterns(definition: &Value) -> Vec<(String, String)> {
    let at = if schema_of_file(definition).is_some() { "/schema" } else { "" };
    let mut schema = schema_of_file(definition).unwrap_or(definition).clone();
    let mut found = Vec::new();
    visit(&mut schema, at, &mut |object, at| {
        if let Some(pattern) = object.get("pattern").and_then(Value::as_str) {
            found.push((format!("{at}/pattern"), pattern.to_owned()));
        }
        let named = object.get("patternProperties").and_then(Value::as_object);
        for pattern in named.into_iter().flat_map(Map::keys) {
            found.push((format!("{at}/patternProperties/{}", token(pattern)), pattern.clone()));
        }
    });
    found
}

/// The schema in the dialect of today. Gives the pointers of keywords that stood beside a `$ref` where the draft
/// passes over them: they are gone.
pub(super) fn modernise(schema: &mut Value) -> Vec<String> {
    let dialect = schema.get("$schema").and_then(Value::as_str).unwrap_or_default();
    let alone = ["draft-03", "draft-04", "draft-05", "draft-06", "draft-07"]
        .iter()
        .any(|draft| dialect.contains(draft));
    let mut gone = Vec::new();
    visit(schema, "", &mut |object, at| {
        object.shift_remove("$schema");
        if alone && object.get("$ref").is_some_and(Value::is_string) {
            let beside = |name: &&String| *name != "$ref" && asserts(name);
            let names: Vec<String> = object.keys().filter(beside).cloned().collect();
            for name in names {
                object.shift_remove(&name);
                gone.push(format!("{at}/{}", token(&name)));
            }
        }
        name(object);
        bound(object, "minimum", "exclusiveMinimum");
        bound(object, "maximum", "exclusiveMaximum");
        tuple(object);
        depend(object);
        nullable(object);
    });
    if let Value::Object(object) = schema {
        object.shift_insert(0, "$schema".to_owned(), DIALECT.into());
    }
    gone
}

fn asserts(name: &str) -> bool {
    KEYWORDS.iter().any(|(keyword, support)| *keyword == name && *support == Support::Asserts)
}

fn name(object: &mut Map<String, Value>) {
    if let Some(id) = object.get("id").filter(|id| id.is_string()).cloned() {
        object.shift_remove("id");
        object.entry("$id").or_insert(id);
    }
    let anchor = object.get("$id").and_then(Value::as_str).and_then(|id| id.strip_prefix('#'));
    if let Some(anchor) = anchor.map(ToOwned::to_owned) {
        object.shift_remove("$id");
        if !anchor.is_empty() {
            object.entry("$anchor").or_insert(anchor.into());
        }
    }
}

/// In draft 4 `exclusiveMinimum` says of `minimum` that it is itself too small.
fn bound(object: &mut Map<String, Value>, inclusive: &str, exclusive: &str) {
    let Some(excludes) = object.get(exclusive).and_then(Value::as_bool) else { return };
    object.shift_remove(exclusive);
    if excludes && let Some(bound) = object.shift_remove(inclusive) {
        object.insert(exclusive.to_owned(), bound);
    }
}

/// Up to 2019-09 a list of items is what `prefixItems` is now.
fn tuple(object: &mut Map<String, Value>) {
    if object.get("items").is_some_and(Value::is_array)
        && let Some(first) = object.shift_remove("items")
    {
        object.insert("prefixItems".to_owned(), first);
        if let Some(rest) = object.shift_remove("additionalItems") {
            object.insert("items".to_owned(), rest);
        }
    } else {
        object.shift_remove("additionalItems");
    }
    if object.get("prefixItems").is_some_and(|first| first == &json!([])) {
        object.shift_remove("prefixItems");
    }
}

fn depend(object: &mut Map<String, Value>) {
    let Some(Value::Object(dependencies)) = object.shift_remove("dependencies") else { return };
    for (name, needs) in dependencies {
        let (keyword, needs) = match needs {
            Value::String(other) => ("dependentRequired", json!([other])),
            Value::Array(_) => ("dependentRequired", needs),
            _ => ("dependentSchemas", needs),
        };
        if let Some(named) = object.entry(keyword).or_insert_with(|| json!({})).as_object_mut() {
            named.entry(name).or_insert(needs);
        }
    }
}

fn nullable(object: &mut Map<String, Value>) {
    let Some(nullable) = object.get("nullable").and_then(Value::as_bool) else { return };
    object.shift_remove("nullable");
    let Some(kind) = object.get_mut("type").filter(|_| nullable) else { return };
    match kind {
        Value::String(name) => *kind = json!([name, "null"]),
        Value::Array(names) if !names.contains(&"null".into()) => names.push("null".into()),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_found_with_their_places() {
        let schema =
            json!({"properties": {"pattern": {"pattern": "^a"}}, "patternProperties": {"b/c": true}});
        let found = |at: &str| {
            let at = |rest: &str| format!("{at}{rest}");
            vec![
                (at("/properties/pattern/pattern"), "^a".to_owned()),
                (at("/patternProperties/b~1c"), "b/c".to_owned()),
            ]
        };
        assert_eq!(patterns(&schema), found(""));
        assert_eq!(patterns(&json!({"schema": {"allOf": [schema]}})), found("/schema/allOf/0"));
    }

    #[test]
    fn older_words_become_those_of_today() {
        let mut schema = json!({
            "$schema": "http://json-schema.org/draft-04/schema#",
            "id": "https://example.com/form",
            "definitions": {"age": {"type": "integer", "minimum": 0, "exclusiveMinimum": true}},
            "properties": {
                "id": {"type": "string", "nullable": true, "maximum": 3, "exclusiveMaximum": false},
                "age": {"$ref": "#/definitions/age", "maximum": 3, "title": "Age"},
                "pair": {"items": [{"id": "#first"}], "additionalItems": false},
            },
            "dependencies": {"id": ["age"], "age": {"required": ["pair"]}, "pair": "id"},
        });
        let gone = modernise(&mut schema);
        assert_eq!(gone, ["/properties/age/maximum"]);
        assert_eq!(
            schema,
            json!({
                "$schema": DIALECT,
                "$id": "https://example.com/form",
                "definitions": {"age": {"type": "integer", "exclusiveMinimum": 0}},
                "properties": {
                    "id": {"type": ["string", "null"], "maximum": 3},
                    "age": {"$ref": "#/definitions/age", "title": "Age"},
                    "pair": {"prefixItems": [{"$anchor": "first"}], "items": false},
                },
                "dependentRequired": {"id": ["age"], "pair": ["id"]},
                "dependentSchemas": {"age": {"required": ["pair"]}},
            })
        );
    }
}
