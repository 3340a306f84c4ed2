//! The builder's conditions: written and read without loss, and what is read means what was written.

use proptest::prelude::*;
use schema::expr::{Aspect, Comparison, Condition, Expr, NoCondition, Position, Quantifier, Term, Unit};
use serde_json::{Value, json};

use crate::rule;

fn scalar() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i32>().prop_map(Value::from),
        "[a-c女]{0,3}".prop_map(Value::from),
    ]
}

fn pointer() -> impl Strategy<Value = String> {
    prop_oneof![Just(String::new()), "(/([a-c0]|~0|~1){1,2}){1,3}"]
}

fn term() -> impl Strategy<Value = Term> {
    let leaf = prop_oneof![
        (pointer(), prop::option::of(scalar()))
            .prop_map(|(pointer, default)| Term::Datum { pointer, default }),
        scalar().prop_map(Term::Constant),
        "[a-c]{1,3}".prop_map(Term::Element),
    ];
    let unit = prop::sample::select(vec![Unit::Days, Unit::WorkingDays, Unit::Months, Unit::Years]);
    let aspect = prop::sample::select(vec![
        Aspect::Year,
        Aspect::Month,
        Aspect::Day,
        Aspect::Length,
        Aspect::Trimmed,
        Aspect::Upper,
        Aspect::HalfWidth,
    ]);
    leaf.prop_recursive(2, 4, 2, move |inner| {
        let inner = inner.prop_map(Box::new);
        prop_oneof![
            (unit.clone(), inner.clone(), inner.clone()).prop_map(|(unit, from, to)| Term::Elapsed {
                unit,
                from,
                to
            }),
            (unit.clone(), inner.clone(), inner.clone()).prop_map(|(unit, from, count)| Term::Shifted {
                unit,
                from,
                count
            }),
            (aspect.clone(), inner).prop_map(|(aspect, of)| Term::Aspect { aspect, of }),
        ]
    })
}

fn position() -> impl Strategy<Value = Position> {
    prop::sample::select(vec![Position::Anywhere, Position::Start, Position::End])
}

fn comparison() -> impl Strategy<Value = Comparison> {
    prop::sample::select(vec![
        Comparison::Equal,
        Comparison::NotEqual,
        Comparison::Same,
        Comparison::NotSame,
        Comparison::Less,
        Comparison::AtMost,
        Comparison::More,
        Comparison::AtLeast,
    ])
}

fn quantifier() -> impl Strategy<Value = Quantifier> {
    prop::sample::select(vec![Quantifier::All, Quantifier::Any, Quantifier::None])
}

fn condition() -> impl Strategy<Value = Condition> {
    let leaf = prop_oneof![
        (term(), comparison(), term()).prop_map(|(subject, operator, value)| Condition::Compare {
            subject,
            operator,
            value
        }),
        (term(), term(), term(), any::<bool>())
            .prop_map(|(subject, low, high, inclusive)| Condition::Between { subject, low, high, inclusive }),
        (term(), prop::collection::vec(scalar(), 0..3))
            .prop_map(|(subject, values)| Condition::OneOf { subject, values }),
        (term(), position(), term()).prop_map(|(subject, position, value)| Condition::Contains {
            subject,
            position,
            value
        }),
        prop::collection::vec(pointer(), 0..3).prop_map(|pointers| Condition::Missing { pointers }),
        term().prop_map(|subject| Condition::Holds { subject }),
    ];
    leaf.prop_recursive(4, 24, 3, |inner| {
        prop_oneof![
            (quantifier(), prop::collection::vec(inner.clone(), 0..3))
                .prop_map(|(quantifier, conditions)| Condition::Group { quantifier, conditions }),
            (quantifier(), pointer(), inner).prop_map(|(quantifier, list, condition)| {
                Condition::Rows { quantifier, list, condition: Box::new(condition) }
            }),
        ]
    })
}

#[test]
fn a_rule_is_read_as_one_would_build_it() {
    let rule = json!({"and": [{"<": [{"var": "age"}, 18]}, {"!": [{"in": [{"var": "sex"}, ["f"]]}]}]});
    let datum = |pointer: &str| Term::Datum { pointer: pointer.into(), default: None };
    let less = Condition::Compare {
        subject: datum("/age"),
        operator: Comparison::Less,
        value: Term::Constant(json!(18)),
    };
    let one_of = Condition::OneOf { subject: datum("/sex"), values: vec![json!("f")] };
    let not = Condition::Group { quantifier: Quantifier::None, conditions: vec![one_of] };
    let all = Condition::Group { quantifier: Quantifier::All, conditions: vec![less, not] };
    let expr = Expr::parse(&rule).unwrap();
    assert_eq!(Condition::try_from(&expr), Ok(all.clone()));
    assert_eq!(Expr::from(all).to_value(), rule);
}

#[test]
fn what_one_cannot_build_is_refused_by_its_part() {
    let check = |part: Value| {
        let expr = Expr::parse(&json!({"or": [{"var": "a"}, part]})).unwrap();
        let Err(NoCondition(found)) = Condition::try_from(&expr) else { panic!("{part} was read") };
        assert_eq!(found.to_value(), part);
    };
    check(json!({"<": [{"+": [1, 2]}, 3]}));
    check(json!({"and": []}));
    check(json!({"if": [{"var": "a"}, 1, 2]}));
    check(json!({"in": [{"var": "a"}, [[1]]]}));
    check(json!({"missing": [1]}));
    check(json!({"some": [{"var": ["a", 1]}, {"var": "b"}]}));
    check(json!({"==": [1, 1, 1]}));
    check(json!("text"));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_built_is_written_and_read(condition in condition()) {
        let expr = Expr::from(condition.clone());
        prop_assert_eq!(Condition::try_from(&expr), Ok(condition));
        prop_assert_eq!(Expr::parse(&expr.to_value()), Ok(expr));
    }

    #[test]
    fn what_is_read_answers_as_the_rule_did(rule in rule(), data in rule()) {
        if let Ok(expr) = Expr::parse(&rule)
            && let Ok(condition) = Condition::try_from(&expr)
        {
            prop_assert_eq!(Expr::from(condition).eval3(&data), expr.eval3(&data));
        }
    }
}
