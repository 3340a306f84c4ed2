//! Whether a condition leaves nothing for another behind it, told without data: by every kind of value that could tell them
//! apart. It is never claimed wrongly; where it cannot be seen, it is not claimed.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::coerce::{to_number, truthy};
use super::{Expr, Op, Truth};

/// The most ways in which kinds of values are put together.
const MOST_WAYS: usize = 20_000;

/// Numbers beyond are not told from their neighbours.
const LARGEST: f64 = 1e15;

/// What something that conditions compare can be.
#[derive(Clone, Debug, PartialEq)]
enum Kind {
    /// It is not known.
    Missing,
    /// A value that stands for all that compare like it.
    Like(Value),
    /// Of what is not looked into: whether it holds.
    Holds(bool),
}

/// Whether one of the others certainly holds whenever this condition certainly does. Without others: whether it never does.
pub fn is_covered(condition: &Expr, others: &[Expr]) -> bool {
    let mut constants = BTreeMap::new();
    std::iter::once(condition).chain(others).for_each(|expr| collect(expr, &mut constants));
    let kinds: Vec<(&String, Vec<Kind>)> =
        constants.iter().map(|(name, compared)| (name, kinds(compared.as_ref()))).collect();
    let ways = kinds.iter().try_fold(1_usize, |ways, (_, kinds)| ways.checked_mul(kinds.len()));
    let Some(ways) = ways.filter(|ways| *ways <= MOST_WAYS) else { return false };
    (0..ways).all(|way| {
        let mut rest = way;
        let picked = kinds.iter().filter_map(|(name, kinds)| {
            let kind = kinds.get(rest % kinds.len())?;
            rest /= kinds.len();
            Some((name.as_str(), kind))
        });
        let picked: BTreeMap<&str, &Kind> = picked.collect();
        truth(condition, &picked) != Some(true)
            || others.iter().any(|other| truth(other, &picked) == Some(true))
    })
}

/// What is compared with constants, and those; none of what is not looked into.
type Compared<'e> = Option<(&'e Expr, Vec<&'e Value>)>;

/// What a condition that is no combination of others asks for, and the name of that.
fn leaf(expr: &Expr) -> (String, Compared<'_>) {
    match compared(expr) {
        Some(found) => (found.0.to_value().to_string(), Some(found)),
        None => (format!("?{}", expr.to_value()), None),
    }
}

/// One thing that is compared with numbers, with texts that are no numbers, or with yes and no.
fn compared(expr: &Expr) -> Compared<'_> {
    let Expr::Call(op, args) = expr else { return None };
    let (constants, terms): (Vec<&Expr>, Vec<&Expr>) =
        args.iter().partition(|arg| matches!(arg, Expr::Value(_)));
    let [term] = terms[..] else { return None };
    let constants: Vec<&Value> = constants.into_iter().filter_map(constant).collect();
    let is_number = |value: &&Value| value.as_f64().is_some_and(|number| number.abs() <= LARGEST);
    let is_plain = |value: &&Value| match value {
        Value::String(text) => to_number(&json!(text)).is_nan(),
        value => value.is_boolean() || is_number(value),
    };
    match (op, constants.as_slice()) {
        (Op::Less | Op::AtMost, [_] | [_, _]) | (Op::More | Op::AtLeast, [_]) => {
            constants.iter().all(is_number).then_some((term, constants))
        }
        (Op::Equal | Op::NotEqual | Op::Same | Op::NotSame, [_]) => {
            constants.iter().all(is_plain).then_some((term, constants))
        }
        (Op::In, [Value::Array(list)]) if args.first() == Some(term) => {
            let list: Vec<&Value> = list.iter().collect();
            list.iter().all(is_plain).then_some((term, list))
        }
        _ => None,
    }
}

const fn constant(expr: &Expr) -> Option<&Value> {
    match expr {
        Expr::Value(value) => Some(value),
        _ => None,
    }
}

/// The parts of a combination whose truth hangs on theirs alone.
fn parts(expr: &Expr) -> Option<(Op, &[Expr])> {
    match expr {
        Expr::Call(op @ (Op::And | Op::Or), args) => Some((*op, args)),
        Expr::Call(op @ (Op::Not | Op::Truthy), args) if args.len() == 1 => Some((*op, args)),
        _ => None,
    }
}

fn collect<'e>(expr: &'e Expr, into: &mut BTreeMap<String, Compared<'e>>) {
    if let Some((_, parts)) = parts(expr) {
        return parts.iter().for_each(|part| collect(part, into));
    }
    if expr.reads().is_empty() {
        return;
    }
    let (name, found) = leaf(expr);
    let known = into.entry(name).or_insert_with(|| found.as_ref().map(|(term, _)| (*term, Vec::new())));
    if let (Some((_, all)), Some((_, more))) = (known, found) {
        all.extend(more);
    }
}

/// Every kind of value that some comparison with these constants could tell from the others.
fn kinds(compared: Option<&(&Expr, Vec<&Value>)>) -> Vec<Kind> {
    let Some((term, constants)) = compared else {
        return vec![Kind::Missing, Kind::Holds(true), Kind::Holds(false)];
    };
    let mut points: Vec<f64> =
        constants.iter().map(|value| to_number(value)).filter(|number| !number.is_nan()).collect();
    points.sort_by(f64::total_cmp);
    points.dedup();
    let between = points.windows(2).map(|pair| pair[0] / 2.0 + pair[1] / 2.0);
    let beyond = points.first().map_or(0.0, |first| first - 1.0);
    let around = between.chain([beyond, points.last().map_or(0.0, |last| last + 1.0)]);
    let mut values: Vec<Value> = around.map(|number| json!(number)).collect();
    for point in &points {
        // The number itself, and a text that is compared like it and is not the same.
        values.extend([json!(point), json!(point.to_string())]);
    }
    for constant in constants {
        values.push((*constant).clone());
        if constant.is_string() {
            values.push(json!([constant]));
        }
    }
    let other =
        constants.iter().filter_map(|value| value.as_str()).fold("~".to_owned(), |all, text| all + text);
    values.push(json!(other));
    // What is computed may come to nothing, and is known all the same.
    if !matches!(term, Expr::Var(_, None)) {
        values.push(Value::Null);
    }
    std::iter::once(Kind::Missing).chain(values.into_iter().map(Kind::Like)).collect()
}

/// Whether it holds with these kinds; none where that is not known (Kleene's strong logic, as [`Expr::eval3`]).
fn truth(expr: &Expr, picked: &BTreeMap<&str, &Kind>) -> Option<bool> {
    if let Expr::Value(value) = expr {
        return Some(truthy(value));
    }
    if let Some((op, parts)) = parts(expr) {
        let mut all = parts.iter().map(|part| truth(part, picked));
        return match op {
            Op::Not => all.next().flatten().map(|holds| !holds),
            Op::Truthy => all.next().flatten(),
            _ => until(op == Op::Or, all.collect()),
        };
    }
    let (name, found) = leaf(expr);
    let Some(kind) = picked.get(name.as_str()) else {
        // What reads nothing is what it is.
        return settled(&expr.eval3(&Value::Null));
    };
    match (kind, found, expr) {
        (Kind::Holds(holds), ..) => Some(*holds),
        (Kind::Like(value), Some((term, _)), Expr::Call(op, args)) => {
            let put = |arg: &Expr| if arg == term { Expr::Value(value.clone()) } else { arg.clone() };
            settled(&Expr::Call(*op, args.iter().map(put).collect()).eval3(&Value::Null))
        }
        _ => None,
    }
}

const fn settled(truth: &Truth) -> Option<bool> {
    match truth {
        Truth::Yes => Some(true),
        Truth::No => Some(false),
        Truth::Unknown(_) => None,
    }
}

/// `and`, or `or` where what holds settles it. Of nothing neither holds.
fn until(settles: bool, parts: Vec<Option<bool>>) -> Option<bool> {
    match (parts.is_empty(), parts.contains(&Some(settles)), parts.contains(&None)) {
        (true, ..) => Some(false),
        (_, true, _) => Some(settles),
        (_, _, true) => None,
        _ => Some(!settles),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::*;

    fn covered(condition: Value, others: &[Value]) -> bool {
        let read = |value: &Value| Expr::parse(value).unwrap();
        is_covered(&read(&condition), &others.iter().map(read).collect::<Vec<_>>())
    }

    fn than(op: &str, name: &str, value: Value) -> Value {
        json!({ op: [{ "var": name }, value] })
    }

    #[test]
    fn what_a_branch_before_takes_already_is_seen() {
        assert!(covered(than(">", "area", json!(100)), &[than(">", "area", json!(50))]));
        assert!(!covered(than(">", "area", json!(50)), &[than(">", "area", json!(100))]));
        assert!(covered(than(">", "area", json!(50)), &[than(">=", "area", json!(50))]));
        assert!(!covered(than(">=", "area", json!(50)), &[than(">", "area", json!(50))]));
        let inside = json!({ "<=": [60, { "var": "area" }, 80] });
        assert!(covered(inside.clone(), &[than(">", "area", json!(50))]), "also between two numbers");
        let both = [than("<", "area", json!(70)), than(">=", "area", json!(70))];
        assert!(covered(inside, &both), "also by several together");
        assert!(covered(json!({ "and": [{ "var": "x" }, { "var": "y" }] }), &[json!({ "var": "y" })]));
        assert!(covered(than("==", "kind", json!("a")), &[than("!=", "kind", json!("b"))]));
        assert!(covered(
            json!({ "in": [{ "var": "kind" }, ["a", "b"]] }),
            &[than("==", "kind", json!("a")), json!({ "in": [{ "var": "kind" }, ["b", "c"]] }),]
        ));
        let of_sum = |op: &str, value: i32| json!({ op: [{ "+": [{ "var": "a" }, { "var": "b" }] }, value] });
        assert!(covered(of_sum(">", 9), &[of_sum(">", 5)]), "also of what is computed");
    }

    #[test]
    fn what_never_holds_is_seen() {
        let never = json!({ "and": [than(">", "n", json!(9)), than("<", "n", json!(5))] });
        assert!(covered(never, &[]));
        assert!(covered(json!({ "and": [{ "var": "x" }, { "!": [{ "var": "x" }] }] }), &[]));
        assert!(!covered(than(">", "n", json!(9)), &[]));
    }

    #[test]
    fn what_only_seems_so_is_not_claimed() {
        // What is no number is not more than 50, and not at most 50 either.
        let not = json!({ "!": [than(">", "n", json!(50))] });
        assert!(!covered(not, &[than("<=", "n", json!(50))]));
        // What is not known makes neither hold.
        assert!(!covered(json!({ "var": "x" }), &[than(">", "n", json!(5)), than("<=", "n", json!(5))]));
        // "1" is equal to 1, and not the same.
        assert!(!covered(than("==", "n", json!(1)), &[than("===", "n", json!(1))]));
        assert!(covered(than("===", "n", json!(1)), &[than("==", "n", json!(1))]));
        // A text that is a number, and dates, are not looked into.
        assert!(!covered(than(">", "n", json!("2026-02-01")), &[than(">", "n", json!("2026-01-01"))]));
        assert!(!covered(than(">", "m", json!(100)), &[than(">", "n", json!(50))]));
    }

    fn any_condition() -> impl Strategy<Value = Value> {
        let (ops, names) = (vec!["<", "<=", ">", ">=", "==", "!=", "===", "!=="], vec!["n", "m"]);
        let constants = vec![json!(0), json!(1), json!(2.5), json!(true), json!("a"), json!("b")];
        let list = prop::collection::vec(select(constants.clone()), 0..3);
        let leaf = prop_oneof![
            6 => (select(ops), select(names.clone()), select(constants)).prop_map(|(op, name, value)| than(op, name, value)),
            1 => (select(names.clone()), list).prop_map(|(name, list)| json!({ "in": [{ "var": name }, list] })),
            1 => select(names).prop_map(|name| json!({ "var": name })),
        ];
        leaf.prop_recursive(3, 8, 3, |inner| {
            let some = prop::collection::vec(inner.clone(), 0..3);
            prop_oneof![
                some.clone().prop_map(|parts| json!({ "and": parts })),
                some.prop_map(|parts| json!({ "or": parts })),
                inner.prop_map(|part| json!({ "!": [part] })),
            ]
        })
    }

    fn any_value() -> impl Strategy<Value = Value> {
        let odd = [
            json!(null),
            json!(""),
            json!("1"),
            json!(" 2.5 "),
            json!("a"),
            json!(["a"]),
            json!([1]),
            json!([]),
            json!({}),
            json!(true),
            json!(false),
            json!(-3),
            json!(0),
            json!(0.5),
            json!(1),
            json!(2),
            json!(2.5),
            json!(9),
            json!("z"),
        ];
        select(odd.to_vec())
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn it_is_never_claimed_wrongly(
            condition in any_condition(),
            others in prop::collection::vec(any_condition(), 0..3),
            values in prop::collection::vec((any_value(), any_value()), 20),
        ) {
            if covered(condition.clone(), &others) {
                for (n, m) in values {
                    let data = json!({ "n": n, "m": m });
                    let holds = |value: &Value| Expr::parse(value).unwrap().eval3(&data).is_yes();
                    prop_assert!(!holds(&condition) || others.iter().any(holds), "{} {:?} {}", condition, others, data);
                }
            }
        }
    }
}
