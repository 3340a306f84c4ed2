//! What another implementation says, on schemas and answers that nobody thought of.

use jsonschema::Validator;
use proptest::prelude::*;
use schema::form::{Form, Format, Severity, compile, validate_data};
use serde_json::{Map, Value, json};

use super::{Patterns, is_valid, wrapped};

/// The oracle, with `format` asserting the formats that forms know, those of ours included.
pub fn oracle(schema: &Value) -> Validator {
    let mut options = jsonschema::options().should_validate_formats(true);
    for format in [Format::IdentityNumber, Format::CreditCode, Format::Phone, Format::PostalCode] {
        let form = json!({"properties": {"value": {"type": "string", "format": format.name()}}});
        let (form, _) = compile(&form);
        options = options.with_format(format.name(), move |text: &str| is_valid(&form, &text.into()));
    }
    for format in ["hostname", "idn-hostname", "idn-email", "iri", "iri-reference", "uri-reference"] {
        options = options.with_format(format, |_: &str| true);
    }
    for format in ["uri-template", "json-pointer", "relative-json-pointer", "regex"] {
        options = options.with_format(format, |_: &str| true);
    }
    options.build(schema).unwrap()
}

/// A schema with some of these keywords.
fn with(keywords: Vec<(&'static str, BoxedStrategy<Value>)>) -> BoxedStrategy<Value> {
    let each = keywords.into_iter().map(|(keyword, value)| {
        prop::option::weighted(0.3, value)
            .prop_map(move |value| value.map(|value| (keyword.to_owned(), value)))
    });
    let each: Vec<_> = each.map(Strategy::boxed).collect();
    each.prop_map(|keywords| Value::Object(keywords.into_iter().flatten().collect())).boxed()
}

fn one_of<T: Clone + Into<Value> + std::fmt::Debug + 'static>(values: Vec<T>) -> BoxedStrategy<Value> {
    prop::sample::select(values).prop_map(Into::into).boxed()
}

fn types() -> BoxedStrategy<Value> {
    let names = vec!["string", "integer", "number", "boolean", "object", "array", "null"];
    let several = prop::sample::subsequence(names.clone(), 1..3).prop_map(Value::from);
    prop_oneof![4 => one_of(names), 1 => several].boxed()
}

fn names() -> BoxedStrategy<Value> {
    prop::sample::subsequence(vec!["a", "b", "c"], 1..3).prop_map(Value::from).boxed()
}

fn leaf_schema() -> BoxedStrategy<Value> {
    let number = || one_of(vec![json!(-1), json!(0), json!(1), json!(2.5), json!(3)]);
    let count = || one_of(vec![0, 1, 2, 3]);
    let format = vec!["date", "time", "date-time", "ipv4", "uuid", "phone", "postal-code", "password"];
    let plain = with(vec![
        ("type", types()),
        ("minLength", count()),
        ("maxLength", count()),
        ("pattern", one_of(vec!["^a", "b$", "[0-9]{2}"])),
        ("format", one_of(format)),
        ("minimum", number()),
        ("maximum", number()),
        ("exclusiveMinimum", number()),
        ("exclusiveMaximum", number()),
        ("multipleOf", one_of(vec![json!(1), json!(0.5), json!(2)])),
        ("title", one_of(vec!["T"])),
    ]);
    let choice =
        prop::collection::vec(answer(), 1..4).prop_filter_map("written the same, told apart", |values| {
            let mut written: Vec<String> = values
                .iter()
                .map(|value| value.as_str().map_or_else(|| value.to_string(), ToOwned::to_owned))
                .collect();
            written.sort();
            written.dedup();
            (written.len() == values.len()).then(|| json!({"enum": values}))
        });
    let constant = answer().prop_map(|value| json!({"const": value}));
    prop_oneof![6 => plain, 1 => choice, 1 => constant, 1 => any::<bool>().prop_map(Value::from)].boxed()
}

/// A schema of the subset.
fn schema() -> impl Strategy<Value = Value> {
    leaf_schema().prop_recursive(3, 24, 4, |inner| {
        let inner = inner.boxed();
        let list = || prop::collection::vec(inner.clone(), 1..3).prop_map(Value::from).boxed();
        let map = |names: Vec<&'static str>| {
            let members = prop::collection::vec((prop::sample::select(names), inner.clone()), 1..3);
            let to_object = |members: Vec<(&str, Value)>| {
                members
                    .into_iter()
                    .map(|(name, value)| (name.to_owned(), value))
                    .collect::<Map<_, _>>()
                    .into()
            };
            members.prop_map(to_object).boxed()
        };
        let count = || one_of(vec![0, 1, 2]);
        let object = vec![
            ("type", one_of(vec!["object"])),
            ("properties", map(vec!["a", "b", "c"])),
            ("required", names()),
            ("additionalProperties", inner.clone()),
            ("patternProperties", map(vec!["^a", "b"])),
            ("propertyNames", inner.clone()),
            ("minProperties", count()),
            ("maxProperties", count()),
            ("dependentRequired", names().prop_map(|names| json!({"a": names})).boxed()),
            ("dependentSchemas", map(vec!["a", "b"])),
            ("unevaluatedProperties", inner.clone()),
        ];
        let array = vec![
            ("type", one_of(vec!["array"])),
            ("items", inner.clone()),
            ("prefixItems", list()),
            ("contains", inner.clone()),
            ("minContains", count()),
            ("maxContains", count()),
            ("minItems", count()),
            ("maxItems", count()),
            ("uniqueItems", any::<bool>().prop_map(Value::from).boxed()),
            ("unevaluatedItems", inner.clone()),
        ];
        let combined = vec![
            ("type", types()),
            ("properties", map(vec!["a", "b"])),
            ("allOf", list()),
            ("anyOf", list()),
            ("oneOf", list()),
            ("not", inner.clone()),
            ("if", inner.clone()),
            ("then", inner.clone()),
            ("else", inner.clone()),
        ];
        prop_oneof![with(object), with(array), with(combined)]
    })
}

/// Any value, of those that such schemas are about.
fn answer() -> BoxedStrategy<Value> {
    let texts = vec![
        "",
        "a",
        "ab",
        "b12",
        "2026-02-28",
        "2026-02-30",
        "09:30:00Z",
        "10.0.0.1",
        "13800138000",
        "518000",
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        one_of(vec![json!(-1), json!(0), json!(1), json!(1.0), json!(2.5), json!(3), json!(4)]),
        one_of(texts),
    ];
    let tree = leaf.prop_recursive(2, 12, 4, |inner| {
        let member = (prop::sample::select(vec!["a", "b", "c", "ab"]), inner.clone());
        prop_oneof![
            prop::collection::vec(inner, 0..4).prop_map(Value::from),
            prop::collection::vec(member, 0..4).prop_map(|members| {
                members
                    .into_iter()
                    .map(|(name, value)| (name.to_owned(), value))
                    .collect::<Map<_, _>>()
                    .into()
            }),
        ]
    });
    tree.boxed()
}

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config(2000))]

    #[test]
    fn values_are_judged_as_the_oracle_does(schema in schema(), answers in prop::collection::vec(answer(), 8)) {
        let (form, errors) = wrapped(&schema);
        prop_assert_eq!(&errors, &[], "{}", schema);
        let oracle = oracle(&schema);
        for answer in answers {
            prop_assert_eq!(is_valid(&form, &answer), oracle.is_valid(&answer), "{} on {}", schema, answer);
        }
    }

    #[test]
    fn forms_are_judged_as_the_oracle_does(schema in form_schema(), answers in prop::collection::vec(form_answer(), 8)) {
        let (form, lints) = compile(&schema);
        prop_assert!(lints.iter().all(|lint| lint.severity == Severity::Warning), "{:?}", lints);
        let oracle = oracle(&schema);
        for answer in answers {
            let faults = validate_data(&form, &answer, &Patterns);
            prop_assert_eq!(faults.is_empty(), oracle.is_valid(&answer), "{} on {}: {:?}", schema, answer, faults);
        }
    }
}

/// What forms are made of: objects in objects, rows, questions.
fn form_schema() -> impl Strategy<Value = Value> {
    let question = prop_oneof![
        with(vec![
            ("minLength", one_of(vec![1, 2])),
            ("maxLength", one_of(vec![3, 20])),
            ("format", one_of(vec!["date", "phone"]))
        ])
        .prop_map(|schema| typed(schema, "string")),
        with(vec![("minimum", one_of(vec![0])), ("maximum", one_of(vec![3]))])
            .prop_map(|schema| typed(schema, "integer")),
        Just(json!({"type": "boolean"})),
        Just(json!({"type": "string", "enum": ["a", "ab", "b12"]})),
        Just(json!({"type": "array", "items": {"enum": ["a", "b"]}, "uniqueItems": true})),
        Just(json!({"type": "array", "items": {"type": "string", "maxLength": 2}, "minItems": 1})),
    ];
    let tree = question.prop_recursive(3, 16, 4, |inner| {
        let member = (prop::sample::select(vec!["a", "b", "c"]), inner);
        let object = (prop::collection::vec(member, 1..4), names(), any::<bool>()).prop_map(|(members, names, closed)| {
            let members: Map<_, _> = members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
            let names = names.as_array().unwrap().iter().filter(|name| members.contains_key(name.as_str().unwrap()));
            let required: Vec<&Value> = names.collect();
            json!({"type": "object", "required": required, "additionalProperties": !closed, "properties": members})
        });
        prop_oneof![2 => object.clone(), 1 => object.prop_map(|items| json!({"type": "array", "items": items}))]
    });
    tree.prop_map(|schema| json!({"type": "object", "properties": {"a": schema}, "required": ["a"]}))
}

fn typed(mut schema: Value, kind: &str) -> Value {
    schema["type"] = kind.into();
    schema
}

fn form_answer() -> impl Strategy<Value = Value> {
    prop::option::weighted(0.95, answer()).prop_map(|value| match value {
        Some(value) => json!({"a": value}),
        None => json!({}),
    })
}

#[test]
fn a_form_is_what_the_wire_says() {
    let (form, _) = wrapped(&json!({"type": "string", "not": {"const": "x"}}));
    let again: Form = serde_json::from_value(serde_json::to_value(&form).unwrap()).unwrap();
    assert_eq!(again, form);
}
