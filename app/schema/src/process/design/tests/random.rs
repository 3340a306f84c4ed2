//! Edits at random: every one leaves a definition that can be read as a tree, keeps its ids apart and can be taken back, or
//! says why it cannot be done and leaves all as it was. No edit of a computed fact takes from anybody what they read.

use std::collections::BTreeSet;

use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::process::{Process, fact_of};

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
    let said = prop_oneof![Just(None), any_logic().prop_map(Some)];
    let member = prop::sample::select(vec!["when", "again", "over", "most", "role", "seq", "facts"]);
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
        4 => any_fact_edit().prop_map(Edit::Fact),
    ]
}

/// Conditions and lists that read nothing, an answer, or facts, in every way in which one is read.
fn any_logic() -> impl Strategy<Value = Value> {
    let read = |path: &str| json!({ "var": path });
    prop::sample::select(vec![
        json!(false),
        read("a"),
        read("$facts.fact"),
        read("$facts.fact-2"),
        read("$facts.ab"),
        json!({ "data": { "filter": [{ "var": ["$facts.fact", []] }, read("$facts.fact-2")] } }),
        json!({ "and": [{ "missing": ["a", "$facts.fact"] }, { "==": [read("$facts.fact.part"), "$facts.fact"] }] }),
    ])
}

fn any_fact_edit() -> impl Strategy<Value = FactEdit> {
    let at = 0_usize..4;
    let id = prop_oneof!["[a-b]{0,2}", "fact(-[0-3])?"];
    prop_oneof![
        3 => Just(FactEdit::Add { name: Text::zh("计算项") }),
        1 => (at.clone(), "[a-b]{0,2}").prop_map(|(at, text)| FactEdit::Name { at, locale: Locale::En, text }),
        2 => (at.clone(), id).prop_map(|(at, id)| FactEdit::Id { at, id }),
        2 => (at.clone(), any_logic()).prop_map(|(at, expr)| FactEdit::Set { at, expr }),
        2 => at.prop_map(FactEdit::Remove),
    ]
}

/// How often something reads a fact that there is none of.
fn dangling(definition: &Value) -> usize {
    let process = Piece::read(definition).unwrap();
    let known: BTreeSet<String> = facts(&process).into_iter().map(|fact| fact.id).collect();
    let of_facts = facts(&process).into_iter().map(|fact| fact.expr);
    let of_pieces =
        process.all().into_iter().filter_map(|(_, piece)| crate::process::design::facts::logic(piece));
    let reads = of_facts.chain(of_pieces).flat_map(|expr| expr.reads());
    reads.filter(|pointer| fact_of(pointer).is_some_and(|id| !known.contains(id))).count()
}

/// Whether an edit says anew what is read: then it may be a fact that there is none of.
const fn says_what_is_read(edit: &Edit) -> bool {
    !matches!(
        edit,
        Edit::Fact(FactEdit::Add { .. } | FactEdit::Name { .. } | FactEdit::Id { .. } | FactEdit::Remove(_))
    )
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
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "{ids:?}");
    let listed = definition["facts"].as_array().map_or(0, Vec::len);
    assert_eq!(
        fact_names(&piece).len(),
        listed,
        "every fact can be read, and has an id of its own: {definition}"
    );
    assert_eq!(rows(&piece).len(), piece.all().len() + 1);
    // What cannot run says so of a place that is there.
    match Process::read(&definition.to_string()) {
        Ok(process) => {
            for remark in remarks(&piece, &process, &Setting::default(), None) {
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
                    if !says_what_is_read(edit) {
                        prop_assert!(dangling(&edited.definition) <= dangling(history.definition()), "{:?}", edit);
                    }
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
