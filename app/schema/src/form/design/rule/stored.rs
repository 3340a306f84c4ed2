//! `x-rules` of a definition file: read as drafts, and written one at a time.

use serde_json::{Map, Value, json};

use super::{EffectDraft, EffectKind, RuleDraft, text};
use crate::expr::{Condition, Expr};
use crate::form::program::Tone;

/// What an entry says its rule with; anything else in it is left alone.
const KEYWORDS: [&str; 8] = ["effect", "target", "when", "value", "options", "tone", "text", "within_days"];

/// An entry of `x-rules`.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredRule {
    /// Its place in `x-rules`.
    pub index: usize,
    /// The rule, or the entry as it stands where the builder cannot show it.
    pub rule: Result<RuleDraft, Value>,
}

/// Every entry of `x-rules`, in order.
pub fn rules(definition: &Value) -> Vec<StoredRule> {
    let entries = definition.get("x-rules").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let stored = |(index, entry): (usize, &Value)| {
        let rule = read(definition, entry, index).ok_or_else(|| entry.clone());
        StoredRule { index, rule }
    };
    entries.iter().enumerate().map(stored).collect()
}

fn read(definition: &Value, entry: &Value, index: usize) -> Option<RuleDraft> {
    let targets = match entry.get("target")? {
        Value::Array(names) => names.iter().map(target).collect::<Option<_>>()?,
        name => vec![target(name)?],
    };
    let when = Expr::parse(entry.get("when")?).ok()?;
    let effect = effect(definition, entry, index)?;
    Some(RuleDraft { effect, targets, when: Condition::try_from(&when).ok()? })
}

/// A definition tells ids of pages and groups from pointers by the slash that pointers begin with.
fn target(name: &Value) -> Option<String> {
    let name = name.as_str()?;
    let is_pointer = name.is_empty() || name.starts_with('/');
    Some(if is_pointer { name.to_owned() } else { format!("#{name}") })
}

fn effect(definition: &Value, entry: &Value, index: usize) -> Option<EffectDraft> {
    let said = || text::read(definition, &format!("/x-rules/{index}/text"));
    Some(match EffectKind::from_slug(entry.get("effect")?.as_str()?)? {
        EffectKind::Recommend => {
            let within_days = match entry.get("within_days") {
                Some(days) => Some(u16::try_from(days.as_u64()?).ok()?),
                None => None,
            };
            EffectDraft::Recommend { consequence: said(), within_days }
        }
        EffectKind::Compute => EffectDraft::Compute(entry.get("value")?.clone()),
        EffectKind::Restrict => EffectDraft::Restrict(entry.get("options")?.clone()),
        EffectKind::Message => {
            let tone = match entry.get("tone").map(Value::as_str) {
                None | Some(Some("info")) => Tone::Info,
                Some(Some("warning")) => Tone::Warning,
                Some(_) => return None,
            };
            EffectDraft::Message { tone, text: said() }
        }
        plain => plain.blank(),
    })
}

/// The rule as an entry of `x-rules`.
pub fn to_value(rule: &RuleDraft) -> Value {
    Value::Object(entry(rule))
}

fn entry(rule: &RuleDraft) -> Map<String, Value> {
    let name = |target: &String| Value::from(target.strip_prefix('#').unwrap_or(target));
    let mut entry = Map::new();
    let mut say = |keyword: &str, value: Value| _ = entry.insert(keyword.to_owned(), value);
    say("effect", rule.effect.slug().into());
    say("target", rule.targets.iter().map(name).collect());
    say("when", Expr::from(rule.when.clone()).to_value());
    match &rule.effect {
        EffectDraft::Recommend { consequence, within_days } => {
            if !consequence.is_empty() {
                say("text", text::write(consequence));
            }
            if let Some(days) = within_days {
                say("within_days", (*days).into());
            }
        }
        EffectDraft::Compute(value) => say("value", value.clone()),
        EffectDraft::Restrict(options) => say("options", options.clone()),
        EffectDraft::Message { tone, text } => {
            if *tone == Tone::Warning {
                say("tone", "warning".into());
            }
            say("text", text::write(text));
        }
        _ => {}
    }
    entry
}

/// The definition file with this rule: in place of the one at `index`, or after all of them. Without a rule, the file
/// without the one at `index`. What the entry said besides its rule stays, and translations follow their entries.
pub fn set_rule(definition: &Value, index: Option<usize>, rule: Option<&RuleDraft>) -> Value {
    let mut definition = definition.clone();
    match (index, rule) {
        (Some(index), Some(rule)) => replace(&mut definition, index, rule),
        (Some(index), None) => remove(&mut definition, index),
        (None, Some(rule)) => match definition.get_mut("x-rules") {
            Some(Value::Array(entries)) => entries.push(to_value(rule)),
            _ => {
                if let Value::Object(file) = &mut definition {
                    file.insert("x-rules".to_owned(), json!([to_value(rule)]));
                }
            }
        },
        (None, None) => {}
    }
    definition
}

fn replace(definition: &mut Value, index: usize, rule: &RuleDraft) {
    let entries = definition.get("x-rules").and_then(Value::as_array);
    let Some(old) = entries.and_then(|entries| entries.get(index)) else { return };
    // Another spelling of the same rule is no edit.
    if read(definition, old, index).as_ref() == Some(rule) {
        return;
    }
    let mut new = entry(rule);
    for (keyword, value) in old.as_object().into_iter().flatten() {
        if !KEYWORDS.contains(&keyword.as_str()) {
            new.insert(keyword.clone(), value.clone());
        }
    }
    definition["x-rules"][index] = Value::Object(new);
    text::forget(definition, index, false);
}

fn remove(definition: &mut Value, index: usize) {
    let entries = definition.get_mut("x-rules").and_then(Value::as_array_mut);
    if let Some(entries) = entries.filter(|entries| index < entries.len()) {
        entries.remove(index);
        text::forget(definition, index, true);
    }
}
