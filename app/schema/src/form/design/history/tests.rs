//! Walks by chance, taken back to the first byte and done again to the last.

use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::{History, MAX_STEPS, Patch};

fn value() -> impl Strategy<Value = Value> {
    let number = prop_oneof![Just(json!(0.0)), Just(json!(-0.0)), Just(json!(1)), Just(json!(1.0))];
    let leaf = prop_oneof![Just(Value::Null), number, "[ab]{0,1}".prop_map(Value::from)];
    leaf.prop_recursive(4, 40, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::vec(("[a-f]", inner), 0..6)
                .prop_map(|members| { Value::Object(members.into_iter().collect::<Map<_, _>>()) }),
        ]
    })
}

/// A value much like this one: `seed` says where it differs.
fn edited(value: &Value, seed: &[usize], new: &Value) -> Value {
    let Some((place, seed)) = seed.split_first() else { return new.clone() };
    match value {
        Value::Array(list) if !list.is_empty() => {
            let (mut list, at) = (list.clone(), place % list.len());
            match place / 7 % 4 {
                0 => list.insert(at, new.clone()),
                1 => _ = list.remove(at),
                2 => list.rotate_left(at),
                _ => list[at] = edited(&list[at], seed, new),
            }
            Value::Array(list)
        }
        Value::Object(object) if !object.is_empty() => {
            let mut members: Vec<(String, Value)> = object.clone().into_iter().collect();
            let at = place % members.len();
            match place / 7 % 4 {
                0 => members.insert(at, ("new".to_owned(), new.clone())),
                1 => _ = members.remove(at),
                2 => members.rotate_left(at),
                _ => members[at].1 = edited(&members[at].1, seed, new),
            }
            Value::Object(members.into_iter().collect())
        }
        _ => new.clone(),
    }
}

proptest! {
    #[test]
    fn a_walk_goes_back_and_forth_to_the_byte(
        first in value(),
        edits in prop::collection::vec((prop::collection::vec(0_usize..60, 0..5), value()), 1..12),
    ) {
        let mut history = History::new(first.clone());
        let mut walk = vec![first.to_string()];
        for (seed, new) in &edits {
            let next = edited(history.definition(), seed, new);
            let written = next.to_string();
            if walk.last() != Some(&written) {
                walk.push(written);
            }
            history.change(next, walk.len() - 1);
        }
        for step in (1..walk.len()).rev() {
            prop_assert_eq!(history.definition().to_string(), &*walk[step]);
            prop_assert_eq!(history.undo(), Some(&step));
        }
        prop_assert!(history.undo().is_none() && !history.can_undo());
        for (step, written) in walk.iter().enumerate() {
            prop_assert_eq!(&history.definition().to_string(), written);
            prop_assert_eq!(history.redo().copied(), (step + 1 < walk.len()).then_some(step + 1));
        }
        prop_assert!(!history.can_redo());
    }

    #[test]
    fn any_value_becomes_any_other_and_back(before in value(), after in value()) {
        let Some(patch) = Patch::between(&before, &after) else {
            prop_assert_eq!(before.to_string(), after.to_string());
            return Ok(());
        };
        let mut value = before.clone();
        patch.redo(&mut value);
        prop_assert_eq!(value.to_string(), after.to_string());
        patch.undo(&mut value);
        prop_assert_eq!(value.to_string(), before.to_string());
    }
}

#[test]
fn what_was_undone_is_forgotten_after_an_edit() {
    let mut history = History::new(json!(0));
    for step in 1..4 {
        history.change(json!(step), step);
    }
    assert_eq!(history.undo(), Some(&3));
    assert_eq!((history.to_undo(), history.to_redo()), (Some(&2), Some(&3)));
    history.change(json!(2), 9);
    assert!(history.can_redo(), "nothing changed");
    history.change(json!(7), 7);
    assert!(!history.can_redo());
    assert_eq!(history.undo(), Some(&7));
    assert_eq!(history.definition(), &json!(2));
}

#[test]
fn the_oldest_steps_go_first() {
    let mut history = History::new(json!(0));
    for step in 1..=MAX_STEPS + 5 {
        history.change(json!(step), step);
    }
    let undone = std::iter::from_fn(|| history.undo().copied()).count();
    assert_eq!((undone, history.definition()), (MAX_STEPS, &json!(5)));
}

#[test]
fn a_step_keeps_what_moved_and_no_more() {
    let field = |place: usize| (format!("field{place}"), json!({"type": "string", "title": place}));
    let all: Vec<(String, Value)> = (0..1000).map(field).collect();
    let mut moved = all.clone();
    let one = moved.remove(10);
    moved.insert(900, one);
    let form = |fields: Vec<(String, Value)>| {
        let elements: Vec<Value> = fields.iter().map(|(key, _)| json!({"scope": key})).collect();
        json!({"schema": {"properties": fields.into_iter().collect::<Map<_, _>>()}, "elements": elements})
    };
    let patch = Patch::between(&form(all), &form(moved)).unwrap();
    let kept = format!("{patch:?}");
    assert_eq!(kept.matches("field").count(), 4, "{kept}");
}
