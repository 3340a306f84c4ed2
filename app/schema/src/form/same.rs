//! When two JSON values are the same: numbers by what they are worth, objects whatever the order of their members.

use std::cmp::Ordering;

use serde_json::{Number, Value};

/// Whether the two are the same value to JSON Schema: `1` is `1.0`, and is not `true`.
pub(super) fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => compare(a, b) == Some(Ordering::Equal),
        (Value::Array(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b)),
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len() && a.iter().all(|(key, a)| b.get(key).is_some_and(|b| same(a, b)))
        }
        _ => a == b,
    }
}

/// Which of two numbers is greater. Whole numbers are compared to their last digit.
pub(super) fn compare(a: &Number, b: &Number) -> Option<Ordering> {
    if let (Some(a), Some(b)) = (a.as_i64(), b.as_i64()) {
        return Some(a.cmp(&b));
    }
    if let (Some(a), Some(b)) = (a.as_u64(), b.as_u64()) {
        return Some(a.cmp(&b));
    }
    a.as_f64()?.partial_cmp(&b.as_f64()?)
}

/// Whether some entry is there twice.
pub(super) fn has_twins(entries: &[Value]) -> bool {
    let twin = |(index, entry): (usize, &Value)| entries[..index].iter().any(|other| same(other, entry));
    entries.iter().enumerate().any(twin)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn numbers_are_what_they_are_worth() {
        assert!(same(&json!([1, {"a": 2.0, "b": null}]), &json!([1.0, {"b": null, "a": 2}])));
        assert!(!same(&json!(1), &json!(true)) && !same(&json!(0), &json!(false)));
        assert!(!same(&json!(9_007_199_254_740_993_u64), &json!(9_007_199_254_740_992_u64)));
        assert!(!same(&json!({"a": 1}), &json!({"b": 1})) && !same(&json!([1]), &json!([1, 1])));
        assert!(has_twins(&json!([1, "a", 1.0]).as_array().cloned().unwrap()));
        assert!(!has_twins(&json!([1, true, "1"]).as_array().cloned().unwrap()));
    }
}
