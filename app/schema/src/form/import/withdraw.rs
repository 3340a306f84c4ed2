//! What the compiler cannot make anything of is taken out of an imported definition, and reported. Nothing is moved: an
//! entry of a list that has to go leaves an empty one behind, so that pointers stay those of the source.

use serde_json::{Value, json};

use super::{Fate, Report};
use crate::form::lint::{Lint, LintCode, Severity};
use crate::form::pointer::{key, remove};
use crate::form::{KEYWORDS, compile};

/// How often what was taken out may bring something else to light.
const ROUNDS: usize = 4;

/// Takes out what does not compile. `source` tells where something of the definition stood in the source.
pub(super) fn withdraw(definition: &mut Value, report: &mut Report, source: impl Fn(&str) -> Option<String>) {
    for round in 0..ROUNDS {
        let (_, lints) = compile(definition);
        let mut is_done = true;
        for lint in &lints {
            let (Some(what), Some(at)) = (lint.unsupported(), source(&lint.pointer)) else { continue };
            let is_grave = lint.severity == Severity::Error;
            let is_out = is_grave && round + 1 < ROUNDS && take_out(definition, lint);
            let fate = if is_out { Fate::Dropped } else { Fate::Kept };
            report.add(&at, &what, fate, reason(lint, &what), grade(lint, &what));
            is_done &= !is_out;
        }
        if is_done {
            return;
        }
    }
}

fn reason<'a>(lint: &'a Lint, what: &str) -> &'a str {
    let is_said = lint.code == LintCode::UnsupportedElement || lint.detail == what;
    if is_said { "" } else { &lint.detail }
}

/// A word that is no keyword decides nothing, though in a definition of ours it is a slip of the pen.
fn grade(lint: &Lint, what: &str) -> Severity {
    let is_word = lint.code == LintCode::UnsupportedKeyword && lint.pointer.starts_with("/schema");
    let is_keyword = || KEYWORDS.iter().any(|(keyword, _)| *keyword == what);
    if is_word && !is_keyword() { Severity::Warning } else { lint.severity }
}

/// Whether there was something to take out.
fn take_out(definition: &mut Value, lint: &Lint) -> bool {
    let mut at = lint.pointer.as_str();
    // A member of this name cannot be asked for, and is checked all the same.
    if lint.code == LintCode::BadName {
        return false;
    }
    if let Some((owner, _)) = at.split_once("/rule/").filter(|_| at.starts_with("/uischema")) {
        remove(definition, &format!("{owner}/rule"));
        return true;
    }
    if let Some(element) = at.strip_suffix("/scope") {
        at = element;
    }
    let Some((parent, last)) = at.rsplit_once('/') else { return false };
    match definition.pointer_mut(parent) {
        Some(Value::Object(object)) => object.shift_remove(&key(last)).is_some(),
        Some(Value::Array(list)) => {
            let Some(entry) = last.parse::<usize>().ok().and_then(|index| list.get_mut(index)) else {
                return false;
            };
            let is_layout = at.starts_with("/uischema");
            *entry = if is_layout { json!({"type": "VerticalLayout", "elements": []}) } else { json!(true) };
            true
        }
        _ => false,
    }
}
