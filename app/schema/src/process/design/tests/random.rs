//! Edits at random: every one leaves a definition that can be read as a tree, keeps its ids apart and can be taken back, or
//! says why it cannot be done and leaves all as it was.

use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::process::Process;

fn any_place() -> impl Strategy<Value = Place> {
    prop::collection::vec(0_usize..4, 1..5).prop_map(Place)
}

fn any_shell() -> impl Strategy<Value = Shell> {
    prop::sample::select(Shell::ALL.to_vec())
}

fn any_new() -> impl Strategy<Value = New> {
    let kinds = [TaskKind::Accept, TaskKind::Review, TaskKind::Decide, TaskKind::Deliver];
    prop_oneof![
        prop::sample::select(kinds.to_vec()).prop_map(New::Task),
        any_shell().prop_map(New::Block),
        Just(New::Branch)
    ]
}

pub(super) fn any_edit() -> impl Strategy<Value = Edit> {
    let said = prop_oneof![Just(None), Just(Some(json!(false))), Just(Some(json!({ "var": "a" })))];
    let member = prop::sample::select(vec!["when", "again", "most", "role", "limit", "seq", "task"]);
    prop_oneof![
        4 => (any_new(), any_place()).prop_map(|(what, at)| Edit::Add { what, at, words: words("新") }),
        3 => (any_place(), any_place()).prop_map(|(from, to)| Edit::Move { from, to }),
        1 => any_place().prop_map(Edit::Copy),
        2 => any_place().prop_map(Edit::Remove),
        2 => (any_place(), any_shell())
            .prop_map(|(place, within)| Edit::Wrap { place, within, words: words("围") }),
        1 => any_place().prop_map(Edit::Unwrap),
        2 => any_place().prop_map(Edit::Inward),
        2 => any_place().prop_map(Edit::Outward),
        1 => (any_place(), any_shell()).prop_map(|(place, into)| Edit::Turn { place, into }),
        1 => (any_place(), "[a-z]{0,3}").prop_map(|(place, id)| Edit::Id { place, id }),
        1 => (any_place(), member, said)
            .prop_map(|(place, member, value)| Edit::Set { place, member: member.to_owned(), value }),
    ]
}

pub(super) fn check(definition: &Value) {
    let piece = Piece::read(definition).unwrap();
    assert_eq!(piece.to_value(), *definition, "written as it is read");
    for (place, child) in piece.all() {
        assert_eq!(piece.at(&place), Some(child));
        assert!(child.children.iter().all(|inner| inner.kind.fits_in(child.kind)), "{definition}");
        assert!(!child.kind.is_fork() || child.children.len() >= 2, "{definition}");
    }
    let ids: Vec<_> = piece.all().into_iter().skip(1).filter_map(|(_, piece)| piece.id()).collect();
    let mut apart = ids.clone();
    apart.sort_unstable();
    apart.dedup();
    assert_eq!(apart.len(), ids.len(), "{ids:?}");
    assert_eq!(rows(&piece).len(), piece.all().len() + 1);
    // What cannot run says so of a place that is there.
    match Process::read(&definition.to_string()) {
        Ok(process) => {
            for remark in remarks(&piece, &process, &Setting::default()) {
                assert!(remark.place.is_none_or(|place| piece.at(&place).is_some()));
            }
        }
        Err(faults) => {
            assert!(!faults.is_empty());
            assert!(faults.iter().all(|fault| piece.at(&piece.place_of(&fault.pointer)).is_some()));
        }
    }
}

proptest! {
    #[test]
    fn every_sequence_of_edits_keeps_a_readable_definition(
        from in prop::sample::select(vec!["instant", "promised", "reported", "joint"]),
        edits in prop::collection::vec(any_edit(), 1..30),
    ) {
        let start = template(from);
        let mut history = History::new(start.clone());
        for edit in &edits {
            match apply(history.definition(), edit) {
                Ok(edited) => {
                    check(&edited.definition);
                    let piece = Piece::read(&edited.definition).unwrap();
                    prop_assert!(edited.place.is_none_or(|place| piece.at(&place).is_some()));
                    history.change(edited.definition, ());
                }
                Err(fault) => prop_assert_ne!(fault, EditFault::Unreadable),
            }
        }
        while history.undo().is_some() {}
        prop_assert_eq!(history.definition(), &start);
    }
}
