//! `x-rules`, and the check that rules of every origin speak of fields that are there.

use serde_json::Value;

use super::node::{Context, Node};
use crate::expr::{Expr, under};
use crate::form::control::Control;
use crate::form::lint::LintCode;
use crate::form::program::{Effect, Field, Form, Item, Rule};
use crate::form::validate::collect;

/// A rule and where it stands in the definition.
pub(super) struct Draft {
    pub(super) rule: Rule,
    pub(super) at: String,
}

impl Draft {
    /// A rule about the form as a whole.
    pub(super) fn new(effect: Effect, targets: Vec<String>, when: Expr, at: &str) -> Self {
        Self { rule: Rule { effect, row: String::new(), targets, when }, at: at.to_owned() }
    }
}

/// Pointers of the fields among the items.
pub(super) fn shown_by(items: &[Item], fields: &[Field]) -> Vec<String> {
    let mut places = Vec::new();
    collect(items, &mut places);
    places.into_iter().filter_map(|place| fields.get(place)).map(|field| field.pointer.clone()).collect()
}

/// Reads `x-rules`.
pub(super) fn read(file: &Node<'_, '_>, fields: &[Field]) -> Vec<Draft> {
    file.entries("x-rules")
        .filter_map(|(at, rule)| read_rule(&Node::open(file.context, rule, at)?, fields))
        .collect()
}

fn read_rule(node: &Node<'_, '_>, fields: &[Field]) -> Option<Draft> {
    let effect = match node.string("effect") {
        Some("show") => Effect::Show,
        Some("hide") => Effect::Hide,
        Some("require") => Effect::Require,
        Some("optional") => Effect::Optional,
        other => {
            node.bad("effect", LintCode::UnsupportedKeyword, other.unwrap_or("no effect"));
            return None;
        }
    };
    let targets = targets(node, fields);
    if !node.has("when") {
        node.context.error(&node.at, LintCode::BadExpression, "no condition");
    }
    let when = node.expr("when")?;
    let row = targets.first()?.0.clone();
    if targets.iter().any(|(other, _)| *other != row) {
        node.bad("target", LintCode::MixedRows, row);
        return None;
    }
    let targets = targets.into_iter().map(|(_, target)| target).collect();
    Some(Draft { rule: Rule { effect, row, targets, when }, at: node.at.clone() })
}

/// The fields a rule is about, each with the rows it is in.
fn targets(node: &Node<'_, '_>, fields: &[Field]) -> Vec<(String, String)> {
    let named = match node.get("target") {
        Some(Value::Array(names)) => names.as_slice(),
        Some(name) => std::slice::from_ref(name),
        None => {
            node.context.error(&node.at, LintCode::Dangling, "no target");
            &[]
        }
    };
    let mut targets = Vec::new();
    for name in named {
        let before = targets.len();
        resolve(fields, "", name.as_str().unwrap_or("?"), &mut targets);
        if targets.len() == before {
            node.bad("target", LintCode::Dangling, name.to_string());
        }
    }
    targets.sort();
    targets.dedup();
    targets
}

fn resolve(fields: &[Field], row: &str, pointer: &str, into: &mut Vec<(String, String)>) {
    for field in fields {
        if under(&field.pointer, pointer) {
            into.push((row.to_owned(), field.pointer.clone()));
        } else if let Some((fields, rest)) = below(field, pointer) {
            resolve(fields, &format!("{row}{}/-", field.pointer), rest, into);
        }
    }
}

/// The fields of a row, and the rest of the pointer within it.
fn below<'a, 'p>(field: &'a Field, pointer: &'p str) -> Option<(&'a [Field], &'p str)> {
    let Control::Repeat { fields, .. } = &field.control else { return None };
    let rest = pointer.strip_prefix(field.pointer.as_str())?.strip_prefix("/-")?;
    (rest.is_empty() || rest.starts_with('/')).then_some((fields, rest))
}

/// Reports what rules and materials read that is not there, and leaves out the rules that do.
pub(super) fn check(context: &Context<'_>, form: &Form, rules: &mut Vec<Draft>) {
    rules.retain(|draft| {
        let fields = row_fields(&form.fields, &draft.rule.row).unwrap_or_default();
        let dangling = draft.rule.when.reads().into_iter().find(|read| !is_readable(fields, read));
        if let Some(read) = &dangling {
            context.error(&draft.at, LintCode::Dangling, read);
        }
        dangling.is_none()
    });
    for (place, material) in form.materials.iter().enumerate() {
        let reads = material.when.as_ref().map(Expr::reads).unwrap_or_default();
        if let Some(read) = reads.into_iter().find(|read| !is_readable(&form.fields, read)) {
            context.error(&format!("/materials/{place}"), LintCode::Dangling, read);
        }
    }
}

fn row_fields<'a>(fields: &'a [Field], row: &str) -> Option<&'a [Field]> {
    if row.is_empty() {
        return Some(fields);
    }
    fields.iter().find_map(|field| below(field, row)).and_then(|(fields, rest)| row_fields(fields, rest))
}

/// A field, the object around it, or something in a list.
pub(super) fn is_readable(fields: &[Field], read: &str) -> bool {
    let list = |field: &Field| {
        matches!(field.control, Control::Repeat { .. } | Control::Choices { .. } | Control::Opinion(_))
    };
    fields.iter().any(|field| under(&field.pointer, read) || (under(read, &field.pointer) && list(field)))
}
