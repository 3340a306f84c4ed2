//! Answers as a table: the columns that a version of a form gives, and the rows of one application.
//!
//! A repeated group is a table of its own, a row for each of its rows.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::control::Control;
use super::pointer::{key, tokens};
use super::program::{Field, Form};
use crate::locale::Text;

/// What a column holds. A cell is null where nothing was answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ColumnType {
    /// Text, as it was written or chosen.
    Text,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// True or false.
    Boolean,
    /// A day, `2026-11-22`.
    Date,
    /// Several of what there was to choose from.
    List,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Column {
    /// Its name: the pointer as a dotted path.
    pub name: String,
    /// The field's pointer in the answers, or in the row.
    pub pointer: String,
    /// What the field is called.
    pub label: Text,
    /// What it holds.
    #[serde(rename = "type")]
    pub kind: ColumnType,
}

/// The table of the answers themselves (`""`), or of a repeated group (`/children`, `/children/-/schools`); none where
/// there is no such group.
pub fn columns(form: &Form, group: &str) -> Option<Vec<Column>> {
    Some(fields_of(form, group)?.iter().filter_map(column).collect())
}

/// The repeated groups of a form, each a table of its own.
pub fn groups(form: &Form) -> Vec<String> {
    let mut found = Vec::new();
    collect(&form.fields, "", &mut found);
    found
}

fn collect(fields: &[Field], base: &str, into: &mut Vec<String>) {
    for field in fields {
        if let Control::Repeat { fields, .. } = &field.control {
            let group = field.at(base);
            into.push(group.clone());
            collect(fields, &format!("{group}/-"), into);
        }
    }
}

/// The fields of the answers themselves, or of a row of a repeated group.
pub(super) fn fields_of<'a>(form: &'a Form, group: &str) -> Option<&'a [Field]> {
    let mut fields = form.fields.as_slice();
    if group.is_empty() {
        return Some(fields);
    }
    for part in group.split("/-/") {
        let pointer = format!("/{}", part.trim_start_matches('/'));
        let field = fields.iter().find(|field| field.pointer == pointer)?;
        let Control::Repeat { fields: inner, .. } = &field.control else { return None };
        fields = inner;
    }
    Some(fields)
}

fn column(field: &Field) -> Option<Column> {
    let kind = match &field.control {
        Control::Repeat { .. } => return None,
        Control::Integer(_) => ColumnType::Integer,
        Control::Number(_) | Control::Money(_) => ColumnType::Number,
        Control::YesNo | Control::Agree => ColumnType::Boolean,
        Control::Choices { .. } => ColumnType::List,
        Control::Date => ColumnType::Date,
        // Whatever else a control asks for is read as it was written.
        _ => ColumnType::Text,
    };
    let name = tokens(&field.pointer).map(key).collect::<Vec<_>>().join(".");
    Some(Column { name, pointer: field.pointer.clone(), label: field.label.clone(), kind })
}

/// The rows of a table: for each the places on the way to it, counted from 1, and its cells.
pub fn rows(answers: &Value, group: &str, columns: &[Column]) -> Vec<(Vec<usize>, Vec<Value>)> {
    let mut found: Vec<(Vec<usize>, &Value)> = vec![(Vec::new(), answers)];
    if !group.is_empty() {
        for part in group.split("/-/") {
            let pointer = format!("/{}", part.trim_start_matches('/'));
            let inner = found.iter().flat_map(|(places, row)| {
                let rows = row.pointer(&pointer).and_then(Value::as_array).into_iter().flatten();
                rows.enumerate().map(move |(place, row)| {
                    (places.iter().copied().chain([place + 1]).collect::<Vec<_>>(), row)
                })
            });
            found = inner.collect();
        }
    }
    let cell = |row: &Value, column: &Column| row.pointer(&column.pointer).cloned().unwrap_or_default();
    found
        .into_iter()
        .map(|(places, row)| (places, columns.iter().map(|column| cell(row, column)).collect()))
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::form::compile;

    fn form() -> Form {
        let school = json!({"type": "object", "properties": {"name": {"type": "string", "title": "校名"}}});
        let child = json!({"type": "object", "properties": {
            "age": {"type": "integer", "title": "年龄"}, "schools": {"type": "array", "title": "学校", "items": school},
        }});
        let person = json!({"type": "object", "title": "人", "properties": {
            "name": {"type": "string", "title": "姓名"}, "born": {"type": "string", "format": "date", "title": "生日"},
        }});
        compile(&json!({"type": "object", "properties": {
            "person": person,
            "sum": {"type": "number", "title": "钱"},
            "ok": {"type": "boolean", "title": "好"},
            "many": {"type": "array", "title": "多", "uniqueItems": true, "items": {"type": "string", "enum": ["a", "b"]}},
            "children": {"type": "array", "title": "子女", "items": child},
        }}))
        .0
    }

    #[test]
    fn columns_have_the_types_of_their_controls() {
        let of = |group: &str| {
            let columns = columns(&form(), group)?;
            Some(columns.into_iter().map(|column| (column.name, column.kind)).collect::<Vec<_>>())
        };
        let named = |list: &[(&str, ColumnType)]| {
            Some(list.iter().map(|(name, kind)| ((*name).to_owned(), *kind)).collect::<Vec<_>>())
        };
        use ColumnType as T;
        let all =
            [("person.name", T::Text), ("person.born", T::Date), ("sum", T::Number), ("ok", T::Boolean)];
        assert_eq!(of(""), named(&[&all[..], &[("many", T::List)]].concat()));
        assert_eq!(of("/children"), named(&[("age", T::Integer)]));
        assert_eq!(of("/children/-/schools"), named(&[("name", T::Text)]));
        assert_eq!((of("/person"), of("/sum"), of("/children/-")), (None, None, None));
        assert_eq!(groups(&form()), ["/children", "/children/-/schools"]);
    }

    #[test]
    fn rows_of_groups_say_where_they_belong() {
        let answers = json!({
            "person": {"name": "王明"}, "ok": true, "many": ["a"],
            "children": [{"age": 3, "schools": [{"name": "一"}, {"name": "二"}]}, {"schools": [{}]}],
        });
        let form = form();
        let of = |group: &str| rows(&answers, group, &columns(&form, group).unwrap());
        assert_eq!(
            of(""),
            [(vec![], vec![json!("王明"), Value::Null, Value::Null, json!(true), json!(["a"])])]
        );
        assert_eq!(of("/children"), [(vec![1], vec![json!(3)]), (vec![2], vec![Value::Null])]);
        let schools = of("/children/-/schools");
        let places: Vec<&[usize]> = schools.iter().map(|(places, _)| places.as_slice()).collect();
        assert_eq!(places, [&[1, 1], &[1, 2], &[2, 1]]);
        assert_eq!(schools[1].1, [json!("二")]);
    }
}
