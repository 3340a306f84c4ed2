//! Why: the parts of a condition that settled it, with what they found.

use proptest::prelude::*;
use schema::expr::{Context, Expr, Truth, Why};
use serde_json::{Value, json};

use crate::rule;

/// The reasons at the bottom as `[condition, [[pointer, value], …]]`.
fn reasons(rule: &Value, data: &Value) -> Value {
    let Ok(expr) = Expr::parse(rule) else { panic!("{rule}") };
    let why = expr.why(data);
    let reason = |why: &&Why<'_>| {
        let found: Vec<Value> = why.found.iter().map(|found| json!([found.pointer, found.value])).collect();
        json!([why.expr, found])
    };
    why.reasons().iter().map(reason).collect()
}

#[test]
fn the_parts_that_settled_it_are_named() {
    let data = json!({"age": 16, "sex": "f", "city": "", "married": false});
    let check = |rule: Value, expect: Value| assert_eq!(reasons(&rule, &data), expect, "{rule}");
    let young = json!({"<": [{"var": "age"}, 18]});
    let old = json!({">": [{"var": "age"}, 60]});
    let woman = json!({"==": [{"var": "sex"}, "f"]});
    let here = json!({"==": [{"var": "city"}, "440100"]});
    let (is_16, is_f, nowhere) = (json!(["/age", 16]), json!(["/sex", "f"]), json!(["/city", null]));

    check(json!({"and": [young, woman]}), json!([[young, [is_16]], [woman, [is_f]]]));
    check(json!({"and": [true, young, here, old]}), json!([[old, [is_16]]]));
    check(json!({"and": [young, here]}), json!([[here, [nowhere]]]));
    check(json!({"or": [old, here, woman]}), json!([[woman, [is_f]]]));
    check(json!({"or": [old, {"and": [woman, old]}]}), json!([[old, [is_16]], [old, [is_16]]]));
    check(json!({"!": [{"or": [old, {"!": [woman]}]}]}), json!([[old, [is_16]], [woman, [is_f]]]));
    check(
        json!({"if": [old, true, woman, young, false]}),
        json!([[old, [is_16]], [woman, [is_f]], [young, [is_16]]]),
    );
    check(json!({"if": [here, young, old]}), json!([[here, [nowhere]]]));
    check(json!({"if": [here, young, woman]}), json!([[young, [is_16]], [woman, [is_f]]]));
    check(
        json!({"missing": ["city", "age"]}),
        json!([[{"missing": ["city", "age"]}, [["/age", 16], nowhere]]]),
    );
    check(json!(true), json!([[true, []]]));
}

#[test]
fn rows_are_named_one_by_one() {
    let data = json!({"children": [{"age": 9}, {"age": 2}, {}], "none": []});
    let body = json!({"<": [{"var": "age"}, 3]});
    let check = |rule: Value, expect: Value| assert_eq!(reasons(&rule, &data), expect, "{rule}");
    check(json!({"some": [{"var": "children"}, body]}), json!([[body, [["/children/1/age", 2]]]]));
    check(json!({"none": [{"var": "children"}, body]}), json!([[body, [["/children/1/age", 2]]]]));
    check(json!({"all": [{"var": "children"}, body]}), json!([[body, [["/children/0/age", 9]]]]));
    let young = json!({"<": [{"var": "age"}, 10]});
    check(json!({"all": [{"var": "children"}, young]}), json!([[young, [["/children/2/age", null]]]]));
    let empty = json!({"some": [{"var": "none"}, body]});
    check(empty.clone(), json!([[empty, [["/none", []]]]]));
}

#[test]
fn a_trace_is_data() {
    let expr = Expr::parse(&json!({"and": [{"var": "a"}, {"<": [{"var": "b"}, 1]}]})).unwrap();
    let trace =
        serde_json::to_value(expr.why_in(&json!({"a": true}), "/rows/0", Context::default())).unwrap();
    assert_eq!(
        trace,
        json!({
            "expr": {"and": [{"var": "a"}, {"<": [{"var": "b"}, 1]}]},
            "at": "/rows/0",
            "truth": {"unknown": ["/rows/0/b"]},
            "because": [{
                "expr": {"<": [{"var": "b"}, 1]},
                "at": "/rows/0",
                "truth": {"unknown": ["/rows/0/b"]},
                "because": [],
                "found": [{"pointer": "/rows/0/b", "value": null}],
            }],
            "found": [],
        })
    );
}

#[test]
fn a_trace_comes_to_an_end() {
    let rows = vec![1; 60];
    let endless = json!({"reduce": [rows, {"cat": [{"var": "accumulator"}, {"var": "accumulator"}]}, "ab"]});
    let expr = Expr::parse(&json!({"and": [endless, {"or": [endless, {"var": "a"}]}]})).unwrap();
    assert!(matches!(expr.why(&json!({"a": true})).truth, Truth::Unknown(_)));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_answer_is_that_of_eval3(rule in rule(), data in rule()) {
        if let Ok(expr) = Expr::parse(&rule) {
            let why = expr.why(&data);
            prop_assert_eq!(&why.truth, &expr.eval3(&data));
            prop_assert!(!why.reasons().is_empty());
        }
    }
}
