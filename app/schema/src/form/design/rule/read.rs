//! What a rule reads, in the order in which it is said, and in which rows it is.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::expr::{Condition, Term};

/// The rows (`/children/-`) that these targets are in; of targets in different rows, those of the first.
pub(in crate::form::design) fn row_of(targets: &[String]) -> Option<&str> {
    let target = targets.iter().find(|target| target.starts_with('/'))?;
    if target.ends_with("/-") {
        return Some(target);
    }
    target.rfind("/-/").map(|end| &target[..end + 2])
}

/// Pointers of what a condition reads, as it has them, each once. What it reads of entries of a list is not named.
pub(in crate::form::design) fn read_by(condition: &Condition) -> Vec<&str> {
    let mut found = Vec::new();
    conditions(condition, &mut found);
    let mut seen = BTreeSet::new();
    found.retain(|pointer| seen.insert(*pointer));
    found
}

fn conditions<'a>(condition: &'a Condition, into: &mut Vec<&'a str>) {
    match condition {
        Condition::Group { conditions: parts, .. } => parts.iter().for_each(|part| conditions(part, into)),
        Condition::Compare { subject, value, .. } | Condition::Contains { subject, value, .. } => {
            terms([subject, value], into);
        }
        Condition::Between { subject, low, high, .. } => terms([subject, low, high], into),
        Condition::OneOf { subject, .. } | Condition::Holds { subject } => terms([subject], into),
        Condition::Missing { pointers } => into.extend(pointers.iter().map(String::as_str)),
        Condition::Rows { list, .. } => into.push(list),
    }
}

fn terms<'a>(all: impl IntoIterator<Item = &'a Term>, into: &mut Vec<&'a str>) {
    for term in all {
        match term {
            Term::Datum { pointer, .. } => into.push(pointer),
            Term::Elapsed { from, to, .. } | Term::Shifted { from, count: to, .. } => {
                terms([&**from, &**to], into);
            }
            Term::Aspect { of, .. } => terms([&**of], into),
            Term::Constant(_) | Term::Element(_) => {}
        }
    }
}

/// The constants that a condition compares this datum with, each once, in the order in which they are said.
pub(in crate::form::design) fn compared(condition: &Condition, pointer: &str) -> Vec<Value> {
    let mut found = Vec::new();
    constants(condition, pointer, &mut found);
    let mut seen = BTreeSet::new();
    found.retain(|value: &Value| seen.insert(value.to_string()));
    found
}

fn constants(condition: &Condition, pointer: &str, into: &mut Vec<Value>) {
    let is_datum = |term: &Term| matches!(term, Term::Datum { pointer: other, .. } if other == pointer);
    let mut collect = |terms: &[&Term]| {
        for term in terms {
            into.extend(if let Term::Constant(value) = term { Some(value.clone()) } else { None });
        }
    };
    match condition {
        Condition::Group { conditions, .. } => {
            conditions.iter().for_each(|part| constants(part, pointer, into));
        }
        Condition::Compare { subject, value, .. } if is_datum(subject) || is_datum(value) => {
            collect(&[subject, value]);
        }
        Condition::Contains { subject, value, .. } if is_datum(subject) => collect(&[value]),
        Condition::Between { subject, low, high, .. } if is_datum(subject) => collect(&[low, high]),
        Condition::OneOf { subject, values } if is_datum(subject) => into.extend(values.iter().cloned()),
        _ => {}
    }
}
