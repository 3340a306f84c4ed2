//! JSON Logic of Form.io, which reads `data.` and `row.`, as ours, which reads the answers or the row.

use serde_json::{Value, json};

use super::condition::find;
use super::place::{Answer, Known, Place};
use crate::expr::{Expr, path_of_pointer};

/// Operators whose further arguments are about an entry of the list that comes first.
const PER_ENTRY: [&str; 6] = ["filter", "map", "all", "none", "some", "reduce"];

/// The rule as we write it, or what in it we do not know.
pub(super) fn rewritten(known: &[Known], place: &Place, rule: &Value) -> Result<Value, String> {
    let logic = value(known, place, rule)?;
    match Expr::parse(&logic) {
        Ok(_) => Ok(logic),
        Err(error) => Err(error.to_string()),
    }
}

fn value(known: &[Known], place: &Place, rule: &Value) -> Result<Value, String> {
    match rule {
        Value::Array(list) => list.iter().map(|entry| value(known, place, entry)).collect(),
        Value::Object(object) if object.len() == 1 => {
            let Some((operator, arguments)) = object.iter().next() else { return Ok(rule.clone()) };
            call(known, place, operator, arguments)
        }
        constant => Ok(constant.clone()),
    }
}

fn call(known: &[Known], place: &Place, operator: &str, arguments: &Value) -> Result<Value, String> {
    match (operator, arguments) {
        ("var", Value::Array(list)) => match list.as_slice() {
            [Value::String(path)] => variable(known, place, path, None),
            [Value::String(path), or] => variable(known, place, path, Some(value(known, place, or)?)),
            _ => Err(format!("var {arguments}")),
        },
        ("var", Value::String(path)) => variable(known, place, path, None),
        ("missing", names) => {
            let names = names.as_array().cloned().unwrap_or_else(|| vec![names.clone()]);
            let paths: Result<Vec<String>, String> =
                names.iter().map(|name| path_of(place, name.as_str().unwrap_or_default())).collect();
            Ok(json!({"missing": paths?}))
        }
        ("var" | "missing_some", _) => Err(format!("{operator} {arguments}")),
        (operator, Value::Array(list)) if PER_ENTRY.contains(&operator) => {
            let (first, rest) = list.split_first().ok_or_else(|| operator.to_owned())?;
            let mut all = vec![value(known, place, first)?];
            all.extend(rest.iter().cloned());
            Ok(json!({operator: all}))
        }
        (operator, arguments) => Ok(json!({operator: value(known, place, arguments)?})),
    }
}

fn variable(known: &[Known], place: &Place, path: &str, or: Option<Value>) -> Result<Value, String> {
    // One of several that may be chosen is an entry of a list here, and a member of an object there.
    if let Some((list, chosen)) = path.rsplit_once('.')
        && let Some((_, name)) = list.split_once('.')
        && find(known, place, name).is_some_and(|known| known.answer == Answer::Many)
    {
        return Ok(json!({"in": [chosen, {"var": [path_of(place, list)?, []]}]}));
    }
    let path = path_of(place, path)?;
    Ok(match or {
        Some(or) => json!({"var": [path, or]}),
        None => json!({"var": path}),
    })
}

/// `data.a` and `row.a` as we call them.
fn path_of(place: &Place, path: &str) -> Result<String, String> {
    if let Some(path) = path.strip_prefix("row.") {
        let base = path_of_pointer(&place.base);
        return Ok(if base.is_empty() { path.to_owned() } else { format!("{base}.{path}") });
    }
    let path = path.strip_prefix("data.").ok_or_else(|| format!("var {path}"))?;
    Ok(if place.row.is_empty() { path.to_owned() } else { format!("/{}", path.replace('.', "/")) })
}
