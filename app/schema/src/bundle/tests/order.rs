//! Who begins when: walks through bundles made by chance.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;

const ITEMS: [&str; 6] = ["A", "B", "C", "D", "E", "F"];

/// Items of which each may wait for some before it.
fn waiting(after: &[u8]) -> Bundle {
    let items = ITEMS.iter().enumerate().map(|(place, item)| {
        let before = ITEMS[..place].iter().enumerate().filter(|(index, _)| after[place] >> index & 1 == 1);
        let before: Vec<&str> = before.map(|(_, code)| *code).collect();
        json!({"item": item, "key": item.to_lowercase(), "after": before})
    });
    // Named in another order than they wait.
    let items: Vec<Value> = items.rev().collect();
    Bundle::read(
        &json!({"item": "JOINT", "version": 1, "title": {"zh-CN": "一", "en": "One"}, "items": items})
            .to_string(),
    )
    .unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nobody_begins_early_and_nobody_is_lost(
        after in prop::collection::vec(any::<u8>(), 6),
        applies in prop::collection::vec(prop::bool::weighted(0.8), 6),
        ends in prop::collection::vec(prop::bool::weighted(0.8), 6),
        turns in prop::collection::vec(any::<u8>(), 24),
    ) {
        let bundle = waiting(&after);
        let applying: BTreeSet<String> =
            ITEMS.iter().zip(&applies).filter(|(_, applies)| **applies).map(|(item, _)| (*item).to_owned()).collect();
        let (mut decided, mut opened) = (BTreeMap::new(), BTreeSet::new());
        let ranks = ranks(&bundle, &applying);
        for turn in turns {
            let found = next(&bundle, &applying, &decided, &opened);
            let mut all: Vec<String> = found.open.clone();
            all.extend(found.held.iter().map(|(item, _)| item.clone()));
            all.extend(found.dropped.iter().map(|(item, _)| item.clone()));
            all.extend(opened.iter().cloned());
            let once: BTreeSet<String> = all.iter().cloned().collect();
            prop_assert_eq!(once.len(), all.len(), "each in one place: {:?}", found);
            prop_assert_eq!(&once, &applying, "nobody is lost");
            for item in &found.open {
                let before = bundle.find(item).unwrap().after.iter().filter(|before| applying.contains(*before));
                for before in before {
                    prop_assert_eq!(decided.get(before), Some(&LaneEnd::Approved), "{} before {}", item, before);
                    prop_assert!(ranks[before] < ranks[item]);
                }
            }
            for (item, waits) in &found.held {
                prop_assert!(!waits.is_empty() && waits.iter().all(|before| bundle.find(item).unwrap().after.contains(before)));
            }
            for (_, because) in &found.dropped {
                prop_assert_eq!(decided.get(because), Some(&LaneEnd::Refused));
            }
            opened.extend(found.open);
            let again = next(&bundle, &applying, &decided, &opened);
            prop_assert!(again.open.is_empty(), "once");
            prop_assert_eq!((again.held, again.dropped), (found.held, found.dropped));
            let running: Vec<&String> = opened.iter().filter(|item| !decided.contains_key(*item)).collect();
            if let Some(item) = running.get(usize::from(turn) % running.len().max(1)) {
                let place = ITEMS.iter().position(|other| other == item).unwrap();
                let end = if ends[place] { LaneEnd::Approved } else { LaneEnd::Refused };
                decided.insert((*item).clone(), end);
            }
        }
        let end = next(&bundle, &applying, &decided, &opened);
        prop_assert!(end.open.is_empty() && end.held.is_empty(), "at the end nobody waits: {:?}", end);
    }
}

#[test]
fn what_does_not_apply_holds_nobody_up() {
    let bundle = waiting(&[0, 1, 2, 0, 0, 0]);
    let applying = |items: &[&str]| items.iter().map(|item| (*item).to_owned()).collect::<BTreeSet<_>>();
    let begin = |items| next(&bundle, &applying(items), &BTreeMap::new(), &BTreeSet::new());
    assert_eq!(begin(&["A", "B", "C"]).open, ["A"]);
    assert_eq!(begin(&["A", "B", "C"]).held[0], ("C".to_owned(), vec!["B".to_owned()]));
    assert_eq!(begin(&["B", "C"]).open, ["B"]);
    let refused = BTreeMap::from([("A".to_owned(), LaneEnd::Refused)]);
    let after = next(&bundle, &applying(&["A", "B", "C"]), &refused, &applying(&["A"]));
    let dropped = |item: &str| (item.to_owned(), "A".to_owned());
    assert_eq!(after.dropped, [dropped("C"), dropped("B")], "also at second hand");
    let ranks = ranks(&bundle, &applying(&["A", "B", "C", "D"]));
    assert_eq!(ranks.into_values().collect::<Vec<_>>(), [0, 1, 2, 0]);
}
