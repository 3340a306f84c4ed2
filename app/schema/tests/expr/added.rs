//! Our own operators: what each gives, what is unknown, what is refused.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use proptest::prelude::*;
use schema::calendar::Calendar;
use schema::expr::{Context, Expr, ExprError, Truth};
use serde_json::{Value, json};

use crate::rule;

/// The value where there is no context.
fn value(rule: &Value) -> Value {
    value_in(rule, Context::default())
}

fn value_in(rule: &Value, context: Context<'_>) -> Value {
    Expr::parse(rule).map_or_else(|error| panic!("{rule}: {error}"), |expr| expr.eval_in(&json!({}), context))
}

fn unknown(names: &[&str]) -> Truth {
    Truth::Unknown(names.iter().map(ToString::to_string).collect())
}

#[test]
fn dates_are_added_and_counted() {
    let check = |rule: Value, expect: Value| assert_eq!(value(&rule), expect, "{rule}");
    check(json!({"date_add": ["2026-11-22", 10, "days"]}), json!("2026-12-02"));
    check(json!({"date_add": ["2026-11-22", "-22", "days"]}), json!("2026-10-31"));
    check(json!({"date_add": ["2026-01-31", 1, "months"]}), json!("2026-02-28"));
    check(json!({"date_add": ["2024-02-29", 1, "years"]}), json!("2025-02-28"));
    check(json!({"date_add": ["2024-02-29", -4, "years"]}), json!("2020-02-29"));
    check(json!({"days_between": ["2026-02-28", "2026-03-01"]}), json!(1));
    check(json!({"days_between": ["2028-03-01", "2028-02-28"]}), json!(-2));
    check(json!({"months_between": ["2026-01-31", "2026-02-28"]}), json!(1));
    check(json!({"months_between": ["2026-01-31", "2026-02-27"]}), json!(0));
    check(json!({"months_between": ["2026-02-27", "2026-01-31"]}), json!(0));
    check(json!({"year": "2026-11-22"}), json!(2026));
    check(json!({"month": "2026-11-22"}), json!(11));
    check(json!({"day": "2026-11-22"}), json!(22));
}

#[test]
fn an_age_grows_on_the_birthday() {
    let check = |birth: &str, day: &str, age: i32| {
        assert_eq!(value(&json!({"years_between": [birth, day]})), age, "{birth} on {day}");
    };
    check("2008-11-22", "2026-11-21", 17);
    check("2008-11-22", "2026-11-22", 18);
    check("2008-02-29", "2026-02-27", 17);
    check("2008-02-29", "2026-02-28", 18);
    check("2008-02-29", "2028-02-28", 19);
    check("2008-02-29", "2028-02-29", 20);
    check("2026-11-22", "2024-11-22", -2);
}

#[test]
fn texts_are_those_of_people() {
    let check = |rule: Value, expect: Value| assert_eq!(value(&rule), expect, "{rule}");
    check(json!({"length": "一厅通𠮷"}), json!(4));
    check(json!({"length": [[1, 2, 3]]}), json!(3));
    check(json!({"length": ""}), json!(0));
    check(json!({"trim": "　 粤A 12345\t"}), json!("粤A 12345"));
    check(json!({"upper": "44010020000101001x号"}), json!("44010020000101001X号"));
    check(json!({"half_width": "１２－３　Ｘ～号（甲）"}), json!("12-3 X~号(甲)"));
    check(json!({"starts_with": ["广东省广州市", "广东"]}), json!(true));
    check(json!({"starts_with": [13_800_000_000_i64, "13"]}), json!(true));
    check(json!({"ends_with": ["广东省广州市", "省"]}), json!(false));
    check(json!({"ends_with": ["a.pdf", ".pdf"]}), json!(true));
}

#[test]
fn working_days_are_those_of_the_calendar() {
    let calendar = Calendar::from_json(include_str!("../../fixtures/cn-holidays-2004-2026.json")).unwrap();
    let context = Context { calendar: Some(&calendar), ..Context::default() };
    let check = |rule: Value, expect: Value| {
        assert_eq!(value_in(&rule, context), expect, "{rule}");
        assert_eq!(value(&rule), Value::Null, "{rule} without a calendar");
        let without = Expr::parse(&rule).unwrap().eval3(&json!({}));
        assert_eq!(without, unknown(&["calendar"]), "{rule}");
    };
    // 1 to 8 October 2025 were days off, 28 September and 11 October were worked.
    check(json!({"add_working_days": ["2025-09-27", 1]}), json!("2025-09-28"));
    check(json!({"add_working_days": ["2025-09-30", 1]}), json!("2025-10-09"));
    check(json!({"add_working_days": ["2025-10-01", 0]}), json!("2025-10-09"));
    check(json!({"working_days_between": ["2025-09-30", "2025-10-11"]}), json!(3));
    check(json!({"working_days_between": ["2025-10-11", "2025-09-30"]}), json!(-3));
    assert_eq!(value_in(&json!({"add_working_days": ["2025-10-01", -1]}), context), Value::Null);
}

#[test]
fn facts_are_read_by_element() {
    let facts = json!({"person": {"birth_date": "2010-05-01", "name": ""}, "today": "2026-11-22"});
    let context = Context { facts: Some(&facts), ..Context::default() };
    let minor =
        json!({"<": [{"years_between": [{"element": "person.birth_date"}, {"element": "today"}]}, 18]});
    let expr = Expr::parse(&minor).unwrap();
    assert_eq!(expr.eval_in(&json!({}), context), true);
    assert_eq!(expr.eval3_in(&json!({}), "", context), Truth::Yes);
    assert_eq!(expr.eval3(&json!({})), unknown(&["person.birth_date", "today"]));
    assert_eq!(expr.reads(), BTreeSet::new());
    assert_eq!(expr.elements(), ["person.birth_date", "today"].map(String::from).into());

    let rows = Expr::parse(&json!({"some": [{"var": "a"}, {"==": [{"element": "today"}, {"var": "day"}]}]}))
        .unwrap();
    assert_eq!(rows.eval3_in(&json!({"a": [{"day": "2026-11-22"}]}), "", context), Truth::Yes);
    assert_eq!(rows.elements(), BTreeSet::from(["today".into()]));
    let blank = Expr::parse(&json!({"element": "person.name"})).unwrap();
    assert_eq!(blank.eval_in(&json!({}), context), Value::Null);
    assert_eq!(blank.eval3_in(&json!({}), "", context), unknown(&["person.name"]));

    let why = expr.why_in(&Value::Null, "", context);
    let found: Vec<_> = why.found.iter().map(|found| (&*found.pointer, found.value)).collect();
    assert_eq!(
        found,
        [("person.birth_date", Some(&json!("2010-05-01"))), ("today", Some(&json!("2026-11-22")))]
    );
}

#[test]
fn what_is_not_what_is_needed_is_unknown_by_name() {
    let data = json!({"birth": "2008-13-01", "no": 1, "rows": [{"day": "soon"}]});
    let facts = json!({"today": "2026-11-22", "when": "then"});
    let context = Context { facts: Some(&facts), ..Context::default() };
    let check = |rule: Value, names: &[&str]| {
        let expr = Expr::parse(&rule).unwrap();
        assert_eq!(expr.eval3_in(&data, "", context), unknown(names), "{rule}");
    };
    // JSON Logic would take null for 0, and somebody without a date of birth for a child.
    check(json!({"<": [{"years_between": [{"var": "birth"}, {"element": "today"}]}, 18]}), &["/birth"]);
    check(json!({"days_between": [{"element": "today"}, {"element": "when"}]}), &["when"]);
    check(json!({"year": {"var": "absent"}}), &["/absent"]);
    check(json!({"some": [{"var": "rows"}, {"year": {"var": "day"}}]}), &["/rows/0/day"]);
    check(json!({"date_add": ["2026-11-22", 0.5, "days"]}), &[""]);
    check(json!({"date_add": ["9999-12-31", 1, "days"]}), &[""]);
    check(json!({"date_add": ["2026-11-22", {"var": "birth"}, "days"]}), &["/birth"]);
    check(json!({"trim": [true]}), &[""]);
    check(json!({"and": [{"year": {"var": "birth"}}, {"var": "x"}]}), &["/birth", "/x"]);
    let settled =
        Expr::parse(&json!({"and": [{"year": {"var": "birth"}}, {"==": [{"var": "no"}, 2]}]})).unwrap();
    assert_eq!(settled.eval3(&data), Truth::No);
}

#[test]
fn wrong_arguments_are_refused_when_parsed() {
    let check = |rule: Value, name: &str| match Expr::parse(&rule) {
        Err(ExprError::Arguments(added)) => assert_eq!(added.name(), name),
        other => panic!("{rule}: {other:?}"),
    };
    check(json!({"element": {"var": "which"}}), "element");
    check(json!({"element": ""}), "element");
    check(json!({"date_add": ["2026-11-22", 1]}), "date_add");
    check(json!({"date_add": ["2026-11-22", 1, "weeks"]}), "date_add");
    check(json!({"date_add": ["2026-11-22", 1, {"var": "unit"}]}), "date_add");
    check(json!({"and": [true, {"length": []}]}), "length");
    check(json!({"starts_with": ["a"]}), "starts_with");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_context_makes_it_panic(rule in rule(), data in rule(), facts in rule()) {
        let context = Context { facts: Some(&facts), calendar: Some(&Calendar::default()), whole: None };
        if let Ok(expr) = Expr::parse(&rule) {
            expr.eval_in(&data, context);
            let why = expr.why_in(&data, "/a", context);
            prop_assert_eq!(why.truth, expr.eval3_in(&data, "/a", context));
        }
    }

    #[test]
    fn a_date_moves_there_and_back(from in 0..3_000_000_i32, count in -200_000..200_000_i64) {
        let day = NaiveDate::from_num_days_from_ce_opt(400_000 + from / 2).map(|day| day.to_string());
        let there = value(&json!({"date_add": [day, count, "days"]}));
        prop_assert_eq!(value(&json!({"days_between": [day, there]})), count);
        prop_assert_eq!(value(&json!({"date_add": [there, -count, "days"]})), json!(day));
    }
}
