//! `x-rules`, and the check that rules of every origin speak of what is there.

use std::collections::BTreeSet;

use serde_json::Value;

use super::context::Context;
use super::effect;
use super::layout::NOT_ASKED;
use super::node::Node;
use crate::element;
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
        Self { rule: Rule::new(effect, String::new(), targets, when), at: at.to_owned() }
    }
}

/// The pointers of what only officers answer.
fn official(form: &Form) -> Vec<&str> {
    let fields = form.official().into_iter().filter_map(|place| form.fields.get(place));
    fields.map(|field| field.pointer.as_str()).collect()
}

/// What follows from the schema, as far as it is about applicants: what of a block is needed of officers, their tasks say.
pub(super) fn of_applicants(form: &Form, implied: Vec<Draft>) -> Vec<Draft> {
    let official = official(form);
    let of_applicants = |mut draft: Draft| {
        draft.rule.targets.retain(|target| !official.contains(&target.as_str()));
        (!draft.rule.targets.is_empty()).then_some(draft)
    };
    implied.into_iter().filter_map(of_applicants).collect()
}

/// Refuses rules that make an officer's answer needed: applicants would be asked for what they never see.
pub(super) fn check_official(context: &Context<'_>, form: &Form, rules: &[Draft]) {
    let official = official(form);
    let demands =
        rules.iter().filter(|draft| matches!(draft.rule.effect, Effect::Require | Effect::Recommend(_)));
    for draft in demands {
        for target in draft.rule.targets.iter().filter(|target| official.contains(&target.as_str())) {
            context.error(&draft.at, LintCode::BadValue, format!("{target}: {NOT_ASKED}"));
        }
    }
}

/// Pointers of the fields among the items.
pub(super) fn shown_by(items: &[Item], fields: &[Field]) -> Vec<String> {
    let mut places = Vec::new();
    collect(items, &mut places);
    places.into_iter().filter_map(|place| fields.get(place)).map(|field| field.pointer.clone()).collect()
}

/// Reads `x-rules`.
pub(super) fn read(file: &Node<'_, '_>, form: &Form) -> Vec<Draft> {
    file.entries("x-rules")
        .filter_map(|(at, rule)| {
            let node = Node::open(file.context, rule, at)?;
            let draft = read_rule(&node, form);
            node.close_leniently();
            draft
        })
        .collect()
}

fn read_rule(node: &Node<'_, '_>, form: &Form) -> Option<Draft> {
    let effect = effect::read(node);
    let targets = targets(node, form, matches!(effect, Some(Effect::Message { .. })));
    if !node.has("when") {
        node.context.error(&node.at, LintCode::BadExpression, "no condition");
    }
    let when = node.expr("when");
    let (effect, when) = (effect?, when?);
    let row = targets.first()?.0.clone();
    if targets.iter().any(|(other, _)| *other != row) {
        node.bad("target", LintCode::MixedRows, row);
        return None;
    }
    let targets: Vec<String> = targets.into_iter().map(|(_, target)| target).collect();
    effect::check(node, &effect, row_fields(&form.fields, &row).unwrap_or_default(), &targets);
    Some(Draft { rule: Rule::new(effect, row, targets, when), at: node.at.clone() })
}

/// The fields a rule is about, each with the rows it is in. A message stays beside the one thing that is named.
fn targets(node: &Node<'_, '_>, form: &Form, is_message: bool) -> Vec<(String, String)> {
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
        let mut found = Vec::new();
        let text = name.as_str().unwrap_or("?");
        match named_items(form, text) {
            Some(_) if is_message => found.push((String::new(), format!("#{text}"))),
            Some(items) => {
                found.extend(shown_by(items, &form.fields).into_iter().map(|field| (String::new(), field)));
            }
            None => resolve(&form.fields, "", text, &mut found),
        }
        if found.is_empty() {
            node.bad("target", LintCode::Dangling, name.to_string());
        }
        found.truncate(if is_message { 1 } else { found.len() });
        targets.append(&mut found);
    }
    targets.sort();
    targets.dedup();
    targets
}

/// What stands on the page or in the group with this id, of applicants or of the office. A pointer is none.
fn named_items<'f>(form: &'f Form, id: &str) -> Option<&'f [Item]> {
    fn group<'p>(items: &'p [Item], wanted: &str) -> Option<&'p [Item]> {
        items.iter().find_map(|item| match item {
            Item::Group { id, items, .. } if id == wanted => Some(items.as_slice()),
            Item::Group { items, .. } | Item::Row { items } => group(items, wanted),
            _ => None,
        })
    }
    if id.is_empty() || id.starts_with('/') {
        return None;
    }
    let page = form.every_page().find(|page| page.id == id).map(|page| page.items.as_slice());
    page.or_else(|| form.every_page().find_map(|page| group(&page.items, id)))
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

/// Reports what rules, materials and defaults read that is not there, and leaves out the rules that do.
pub(super) fn check(context: &Context<'_>, form: &Form, rules: &mut Vec<Draft>) {
    rules.retain(|Draft { rule, at }| {
        let fields = row_fields(&form.fields, &rule.row).unwrap_or_default();
        rule.exprs().all(|expr| is_good(context, at, expr, fields, &form.fields))
    });
    for (place, material) in form.materials.iter().enumerate() {
        if let Some(when) = &material.when {
            is_good(context, &format!("/materials/{place}"), when, &form.fields, &form.fields);
        }
    }
}

/// Whether all that the expression reads is there: of the row, of the whole form, and of the facts.
fn is_good(context: &Context<'_>, at: &str, expr: &Expr, row: &[Field], all: &[Field]) -> bool {
    let dangling =
        |fields, reads: BTreeSet<String>| reads.into_iter().find(|read| !is_readable(fields, read));
    let dangling = dangling(row, expr.reads()).or_else(|| dangling(all, expr.reads_of_whole()));
    if let Some(read) = &dangling {
        context.error(at, LintCode::Dangling, read);
    }
    let unknown = expr.elements().into_iter().find(|id| !element::is_known(id));
    if let Some(id) = &unknown {
        context.error(at, LintCode::UnknownElement, id);
    }
    dangling.is_none() && unknown.is_none()
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
