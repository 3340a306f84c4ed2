//! What bundles hold to: forms made for the purpose, forms by chance, and who begins when. Real ones are in `tests/bundle`.

mod chance;
mod lints;
mod order;
mod parts;
mod stored;

use serde_json::{Value, json};

use super::*;
use crate::applications::FormRef;
use crate::form::{Matcher, Severity};

/// Takes every text for what a pattern says.
struct Anything;

impl Matcher for Anything {
    fn is_match(&self, _: &str, _: &str) -> bool {
        true
    }
}

fn form(id: &str) -> FormRef {
    FormRef { id: id.to_owned(), version: 1 }
}

/// A bundle of items `A`, `B`, … with the keys `a`, `b`, …, each applying on this condition.
fn bundle(questions: Option<Value>, conditions: &[Value]) -> Bundle {
    let letters = ["a", "b", "c", "d"];
    let items = conditions.iter().zip(letters).map(|(when, key)| {
        let mut item = json!({"item": key.to_uppercase(), "key": key});
        if !when.is_null() {
            item["when"] = when.clone();
        }
        item
    });
    let items: Vec<Value> = items.collect();
    let title = json!({"zh-CN": "一件事", "en": "One matter"});
    let mut stored = json!({"item": "JOINT", "version": 1, "title": title, "items": items});
    if let Some(questions) = questions {
        stored["questions"] = questions;
    }
    Bundle::read(&stored.to_string()).unwrap()
}

fn composed(bundle: &Bundle, definitions: &[Value]) -> Composed {
    let forms = bundle.items.iter().zip(definitions);
    let forms: Vec<ItemForm<'_>> = forms
        .map(|(item, definition)| ItemForm { item: &item.item, form: form(&item.key), definition })
        .collect();
    compose(bundle, &forms)
}

fn errors(composed: &Composed) -> Vec<&BundleLint> {
    composed.lints.iter().filter(|lint| lint.severity == Severity::Error).collect()
}

fn said(composed: &Composed, code: BundleLintCode) -> Vec<(&str, &str)> {
    let lints = composed.lints.iter().filter(|lint| lint.code == code);
    lints.map(|lint| (lint.pointer.as_str(), lint.detail.as_str())).collect()
}

/// A question that decides, with these answers.
fn question(values: &[&str]) -> Value {
    json!({"schema": {"type": "object", "required": ["kind"], "properties": {
        "kind": {"type": "string", "title": {"zh-CN": "种类", "en": "Kind"}, "enum": values},
    }}})
}
