//! New pieces that two people happened to give the same id: one of them gets another, where nothing else says it.

use crate::form::design::Place;
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
}
