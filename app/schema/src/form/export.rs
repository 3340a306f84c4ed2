//! A definition as others read it: a standard JSON Schema 2020-12 and a JSON Forms UI schema.
//!
//! What only we know stays beside it under keys with `x-`, which others pass over. What rules may hide or let be missing
//! is not required there: JSON Schema knows no rules, and no answer that is right here may be wrong elsewhere.

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::compile::{compile, schema_of_file, without_blocks};
use super::dialect::{modernise, visit};
use super::layout::add_layout;
use super::pointer::{key, token, tokens};
use super::program::Effect;
use crate::element::{self, Kind};
use crate::locale::{Locale, Text};

/// Under this key of the schema stands what a definition file has besides: `meta`, `materials`, `x-rules`, `x-text`.
pub(super) const EXTRA: &str = "x-definition";
/// Under this key stands what is required where no rule says otherwise.
pub(super) const NEEDED: &str = "x-required";

/// A definition in the words of the ecosystem.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Exported {
    /// A JSON Schema 2020-12.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub schema: Value,
    /// A JSON Forms UI schema, written out if the definition has none.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub uischema: Value,
}

/// The definition, a file or a bare JSON Schema, as a pair. [`super::from_jsonforms`] makes it what it was.
pub fn export(definition: &Value) -> Exported {
    let is_file = schema_of_file(definition).is_some();
    let definition = without_blocks(definition);
    let mut file = if is_file { definition } else { json!({"schema": definition}) };
    if file.get("uischema").is_none() {
        add_layout(&mut file);
    }
    relax(&mut file);
    let mut translations = Map::new();
    visit(&mut file["schema"], "/schema", &mut |object, at| {
        for keyword in ["title", "description"] {
            plain(object, keyword, at, &mut translations);
        }
        imply(object);
        imply_money(object);
    });
    name_elements(&mut file["uischema"], "/uischema", &mut translations);
    add_translations(&mut file, translations);
    take_apart(file)
}

fn take_apart(file: Value) -> Exported {
    let Value::Object(mut file) = file else { return Exported::default() };
    let mut schema = file.shift_remove("schema").unwrap_or_default();
    let uischema = file.shift_remove("uischema").unwrap_or_default();
    modernise(&mut schema);
    if let (Value::Object(schema), false) = (&mut schema, file.is_empty()) {
        let title = file.get("meta").and_then(|meta| meta.get("title")).map(in_first_language);
        if let (None, Some(title)) = (schema.get("title"), title.filter(|title| !title.is_empty())) {
            schema.insert("title".to_owned(), title.into());
        }
        schema.insert(EXTRA.to_owned(), Value::Object(file));
    }
    Exported { schema, uischema }
}

fn in_first_language(text: &Value) -> String {
    match text {
        Value::String(text) => text.clone(),
        other => serde_json::from_value(other.clone())
            .map_or_else(|_| String::new(), |text: Text| text.get(Locale::ZhCn).to_owned()),
    }
}

/// A text that holds its languages itself becomes one in the first of them; the others go where translations are.
fn plain(object: &mut Map<String, Value>, keyword: &str, at: &str, translations: &mut Map<String, Value>) {
    let Some(text) = object.get_mut(keyword).filter(|text| text.is_object()) else { return };
    let Ok(all) = serde_json::from_value::<Text>(text.clone()) else { return };
    for locale in Locale::ALL.into_iter().skip(1).filter(|locale| all.has(*locale)) {
        let texts = translations.entry(locale.tag()).or_insert_with(|| json!({}));
        texts[format!("{at}/{}", token(keyword))] = all.get(locale).into();
    }
    *text = all.get(Locale::ZhCn).into();
}

fn name_elements(element: &mut Value, at: &str, translations: &mut Map<String, Value>) {
    let Value::Object(object) = element else { return };
    for keyword in ["label", "text"] {
        let is_text = |text: &Value| text.get("text").is_none() && text.get("show").is_none();
        if object.get(keyword).is_some_and(is_text) {
            plain(object, keyword, at, translations);
        }
    }
    if let Some(Value::Array(elements)) = object.get_mut("elements") {
        for (index, element) in elements.iter_mut().enumerate() {
            name_elements(element, &format!("{at}/elements/{index}"), translations);
        }
    }
}

fn add_translations(file: &mut Value, translations: Map<String, Value>) {
    for (tag, texts) in translations {
        if file.get("x-text").is_none() {
            file["x-text"] = json!({});
        }
        match (&mut file["x-text"][tag.as_str()], texts) {
            (Value::Object(known), Value::Object(texts)) => known.extend(texts),
            (slot, texts) => *slot = texts,
        }
    }
}

/// What a data element says of its answers without words.
fn imply(object: &mut Map<String, Value>) {
    let id = object.get("x-element").and_then(Value::as_str);
    let Some(element) = id.and_then(element::find) else { return };
    let is_choice = ["enum", "const", "oneOf", "anyOf"].iter().any(|keyword| object.contains_key(*keyword));
    if !object.contains_key("type") && !is_choice {
        let kind = if element.kind == Kind::Number { "number" } else { "string" };
        object.insert("type".to_owned(), kind.into());
    }
    if let Some(format) = element.kind.format()
        && object.get("type").is_some_and(|kind| kind == "string")
        && !is_choice
    {
        object.entry("format").or_insert_with(|| format.into());
    }
}

/// A sum of money has two decimals at most.
fn imply_money(object: &mut Map<String, Value>) {
    let is = |keyword: &str, value: &str| object.get(keyword).is_some_and(|said| said == value);
    if is("type", "number") && (is("format", "money") || is("x-unit", "CNY")) {
        object.entry("multipleOf").or_insert_with(|| json!(0.01));
    }
}

/// Takes what a rule may hide or let be missing out of what is required.
fn relax(file: &mut Value) {
    let (form, _) = compile(file);
    for rule in &form.rules {
        if !matches!(rule.effect, Effect::Show | Effect::Hide | Effect::Optional) {
            continue;
        }
        for target in &rule.targets {
            allow_missing(&mut file["schema"], &format!("{}{target}", rule.row));
        }
    }
}

/// Nothing need lie at this pointer, nor around it: where all of an object is hidden, there is none.
fn allow_missing(schema: &mut Value, pointer: &str) {
    let mut place = schema;
    for token in tokens(pointer) {
        let Value::Object(object) = place else { return };
        let next = if token == "-" {
            object.get_mut("items")
        } else {
            let name = key(token);
            let needed = object.get("required").cloned();
            if let Some(Value::Array(names)) = object.get_mut("required")
                && let Some(place) = names.iter().position(|other| *other == name)
            {
                names.remove(place);
                object.entry(NEEDED).or_insert(needed.unwrap_or_default());
            }
            object.get_mut("properties").and_then(|named| named.get_mut(&name))
        };
        let Some(next) = next else { return };
        place = next;
    }
}
