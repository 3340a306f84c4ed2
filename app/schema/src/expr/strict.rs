//! The operations that need the value of every argument, each on values alone.

use std::borrow::Cow;
use std::cmp::Ordering;

use serde_json::Value;

use super::Op;
use super::coerce::{compare, equal, join, number, parse_number, same, to_number, to_text, truthy};
use super::eval::{Known, NULL, Scope, find, is_missing};

/// The operations that need every argument.
pub(super) fn strict<'a>(op: Op, args: &[Cow<'a, Value>], scope: &Scope<'a>) -> Known<'a> {
    let arg = |index: usize| args.get(index).map_or(&NULL, AsRef::as_ref);
    let (a, b) = (arg(0), arg(1));
    let floats = |read: fn(&Value) -> f64| args.iter().map(move |arg| read(arg));
    let value = match op {
        Op::Not => (!truthy(a)).into(),
        Op::Truthy => truthy(a).into(),
        Op::Equal => equal(a, b).into(),
        Op::NotEqual => (!equal(a, b)).into(),
        Op::Same => same(a, b).into(),
        Op::NotSame => (!same(a, b)).into(),
        Op::Less => between(args, Ordering::is_lt).into(),
        Op::AtMost => between(args, Ordering::is_le).into(),
        Op::More => compare(a, b).is_some_and(Ordering::is_gt).into(),
        Op::AtLeast => compare(a, b).is_some_and(Ordering::is_ge).into(),
        Op::Add => number(floats(parse_number).sum()),
        Op::Multiply if args.len() == 1 => a.clone(),
        Op::Multiply if args.is_empty() => Value::Null,
        Op::Multiply => number(floats(parse_number).product()),
        Op::Subtract if args.len() < 2 => number(-to_number(a)),
        Op::Subtract => number(to_number(a) - to_number(b)),
        Op::Divide => number(to_number(a) / to_number(b)),
        Op::Remainder => number(to_number(a) % to_number(b)),
        Op::Min => number(extreme(floats(to_number), Ordering::Less)),
        Op::Max => number(extreme(floats(to_number), Ordering::Greater)),
        Op::In => is_in(a, b).into(),
        Op::Cat => join(args.iter().map(AsRef::as_ref), "").into(),
        Op::Substr => substr(&to_text(a), to_number(b), args.get(2).map(|end| to_number(end))).into(),
        Op::Merge => return scope.own_all(merge(args)),
        Op::Missing => {
            let first = a.as_array().map(|names| names.iter().collect::<Vec<_>>());
            let names = first.unwrap_or_else(|| args.iter().map(AsRef::as_ref).collect());
            return scope.list(missing(scope.data, names));
        }
        Op::MissingSome => return scope.list(missing_some(scope.data, to_number(a), b)),
        // The lazy operators are `call`'s.
        _ => Value::Null,
    };
    Ok(Cow::Owned(value))
}

fn between(args: &[Cow<'_, Value>], holds: fn(Ordering) -> bool) -> bool {
    let pair = |pair: &[Cow<'_, Value>]| compare(&pair[0], &pair[1]).is_some_and(holds);
    match args {
        [] | [_] => pair(&[args.first().map_or(Cow::Borrowed(&NULL), Clone::clone), Cow::Borrowed(&NULL)]),
        _ => args.windows(2).take(2).all(pair),
    }
}

fn extreme(mut floats: impl Iterator<Item = f64>, want: Ordering) -> f64 {
    let first = floats.next().unwrap_or(f64::NAN);
    floats.fold(first, |best, next| match next.partial_cmp(&best) {
        Some(order) if order == want => next,
        Some(_) => best,
        None => f64::NAN,
    })
}

fn is_in(needle: &Value, hay: &Value) -> bool {
    match hay {
        Value::String(text) => !text.is_empty() && text.contains(&*to_text(needle)),
        Value::Array(items) => items.iter().any(|item| same(item, needle)),
        _ => false,
    }
}

/// Counts characters; a negative start counts from the end, a negative length leaves off that many at the end.
fn substr(text: &str, start: f64, length: Option<f64>) -> String {
    let total = text.chars().count();
    #[expect(clippy::cast_possible_truncation, reason = "as casts saturate, and beyond the text is its end")]
    let whole = |number: f64| number as isize;
    let clamp = |position: isize| usize::try_from(position).unwrap_or(0).min(total);
    let size = isize::try_from(total).unwrap_or(isize::MAX);
    let start = match whole(start) {
        start if start < 0 => clamp(size.saturating_add(start)),
        start => clamp(start),
    };
    let rest = total - start;
    let take = match length.map(whole) {
        None => rest,
        Some(length) if length < 0 => rest.saturating_sub(length.unsigned_abs()),
        Some(length) => clamp(length),
    };
    text.chars().skip(start).take(take).collect()
}

fn merge<'a>(args: &'a [Cow<'_, Value>]) -> Vec<Cow<'a, Value>> {
    let each = args.iter().map(AsRef::as_ref);
    each.flat_map(|arg| arg.as_array().map_or(std::slice::from_ref(arg), Vec::as_slice))
        .map(Cow::Borrowed)
        .collect()
}

fn missing(data: &Value, names: Vec<&Value>) -> Vec<Value> {
    let is_absent = |name: &&Value| {
        let path = if name.is_null() { Cow::Borrowed("") } else { to_text(name) };
        find(data, &path).is_none_or(is_missing)
    };
    names.into_iter().filter(is_absent).cloned().collect()
}

fn missing_some(data: &Value, need: f64, names: &Value) -> Vec<Value> {
    let names: Vec<&Value> = names.as_array().map_or_else(Vec::new, |names| names.iter().collect());
    let total = names.len();
    let missing = missing(data, names);
    #[expect(clippy::cast_precision_loss, reason = "a list of names is short")]
    let enough = (total - missing.len()) as f64 >= need;
    if enough { Vec::new() } else { missing }
}
