//! What is exported is standard, judges as we do, and can be taken back.

use std::fs;
use std::path::Path;

use jsonschema::Validator;
use proptest::prelude::*;
use schema::form::{Form, Format, Severity, compile, export, from_jsonforms, validate_data};
use schema::locale::Locale;
use serde_json::{Map, Value, json};

use super::Patterns;

/// The oracle, with `format` asserting what forms assert.
fn oracle(schema: &Value) -> Validator {
    let mut options = jsonschema::options().should_validate_formats(true);
    for format in Format::ALL.into_iter().filter(|format| is_ours(*format)) {
        let schema =
            json!({"type": "object", "properties": {"a": {"type": "string", "format": format.name()}}});
        let (form, _) = compile(&schema);
        options = options.with_format(format.name(), move |text: &str| is_right(&form, &json!({"a": text})));
    }
    options.build(schema).unwrap()
}

/// Whether JSON Schema does not know it.
fn is_ours(format: Format) -> bool {
    use Format::{Date, DateTime, Duration, Email, Ipv4, Ipv6, Time, Uri, Uuid};
    !matches!(format, Date | DateTime | Duration | Email | Ipv4 | Ipv6 | Time | Uri | Uuid)
}

fn is_right(form: &Form, data: &Value) -> bool {
    validate_data(form, data, &Patterns).is_empty()
}

/// The pair is standard, and taken back it is the same form.
fn check_pair(definition: &Value, name: &str) -> Value {
    let exported = export(definition);
    assert!(jsonschema::meta::is_valid(&exported.schema), "{name}: {}", exported.schema);
    let back = from_jsonforms(&json!({"schema": exported.schema, "uischema": exported.uischema}));
    let ((before, _), (after, _)) = (compile(definition), compile(&back.definition));
    assert_eq!(before.fields, after.fields, "{name}");
    assert_eq!(before.objects, after.objects, "{name}");
    assert_eq!(before.rules, after.rules, "{name}");
    assert_eq!(before.materials, after.materials, "{name}");
    exported.schema
}

fn files(folder: &str) -> Vec<(String, Value)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let paths = paths.filter(|path| path.extension().is_some_and(|extension| extension == "json"));
    let read = |path: &Path| serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    paths.map(|path| (path.file_stem().unwrap().to_string_lossy().into_owned(), read(&path))).collect()
}

#[test]
fn the_examples_of_json_forms_go_out_and_come_back() {
    for (name, definition) in files("fixtures/jsonforms") {
        let (form, lints) = compile(&definition);
        if lints.iter().any(|lint| lint.severity == Severity::Error) {
            continue;
        }
        let schema = check_pair(&definition, &name);
        if let Some(data) = definition.get("data").filter(|_| form.rules.is_empty()) {
            assert_eq!(oracle(&schema).is_valid(data), is_right(&form, data), "{name}");
        }
    }
}

#[test]
fn published_forms_go_out_in_the_dialect_of_today() {
    for (name, file) in files("fixtures/government") {
        let exported = export(&file["schema"]);
        assert!(jsonschema::meta::is_valid(&exported.schema), "{name}");
        assert!(exported.uischema["elements"].as_array().is_some_and(|elements| !elements.is_empty()));
        let oracle = oracle(&exported.schema);
        for case in file["cases"].as_array().unwrap() {
            // `nullable` and `$ref` alone are said in other words, and mean the same.
            assert_eq!(oracle.is_valid(&case["data"]), case["valid"] == true, "{name}: {}", case["data"]);
        }
    }
}

/// A definition with all that only we know.
fn definition() -> Value {
    json!({
        "meta": {"id": "permit", "version": 1, "title": {"zh-CN": "许可", "en": "Permit"}},
        "schema": {
            "type": "object",
            "required": ["kind", "more"],
            "properties": {
                "kind": {"type": "string", "title": {"zh-CN": "类型", "en": "Kind"}, "enum": ["a", "b"]},
                "phone": {"title": "Phone", "x-element": "person.phone"},
                "more": {"type": "object", "title": "More", "required": ["why"], "properties": {
                    "why": {"type": "string", "title": "Why", "x-soft-required": false},
                }},
                "rows": {"type": "array", "title": "Rows", "items": {"type": "object", "required": ["b"], "properties": {
                    "a": {"type": "boolean", "title": "A"}, "b": {"type": "string", "title": "B"},
                }}},
            },
        },
        "uischema": {"type": "VerticalLayout", "elements": [
            {"type": "Control", "scope": "#/properties/kind"},
            {"type": "Group", "label": {"zh-CN": "其他", "en": "Others"}, "elements": [
                {"type": "Control", "scope": "#/properties/phone"},
                {"type": "Control", "scope": "#/properties/more"},
                {"type": "Control", "scope": "#/properties/rows"},
            ]},
        ]},
        "materials": [{"id": "card", "name": "Card"}],
        "x-rules": [
            {"effect": "show", "target": "/more/why", "when": {"==": [{"var": "kind"}, "a"]}},
            {"effect": "hide", "target": "/rows/-/b", "when": {"var": "a"}},
        ],
        "x-text": {"en": {"/schema/properties/more/title": "More of it"}},
    })
}

#[test]
fn what_only_we_know_stays_beside_it() {
    let definition = definition();
    let (form, lints) = compile(&definition);
    assert!(lints.iter().all(|lint| lint.severity == Severity::Warning), "{lints:?}");
    let schema = check_pair(&definition, "permit");
    let oracle = oracle(&schema);
    let check = |data: Value| {
        assert!(is_right(&form, &data), "{data}");
        assert!(oracle.is_valid(&data), "{data}");
    };
    check(json!({"kind": "b"}));
    check(json!({"kind": "a", "more": {"why": "x"}, "phone": "13800138000", "rows": [{"a": true}]}));
    for data in [json!({}), json!({"kind": "c"}), json!({"kind": "b", "phone": "1"})] {
        assert!(!is_right(&form, &data) && !oracle.is_valid(&data), "{data}");
    }
    assert_eq!(schema["title"], "许可");
    assert_eq!(schema["properties"]["kind"]["title"], "类型");
    let back = from_jsonforms(&serde_json::to_value(export(&definition)).unwrap());
    let (after, _) = compile(&back.definition);
    assert_eq!(after.meta, form.meta);
    assert_eq!(after.fields[0].label.get(Locale::En), "Kind");
    assert_eq!(back.definition["schema"]["required"], definition["schema"]["required"]);
    assert_eq!(back.definition["x-rules"], definition["x-rules"]);
}

/// A question as a definition asks it.
fn question() -> impl Strategy<Value = Value> {
    let bounds = (0_u8..3, 2_u8..5);
    prop_oneof![
        bounds.prop_map(|(min, max)| json!({"type": "string", "minLength": min, "maxLength": max})),
        (0_u8..2, any::<bool>()).prop_map(
            |(min, excludes)| json!({"type": "number", "minimum": min, "exclusiveMinimum": excludes})
        ),
        Just(json!({"type": "string", "nullable": true, "format": "date"})),
        Just(json!({"type": "string", "format": "phone"})),
        Just(json!({"x-element": "person.phone"})),
        Just(json!({"x-element": "enterprise.staff"})),
        Just(json!({"type": "number", "format": "money"})),
        Just(json!({"x-block": "agent"})),
        Just(json!({"x-block": "address", "required": []})),
        Just(json!({"type": "string", "format": "local-time"})),
        Just(json!({"type": "boolean"})),
        Just(json!({"type": "string", "title": {"zh-CN": "选", "en": "Choose"}, "enum": ["a", "ab"]})),
        Just(
            json!({"type": "array", "items": [{"type": "string"}, {"type": "integer"}], "additionalItems": false})
        ),
        Just(json!({"type": "array", "items": {"enum": ["a", "b"]}, "uniqueItems": true})),
    ]
}

fn definitions() -> impl Strategy<Value = Value> {
    let tree = question().prop_recursive(3, 16, 4, |inner| {
        let names = prop::sample::subsequence(vec!["a", "b", "c"], 0..3);
        let member = (prop::sample::select(vec!["a", "b", "c"]), inner);
        let object = (prop::collection::vec(member, 1..4), names, any::<bool>()).prop_map(|(members, names, open)| {
            let members: Map<_, _> = members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
            let names: Vec<_> = names.into_iter().filter(|name| members.contains_key(*name)).collect();
            json!({"type": "object", "required": names, "additionalProperties": open, "properties": members,
                "dependencies": {"a": ["b"]}})
        });
        prop_oneof![2 => object.clone(), 1 => object.prop_map(|items| json!({"type": "array", "items": items}))]
    });
    tree.prop_map(|schema| {
        json!({"meta": {"title": "T"}, "schema": {"type": "object", "required": ["a"], "properties": {"a": schema}}})
    })
}

fn answers() -> impl Strategy<Value = Value> {
    let texts = vec!["", "a", "ab", "abcd", "2026-11-22", "13800138000"];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        prop::sample::select(vec![json!(0), json!(1), json!(2.5)]),
        prop::sample::select(texts).prop_map(Value::from),
    ];
    let tree = leaf.prop_recursive(3, 12, 3, |inner| {
        let member = (prop::sample::select(vec!["a", "b", "c", "d"]), inner.clone());
        prop_oneof![
            prop::collection::vec(inner, 0..3).prop_map(Value::from),
            prop::collection::vec(member, 0..3).prop_map(|members| {
                members
                    .into_iter()
                    .map(|(name, value)| (name.to_owned(), value))
                    .collect::<Map<_, _>>()
                    .into()
            }),
        ]
    });
    tree.prop_map(|value| json!({"a": value}))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn exports_judge_as_we_do(definition in definitions(), answers in prop::collection::vec(answers(), 8)) {
        let (form, _) = compile(&definition);
        let exported = export(&definition);
        prop_assert!(jsonschema::meta::is_valid(&exported.schema), "{}", exported.schema);
        let oracle = oracle(&exported.schema);
        for answer in answers {
            prop_assert_eq!(is_right(&form, &answer), oracle.is_valid(&answer), "{} on {}", definition, answer);
        }
    }
}
