//! JSON Logic: the published suite, three-valued logic, and that no rule and no data make it panic.

mod added;
mod bytes;
mod condition;
mod sentence;
mod why;

use std::collections::BTreeSet;

use proptest::prelude::*;
use schema::expr::{Added, Expr, Op, Truth};
use serde_json::{Value, json};

#[test]
fn the_published_suite_holds() {
    let suite: Vec<Value> =
        serde_json::from_str(include_str!("../../fixtures/expr/json-logic.json")).unwrap();
    let mut cases = 0;
    for case in suite.iter().filter_map(Value::as_array) {
        let expr = Expr::parse(&case[0]).unwrap();
        assert_eq!(expr.eval(&case[1]), case[2], "{} on {}", case[0], case[1]);
        assert_eq!(Expr::parse(&expr.to_value()).as_ref(), Ok(&expr), "{} written and read", case[0]);
        cases += 1;
    }
    assert_eq!(cases, 275);
}

#[test]
fn what_the_suite_leaves_open_is_as_in_javascript() {
    let check = |rule: Value, data: Value, expect: Value| {
        assert_eq!(Expr::parse(&rule).unwrap().eval(&data), expect, "{rule} on {data}");
    };
    check(json!({"/": [1, 0]}), json!({}), json!(null));
    check(json!({"<": [null, 1]}), json!({}), json!(true));
    check(json!({"<": ["2026-01-31", "2026-02-01"]}), json!({}), json!(true));
    check(json!({"<": ["10", "9"]}), json!({}), json!(true));
    check(json!({"+": ["3 人", 2]}), json!({}), json!(5));
    check(json!({"+": []}), json!({}), json!(0));
    check(json!({"+": [0.1, 0.2]}), json!({}), json!(0.1 + 0.2));
    check(json!({"max": []}), json!({}), json!(null));
    check(json!({"in": ["", ""]}), json!({}), json!(false));
    check(json!({"cat": ["a", null, [1, [2, null]]]}), json!({}), json!("a1,2,"));
    check(json!({"substr": ["一厅通", -2]}), json!({}), json!("厅通"));
    check(json!({"substr": ["一厅通", 9, 3]}), json!({}), json!(""));
    check(json!({"var": ["a", "x"]}), json!({"a": null}), json!(null));
    check(json!({"map": [{"var": "a"}]}), json!({"a": [1]}), json!([null]));
    check(json!({"all": []}), json!({}), json!(false));
}

#[test]
fn unknown_is_carried_until_something_settles_it() {
    let data =
        json!({"yes": true, "no": false, "blank": "", "null": null, "rows": [{"n": 1}, {}], "none": []});
    let check = |rule: Value, expect: Truth| {
        assert_eq!(Expr::parse(&rule).unwrap().eval3(&data), expect, "{rule}");
    };
    let unknown =
        |names: &[&str]| Truth::Unknown(names.iter().map(ToString::to_string).collect::<BTreeSet<_>>());
    let (x, y, yes, no) =
        (json!({"var": "x"}), json!({"var": "y.z"}), json!({"var": "yes"}), json!({"var": "no"}));
    check(x.clone(), unknown(&["/x"]));
    check(json!({"var": "blank"}), unknown(&["/blank"]));
    check(json!({"!": [{"var": "null"}]}), unknown(&["/null"]));
    check(json!({"and": [x, y]}), unknown(&["/x", "/y/z"]));
    check(json!({"and": [x, no]}), Truth::No);
    check(json!({"and": [x, yes]}), unknown(&["/x"]));
    check(json!({"or": [x, yes]}), Truth::Yes);
    check(json!({"or": [no, x]}), unknown(&["/x"]));
    check(json!({"==": [x, y]}), unknown(&["/x", "/y/z"]));
    check(json!({"!=": [x, "a"]}), unknown(&["/x"]));
    check(json!({"===": [{"var": ["x", null]}, null]}), Truth::Yes);
    check(json!({"if": [x, yes, no]}), unknown(&["/x"]));
    check(json!({"if": [x, 1, 1]}), Truth::Yes);
    check(json!({"if": [no, x, yes]}), Truth::Yes);
    check(json!({"missing": ["x"]}), Truth::Yes);
    check(json!({"some": [{"var": "rows"}, {"==": [{"var": "n"}, 1]}]}), Truth::Yes);
    check(json!({"all": [{"var": "rows"}, {"==": [{"var": "n"}, 1]}]}), unknown(&["/rows/1/n"]));
    check(json!({"all": [{"var": "rows"}, {"==": [{"var": "n"}, 2]}]}), Truth::No);
    check(json!({"some": [{"var": "none"}, {"var": "n"}]}), Truth::No);
    check(json!({"some": [x, {"var": "n"}]}), unknown(&["/x"]));
    check(json!({"map": [{"var": "rows"}, {"var": "n"}]}), unknown(&["/rows/1/n"]));
}

#[test]
fn a_row_names_what_it_misses_from_the_top() {
    let expr = Expr::parse(&json!({"==": [{"var": "age"}, 3]})).unwrap();
    let at = expr.eval3_at(&json!({}), "/children/2");
    assert_eq!(at, Truth::Unknown(BTreeSet::from(["/children/2/age".into()])));
}

#[test]
fn work_is_bounded() {
    let rows = vec![1; 60];
    let double = json!({"reduce": [rows, [{"var": "accumulator"}, {"var": "accumulator"}], 1]});
    let text = json!({"reduce": [rows, {"cat": [{"var": "accumulator"}, {"var": "accumulator"}]}, "ab"]});
    let nested = (0..20).fold(json!(1), |body, _| json!({"map": [[1, 2, 3, 4, 5, 6, 7, 8, 9], body]}));
    for rule in [double, text, nested] {
        let expr = Expr::parse(&rule).unwrap();
        expr.eval(&json!({}));
        assert_eq!(expr.eval3(&json!({})), Truth::Unknown(BTreeSet::from([String::new()])), "{rule}");
    }
}

#[test]
fn lists_that_are_made_are_bounded() {
    let data = json!({"rows": vec![0; 10_001], "few": vec![0; 10_000]});
    let rules = [
        json!({"map": [{"var": "rows"}, 1]}),
        json!({"filter": [{"var": "rows"}, true]}),
        json!({"merge": [{"var": "few"}, 1]}),
        json!({"missing": [{"var": "rows"}]}),
        json!({"missing_some": [1, {"var": "rows"}]}),
    ];
    for rule in rules {
        let expr = Expr::parse(&rule).unwrap();
        assert_eq!(expr.eval(&data), Value::Null, "{rule}");
        assert_eq!(expr.eval3(&data), Truth::Unknown(BTreeSet::from([String::new()])), "{rule}");
    }
    let few = Expr::parse(&json!({"map": [{"var": "few"}, 1]})).unwrap();
    assert_eq!(few.eval(&data).as_array().map(Vec::len), Some(10_000));
    let some = Expr::parse(&json!({"some": [{"var": "rows"}, {"===": [{"var": ""}, 1]}]})).unwrap();
    assert_eq!(some.eval3(&data), Truth::No, "lists in the data may be longer");
}

/// One of our additions, with arguments it takes.
fn addition(inner: impl Strategy<Value = Value>) -> impl Strategy<Value = Value> {
    let added = prop::sample::select(Added::all().collect::<Vec<_>>());
    let units = prop::sample::select(vec!["days", "months", "years"]);
    let args = prop::collection::vec(inner, 3);
    (added, units, "[a-c]|today", args).prop_map(|(added, unit, id, mut args)| {
        match added {
            Added::Element => args[0] = id.into(),
            Added::DateAdd => args[2] = unit.into(),
            _ => {}
        }
        args.truncate(added.arity());
        json!({added.name(): args})
    })
}

/// Any JSON, with the names of operators among its keys.
pub(crate) fn rule() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "[a-c.]{0,3}".prop_map(Value::from),
        "\\PC{0,4}".prop_map(Value::from),
    ];
    let dates = prop::sample::select(vec!["2008-02-29", "2026-11-22", "9999-12-31", "0001-01-01"]);
    let leaf = prop_oneof![4 => leaf, 1 => dates.prop_map(Value::from)];
    let names: Vec<&str> = Op::names().chain(["log"]).collect();
    leaf.prop_recursive(5, 40, 4, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            (prop::sample::select(names.clone()), inner.clone()).prop_map(|(name, args)| json!({name: args})),
            (prop::sample::select(names.clone()), prop::collection::vec(inner.clone(), 0..4))
                .prop_map(|(name, args)| json!({name: args})),
            addition(inner.clone()),
            prop::collection::btree_map("[a-c]", inner, 0..3).prop_map(|map| map.into_iter().collect()),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_makes_it_panic(rule in rule(), data in rule()) {
        if let Ok(expr) = Expr::parse(&rule) {
            expr.eval(&data);
            expr.eval3(&data);
            expr.reads();
            prop_assert_eq!(Expr::parse(&expr.to_value()), Ok(expr));
        }
    }

    #[test]
    fn a_certain_answer_is_the_two_valued_one(rule in rule(), a in any::<bool>(), b in 1..9) {
        let data = json!({"a": a, "b": b, "c": "c"});
        let known = |read: &String| ["/a", "/b", "/c"].contains(&read.as_str());
        if let Ok(expr) = Expr::parse(&rule)
            && expr.reads().iter().all(known)
        {
            let exact = Expr::parse(&json!({"!!": [expr.to_value()]})).unwrap().eval(&data);
            match expr.eval3(&data) {
                Truth::Yes => prop_assert_eq!(exact, true),
                Truth::No => prop_assert_eq!(exact, false),
                // Only an entry of a list that is gone through can still be missing.
                Truth::Unknown(_) => {}
            }
        }
    }
}
