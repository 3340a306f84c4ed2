//! Each control is a small republic: its example is right, survives the inputs of a page, and has words.

use proptest::prelude::*;
use schema::Locale;
use schema::form::{
    Severity, compile, example, example_answers, from_pairs, in_words, prune, to_pairs, validate,
};
use serde_json::{Value, json};

use super::{NoAngles, residence};

/// A schema for any control, with bounds where it has bounds.
fn schemas() -> impl Strategy<Value = Value> {
    let formats = [
        "email",
        "identity-number",
        "credit-code",
        "phone",
        "postal-code",
        "date",
        "date-range",
        "year-month",
        "time",
        "local-time",
        "date-time",
        "duration",
        "ipv4",
        "ipv6",
        "uri",
        "uuid",
    ];
    let format =
        prop::sample::select(formats.to_vec()).prop_map(|format| json!({"type": "string", "format": format}));
    let text = (0..9_u32, 1..9_u32).prop_map(|(min, more)| {
        json!({"type": "string", "minLength": min, "maxLength": min + more, "x-display": "textarea"})
    });
    let kind = prop::sample::select(vec![
        json!({"type": "integer"}),
        json!({"type": "number"}),
        json!({"type": "number", "format": "money"}),
    ]);
    let ends = (kind, -900..900_i32, 1..900_i32, 0..4_u8, 0..3_u8).prop_map(
        |(mut schema, low, more, ends, step)| {
            if ends & 1 == 1 {
                schema[if step == 1 { "exclusiveMinimum" } else { "minimum" }] = low.into();
            }
            if ends & 2 == 2 {
                schema["maximum"] = (low + more).into();
            }
            if step == 2 && more > 3 {
                schema["multipleOf"] = 3.into();
            }
            schema
        },
    );
    let look = prop::sample::select(vec!["select", "radio", "search"]);
    let choices = (1..20_usize, any::<bool>(), look).prop_map(|(count, many, look)| {
        let all: Vec<String> = (0..count).map(|n| format!("c{n}")).collect();
        if many {
            let items = json!({"enum": all});
            json!({"type": "array", "items": items, "minItems": count.min(3), "x-display": "chips"})
        } else {
            json!({"type": "string", "enum": all, "x-display": look})
        }
    });
    let region = prop::sample::select(vec![
        json!({}),
        json!({"level": "province"}),
        json!({"level": "city"}),
        json!({"level": "street"}),
        json!({"level": "county", "within": "5116"}),
        json!({"within": "511602"}),
    ])
    .prop_map(|asked| json!({"type": "string", "format": "region", "x-region": asked}));
    let yes =
        prop::sample::select(vec![json!({"type": "boolean"}), json!({"type": "boolean", "const": true})]);
    let official = prop::sample::select(vec![
        json!({"x-control": "opinion"}),
        json!({"x-control": "countersign"}),
        json!({"x-control": "seal", "type": "string"}),
        json!({"x-control": "opinion", "properties": {"outcome": true, "name": true, "text": true, "at": true}}),
    ]);
    let leaf = prop_oneof![format, text, ends, choices, region, yes];
    let rows = (leaf.clone(), 0..4_u32, any::<bool>()).prop_map(|(mut member, min, order)| {
        member["title"] = "B".into();
        json!({"type": "array", "minItems": min, "x-reorder": order, "items": {
            "type": "object", "title": "C", "properties": {"b": member},
        }})
    });
    prop_oneof![4 => leaf, 1 => rows, 1 => official]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_example_of_each_control_is_right(mut schema in schemas()) {
        schema["title"] = "A".into();
        let (form, lints) = compile(&json!({"type": "object", "properties": {"a": schema}}));
        let wrong = lints.iter().find(|lint| lint.severity == Severity::Error);
        prop_assert!(wrong.is_none(), "{:?}", wrong);
        let control = &form.fields[0].control;
        let answers = json!({"a": example(control)});
        prop_assert_eq!(validate(&form, &answers, &NoAngles), []);
        for locale in Locale::ALL {
            prop_assert!(!in_words(control, &answers["a"], locale, &[]).is_empty(), "{}", answers);
        }
        if !control.is_official() {
            prop_assert_eq!(from_pairs(&form, to_pairs(&form, &answers)), answers);
        }
    }
}

#[test]
fn the_examples_of_a_form_fill_it() {
    let form = residence();
    let answers = prune(&form, &example_answers(&form));
    assert_eq!(validate(&form, &answers, &NoAngles), []);
}

#[test]
fn the_example_of_a_region_lies_where_it_is_asked_for() {
    for (asked, code) in [
        (json!({}), "440304"),
        (json!({"level": "province"}), "440000"),
        (json!({"level": "city"}), "440300"),
        (json!({"level": "street"}), "440304001"),
        (json!({"level": "county", "within": "5116"}), "511604"),
        (json!({"level": "city", "within": "511602"}), "511602"),
    ] {
        let schema = json!({"type": "string", "title": "A", "format": "region", "x-region": asked});
        let (form, _) = compile(&json!({"type": "object", "properties": {"a": schema}}));
        assert_eq!(example(&form.fields[0].control), code);
    }
}
