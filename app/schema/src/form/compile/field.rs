//! One property of a JSON Schema as a field: its control, its words, whether it is needed.

use serde_json::Value;

use super::node::Node;
use super::schema::{Objects, is_object, object};
use crate::element::{self, Element};
use crate::expr::Expr;
use crate::form::check::{Matcher, check};
use crate::form::control::{Choice, Control, Range, RegionCheck, TextCheck, written};
use crate::form::lint::LintCode;
use crate::form::program::{Field, Need};
use crate::form::{Format, is_blank};
use crate::locale::Text;
use crate::role::{RegionCode, RegionLevel};

/// The field, or nothing if its type is none that can be asked for; that has then been reported.
pub(super) fn read(
    node: &Node<'_, '_>,
    name: &str,
    pointer: &str,
    required: bool,
    depth: usize,
) -> Option<Field> {
    let element = element(node);
    let control = control(node, element, depth)?;
    if let Some(element) = element.filter(|element| !element.fits(&control)) {
        node.bad("x-element", LintCode::ElementMismatch, element.id);
    }
    let need = match (required, node.flag("x-soft-required")) {
        (true, _) => Need::Required,
        (false, Some(true)) => Need::Recommended,
        (false, _) => Need::Optional,
    };
    Some(Field {
        pointer: pointer.to_owned(),
        label: label(node, element, name),
        hint: node.text("description"),
        default: default(node, &control),
        read_only: node.flag("readOnly").unwrap_or(false),
        element: element.map(|element| element.id.to_owned()),
        control,
        need,
    })
}

fn element(node: &Node<'_, '_>) -> Option<&'static Element> {
    let id = node.string("x-element")?;
    let element = element::find(id);
    if element.is_none() {
        node.bad("x-element", LintCode::UnknownElement, id);
    }
    element
}

fn label(node: &Node<'_, '_>, element: Option<&Element>, name: &str) -> Text {
    let title = node.text("title");
    match element {
        _ if !title.is_empty() => title,
        Some(element) => element.label(),
        None => {
            node.context.warn(&node.at, LintCode::MissingLabel, name);
            Text::zh(name)
        }
    }
}

fn default(node: &Node<'_, '_>, control: &Control) -> Option<Expr> {
    struct Anything;
    impl Matcher for Anything {
        fn is_match(&self, _: &str, _: &str) -> bool {
            true
        }
    }
    let computed = node.expr("x-default");
    let Some(value) = node.get("default") else { return computed };
    let constant = Expr::parse(value).ok().filter(|expr| matches!(expr, Expr::Value(_)));
    if constant.is_none() || (!is_blank(value) && check(control, "", value, &Anything).is_some()) {
        node.bad("default", LintCode::BadValue, "not an answer to this field");
        return computed;
    }
    if computed.is_some() {
        node.bad("default", LintCode::Duplicate, "x-default");
    }
    computed.or(constant)
}

fn control(node: &Node<'_, '_>, element: Option<&Element>, depth: usize) -> Option<Control> {
    let choosable = ["enum", "oneOf", "const"].iter().any(|keyword| node.has(keyword));
    let kind = node.get("type").map(|kind| kind.as_str().unwrap_or("?"));
    match kind.or(element.map(|_| "string")) {
        Some("string") if choosable => choice(node, Value::is_string),
        Some("integer") if choosable => choice(node, |value| value.is_i64() || value.is_u64()),
        Some("number") if choosable => choice(node, Value::is_number),
        Some("boolean") if node.has("const") => agree(node),
        Some("boolean") if choosable => choice(node, Value::is_boolean),
        None if choosable => choice(node, |value| !value.is_array() && !value.is_object()),
        Some("string") => Some(text(node, element)),
        Some("integer") => Some(Control::Integer(range(node))),
        Some("number") => Some(Control::Number(range(node))),
        Some("boolean") => Some(Control::YesNo),
        Some("array") => list(node, depth),
        Some(_) => {
            node.bad("type", LintCode::UnsupportedKeyword, "not one of the types of a field");
            None
        }
        None => {
            node.context.error(&node.at, LintCode::BadValue, "no type");
            None
        }
    }
}

fn text(node: &Node<'_, '_>, element: Option<&Element>) -> Control {
    let named = node.string("format").or(element.and_then(|element| element.kind.format()));
    let format = match named {
        Some("date") => return Control::Date,
        Some("year-month") => return Control::YearMonth,
        Some("region") => return Control::Region(region(node)),
        Some(name) => {
            let format = Format::from_name(name);
            if format.is_none() {
                node.bad("format", LintCode::UnsupportedKeyword, name);
            }
            format
        }
        None => None,
    };
    Control::Text(TextCheck {
        min: node.count("minLength"),
        max: node.count("maxLength"),
        pattern: node.string("pattern").map(ToOwned::to_owned),
        format,
        multiline: false,
    })
}

/// `"x-region": {"level": "county", "within": "440100"}`, both as one likes.
fn region(node: &Node<'_, '_>) -> RegionCheck {
    let Some(asked) = node.get("x-region") else { return RegionCheck::default() };
    let Some(asked) = Node::open(node.context, asked, node.path("x-region")) else {
        return RegionCheck::default();
    };
    let level = asked.string("level").and_then(|name| {
        let level = RegionLevel::from_slug(name);
        if level.is_none() {
            asked.bad("level", LintCode::BadValue, name);
        }
        level
    });
    let within = asked.string("within").and_then(|code| {
        let region = RegionCode::parse(code).ok();
        if region.is_none() {
            asked.bad("within", LintCode::BadValue, code);
        }
        region
    });
    asked.close();
    RegionCheck { level, within }
}

fn range(node: &Node<'_, '_>) -> Range {
    let step = node.number("multipleOf");
    if step.as_ref().is_some_and(|step| step.as_f64().is_none_or(|step| step <= 0.0)) {
        node.bad("multipleOf", LintCode::BadValue, "not above zero");
    }
    Range {
        min: node.number("minimum"),
        max: node.number("maximum"),
        above: node.number("exclusiveMinimum"),
        below: node.number("exclusiveMaximum"),
        step: step.filter(|step| step.as_f64().is_some_and(|step| step > 0.0)),
    }
}

fn agree(node: &Node<'_, '_>) -> Option<Control> {
    if node.get("const") == Some(&Value::Bool(true)) {
        return Some(Control::Agree);
    }
    node.bad("const", LintCode::BadValue, "a declaration can only be agreed with");
    None
}

fn choice(node: &Node<'_, '_>, is_type: fn(&Value) -> bool) -> Option<Control> {
    options(node, is_type).map(|options| Control::Choice { options, radio: false })
}

/// What there is to choose from, by `oneOf`, `enum` or `const`.
fn options(node: &Node<'_, '_>, is_type: fn(&Value) -> bool) -> Option<Vec<Choice>> {
    let mut options: Vec<Choice> = Vec::new();
    let mut add = |at: &str, value: &Value, label: Text| {
        let option = Choice { value: value.clone(), label };
        if !is_type(value) || is_blank(value) {
            node.context.error(at, LintCode::BadValue, "not a value of this type");
        } else if options.iter().any(|other| other.wire() == option.wire()) {
            node.context.error(at, LintCode::Duplicate, option.wire());
        } else {
            options.push(option);
        }
    };
    let name = |value: &Value, at: &str| node.context.text(&written(value).into(), at);
    if node.has("oneOf") {
        for (at, entry) in node.entries("oneOf") {
            let Some(entry) = Node::open(node.context, entry, at.as_str()) else { continue };
            let value = entry.get("const").unwrap_or(&Value::Null);
            let title = entry.text("title");
            add(&at, value, if title.is_empty() { name(value, &at) } else { title });
            entry.close();
        }
    } else if node.has("enum") {
        for (at, value) in node.entries("enum") {
            add(&at, value, name(value, &at));
        }
    } else {
        let (at, value) = (node.path("const"), node.get("const")?);
        add(&at, value, name(value, &at));
    }
    if options.is_empty() {
        node.context.error(&node.at, LintCode::BadValue, "nothing to choose from");
        return None;
    }
    Some(options)
}

fn list(node: &Node<'_, '_>, depth: usize) -> Option<Control> {
    let Some(items) = node.get("items") else {
        node.context.error(&node.at, LintCode::BadValue, "no items");
        return None;
    };
    let items = Node::open(node.context, items, node.path("items"))?;
    let (min, max) = (node.count("minItems"), node.count("maxItems"));
    let unique = node.flag("uniqueItems").unwrap_or(false);
    let control = if is_object(&items) {
        let mut objects = Objects::new();
        let fields = object(&items, "", &mut objects, depth + 1);
        let (row, hint) = objects.remove("").unwrap_or_default();
        if !hint.is_empty() {
            items.bad("description", LintCode::UnsupportedKeyword, "describe the list instead");
        }
        Control::Repeat { row, fields, min, max, unique }
    } else if items.get("type").is_none_or(|kind| kind == "string" || kind == "integer")
        && ["enum", "oneOf", "const"].iter().any(|keyword| items.has(keyword))
    {
        let options = options(&items, |value| value.is_string() || value.is_i64() || value.is_u64())?;
        Control::Choices { options, min, max, unique }
    } else {
        items.context.error(&items.at, LintCode::UnsupportedKeyword, "items are neither choices nor objects");
        return None;
    };
    items.close();
    Some(control)
}
