//! Pages that only officers fill in, and ids that no step may have.

use serde_json::{Value, json};

use super::super::{Edit, EditFault, apply, laid_out, outline, piece};
use super::{edited, forms, place, refused};
use crate::form::{LintCode, compile};

fn full() -> Value {
    laid_out(&forms::full())
}

#[test]
fn a_page_is_handed_to_the_office_and_back() {
    let office = |official| Edit::Office { place: place("1"), official };
    let pages =
        |definition: &Value| outline(definition).pages.iter().map(|page| page.official).collect::<Vec<_>>();
    let given = edited(&full(), office(true));
    assert_eq!(pages(&given), [false, true]);
    assert_eq!(compile(&given).0.office.len(), 1);
    assert_eq!(edited(&given, office(false)), full());
    assert_eq!(refused(&full(), Edit::Office { place: place("1-0"), official: true }), EditFault::NotOfIt);
}

#[test]
fn no_step_gets_the_address_of_a_page_of_the_hall() {
    let called = |at: &str, id: &str| Edit::Id { place: place(at), id: id.to_owned() };
    for id in crate::applications::OWN_PAGES {
        assert_eq!(refused(&full(), called("1", id)), EditFault::ReservedId);
    }
    // A group has no address, nor has a page that only officers see; it may not become a step then.
    edited(&full(), called("1-0", "check"));
    let official = edited(&full(), Edit::Office { place: place("1"), official: true });
    let official = edited(&official, called("1", "check"));
    assert_eq!(compile(&official).1.iter().filter(|lint| lint.code == LintCode::ReservedId).count(), 0);
    let back = Edit::Office { place: place("1"), official: false };
    assert_eq!(refused(&official, back), EditFault::ReservedId);
    // As a piece of another form it keeps its id while it is the office's.
    let taken = piece(&official, &place("1")).unwrap();
    let pasted = apply(&json!({}), &Edit::Paste { piece: taken, at: place("1") }).unwrap().definition;
    assert_eq!(outline(&pasted).pages[1].id.as_deref(), Some("check"));
    let mut step = full();
    step["uischema"]["elements"][1]["options"]["id"] = json!("print");
    let taken = piece(&step, &place("1")).unwrap();
    let pasted = apply(&json!({}), &Edit::Paste { piece: taken, at: place("1") }).unwrap().definition;
    assert_eq!(outline(&pasted).pages[1].id.as_deref(), Some("print_2"));
}
