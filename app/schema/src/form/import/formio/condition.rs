//! The conditions that Form.io builds by a form, as JSON Logic. Two-valued as there: what is not answered equals nothing.

use serde_json::{Value, json};

use super::place::{Answer, Known, Place};
use super::source::number_of;
use crate::expr::path_of_pointer;

/// What was not understood.
type Read<T> = Result<T, String>;

/// The answer that is meant by this path or key: the one in the same row and object before any other.
pub(super) fn find<'k>(known: &'k [Known], place: &Place, path: &str) -> Option<&'k Known> {
    let here = place.named(path);
    let exact = |path: &str| known.iter().find(|known| known.path == path);
    let below = format!(".{path}");
    exact(&here).or_else(|| exact(path)).or_else(|| known.iter().find(|known| known.path.ends_with(&below)))
}

/// How an expression about things in `place` names the answer.
pub(super) fn variable(known: &Known, place: &Place) -> Read<String> {
    match known.row.as_str() {
        row if row == place.row => Ok(path_of_pointer(&known.pointer)),
        // Within a row, what is outside of it is named from the top.
        "" => Ok(known.pointer.clone()),
        _ => Err(format!("{} is in other rows", known.path)),
    }
}

/// `when`, `eq`
pub(super) fn equal(known: &[Known], place: &Place, path: &str, value: &Value) -> Read<Value> {
    let about = find(known, place, path).ok_or_else(|| path.to_owned())?;
    same(about, &variable(about, place)?, value)
}

/// `conditions`, all of them or any.
pub(super) fn simple(known: &[Known], place: &Place, all: bool, conditions: &[Value]) -> Read<Value> {
    let each = conditions.iter().map(|condition| {
        let text = |name: &str| condition.get(name).and_then(Value::as_str).unwrap_or_default();
        let path = text("component");
        let about = find(known, place, path).ok_or_else(|| path.to_owned())?;
        let value = condition.get("value").unwrap_or(&Value::Null);
        operation(about, &variable(about, place)?, text("operator"), value)
    });
    let mut conditions = each.collect::<Read<Vec<Value>>>()?;
    Ok(match conditions.len() {
        1 => conditions.pop().unwrap_or_default(),
        _ => json!({if all { "and" } else { "or" }: conditions}),
    })
}

fn same(about: &Known, path: &str, value: &Value) -> Read<Value> {
    let value = constant(about.answer, value)?;
    Ok(match about.answer {
        Answer::Many => json!({"in": [value, {"var": [path, []]}]}),
        Answer::YesNo => json!({"===": [{"var": [path, false]}, value]}),
        _ => json!({"===": [{"var": [path, null]}, value]}),
    })
}

/// The constant as an answer of this sort would be.
fn constant(answer: Answer, value: &Value) -> Read<Value> {
    match (answer, value) {
        (Answer::YesNo, Value::String(text)) => Ok((text == "true").into()),
        (Answer::Number, Value::String(_)) => {
            number_of(value).map(Value::Number).ok_or_else(|| format!("{value} is no number"))
        }
        // The moment at which a day was chosen says which day it was.
        (Answer::Date, Value::String(text)) => Ok(text.get(..10).unwrap_or(text).into()),
        (Answer::Text | Answer::Many, Value::Number(_) | Value::Bool(_)) => Ok(value.to_string().into()),
        (Answer::Object, _) | (_, Value::Array(_) | Value::Object(_)) => {
            Err(format!("{value} is no constant"))
        }
        _ => Ok(value.clone()),
    }
}

fn operation(about: &Known, path: &str, operator: &str, value: &Value) -> Read<Value> {
    // What lies outside of a row has no name that `missing` knows.
    let missing = if path.starts_with('/') {
        json!({"in": [{"var": [path, null]}, [null, ""]]})
    } else {
        json!({"missing": [path]})
    };
    let given = json!({"!": [missing]});
    let text = json!({"var": [path, ""]});
    let compared = |operator: &str| {
        let value = constant(about.answer, value)?;
        Ok(json!({"and": [given, {operator: [{"var": [path, null]}, value]}]}))
    };
    let part = |start: i64, length: i64, part: &str| {
        let cut = if start == 0 { json!([text, 0, length]) } else { json!([text, start]) };
        json!({"===": [{"substr": cut}, part]})
    };
    let end = value.as_str().unwrap_or_default();
    let length = i64::try_from(end.chars().count()).unwrap_or_default();
    match operator {
        "isEqual" | "isDateEqual" => same(about, path, value),
        "isNotEqual" | "isNotDateEqual" => Ok(json!({"!": [same(about, path, value)?]})),
        "isEmpty" => Ok(json!({"!!": [missing]})),
        "isNotEmpty" => Ok(given),
        "lessThan" | "dateLessThan" => compared("<"),
        "lessThanOrEqual" | "dateLessThanOrEqual" => compared("<="),
        "greaterThan" | "dateGreaterThan" => compared(">"),
        "greaterThanOrEqual" | "dateGreaterThanOrEqual" => compared(">="),
        "includes" => Ok(json!({"in": [value, text]})),
        "notIncludes" => Ok(json!({"!": [{"in": [value, text]}]})),
        "startsWith" => Ok(part(0, length, end)),
        "endsWith" => Ok(part(-length, length, end)),
        other => Err(format!("operator {other}")),
    }
}
