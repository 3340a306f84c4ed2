//! What two people happened to give the same id, pieces and computed facts that are new: one of them gets another. Of pieces only
//! where nothing else says it; of facts what reads them follows.

use serde_json::Value;

use crate::form::design::Place;
use crate::process::ComputedFact;
use crate::process::design::fact_edit::{FactEdit, done};
use crate::process::design::facts::facts;
use crate::process::design::ids;
use crate::process::design::piece::Piece;

/// Gives what is new in `theirs`, and is called as something else that is new in `mine`, an id of its own.
pub(super) fn tell_apart(base: &Piece, mine: &Piece, theirs: &mut Piece) {
    let known = ids::taken(base);
    let text = theirs.to_value().to_string();
    let of_mine = mine.all();
    let is_new = |id: &str| !known.contains(id) && text.matches(id).count() == 1;
    let is_other = |piece: &Piece| {
        let same = of_mine.iter().find(|(_, mine)| mine.id() == piece.id());
        same.is_some_and(|(_, mine)| *mine != piece)
    };
    let clashing = |(place, piece): (Place, &Piece)| {
        let id = piece.id().filter(|id| is_new(id) && is_other(piece))?;
        Some((place, id.to_owned()))
    };
    let clashes: Vec<(Place, String)> = theirs.all().into_iter().skip(1).filter_map(clashing).collect();
    let mut taken = [known.clone(), ids::taken(mine), ids::taken(theirs)].into_iter().flatten().collect();
    for (place, id) in clashes {
        let fresh = ids::fresh(ids::word(&id), &mut taken);
        if let Some(piece) = theirs.at_mut(&place) {
            piece.members.insert("id".to_owned(), fresh.into());
        }
    }
    facts_apart(base, mine, theirs);
}

/// The same of computed facts.
fn facts_apart(base: &Piece, mine: &Piece, theirs: &mut Piece) {
    let [known, of_mine, of_theirs] = [base, mine, &*theirs].map(facts);
    let all = known.iter().chain(&of_mine).chain(&of_theirs);
    let mut taken = all.map(|fact| fact.id.clone()).collect();
    let is_new = |id: &str| known.iter().all(|fact| fact.id != id);
    let is_other = |fact: &ComputedFact| of_mine.iter().any(|mine| mine.id == fact.id && mine != fact);
    for fact in of_theirs.iter().filter(|fact| is_new(&fact.id) && is_other(fact)) {
        let listed = theirs.members.get("facts").and_then(Value::as_array);
        let at = listed.and_then(|all| all.iter().position(|it| it["id"] == fact.id.as_str()));
        let id = ids::fresh(ids::word(&fact.id), &mut taken);
        // What cannot be called otherwise is in dispute, and said so.
        let _ = at.map(|at| done(theirs, &FactEdit::Id { at, id }));
    }
}
