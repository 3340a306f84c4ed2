//! The order of what is in two versions of a list, from whoever changed it.

use std::collections::{BTreeMap, BTreeSet};

/// Whose order there is to begin with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Changed {
    /// Theirs: only they put what was there in another order.
    Theirs,
    /// Mine: only I did, or nobody, or both in the same way.
    Mine,
    /// Both of us did, and not in the same way.
    Both,
}

/// Who put what was there in another order.
pub(crate) fn changed(base: &[&str], mine: &[&str], theirs: &[&str]) -> Changed {
    let is_moved = |other: &[&str]| common(base, other) != common(other, base);
    match (is_moved(mine), is_moved(theirs)) {
        (false, true) => Changed::Theirs,
        (true, true) if common(mine, theirs) != common(theirs, mine) => Changed::Both,
        _ => Changed::Mine,
    }
}

/// What of the first is in the second too, in the order of the first.
fn common<'a>(one: &[&'a str], other: &[&str]) -> Vec<&'a str> {
    let other: BTreeSet<&str> = other.iter().copied().collect();
    one.iter().copied().filter(|id| other.contains(id)).collect()
}

/// Everything in both: the order of the first, and what only the second has after what it comes after there.
pub(crate) fn union<'a>(first: &[&'a str], second: &[&'a str]) -> Vec<&'a str> {
    let known: BTreeSet<&str> = first.iter().copied().collect();
    let mut after: BTreeMap<Option<&str>, Vec<&'a str>> = BTreeMap::new();
    let mut last = None;
    for id in second {
        if known.contains(id) {
            last = Some(*id);
        } else {
            after.entry(last).or_default().push(id);
        }
    }
    let both: BTreeSet<&str> = second.iter().copied().collect();
    let mut all = Vec::with_capacity(known.len() + after.len());
    let mut waiting = after.remove(&None).unwrap_or_default();
    for id in first {
        // What the first added at the same place comes before.
        if both.contains(id) {
            all.append(&mut waiting);
            waiting = after.remove(&Some(*id)).unwrap_or_default();
        }
        all.push(*id);
    }
    all.append(&mut waiting);
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(text: &str) -> Vec<&str> {
        text.split_terminator("").skip(1).collect()
    }

    #[test]
    fn what_both_added_stands_where_each_put_it() {
        for (first, second, expect) in [
            ("abc", "abc", "abc"),
            ("abx", "aby", "abxy"),
            ("xab", "yab", "xyab"),
            ("axb", "ayb", "axyb"),
            ("acb", "abxc", "acbx"),
            ("", "ab", "ab"),
        ] {
            assert_eq!(union(&ids(first), &ids(second)).concat(), expect, "{first} {second}");
        }
    }

    #[test]
    fn who_moved_something_is_known_whatever_came_or_went() {
        for (base, mine, theirs, expect) in [
            ("abc", "axbc", "ac", Changed::Mine),
            ("abc", "abxc", "cab", Changed::Theirs),
            ("abc", "bac", "acx", Changed::Mine),
            ("abc", "bac", "bac", Changed::Mine),
            ("abc", "bac", "acb", Changed::Both),
            ("abcd", "bacd", "bad", Changed::Mine),
        ] {
            assert_eq!(changed(&ids(base), &ids(mine), &ids(theirs)), expect, "{base} {mine} {theirs}");
        }
    }
}
