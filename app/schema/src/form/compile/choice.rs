//! What there is to choose from: `enum`, `const`, and alternatives that are constants with titles.

use std::collections::BTreeSet;

use serde_json::Value;

use super::field::Asked;
use super::node::Node;
use crate::form::control::{Choice, Control, Look, TextCheck, written};
use crate::form::is_blank;
use crate::form::lint::{LintCode, Severity};
use crate::form::same::same;
use crate::locale::Text;

/// A choice of one, if the schema is about given values.
pub(super) fn control(node: &Node<'_, '_>, kind: Option<&str>, is_only: bool) -> Option<Asked> {
    if kind == Some("boolean") && is_only {
        let yes = |keyword: &&str| match node.peek(keyword) {
            Some(Value::Array(values)) => matches!(values.as_slice(), [Value::Bool(true)]),
            value => value == Some(&Value::Bool(true)),
        };
        if let Some(keyword) = ["const", "enum"].into_iter().find(yes) {
            node.get(keyword);
            return Some(Asked { control: Control::Agree, is_loose: false });
        }
    }
    let is_type: fn(&Value) -> bool = match kind {
        Some("string") => Value::is_string,
        Some("integer") => |value| value.as_f64().is_some_and(|value| value.fract() == 0.0),
        Some("number") => Value::is_number,
        Some("boolean") => Value::is_boolean,
        Some("null" | "array" | "object") => return None,
        _ => |_| true,
    };
    let is_type = if is_only { is_type } else { |_: &Value| true };
    let source = Source::of(node)?;
    let options = source.options(node, is_type);
    if options.list.is_empty() {
        let severity = node.context.severity_of_slip();
        node.context.lint(&node.at, LintCode::BadValue, severity, "nothing to choose from");
        return Some(Asked { control: Control::Text(TextCheck::default()), is_loose: true });
    }
    // Where the type takes more than one kind of value, the values themselves say what is right.
    let is_loose = options.has_blank || node.peek("type").is_some_and(Value::is_array);
    Some(Asked {
        control: Control::Choice { look: look(options.list.len()), options: options.list },
        is_loose,
    })
}

/// More than this many answers are found sooner by typing.
const MANY: usize = 15;

fn look(count: usize) -> Look {
    if count > MANY { Look::Search } else { Look::List }
}

/// The choices of which each entry of a list is one, and whether the entries must be more than that.
pub(super) fn of_entries(items: &Node<'_, '_>) -> Option<(Vec<Choice>, bool)> {
    let is_type: fn(&Value) -> bool = match items.peek("type").map(Value::as_str) {
        None => |value| value.is_string() || value.is_i64() || value.is_u64(),
        Some(Some("string")) => Value::is_string,
        Some(Some("integer")) => |value| value.is_i64() || value.is_u64(),
        _ => return None,
    };
    let source = Source::of(items)?;
    if !source.values(items).iter().all(|value| is_type(value) && !is_blank(value)) {
        return None;
    }
    items.get("type");
    let options = source.options(items, is_type);
    items.get("title");
    (!options.list.is_empty()).then(|| (options.list, items.has_more()))
}

/// Where the values stand.
#[derive(Clone, Copy)]
enum Source {
    Alternatives(&'static str),
    Enum,
    Const,
}

#[derive(Default)]
struct Options {
    list: Vec<Choice>,
    /// How those in the list are written.
    wires: BTreeSet<String>,
    /// Whether nothing, or an empty text, is one of the values: that is what is not chosen.
    has_blank: bool,
}

impl Source {
    fn of(node: &Node<'_, '_>) -> Option<Self> {
        let constants = |keyword: &str| {
            let entries = node.peek(keyword).and_then(Value::as_array);
            entries.is_some_and(|entries| entries.iter().all(|entry| constant(entry).is_some()))
        };
        if let Some(keyword) = ["oneOf", "anyOf"].into_iter().find(|keyword| constants(keyword)) {
            return Some(Self::Alternatives(keyword));
        }
        match (node.has("enum"), node.has("const")) {
            (_, true) => Some(Self::Const),
            (true, _) => Some(Self::Enum),
            _ => None,
        }
    }

    fn values<'a>(self, node: &Node<'_, 'a>) -> Vec<&'a Value> {
        match self {
            Self::Alternatives(keyword) => {
                let entries = node.peek(keyword).and_then(Value::as_array);
                entries.into_iter().flatten().filter_map(constant).collect()
            }
            Self::Enum => node.peek("enum").and_then(Value::as_array).into_iter().flatten().collect(),
            Self::Const => node.peek("const").into_iter().collect(),
        }
    }

    fn options(self, node: &Node<'_, '_>, is_type: fn(&Value) -> bool) -> Options {
        let mut options = Options::default();
        let name = |value: &Value, at: &str| node.context.text(&written(value).into(), at);
        match self {
            Self::Alternatives(keyword) => {
                for (at, entry) in node.entries(keyword) {
                    let Some(entry) = Node::open(node.context, entry, at.as_str()) else { continue };
                    entry.get("type");
                    let value =
                        entry.get("const").or_else(|| entry.get("enum")?.get(0)).unwrap_or(&Value::Null);
                    let title = entry.text("title");
                    let label = if title.is_empty() { name(value, &at) } else { title };
                    options.add(node, &at, value, label, is_type);
                    entry.close();
                }
            }
            Self::Enum => {
                // Not of the standard, and what many a form names its choices by.
                let names: Vec<_> =
                    if node.has("enumNames") { node.entries("enumNames").collect() } else { Vec::new() };
                for (place, (at, value)) in node.entries("enum").enumerate() {
                    let named = names.get(place).map(|(at, name)| node.context.text(name, at));
                    let label = named.unwrap_or_else(|| name(value, &at));
                    options.add(node, &at, value, label, is_type);
                }
            }
            Self::Const => {
                let (at, value) = (node.path("const"), node.get("const").unwrap_or(&Value::Null));
                options.add(node, &at, value, name(value, &at), is_type);
            }
        }
        options
    }
}

impl Options {
    fn has(&self, value: &Value) -> bool {
        self.list.iter().any(|other| same(&other.value, value))
    }

    fn add(
        &mut self,
        node: &Node<'_, '_>,
        at: &str,
        value: &Value,
        label: Text,
        is_type: fn(&Value) -> bool,
    ) {
        let option = Choice { value: value.clone(), label };
        if is_blank(value) {
            self.has_blank = true;
        } else if !is_type(value) {
            let severity = node.context.severity_of_slip();
            node.context.lint(at, LintCode::BadValue, severity, "not a value of this type");
        } else if self.wires.contains(&option.wire()) || !value.is_string() && self.has(value) {
            let severity = if self.has(value) { Severity::Warning } else { Severity::Error };
            node.context.lint(at, LintCode::Duplicate, severity, option.wire());
        } else {
            self.wires.insert(option.wire());
            self.list.push(option);
        }
    }
}

/// The one value that this alternative takes, if it says no more than that.
fn constant(alternative: &Value) -> Option<&Value> {
    let object = alternative.as_object()?;
    let value = object.get("const").or_else(|| match object.get("enum")?.as_array()?.as_slice() {
        [only] => Some(only),
        _ => None,
    })?;
    let says_more = |keyword: &&String| {
        !matches!(
            keyword.as_str(),
            "const" | "enum" | "title" | "description" | "$comment" | "deprecated" | "i18n"
        )
    };
    object.keys().find(says_more).is_none().then_some(value)
}
