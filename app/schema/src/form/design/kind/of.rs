//! Which kind of question a JSON Schema is: what the compiler makes of it, in the words of the palette.

use serde_json::Value;

use super::Kind;
use crate::element;

/// More answers than this are searched, whatever nobody said.
const MANY: usize = 15;

pub(super) fn kind(schema: &Value, control: Option<&Value>) -> Option<Kind> {
    let options = control.and_then(|control| control.get("options"));
    let in_layout = options.and_then(|options| options.get("format")?.as_str());
    let display = in_layout.or_else(|| schema.get("x-display").and_then(Value::as_str));
    if let Some(kind) = official(schema).or_else(|| block(schema)) {
        return Some(kind);
    }
    match type_of(schema) {
        Some("boolean") if is_true(schema) => Some(Kind::Agree),
        Some("array") => list(schema, display),
        Some("object" | "null") => None,
        _ if alternatives(schema).is_some() => Some(choice(schema, display)),
        Some("boolean") => Some(Kind::YesNo),
        Some("integer" | "number") if is_money(schema) => Some(Kind::Money),
        Some("integer") => Some(Kind::Integer),
        Some("number") => Some(Kind::Number),
        Some("string") => {
            let is_long = options.is_some_and(|options| options.get("multi") == Some(&Value::Bool(true)));
            Some(text(schema, is_long || display == Some("textarea")))
        }
        _ => None,
    }
}

/// The type that is asked for: the first that an answer can have, or what the data element is.
pub(in super::super) fn type_of(schema: &Value) -> Option<&str> {
    let element = || schema.get("x-element").and_then(Value::as_str).and_then(element::find);
    match schema.get("type") {
        Some(Value::String(kind)) => Some(kind),
        Some(Value::Array(kinds)) => {
            let mut names = kinds.iter().filter_map(Value::as_str);
            names.find(|kind| *kind != "null")
        }
        _ => element().map(|element| match element.kind {
            element::Kind::Number => "number",
            _ => "string",
        }),
    }
}

/// What there is to choose from, as entries of `oneOf`, `anyOf` or `enum`.
pub(in super::super) fn alternatives(schema: &Value) -> Option<&[Value]> {
    let constants = |keyword: &str| {
        let entries = schema.get(keyword)?.as_array()?;
        let is_constant = |entry: &Value| entry.get("const").is_some() || entry.get("enum").is_some();
        entries.iter().all(is_constant).then_some(entries.as_slice())
    };
    let listed = || schema.get("enum").and_then(Value::as_array).map(Vec::as_slice);
    let single = || schema.get("const").map(std::slice::from_ref);
    constants("oneOf").or_else(|| constants("anyOf")).or_else(listed).or_else(single)
}

fn official(schema: &Value) -> Option<Kind> {
    let name = schema.get("x-control")?.as_str()?;
    Kind::ALL.into_iter().find(|kind| kind.is_official() && kind.slug() == name)
}

fn choice(schema: &Value, display: Option<&str>) -> Kind {
    let is_many = || alternatives(schema).is_some_and(|all| all.len() > MANY);
    match display {
        Some("radio") => Kind::Radio,
        Some("search") => Kind::Search,
        None if is_many() => Kind::Search,
        _ => Kind::Select,
    }
}

fn block(schema: &Value) -> Option<Kind> {
    let is = |keyword: &str, value: &str| schema.get(keyword).is_some_and(|said| said == value);
    if is("format", "address") && is("type", "object") {
        return Some(Kind::Address);
    }
    Kind::ALL.into_iter().find(|kind| kind.is_block() && is("x-block", kind.slug()))
}

fn is_true(schema: &Value) -> bool {
    let is_listed =
        || schema.get("enum").and_then(Value::as_array).is_some_and(|values| *values == [Value::Bool(true)]);
    schema.get("const") == Some(&Value::Bool(true)) || is_listed()
}

fn is_money(schema: &Value) -> bool {
    let is = |keyword: &str, value: &str| schema.get(keyword).is_some_and(|said| said == value);
    is("format", "money") || is("x-unit", "CNY")
}

/// Rows of questions, or several answers of a list. Rows of a single nameless value are in no palette.
fn list(schema: &Value, display: Option<&str>) -> Option<Kind> {
    let items = schema.get("items")?;
    if type_of(items) == Some("object") || items.get("properties").is_some() {
        return Some(Kind::Table);
    }
    alternatives(items)?;
    Some(if display == Some("chips") { Kind::Chips } else { Kind::Checkbox })
}

fn text(schema: &Value, is_long: bool) -> Kind {
    let element = || schema.get("x-element").and_then(Value::as_str).and_then(element::find);
    let format = schema.get("format").and_then(Value::as_str);
    match format.or_else(|| element().and_then(|element| element.kind.format())) {
        Some("date") => Kind::Date,
        Some("date-range") => Kind::DateRange,
        Some("year-month") => Kind::YearMonth,
        Some("local-time") => Kind::Time,
        Some("identity-number") => Kind::IdentityNumber,
        Some("credit-code") => Kind::CreditCode,
        Some("phone") => Kind::Phone,
        Some("email") => Kind::Email,
        Some("postal-code") => Kind::PostalCode,
        Some("region") => Kind::Region,
        _ if is_long => Kind::LongText,
        _ => Kind::Text,
    }
}
