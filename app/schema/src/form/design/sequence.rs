//! Two sequences beside each other: what stayed in its order, and whether two values are the same to the byte.

use std::collections::{BTreeMap, VecDeque};

use serde_json::{Number, Value};

/// The places in both sequences of the entries that stayed, as many as can keep their order. Equal entries are taken
/// for each other in the order in which they come.
pub(super) fn kept<K: Ord>(before: &[K], after: &[K]) -> Vec<(usize, usize)> {
    let mut places: BTreeMap<&K, VecDeque<usize>> = BTreeMap::new();
    for (place, entry) in after.iter().enumerate() {
        places.entry(entry).or_default().push_back(place);
    }
    let common = before.iter().enumerate().filter_map(|(place, entry)| {
        let other = places.get_mut(entry)?.pop_front()?;
        Some((place, other))
    });
    longest_rising(&common.collect::<Vec<_>>())
}

/// The most of these pairs, rising in their first place, that rise in their second place too.
fn longest_rising(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    // The last pair of the best run of each length so far, and for each pair the one before it in its run.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    for (index, (_, place)) in pairs.iter().enumerate() {
        let length = ends.partition_point(|end| pairs[*end].1 < *place);
        before.push(length.checked_sub(1).map(|shorter| ends[shorter]));
        match ends.get_mut(length) {
            Some(end) => *end = index,
            None => ends.push(index),
        }
    }
    let run = std::iter::successors(ends.last().copied(), |index| before[*index]);
    let mut run: Vec<(usize, usize)> = run.map(|index| pairs[index]).collect();
    run.reverse();
    run
}

/// Whether two values are written the same: with the members of objects in one order, and numbers to the sign of zero.
pub(super) fn identical(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => one == other && is_minus(one) == is_minus(other),
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| identical(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            let mut members = one.iter().zip(other);
            one.len() == other.len()
                && members.all(|((key, one), (same, other))| key == same && identical(one, other))
        }
        _ => one == other,
    }
}

fn is_minus(number: &Number) -> bool {
    number.as_f64().is_some_and(f64::is_sign_negative)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    #[test]
    fn what_moved_is_all_that_did_not_stay() {
        let check = |before: &str, after: &str, stayed: &str| {
            let (before, after): (Vec<char>, Vec<char>) = (before.chars().collect(), after.chars().collect());
            let kept = kept(&before, &after);
            assert!(kept.iter().all(|(from, to)| before[*from] == after[*to]), "{kept:?}");
            assert_eq!(kept.iter().map(|(from, _)| before[*from]).collect::<String>(), stayed);
        };
        check("abcdef", "abcdef", "abcdef");
        check("abcdef", "bcdeaf", "bcdef");
        check("abcdef", "afbcde", "abcde");
        check("aab", "aba", "ab");
        check("abc", "xyz", "");
        check("", "a", "");
    }

    #[test]
    fn sameness_is_that_of_what_is_written() {
        for (one, other) in [
            (json!({"a": 1, "b": 2}), json!({"b": 2, "a": 1})),
            (json!(1), json!(1.0)),
            (json!(0.0), json!(-0.0)),
            (json!([1]), json!([1, 1])),
            (json!({"a": null}), json!({})),
        ] {
            assert!(!identical(&one, &other) && identical(&one, &one), "{one} {other}");
        }
    }

    proptest! {
        #[test]
        fn what_stayed_is_in_order_in_both(before in "[a-e]{0,9}", after in "[a-e]{0,9}") {
            let (before, after): (Vec<char>, Vec<char>) = (before.chars().collect(), after.chars().collect());
            let kept = kept(&before, &after);
            prop_assert!(kept.windows(2).all(|pair| pair[0].0 < pair[1].0 && pair[0].1 < pair[1].1));
            prop_assert!(kept.iter().all(|(from, to)| before[*from] == after[*to]));
        }
    }
}
