//! One property of a JSON Schema as a field: its control, its words, whether it is needed.

use serde_json::Value;

use super::alternatives::first_alternative;
use super::layout::NOT_ASKED;
use super::node::Node;
use super::place::Place;
use super::schema::{Reader, Scope, is_object, may_be_object};
use super::{MAX_DEPTH, check, choice, effect, number, official};
use crate::element::{self, Element, Kind};
use crate::expr::{Expr, path_of_pointer};
use crate::form::assertion::Check;
use crate::form::check::{Matcher, check as answer_fault};
use crate::form::control::{Control, Look, RegionCheck, TextCheck};
use crate::form::lint::LintCode;
use crate::form::program::{Field, Need, Soft};
use crate::form::{Format, is_blank};
use crate::locale::Text;
use crate::role::{RegionCode, RegionLevel};

/// A control, and whether it takes other answers than the schema does.
pub(super) struct Asked {
    pub(super) control: Control,
    pub(super) is_loose: bool,
}

/// The field, or nothing if there is nothing to be asked; that has then been reported.
pub(super) fn read<'c, 'a>(
    reader: &mut Reader<'c, 'a>,
    node: &Node<'c, 'a>,
    places: &[Place<'a>],
    (name, pointer): (&str, &str),
    required: bool,
    scope: &Scope<'a>,
) -> Option<Field> {
    let element = element(node);
    let (label, hint) = (label(node, element, name), node.text("description"));
    let label = number::with_unit(node, label);
    let mut asked = control(reader, node, element, &label, (pointer, scope))?;
    if let Some(display) = node.string("x-display")
        && !show(&mut asked.control, display)
    {
        node.bad("x-display", LintCode::UnsupportedKeyword, display);
    }
    if let Some(element) = element.filter(|element| !element.fits(&asked.control)) {
        node.bad("x-element", LintCode::ElementMismatch, element.id);
    }
    let is_official = asked.control.is_official();
    if required && is_official {
        node.context.warn(&node.at, LintCode::BadValue, NOT_ASKED);
    }
    let soft = effect::soft(node);
    let need = match (required, &soft) {
        _ if is_official => Need::Optional,
        (true, _) => Need::Required,
        (false, Some(_)) => Need::Recommended,
        (false, None) => Need::Optional,
    };
    if let Some(value) = effect::computed(node) {
        reader.compute(node, pointer, value, scope);
    }
    let check = match asked.is_loose || node.has_more() {
        _ if scope.lenient => Some(Check::default()),
        true => Some(check::compile(node.context, places)),
        false => None,
    };
    Some(Field {
        pointer: pointer.to_owned(),
        label,
        hint,
        default: default(node, &asked.control),
        read_only: node.flag("readOnly").unwrap_or(is_official),
        element: element.map(|element| element.id.to_owned()),
        control: asked.control,
        check,
        need,
        soft: soft.unwrap_or_default(),
    })
}

/// A field for what no control can ask for: it shows the answer, and what is right is checked.
pub(super) fn of_anything<'a>(
    node: &Node<'_, 'a>,
    places: &[Place<'a>],
    name: &str,
    pointer: &str,
    required: bool,
    scope: &Scope<'a>,
) -> Field {
    let check = if scope.lenient { Check::default() } else { check::compile(node.context, places) };
    Field {
        pointer: pointer.to_owned(),
        label: label(node, None, name),
        hint: node.text("description"),
        default: None,
        read_only: false,
        element: None,
        control: Control::Text(TextCheck::default()),
        check: Some(check),
        need: if required { Need::Required } else { Need::Optional },
        soft: Soft::default(),
    }
}

/// A choice that other alternatives would have otherwise becomes a question for text: no answer may be out of reach.
pub(super) fn open_choice(field: &mut Field) {
    if matches!(field.control, Control::Choice { .. }) {
        field.control = Control::Text(TextCheck::default());
    }
}

/// Shows the control in the way of this name. Tells whether there is such a way.
pub(super) fn show(control: &mut Control, display: &str) -> bool {
    match (control, display) {
        (Control::Choice { look, .. }, name) => match Look::from_name(name) {
            Some(named) => *look = named,
            None => return false,
        },
        (Control::Choices { chips, .. }, "chips") => *chips = true,
        (Control::Choices { chips, .. }, "checkbox") => *chips = false,
        (Control::Text(text), "textarea") => text.multiline = true,
        // The way these are shown anyhow.
        (Control::YesNo, "radio") | (Control::Region(_), "select") | (Control::Repeat { .. }, "rows") => {}
        _ => return false,
    }
    true
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
        None if name.is_empty() => Text::default(),
        None => {
            if !node.at.is_empty() {
                node.context.warn(&node.at, LintCode::MissingLabel, name);
            }
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
    if let Some(expr) = &computed {
        let reads = expr.reads().into_iter().map(|read| path_of_pointer(&read)).chain(expr.elements());
        for unknown in reads.filter(|id| !element::is_known(id)) {
            node.bad("x-default", LintCode::UnknownElement, unknown);
        }
    }
    let Some(value) = node.get("default") else { return computed };
    let constant = Expr::parse(value).ok().filter(is_constant);
    if constant.is_none()
        || (!is_blank(value) && answer_fault(control, "", value, false, &Anything).is_some())
    {
        let severity = node.context.severity_of_slip();
        node.context.lint(&node.path("default"), LintCode::BadValue, severity, "not an answer to this field");
        return computed;
    }
    if computed.is_some() {
        node.bad("default", LintCode::Duplicate, "x-default");
    }
    computed.or(constant)
}

fn is_constant(expr: &Expr) -> bool {
    match expr {
        Expr::Value(_) => true,
        Expr::List(entries) => entries.iter().all(is_constant),
        _ => false,
    }
}

fn control<'c, 'a>(
    reader: &mut Reader<'c, 'a>,
    node: &Node<'c, 'a>,
    element: Option<&Element>,
    label: &Text,
    (pointer, scope): (&str, &Scope<'a>),
) -> Option<Asked> {
    if let Some(asked) = official::control(node, pointer, !scope.row.is_empty()) {
        return Some(asked);
    }
    let implied = element.map(|element| match element.kind {
        Kind::Number => "number",
        _ => "string",
    });
    let (named, is_only) = types(node);
    let kind = named.or(implied);
    if let Some(asked) = choice::control(node, kind, is_only) {
        return Some(asked);
    }
    let control = match kind.or_else(|| guess(node, 0)) {
        Some("string") => text(node, element),
        Some(kind @ ("integer" | "number")) => {
            let (control, is_good) = number::control(node, kind);
            let is_loose = (!is_only && implied.is_none()) || !is_good;
            return Some(Asked { control, is_loose });
        }
        Some("boolean") => Control::YesNo,
        Some("array") => {
            let asked = list(reader, node, label, (pointer, scope));
            return Some(Asked { is_loose: asked.is_loose || !is_only, ..asked });
        }
        Some("null") => Control::Text(TextCheck::default()),
        Some(_) => {
            node.bad("type", LintCode::BadValue, "not a type");
            return None;
        }
        None => {
            node.context.warn(&node.at, LintCode::BadValue, "no type: any answer is taken");
            Control::Text(TextCheck::default())
        }
    };
    let is_loose = (!is_only && implied.is_none()) || kind == Some("null");
    Some(Asked { control, is_loose })
}

/// The first type that can be asked for, and whether no other is taken.
fn types<'a>(node: &Node<'_, 'a>) -> (Option<&'a str>, bool) {
    match node.get("type") {
        Some(Value::String(kind)) => (Some(kind), node.peek("nullable") != Some(&Value::Bool(true))),
        Some(Value::Array(kinds)) => {
            let names = || kinds.iter().filter_map(Value::as_str);
            (names().find(|kind| !matches!(*kind, "null" | "object")).or(names().next()), false)
        }
        Some(_) => {
            node.bad("type", LintCode::BadValue, "not a type");
            (None, false)
        }
        None => (None, false),
    }
}

/// The type that is meant where none is said.
fn guess(node: &Node<'_, '_>, depth: usize) -> Option<&'static str> {
    const SIGNS: [(&str, &str); 14] = [
        ("minLength", "string"),
        ("maxLength", "string"),
        ("pattern", "string"),
        ("format", "string"),
        ("minimum", "number"),
        ("maximum", "number"),
        ("exclusiveMinimum", "number"),
        ("exclusiveMaximum", "number"),
        ("multipleOf", "number"),
        ("items", "array"),
        ("prefixItems", "array"),
        ("contains", "array"),
        ("minItems", "array"),
        ("maxItems", "array"),
    ];
    let sign = SIGNS.iter().find(|(keyword, _)| node.has(keyword)).map(|(_, kind)| *kind);
    let in_alternative = || {
        let first = node.places().find_map(first_alternative).filter(|_| depth < MAX_DEPTH)?;
        let first = Node::schema(node.context, &[first]);
        let kinds = ["string", "integer", "number", "boolean", "array"];
        let said = first.peek("type").and_then(Value::as_str);
        kinds.into_iter().find(|kind| said == Some(kind)).or_else(|| guess(&first, depth + 1))
    };
    sign.or_else(in_alternative)
}

fn text(node: &Node<'_, '_>, element: Option<&Element>) -> Control {
    let named = node.string("format").or(element.and_then(|element| element.kind.format()));
    let format = match named {
        Some("date") => return Control::Date,
        Some("date-range") => return Control::DateRange,
        Some("year-month") => return Control::YearMonth,
        Some("region") => return Control::Region(region(node)),
        Some(name) => {
            let format = Format::from_name(name);
            if format.is_none() {
                node.context.warn(&node.path("format"), LintCode::UnsupportedKeyword, name);
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

fn list<'c, 'a>(
    reader: &mut Reader<'c, 'a>,
    node: &Node<'c, 'a>,
    label: &Text,
    (pointer, scope): (&str, &Scope<'a>),
) -> Asked {
    let (min, max) = (node.count("minItems"), node.count("maxItems"));
    let unique = node.flag("uniqueItems").unwrap_or(false);
    let reorder = node.flag("x-reorder").unwrap_or(false);
    let places: Vec<Place<'a>> = node.places().filter_map(|place| place.one("items")).collect();
    let is_one = node.places().filter(|place| place.value.get("items").is_some()).count() == 1;
    let is_schema = is_one && places.iter().all(|place| place.value.is_object());
    if is_schema {
        node.get("items");
    }
    let items = Node::schema(node.context, &places);
    let mut scope = scope.clone().entering(&items).into_row(pointer);
    // Entries with a place of their own are none of the others.
    scope.lenient |= !is_schema || node.has("prefixItems");
    if may_be_object(&items) && is_object(&items) && !scope.is_deep() {
        let (fields, row) = reader.row(&items, &places, &scope);
        items.close_schema();
        let control = Control::Repeat { row, fields, min, max, unique, reorder };
        return Asked { control, is_loose: !is_schema };
    }
    if let Some((options, is_loose)) = choice::of_entries(&items).filter(|_| !reorder) {
        items.close_schema();
        return Asked {
            control: Control::Choices { options, min, max, unique, chips: false },
            is_loose: is_loose || !is_schema,
        };
    }
    let entry = if scope.is_deep() || places.is_empty() {
        Some(of_anything(&items, &places, "", "", false, &scope))
    } else {
        read(reader, &items, &places, ("", ""), false, &scope)
    };
    items.close_schema();
    let mut fields: Vec<Field> = entry.into_iter().collect();
    for field in fields.iter_mut().filter(|field| field.label.is_empty()) {
        field.label = label.clone();
    }
    Asked {
        control: Control::Repeat { row: Text::default(), fields, min, max, unique, reorder },
        is_loose: !is_schema,
    }
}
