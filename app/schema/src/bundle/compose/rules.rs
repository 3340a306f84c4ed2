//! The rules of the one form: those of every part at their new places, and that an item's own fields are shown where it
//! applies.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::part::Part;
use super::share::{self, Group};
use super::steps::{first_place, is_on_a_page};
use crate::bundle::{BundleLint, BundleLintCode};
use crate::form::{Effect, Rule, Severity, Soft};

/// All rules, as the definition has them; those of the same effect and condition as one.
pub(super) fn all(
    parts: &[Part<'_>],
    groups: &[Group],
    definition: &Value,
    lints: &mut Vec<BundleLint>,
) -> Vec<Value> {
    let mut rules: Vec<Rule> = parts.iter().filter_map(applies).collect();
    rules.extend(groups.iter().flat_map(|group| share::rules(parts, group)));
    for part in parts {
        for rule in &part.rules {
            rules.extend(own(part, rule, definition, lints));
        }
    }
    let mut joined: Vec<Rule> = Vec::new();
    for rule in rules {
        let same = joined.iter_mut().find(|other| {
            other.effect == rule.effect && other.when == rule.when && is_joinable(&rule) && is_joinable(other)
        });
        match same {
            Some(other) => {
                let new = rule.targets.into_iter().filter(|target| !other.targets.contains(target));
                let new: Vec<String> = new.collect();
                other.targets.extend(new);
            }
            None => joined.push(rule),
        }
    }
    joined.iter().map(written).collect()
}

/// A message stays beside one thing, and rows are spoken of by themselves. Of several that compute, the first counts.
fn is_joinable(rule: &Rule) -> bool {
    let is_named = matches!(rule.effect, Effect::Message { .. } | Effect::Compute(_));
    !is_named && rule.row.is_empty()
}

/// An item's own fields are shown where it applies.
fn applies(part: &Part<'_>) -> Option<Rule> {
    let when = part.when()?.clone();
    let fields = part.form.fields.iter().filter(|field| !part.shared.contains_key(&field.pointer));
    let places: Vec<String> = fields.map(|field| first_place(&part.place(&field.pointer))).collect();
    let mut seen = BTreeSet::new();
    let targets: Vec<String> = places.into_iter().filter(|place| seen.insert(place.clone())).collect();
    (!targets.is_empty()).then(|| Rule::new(Effect::Show, String::new(), targets, when))
}

/// A rule of the part about what it asks by itself.
fn own(part: &Part<'_>, rule: &Rule, definition: &Value, lints: &mut Vec<BundleLint>) -> Option<Rule> {
    let mut targets = Vec::new();
    for target in &rule.targets {
        match target.strip_prefix('#') {
            Some(id) => {
                let new = part.pages.get(id).map_or(id, String::as_str);
                if is_on_a_page(definition, new) {
                    targets.push(new.to_owned());
                } else {
                    let code = BundleLintCode::NotBrought;
                    lints.push(part.lint("/x-rules".to_owned(), code, Severity::Warning, id));
                }
            }
            // What the items say of a question of several stands among its rules; the questions say theirs here.
            None if rule.row.is_empty() && part.item.is_some() && part.shared.contains_key(target) => {}
            None => targets.push(part.place(&format!("{}{target}", rule.row))),
        }
    }
    let effect = match &rule.effect {
        Effect::Compute(value) => Effect::Compute(part.expr_of(rule, value)),
        Effect::Restrict(options) => Effect::Restrict(part.expr_of(rule, options)),
        other => other.clone(),
    };
    let moved = Rule {
        effect,
        row: rule.row.clone(),
        when: part.expr_of(rule, &rule.when),
        targets,
        outside: Vec::new(),
    };
    (!moved.targets.is_empty()).then_some(moved)
}

/// A rule as a definition has it.
fn written(rule: &Rule) -> Value {
    let name = match &rule.effect {
        Effect::Show => "show",
        Effect::Hide => "hide",
        Effect::Enable => "enable",
        Effect::ReadOnly => "read_only",
        Effect::Require => "require",
        Effect::Recommend(_) => "recommend",
        Effect::Optional => "optional",
        Effect::Compute(_) => "compute",
        Effect::Restrict(_) => "restrict",
        Effect::Message { .. } => "message",
    };
    let mut written = json!({"effect": name, "target": rule.targets, "when": rule.when});
    match &rule.effect {
        Effect::Compute(value) => written["value"] = json!(value),
        Effect::Restrict(options) => written["options"] = json!(options),
        Effect::Recommend(soft) => recommend(&mut written, soft),
        Effect::Message { tone, text } => {
            written["tone"] = json!(tone);
            written["text"] = json!(text);
        }
        _ => {}
    }
    written
}

fn recommend(written: &mut Value, soft: &Soft) {
    if !soft.consequence.is_empty() {
        written["text"] = json!(soft.consequence);
    }
    if let Some(days) = soft.within_days {
        written["within_days"] = days.into();
    }
}
