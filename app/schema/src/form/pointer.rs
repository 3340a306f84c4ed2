//! JSON Pointers (RFC 6901) into answers, and the html ids made from them.

use std::fmt::Write;

use serde_json::{Map, Value};

/// A key as a token of a pointer.
pub(crate) fn token(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

/// The key that a token stands for.
pub(crate) fn key(token: &str) -> String {
    token.replace("~1", "/").replace("~0", "~")
}

/// The tokens of a pointer.
pub(crate) fn tokens(pointer: &str) -> impl Iterator<Item = &str> {
    pointer.split('/').skip(1)
}

/// The html id of the field at this pointer. No two pointers have the same id.
pub fn html_id(pointer: &str) -> String {
    let mut id = String::with_capacity(pointer.len() + 1);
    id.push('f');
    for char in pointer.chars() {
        match char {
            '/' => id.push('-'),
            '_' => id.push('_'),
            // No tables of letters on a phone: what is no ASCII may stay, if it is no space.
            char if char.is_ascii_alphanumeric() || !(char.is_ascii() || char.is_whitespace()) => {
                id.push(char)
            }
            // Writing to a String cannot fail.
            char => _ = write!(id, ".{:x}.", u32::from(char)),
        }
    }
    id
}

/// Puts a value where the pointer says, making the objects on the way. Rows are not made, except one at the end.
pub(crate) fn set(data: &mut Value, pointer: &str, value: Value) {
    let mut place = data;
    for token in tokens(pointer) {
        place = match place {
            Value::Array(rows) => {
                let Ok(index) = token.parse::<usize>() else { return };
                if index == rows.len() {
                    rows.push(Value::Null);
                }
                let Some(row) = rows.get_mut(index) else { return };
                row
            }
            other => {
                if !other.is_object() {
                    *other = Value::Object(Map::new());
                }
                let Some(object) = other.as_object_mut() else { return };
                object.entry(key(token)).or_insert(Value::Null)
            }
        };
    }
    *place = value;
}

/// Takes out what the pointer points at, leaving rows where they are.
pub(super) fn remove(data: &mut Value, pointer: &str) {
    let Some((parent, token)) = pointer.rsplit_once('/') else { return };
    if let Some(Value::Object(object)) = data.pointer_mut(parent) {
        object.shift_remove(&key(token));
    }
}

/// Whether two pointers lie on one path, so that a change at one may be seen at the other.
/// The token `-` stands for any row.
pub(super) fn overlap(a: &str, b: &str) -> bool {
    let row = |token: &str| token.bytes().all(|byte| byte.is_ascii_digit());
    tokens(a).zip(tokens(b)).all(|(a, b)| a == b || (a == "-" && row(b)) || (b == "-" && row(a)))
}

/// The places of all rows that `row` (`/children/-`) stands for in these answers; for `""` the answers themselves.
pub(super) fn bases(row: &str, data: &Value) -> Vec<String> {
    bases_on(row, "", data)
}

/// Those of the [`bases`] that lie on one path with the pointer `near`.
pub(super) fn bases_on(row: &str, near: &str, data: &Value) -> Vec<String> {
    let mut bases = vec![String::new()];
    let mut near = tokens(near);
    for token in tokens(row) {
        let near = near.next();
        bases = match (token, near) {
            ("-", Some(index)) => bases
                .into_iter()
                .filter(|list| data.pointer(list).is_some_and(Value::is_array))
                .map(|list| format!("{list}/{index}"))
                .filter(|base| data.pointer(base).is_some())
                .collect(),
            ("-", None) => bases.into_iter().flat_map(|list| rows(&list, data)).collect(),
            (key, Some(other)) if key != other => Vec::new(),
            (key, _) => bases.into_iter().map(|base| format!("{base}/{key}")).collect(),
        };
    }
    bases
}

fn rows(list: &str, data: &Value) -> Vec<String> {
    let count = data.pointer(list).and_then(Value::as_array).map_or(0, Vec::len);
    (0..count).map(|index| format!("{list}/{index}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    #[test]
    fn ids_are_readable_where_names_are() {
        assert_eq!(html_id("/applicant/birth_date"), "f-applicant-birth_date");
        assert_eq!(html_id("/children/0/姓名"), "f-children-0-姓名");
        assert_eq!(html_id("/a-b"), "f-a.2d.b");
    }

    #[test]
    fn values_are_set_and_removed() {
        let mut data = json!({"rows": [{"a": 1}]});
        set(&mut data, "/x/y~1z", json!(2));
        set(&mut data, "/rows/0/b", json!(3));
        set(&mut data, "/rows/1/a", json!(4));
        set(&mut data, "/rows/9/a", json!(5));
        assert_eq!(data, json!({"rows": [{"a": 1, "b": 3}, {"a": 4}], "x": {"y/z": 2}}));
        remove(&mut data, "/rows/0/a");
        remove(&mut data, "/x/y~1z");
        remove(&mut data, "/none/here");
        assert_eq!(data, json!({"rows": [{"b": 3}, {"a": 4}], "x": {}}));
    }

    #[test]
    fn rows_are_found() {
        let data = json!({"a": [{"b": [1, 2]}, {}], "c": {"d-": [0]}});
        assert_eq!(bases("", &data), [""]);
        assert_eq!(bases("/a/-", &data), ["/a/0", "/a/1"]);
        assert_eq!(bases("/a/-/b/-", &data), ["/a/0/b/0", "/a/0/b/1"]);
        assert_eq!(bases("/c/d-/-", &data), ["/c/d-/0"]);
        let near = |near| bases_on("/a/-/b/-", near, &data);
        assert_eq!(near("/a"), ["/a/0/b/0", "/a/0/b/1"]);
        assert_eq!(near("/a/0/b/1/x"), ["/a/0/b/1"]);
        assert_eq!((near("/a/0/c"), near("/a/7"), near("/c")), (vec![], vec![], vec![]));
        assert!(overlap("/a/-/b", "/a/3") && overlap("", "/a") && overlap("/a/3/b", "/a/-/b"));
        assert!(!overlap("/a/-/b", "/a/x") && !overlap("/a", "/b"));
    }

    proptest! {
        #[test]
        fn ids_are_injective(a in "[a-c/~_.2 -]{0,4}", b in "[a-c/~_.2 -]{0,4}") {
            prop_assert_eq!(html_id(&a) == html_id(&b), a == b);
            prop_assert!(!html_id(&a).contains(char::is_whitespace));
        }
    }
}
