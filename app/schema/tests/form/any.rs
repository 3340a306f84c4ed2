//! Answers that a person could give, and any JSON at all.

use proptest::prelude::*;
use serde_json::{Value, json};

/// Answers as a person could give them, right or wrong.
pub fn answers() -> impl Strategy<Value = Value> {
    let text = || "[一-三a-z<>0-9~/ .-]{0,5}[一-三a-z]".prop_map(Value::from);
    let whole = || prop_oneof![(-9_i64..700).prop_map(Value::from), text()];
    // What a form may hold. Numbers of seventeen digits are read to their last bit but one: see `schema::number`.
    let decimal = (-1_000_000_000_000_i64..1_000_000_000_000).prop_map(|millionths| millionths as f64 / 1e6);
    let float = prop_oneof![decimal.prop_map(Value::from), any::<i32>().prop_map(Value::from), text()];
    let date = prop_oneof![Just(json!("2026-02-28")), Just(json!("1990--31")), text()];
    let yes = || prop_oneof![any::<bool>().prop_map(Value::from), text()];
    let reason = prop::sample::select(vec!["work", "study", "home", "?"]).prop_map(Value::from);
    let services = prop::collection::vec(prop::sample::select(vec!["school", "health", "x"]), 1..4)
        .prop_map(Value::from);
    let child = object(vec![("name", text().boxed()), ("age", whole().boxed()), ("school", text().boxed())]);
    let filled =
        child.prop_filter("a blank row is no row", |row| row.as_object().is_some_and(|row| !row.is_empty()));
    let applicant = object(vec![
        ("name", text().boxed()),
        ("identity_number", text().boxed()),
        ("birth_date", date.boxed()),
        ("email", text().boxed()),
    ]);
    let applicant =
        applicant.prop_map(|object| if object == json!({}) { json!({"name": "王"}) } else { object });
    object(vec![
        ("applicant", applicant.boxed()),
        ("reason", reason.boxed()),
        ("employer", text().boxed()),
        ("insured_months", whole().boxed()),
        ("school", text().boxed()),
        ("area", float.prop_filter("JSON has no such number", |value| !value.is_null()).boxed()),
        ("services", services.boxed()),
        ("has_children", yes().boxed()),
        ("children", prop::collection::vec(filled, 1..4).prop_map(Value::from).boxed()),
        ("remark", text().boxed()),
        ("agree", yes().boxed()),
    ])
}

/// An object with some of these members.
pub fn object(members: Vec<(&'static str, BoxedStrategy<Value>)>) -> impl Strategy<Value = Value> + Clone {
    let members: Vec<_> = members
        .into_iter()
        .map(|(name, value)| {
            prop::option::of(value).prop_map(move |value| value.map(|value| (name.to_owned(), value)))
        })
        .collect();
    let members: Vec<_> = members.into_iter().map(Strategy::boxed).collect();
    members.prop_map(|members| members.into_iter().flatten().collect::<serde_json::Map<_, _>>().into())
}

/// Any JSON, with keywords of forms among its keys and pointers among its texts.
pub fn anything() -> impl Strategy<Value = Value> {
    let words = [
        "schema",
        "uischema",
        "type",
        "object",
        "string",
        "array",
        "properties",
        "items",
        "required",
        "enum",
        "oneOf",
        "const",
        "title",
        "format",
        "date",
        "x-rules",
        "x-text",
        "x-default",
        "default",
        "effect",
        "show",
        "target",
        "when",
        "var",
        "some",
        "elements",
        "Control",
        "Group",
        "Categorization",
        "Category",
        "scope",
        "#/properties/a",
        "rule",
        "condition",
        "HIDE",
        "not",
        "contains",
        "a",
        "/a",
        "/a/-/b",
        "b",
        "materials",
        "id",
        "name",
        "meta",
        "children",
        "applicant",
        "reason",
        "agree",
    ];
    let word = move || prop::sample::select(words.to_vec());
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        word().prop_map(Value::from),
        "\\PC{0,3}".prop_map(Value::from),
    ];
    leaf.prop_recursive(6, 60, 5, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::vec((word(), inner), 0..6).prop_map(|members| {
                members
                    .into_iter()
                    .map(|(name, value)| (name.to_owned(), value))
                    .collect::<serde_json::Map<_, _>>()
                    .into()
            }),
        ]
    })
}
