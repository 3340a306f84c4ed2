//! Who may begin, who waits for whom, and who is not needed any more.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::model::Bundle;

/// How the handling of one item ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum LaneEnd {
    /// With an approval, on which others may build.
    Approved,
    /// Without one: rejected, not accepted, terminated, withdrawn.
    Refused,
}

/// What follows from what is decided so far. Every item that applies and is neither decided nor opened is in one of these.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Next {
    /// Items whose cases may be opened now.
    pub open: Vec<String>,
    /// Items that wait, each with the items it waits for.
    pub held: Vec<(String, Vec<String>)>,
    /// Items that cannot be approved any more, each with the item whose refusal is why.
    pub dropped: Vec<(String, String)>,
}

/// Who may begin. `decided` and `opened` are by the codes of items; what does not apply holds nobody up.
pub fn next(
    bundle: &Bundle,
    applying: &BTreeSet<String>,
    decided: &BTreeMap<String, LaneEnd>,
    opened: &BTreeSet<String>,
) -> Next {
    let mut next = Next::default();
    let begins = |item: &&String| !decided.contains_key(*item) && !opened.contains(*item);
    for item in codes(bundle).filter(|item| applying.contains(*item)).filter(begins) {
        let waiting: Vec<String> = prerequisites(bundle, applying, item)
            .filter(|before| decided.get(*before) != Some(&LaneEnd::Approved))
            .cloned()
            .collect();
        match refused_before(bundle, applying, (decided, opened), item) {
            Some(refused) => next.dropped.push((item.clone(), refused)),
            None if waiting.is_empty() => next.open.push(item.clone()),
            None => next.held.push((item.clone(), waiting)),
        }
    }
    next
}

/// How many steps come before each item that applies: what has the same rank runs side by side.
pub fn ranks(bundle: &Bundle, applying: &BTreeSet<String>) -> BTreeMap<String, u32> {
    let mut ranks: BTreeMap<String, u32> =
        codes(bundle).filter(|item| applying.contains(*item)).map(|item| (item.clone(), 0)).collect();
    // A path through all items is as long as there are items.
    for _ in 1..ranks.len() {
        let rank = |item: &String| {
            let before = prerequisites(bundle, applying, item).filter_map(|before| ranks.get(before));
            before.max().map_or(0, |before| before.saturating_add(1))
        };
        ranks = ranks.keys().map(|item| (item.clone(), rank(item))).collect();
    }
    ranks
}

fn codes(bundle: &Bundle) -> impl Iterator<Item = &String> {
    bundle.items.iter().map(|item| &item.item)
}

/// What must be approved before the item, as far as it applies.
fn prerequisites<'a>(
    bundle: &'a Bundle,
    applying: &'a BTreeSet<String>,
    item: &str,
) -> impl Iterator<Item = &'a String> {
    let after = bundle.find(item).map_or(&[][..], |item| item.after.as_slice());
    after.iter().filter(|before| applying.contains(*before))
}

/// An item that was refused and that this one builds on, at first hand or through others that were not opened.
fn refused_before(
    bundle: &Bundle,
    applying: &BTreeSet<String>,
    (decided, opened): (&BTreeMap<String, LaneEnd>, &BTreeSet<String>),
    item: &str,
) -> Option<String> {
    let mut seen = BTreeSet::from([item]);
    let mut open = vec![item];
    while let Some(item) = open.pop() {
        for before in prerequisites(bundle, applying, item) {
            match decided.get(before) {
                Some(LaneEnd::Refused) => return Some(before.clone()),
                None if !opened.contains(before) && seen.insert(before) => open.push(before),
                _ => {}
            }
        }
    }
    None
}
