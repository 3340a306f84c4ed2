//! Text as the hall keeps and compares it.

use serde_json::Value;
use unicode_normalization::{UnicodeNormalization, is_nfkc};

/// NFKC: published catalogues write 网 with look-alike code points, and digits in full width.
pub fn normal(text: &str) -> String {
    if is_nfkc(text) { text.to_owned() } else { text.nfkc().collect() }
}

/// The same for every string inside a JSON value.
pub fn normal_value(value: Value) -> Value {
    match value {
        Value::String(text) => Value::String(normal(&text)),
        Value::Array(entries) => entries.into_iter().map(normal_value).collect(),
        Value::Object(members) => {
            members.into_iter().map(|(name, value)| (name, normal_value(value))).collect()
        }
        other => other,
    }
}

/// As it is compared in search: NFKC, lower case, without surrounding space.
pub fn folded(text: &str) -> String {
    normal(text).trim().to_lowercase()
}
