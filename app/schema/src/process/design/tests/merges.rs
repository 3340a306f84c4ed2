//! Two people's edits brought together: what each did alone is in it, and what both did is named.

use proptest::prelude::*;
use serde_json::json;

use super::random::{any_edit, check};
use super::*;

fn names(disputed: &[PieceName]) -> Vec<&str> {
    disputed.iter().map(|piece| piece.name.get(Locale::ZhCn)).collect()
}

/// The place of what has this id.
fn at(definition: &Value, id: &str) -> Option<Place> {
    let piece = Piece::read(definition)?;
    piece.all().into_iter().skip(1).find(|(_, piece)| piece.id() == Some(id)).map(|(place, _)| place)
}

fn note(definition: &Value, id: &str) -> Option<Value> {
    let edit = Edit::Set { place: at(definition, id)?, member: "x-note".into(), value: Some(json!("他")) };
    Some(edited(definition, edit))
}

fn a_task(id: &str) -> Value {
    json!({ "task": { "id": id, "name": { "zh-CN": id }, "kind": "review", "role": "officer" } })
}

fn of(seq: &[Value]) -> Value {
    json!({ "id": "p", "version": 1, "title": { "zh-CN": "流程" }, "seq": seq })
}

fn fork(branches: &[Value]) -> Value {
    json!({ "choose": { "id": "fork", "name": { "zh-CN": "分路" }, "branches": branches } })
}

fn branch(when: Value, ids: &[&str]) -> Value {
    json!({ "when": when, "seq": ids.iter().map(|id| a_task(id)).collect::<Vec<_>>() })
}

#[test]
fn what_is_said_is_merged_by_member_and_names_by_language() {
    let base = of(&[a_task("a"), a_task("b")]);
    let name = |definition: &Value, locale, text: &str| {
        edited(definition, Edit::Name { place: place("0"), locale, text: text.into() })
    };
    let mine = name(&set(&base, "0", "limit", json!("P3D")), Locale::ZhCn, "审");
    let theirs =
        name(&set(&set(&base, "0", "role", json!("intake")), "1", "limit", json!("P1D")), Locale::En, "Look");
    let both = merge(&base, &mine, &theirs).unwrap();
    let expect = name(&name(&mine, Locale::En, "Look"), Locale::ZhCn, "审");
    assert_eq!(both, set(&set(&expect, "0", "role", json!("intake")), "1", "limit", json!("P1D")));
    // The same member, in the same way and in another.
    assert_eq!(merge(&base, &mine, &mine).unwrap(), mine);
    let other = set(&base, "0", "limit", json!("P9D"));
    assert_eq!(names(&merge(&base, &mine, &other).unwrap_err()), ["审"]);
    assert_eq!(names(&merge(&base, &other, &set(&base, "0", "limit", json!("P2D"))).unwrap_err()), ["a"]);
}

#[test]
fn what_was_put_in_moved_or_taken_out_is_where_each_put_it() {
    let base = of(&[a_task("a"), a_task("b"), a_task("c")]);
    let mine = of(&[a_task("x"), a_task("a"), a_task("b"), a_task("c")]);
    let theirs = of(&[a_task("c"), a_task("a"), a_task("y")]);
    let both = merge(&base, &mine, &theirs).unwrap();
    assert_eq!(shape(&both), ["x", "c", "a", "y"]);
    let changed = set(&base, "1", "limit", json!("P3D"));
    assert_eq!(
        names(&merge(&base, &changed, &theirs).unwrap_err()),
        ["b"],
        "taken out there, and changed here"
    );
    let moved = of(&[a_task("b"), a_task("a"), a_task("c")]);
    let otherwise = of(&[a_task("a"), a_task("c"), a_task("b")]);
    assert_eq!(names(&merge(&base, &moved, &otherwise).unwrap_err()), ["流程"], "two orders");
    let (one, two) = (set(&of(&[a_task("n")]), "0", "limit", json!("P1D")), of(&[a_task("n")]));
    assert_eq!(names(&merge(&of(&[]), &one, &two).unwrap_err()), ["n"], "two new things with one id");
    // Where nothing but itself says its id, the other one gets another.
    let (one, two) = (of(&[a_task("a"), a_task("look-7")]), of(&[a_task("a"), a_task("look-7")]));
    let (one, two) = (
        set(&one, "1", "name", json!({ "zh-CN": "初看" })),
        set(&two, "1", "name", json!({ "zh-CN": "复看" })),
    );
    assert_eq!(shape(&merge(&of(&[a_task("a")]), &one, &two).unwrap()), ["a", "look-7", "look"]);
}

#[test]
fn branches_are_known_by_what_lies_in_them() {
    let (small, large) = (branch(json!({ "var": "small" }), &["a"]), branch(json!(true), &["b"]));
    let base = of(&[fork(&[small.clone(), large.clone()])]);
    let new = branch(json!(false), &["n"]);
    let mine = of(&[fork(&[new.clone(), small.clone(), large.clone()])]);
    let other = branch(json!({ "var": "tiny" }), &["a", "c"]);
    let theirs = of(&[fork(&[other.clone(), large.clone()])]);
    assert_eq!(merge(&base, &mine, &theirs).unwrap(), of(&[fork(&[new.clone(), other.clone(), large])]));
    assert_eq!(merge(&base, &mine, &mine).unwrap(), mine, "the same new branch stands there once");
    // Of three branches each takes out another: nothing would be left to choose from.
    let third = of(&[fork(&[new.clone(), small.clone(), branch(json!(true), &["b"])])]);
    let (without, out) =
        (of(&[fork(&[small, new.clone()])]), of(&[fork(&[new, branch(json!(true), &["b"])])]));
    assert_eq!(names(&merge(&third, &without, &out).unwrap_err()), ["分路"]);
    let turned = edited(&base, Edit::Turn { place: place("0"), into: Shell::All });
    assert_eq!(
        names(&merge(&base, &turned, &theirs).unwrap_err()),
        ["分路"],
        "its conditions are gone there"
    );
}

#[test]
fn nothing_ends_up_in_itself_or_in_what_is_gone() {
    let around = |id: &str, seq: &[Value]| json!({ "repeat": { "id": id, "name": { "zh-CN": id }, "again": false, "most": 2, "seq": seq } });
    let base = of(&[around("r", &[a_task("a")]), around("s", &[a_task("b")])]);
    let into = of(&[around("s", &[a_task("b"), around("r", &[a_task("a")])])]);
    let otherwise = of(&[around("r", &[a_task("a"), around("s", &[a_task("b")])])]);
    assert!(!merge(&base, &into, &otherwise).unwrap_err().is_empty());
    let put_in = of(&[around("r", &[a_task("a"), a_task("n")]), around("s", &[a_task("b")])]);
    let gone = of(&[a_task("a"), around("s", &[a_task("b")])]);
    assert_eq!(names(&merge(&base, &put_in, &gone).unwrap_err()), ["r"]);
    assert_eq!(merge(&base, &json!([]), &base), Err(Vec::new()));
}

proptest! {
    #[test]
    fn edits_of_one_are_all_there_and_nothing_else(
        from in prop::sample::select(vec!["instant", "promised", "reported", "joint"]),
        edits in prop::collection::vec(any_edit(), 1..12),
        which in any::<prop::sample::Index>(),
    ) {
        let base = laid_out(&template(from));
        let mine = edits.iter().fold(base.clone(), |now, edit| apply(&now, edit).map_or(now, |edited| edited.definition));
        prop_assert_eq!(merge(&base, &mine, &base), Ok(mine.clone()));
        prop_assert_eq!(merge(&base, &base, &mine), Ok(mine.clone()));
        prop_assert_eq!(merge(&base, &mine, &mine), Ok(mine.clone()));

        // Somebody else says something of one piece: it is said of it wherever it is now, or it is in dispute.
        let process = Piece::read(&base).unwrap();
        let ids: Vec<&str> = process.all().into_iter().skip(1).filter_map(|(_, piece)| piece.id()).collect();
        let id = which.get(&ids);
        let theirs = note(&base, id).unwrap();
        match note(&mine, id) {
            Some(both) => {
                prop_assert_eq!(merge(&base, &mine, &theirs), Ok(both.clone()));
                prop_assert_eq!(merge(&base, &theirs, &mine), Ok(both.clone()));
                check(&both);
            }
            None => prop_assert!(!merge(&base, &mine, &theirs).unwrap_err().is_empty()),
        }
    }
}
