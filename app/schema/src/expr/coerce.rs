//! JavaScript's conversions and comparisons, on which JSON Logic stands.
//!
//! One deviation, on purpose: lists and objects are equal when their contents are, because JSON has no identity.

use std::borrow::Cow;
use std::cmp::Ordering;

use serde_json::{Number, Value};

use crate::number::decimal;

/// Whether JSON Logic takes the value for true: as JavaScript, but an empty list is false.
pub(super) fn truthy(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(bool) => *bool,
        Value::Number(number) => number.as_f64().is_some_and(|number| number != 0.0),
        Value::String(text) => !text.is_empty(),
        Value::Array(items) => !items.is_empty(),
        Value::Object(_) => true,
    }
}

/// A number as JSON: whole numbers without a fraction, what is not a number as null.
pub(super) fn number(number: f64) -> Value {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if number.fract() == 0.0 && number.abs() <= EXACT {
        #[expect(clippy::cast_possible_truncation, reason = "whole and within ±2^53")]
        return Value::from(number as i64);
    }
    Number::from_f64(number).map_or(Value::Null, Value::Number)
}

/// `Number(value)`; not-a-number where JavaScript says so.
pub(super) fn to_number(value: &Value) -> f64 {
    match value {
        Value::Null => 0.0,
        Value::Bool(bool) => f64::from(u8::from(*bool)),
        Value::Number(number) => number.as_f64().unwrap_or(f64::NAN),
        Value::String(text) => match text.trim() {
            "" => 0.0,
            text => decimal(text).unwrap_or(f64::NAN),
        },
        compound => to_number(&Value::String(to_text(compound).into_owned())),
    }
}

/// `parseFloat(value)`: the longest number that the text begins with.
pub(super) fn parse_number(value: &Value) -> f64 {
    let text = to_text(value);
    let text = text.trim_start();
    let end = text.bytes().position(|byte| !numeric(byte)).unwrap_or(text.len());
    (1..=end).rev().find_map(|end| decimal(&text[..end])).unwrap_or(f64::NAN)
}

const fn numeric(byte: u8) -> bool {
    matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E')
}

/// `String(value)`.
pub(super) fn to_text(value: &Value) -> Cow<'_, str> {
    match value {
        Value::String(text) => Cow::Borrowed(text),
        Value::Array(items) => Cow::Owned(join(items.iter(), ",")),
        Value::Object(_) => Cow::Borrowed("[object Object]"),
        Value::Number(float) if float.is_f64() => {
            Cow::Owned(number(float.as_f64().unwrap_or(f64::NAN)).to_string())
        }
        scalar => Cow::Owned(scalar.to_string()),
    }
}

/// `Array.prototype.join`: null is nothing.
pub(super) fn join<'a>(items: impl Iterator<Item = &'a Value>, between: &str) -> String {
    let mut text = String::new();
    for (index, item) in items.enumerate() {
        if index > 0 {
            text.push_str(between);
        }
        if !item.is_null() {
            text.push_str(&to_text(item));
        }
    }
    text
}

/// `===`
pub(super) fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => a == b || a.as_f64() == b.as_f64(),
        (Value::Array(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b)),
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len() && a.iter().all(|(key, a)| b.get(key).is_some_and(|b| same(a, b)))
        }
        (a, b) => a == b,
    }
}

/// `==`
pub(super) fn equal(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Null, _) | (_, Value::Null) => a == b,
        (Value::Array(_) | Value::Object(_), Value::Array(_) | Value::Object(_)) => same(a, b),
        _ => compare(a, b) == Some(Ordering::Equal),
    }
}

/// `<`, `=`, `>` or none of them.
pub(super) fn compare(a: &Value, b: &Value) -> Option<Ordering> {
    let textual = |value: &Value| !matches!(value, Value::Null | Value::Bool(_) | Value::Number(_));
    if textual(a) && textual(b) {
        return Some(to_text(a).encode_utf16().cmp(to_text(b).encode_utf16()));
    }
    to_number(a).partial_cmp(&to_number(b))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn equality_is_that_of_javascript() {
        let check = |a, b, expect| {
            assert_eq!(equal(&a, &b), expect, "{a} == {b}");
            assert_eq!(equal(&b, &a), expect, "{b} == {a}");
        };
        check(json!(null), json!(0), false);
        check(json!(null), json!(null), true);
        check(json!(""), json!(0), true);
        check(json!(" 12 "), json!(12.0), true);
        check(json!("inf"), json!(1e300), false);
        check(json!(true), json!("1"), true);
        check(json!(["1"]), json!(1), true);
        check(json!([1, 2]), json!("1,2"), true);
        check(json!({}), json!("[object Object]"), true);
        check(json!([1, {"a": 1}]), json!([1.0, {"a": 1.0}]), true);
        check(json!("x"), json!(false), false);
    }

    #[test]
    fn numbers_are_read_as_javascript_reads_them() {
        let check = |value, whole: f64, prefix: f64| {
            let close = |a: f64, b: f64| a == b || (a.is_nan() && b.is_nan());
            assert!(close(to_number(&value), whole), "Number({value}) = {}", to_number(&value));
            assert!(close(parse_number(&value), prefix), "parseFloat({value}) = {}", parse_number(&value));
        };
        check(json!("12px"), f64::NAN, 12.0);
        check(json!("1.5e3x"), f64::NAN, 1500.0);
        check(json!("1e"), f64::NAN, 1.0);
        check(json!(""), 0.0, f64::NAN);
        check(json!(null), 0.0, f64::NAN);
        check(json!(true), 1.0, f64::NAN);
        check(json!([7, 8]), f64::NAN, 7.0);
        check(json!("十"), f64::NAN, f64::NAN);
        assert_eq!(to_text(&json!(1.0)), "1");
        assert_eq!(number(f64::INFINITY), json!(null));
        assert_eq!(number(0.5), json!(0.5));
    }
}
