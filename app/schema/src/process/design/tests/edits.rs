//! Each edit, on the shape it leaves behind.

use serde_json::json;

use super::*;
use crate::process::Process;

#[test]
fn what_is_read_is_written_again() {
    for template in templates() {
        assert_eq!(laid_out(&template.definition), template.definition, "{}", template.id);
        Process::read(&template.definition.to_string()).unwrap();
    }
    assert_eq!(templates().len(), 4);
    let odd = json!({
        "id": "p", "version": 1, "title": {}, "note": 1,
        "seq": [{ "dance": { "id": "x" } }, { "seq": [{ "task": { "id": "a", "colour": 1 } }] }, {}],
    });
    let written = json!([{ "dance": { "id": "x" } }, { "task": { "id": "a", "colour": 1 } }, {}]);
    assert_eq!(laid_out(&odd)["seq"], written);
    assert_eq!(laid_out(&odd)["note"], 1);
    let within = json!({ "all": { "branches": [{ "name": {}, "dance": { "id": "x" } }] } });
    assert_eq!(laid_out(&within)["seq"][0], within);
    for shapeless in
        [json!(1), json!({ "seq": 1 }), json!({ "seq": [1] }), json!({ "all": { "branches": {} } })]
    {
        assert_eq!(Piece::read(&shapeless), None, "{shapeless}");
        assert_eq!(apply(&shapeless, &Edit::Remove(place("0"))), Err(EditFault::Unreadable));
        assert_eq!(laid_out(&shapeless), shapeless);
    }
}

#[test]
fn what_is_put_in_can_run_at_once() {
    let mut process = template("promised");
    for shell in Shell::ALL {
        process = add(&process, New::Block(shell), "2");
    }
    process = add(&process, REVIEW, "2");
    Process::read(&process.to_string()).unwrap();
    assert_eq!(shape(&process)[1..5], ["review", "review-4", "each", " review-3"]);
    let fault =
        |what, at| apply(&process, &Edit::Add { what, at: place(at), words: words("新") }).unwrap_err();
    assert_eq!(fault(New::Branch, "0"), EditFault::NotThere);
    assert_eq!(fault(REVIEW, "99"), EditFault::NotThere);
    assert_eq!(fault(REVIEW, "0-0"), EditFault::NotThere);
    assert_eq!(fault(REVIEW, "99-0"), EditFault::NoSuchPlace);
}

#[test]
fn blocks_go_in_and_out_by_their_indentation() {
    let process = add(&template("promised"), New::Block(Shell::All), "1");
    let inward = apply(&process, &Edit::Inward(place("2"))).unwrap();
    assert_eq!(inward.place, Some(place("1-1-0")));
    assert_eq!(
        shape(&inward.definition),
        ["accept", "together", " 甲", " 乙", "  review", "decide", "deliver"]
    );
    let outward = apply(&inward.definition, &Edit::Outward(place("1-1-0"))).unwrap();
    assert_eq!((outward.place, &outward.definition), (Some(place("2")), &process));
    for (edit, fault) in [
        (Edit::Inward(place("0")), EditFault::NoWay),
        (Edit::Inward(place("1-1")), EditFault::NoWay),
        (Edit::Outward(place("0")), EditFault::NoWay),
        (Edit::Outward(place("1-0")), EditFault::NoWay),
        (Edit::Inward(place("9")), EditFault::NoSuchPlace),
    ] {
        assert_eq!(apply(&process, &edit), Err(fault), "{edit:?}");
    }
}

#[test]
fn a_block_is_wrapped_and_unwrapped() {
    let process = template("promised");
    for shell in Shell::ALL {
        let edit = Edit::Wrap { place: place("1"), within: shell, words: words("新") };
        let wrapped = edited(&process, edit);
        Process::read(&wrapped.to_string()).unwrap();
        assert_eq!(edited(&wrapped, Edit::Unwrap(place("1"))), process, "{shell:?}");
    }
    assert_eq!(apply(&process, &Edit::Unwrap(place("1"))), Err(EditFault::NotThere));
}

#[test]
fn of_two_branches_the_other_one_stays() {
    let joint = template("joint");
    let two = edited(&joint, Edit::Remove(place("1-2")));
    assert_eq!(shape(&two).len(), shape(&joint).len() - 2);
    let one = apply(&two, &Edit::Remove(place("1-0"))).unwrap();
    assert_eq!(shape(&one.definition)[..2], ["accept", "first-partner"]);
    assert_eq!(one.place, Some(place("1")));
    Process::read(&one.definition.to_string()).unwrap();
}

#[test]
fn a_fork_turns_into_another_with_the_conditions_it_needs() {
    let joint = template("joint");
    let chosen = edited(&joint, Edit::Turn { place: place("1"), into: Shell::Choose });
    Process::read(&chosen.to_string()).unwrap();
    let asked = set(&chosen, "1-0", "when", json!({ "==": [{ "var": "a" }, 1] }));
    let some = edited(&asked, Edit::Turn { place: place("1"), into: Shell::Any });
    assert_eq!(some["seq"][1]["any"]["branches"][0]["when"], json!({ "==": [{ "var": "a" }, 1] }));
    assert_eq!(edited(&some, Edit::Turn { place: place("1"), into: Shell::All }), joint);
    let task = Edit::Turn { place: place("0"), into: Shell::All };
    assert_eq!(apply(&joint, &task), Err(EditFault::NotThere));
}

#[test]
fn names_ids_and_the_rest_are_said_each_in_its_way() {
    let process = template("instant");
    let name = |at: &str, text: &str| {
        let place = at.parse().unwrap_or_default();
        Edit::Name { place, locale: Locale::En, text: text.to_owned() }
    };
    assert_eq!(edited(&process, name("", " Quick "))["title"]["en"], "Quick");
    assert_eq!(edited(&process, name("0", ""))["seq"][0]["task"]["name"], json!({ "zh-CN": "受理" }));
    let id = |id: &str| apply(&process, &Edit::Id { place: place("0"), id: id.to_owned() });
    assert_eq!(id("take").unwrap().definition["seq"][0]["task"]["id"], "take");
    assert_eq!(
        (id("accept").is_ok(), id("decide"), id("A")),
        (true, Err(EditFault::IdTaken), Err(EditFault::BadId))
    );
    let set = |member: &str| {
        apply(&process, &Edit::Set { place: place("0"), member: member.to_owned(), value: None })
    };
    assert_eq!(set("limit").unwrap().definition["seq"][0]["task"].get("limit"), None);
    assert_eq!(set("id"), Err(EditFault::NotSaidSo));
    let twice = edited(&template("joint"), Edit::Copy(place("1")));
    Process::read(&twice.to_string()).unwrap();
    assert_eq!(shape(&twice)[8], "agencies-2");
}

#[test]
fn what_is_moved_stands_where_it_was_let_go() {
    let joint = template("joint");
    let moved = apply(&joint, &Edit::Move { from: place("1-0-0"), to: place("1-1-1") }).unwrap();
    assert_eq!(moved.place, Some(place("1-1-1")));
    assert_eq!(
        shape(&moved.definition)[2..6],
        [" 主办部门", " 协办部门一", "  first-partner", "  lead-agency"]
    );
    let out = Edit::Move { from: place("1-0"), to: place("0") };
    assert_eq!(apply(&joint, &out), Err(EditFault::NotThere));
    // Into itself: once it has been taken out, what moved up holds nothing there.
    let into = Edit::Move { from: place("1"), to: place("1-0-0") };
    assert_eq!(apply(&joint, &into), Err(EditFault::NotThere));
}

#[test]
fn a_pointer_of_the_reader_leads_to_its_piece() {
    let joint = template("joint");
    let broken = set(&joint, "1-2-0", "role", json!("citizen"));
    let faults = Process::read(&broken.to_string()).unwrap_err();
    assert_eq!(Piece::read(&broken).unwrap().place_of(&faults[0].pointer), place("1-2-0"));
    assert_eq!(Piece::read(&joint).unwrap().place_of("/seq/2/each/rule"), place("2"));
    assert_eq!(Piece::read(&joint).unwrap().place_of("/title"), Place::default());
}
