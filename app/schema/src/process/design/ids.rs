//! Ids of what is new: a word that is not taken, and then with a number.

use std::collections::BTreeSet;

use super::piece::Piece;

/// The ids of all that has one, but for the process itself.
pub fn taken(process: &Piece) -> BTreeSet<String> {
    process.all().into_iter().skip(1).filter_map(|(_, piece)| piece.id().map(str::to_owned)).collect()
}

/// An id that is not taken, and is from now on.
pub fn fresh(word: &str, taken: &mut BTreeSet<String>) -> String {
    let numbered = (2_u32..).map(|number| format!("{word}-{number}"));
    let mut free = std::iter::once(word.to_owned()).chain(numbered).filter(|id| !taken.contains(id));
    let id = free.next().unwrap_or_default();
    taken.insert(id.clone());
    id
}

/// The word of an id, without its number.
pub fn word(id: &str) -> &str {
    let word = id.trim_end_matches(|letter: char| letter.is_ascii_digit()).trim_end_matches('-');
    if word.is_empty() { "block" } else { word }
}

/// Gives all that has an id in it a new one.
pub fn renew(piece: &mut Piece, taken: &mut BTreeSet<String>) {
    if let Some(id) = piece.id() {
        let id = fresh(word(id), taken);
        piece.members.insert("id".to_owned(), id.into());
    }
    piece.children.iter_mut().for_each(|child| renew(child, taken));
}

/// Whether an id may be given: small letters, digits, `-` and `_`.
pub fn is_well_formed(id: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'_');
    !id.is_empty() && id.bytes().all(fits)
}
