//! Every edit of a process, as a function from definition to definition. What cannot be done leaves all as it was, and says why.

use serde_json::{Map, Value, json};

use super::add::{self, New, Shell, Wording};
use super::fact_edit::{self, FactEdit};
use super::facts::FactReader;
use super::ids;
use super::indent;
use super::piece::{Piece, PieceKind};
use crate::form::design::Place;
use crate::locale::Locale;

/// Something that is done to a definition.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// Puts something new at a place; what stood there comes after it.
    Add {
        /// What.
        what: New,
        /// Where.
        at: Place,
        /// What it is called.
        words: Wording,
    },
    /// Puts what stands somewhere elsewhere.
    Move {
        /// Where it stands.
        from: Place,
        /// Where it is to stand once it has been taken out.
        to: Place,
    },
    /// Puts the same once more behind it.
    Copy(Place),
    /// Takes something out with all that lies in it. Of two branches the other one stays, without its fork.
    Remove(Place),
    /// Lets a block lie in a new one.
    Wrap {
        /// The block.
        place: Place,
        /// In what.
        within: Shell,
        /// What that is called.
        words: Wording,
    },
    /// Takes a block away, and leaves what lay in it in its place.
    Unwrap(Place),
    /// Puts a block into the one before it, at the end.
    Inward(Place),
    /// Puts a block out of the one it lies in, behind it.
    Outward(Place),
    /// Makes a fork one of another kind.
    Turn {
        /// The fork.
        place: Place,
        /// What it becomes.
        into: Shell,
    },
    /// Says what something is called; the empty text takes the language out.
    Name {
        /// What.
        place: Place,
        /// In which language.
        locale: Locale,
        /// How.
        text: String,
    },
    /// Gives something another id.
    Id {
        /// What.
        place: Place,
        /// The id.
        id: String,
    },
    /// Says something else of it, or takes that out.
    Set {
        /// Of what.
        place: Place,
        /// Under which name.
        member: String,
        /// What.
        value: Option<Value>,
    },
    /// Does something to its computed facts.
    Fact(FactEdit),
}

/// Why something cannot be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EditFault {
    /// The definition has not the shape of a process.
    Unreadable,
    /// Nothing stands there.
    NoSuchPlace,
    /// It cannot stand there.
    NotThere,
    /// There is nothing to put it into, or out of.
    NoWay,
    /// An id is of small letters, digits, `-` and `_`.
    BadId,
    /// Something else is called that.
    IdTaken,
    /// This is not said in that way.
    NotSaidSo,
    /// It is no JSON Logic.
    NoLogic,
    /// It is not taken out while these read it.
    StillRead(Vec<FactReader>),
}

/// A definition after an edit, and where what was edited stands now.
#[derive(Clone, Debug, PartialEq)]
pub struct Edited {
    /// The definition.
    pub definition: Value,
    /// The place.
    pub place: Option<Place>,
}

/// Does it, or says why it cannot be done.
pub fn apply(definition: &Value, edit: &Edit) -> Result<Edited, EditFault> {
    let mut process = Piece::read(definition).ok_or(EditFault::Unreadable)?;
    let place = done(&mut process, edit)?;
    Ok(Edited { definition: process.to_value(), place })
}

fn done(process: &mut Piece, edit: &Edit) -> Result<Option<Place>, EditFault> {
    match edit {
        Edit::Add { what, at, words } => add_at(process, *what, at, words),
        Edit::Move { from, to } => moved(process, from, to),
        Edit::Copy(place) => copied(process, place),
        Edit::Remove(place) => removed(process, place),
        Edit::Wrap { place, within, words } => wrapped(process, place, *within, words),
        Edit::Unwrap(place) => unwrapped(process, place),
        Edit::Inward(place) => moved(process, place, &indent::inward(process, place)?),
        Edit::Outward(place) => moved(process, place, &indent::outward(process, place)?),
        Edit::Turn { place, into } => turned(process, place, *into),
        Edit::Name { place, locale, text } => named(process, place, *locale, text),
        Edit::Id { place, id } => called(process, place, id),
        Edit::Set { place, member, value } => said(process, place, member, value.as_ref()),
        Edit::Fact(edit) => fact_edit::done(process, edit).map(|()| Some(Place::default())),
    }
}

fn piece_at<'p>(process: &'p mut Piece, place: &Place) -> Result<&'p mut Piece, EditFault> {
    process.at_mut(place).ok_or(EditFault::NoSuchPlace)
}

fn add_at(process: &mut Piece, what: New, at: &Place, words: &Wording) -> Result<Option<Place>, EditFault> {
    let (around, _) = at.split().ok_or(EditFault::NotThere)?;
    let kind = process.at(&around).ok_or(EditFault::NoSuchPlace)?.kind;
    let piece = add::piece(what, words, kind, &mut ids::taken(process));
    put(process, piece, at)
}

/// Lets a piece stand at a place. A condition comes and goes with the kind of fork it lies in.
fn put(process: &mut Piece, piece: Piece, at: &Place) -> Result<Option<Place>, EditFault> {
    let (around, index) = at.split().ok_or(EditFault::NotThere)?;
    let holder = piece_at(process, &around)?;
    if !piece.kind.fits_in(holder.kind) || index > holder.children.len() {
        return Err(EditFault::NotThere);
    }
    holder.children.insert(index, piece);
    settle(holder);
    Ok(Some(at.clone()))
}

/// Branches that are all taken have no conditions.
fn settle(fork: &mut Piece) {
    if fork.kind == PieceKind::All {
        for branch in &mut fork.children {
            branch.members.shift_remove("when");
        }
    }
}

fn take(process: &mut Piece, place: &Place) -> Result<Piece, EditFault> {
    let (around, index) = place.split().ok_or(EditFault::NotThere)?;
    let holder = piece_at(process, &around)?;
    if index < holder.children.len() {
        Ok(holder.children.remove(index))
    } else {
        Err(EditFault::NoSuchPlace)
    }
}

/// A fork keeps two branches: one of two does not go to another fork.
fn moved(process: &mut Piece, from: &Place, to: &Place) -> Result<Option<Place>, EditFault> {
    let ((around, _), (there, _)) = from.split().zip(to.split()).ok_or(EditFault::NotThere)?;
    let holder = process.at(&around).ok_or(EditFault::NoSuchPlace)?;
    if holder.kind.is_fork() && holder.children.len() <= 2 && around != there {
        return Err(EditFault::NotThere);
    }
    let piece = take(process, from)?;
    put(process, piece, to)
}

fn copied(process: &mut Piece, place: &Place) -> Result<Option<Place>, EditFault> {
    let mut piece = process.at(place).ok_or(EditFault::NoSuchPlace)?.clone();
    ids::renew(&mut piece, &mut ids::taken(process));
    let behind = place.next().ok_or(EditFault::NotThere)?;
    put(process, piece, &behind)
}

fn removed(process: &mut Piece, place: &Place) -> Result<Option<Place>, EditFault> {
    let (around, index) = place.split().ok_or(EditFault::NotThere)?;
    take(process, place)?;
    let holder = piece_at(process, &around)?;
    if holder.kind.is_fork() && holder.children.len() == 1 {
        return unwrapped(process, &around);
    }
    let left = holder.children.len();
    Ok(Some(if left == 0 { around } else { around.child(index.min(left - 1)) }))
}

fn wrapped(
    process: &mut Piece,
    place: &Place,
    within: Shell,
    words: &Wording,
) -> Result<Option<Place>, EditFault> {
    let kind = process.at(place).ok_or(EditFault::NoSuchPlace)?.kind;
    if !kind.fits_in(PieceKind::Process) {
        return Err(EditFault::NotThere);
    }
    let mut shell = add::shell_of(within, &words.name, &mut ids::taken(process));
    let piece = take(process, place)?;
    if within.kind().is_fork() {
        shell.children = add::branches(within, words);
        shell.children.iter_mut().take(1).for_each(|branch| branch.children.push(piece.clone()));
    } else {
        shell.children.push(piece);
    }
    put(process, shell, place)
}

/// Takes away what lies around something; of branches, what lies in them one after the other.
fn unwrapped(process: &mut Piece, place: &Place) -> Result<Option<Place>, EditFault> {
    let piece = process.at(place).ok_or(EditFault::NoSuchPlace)?;
    if !matches!(piece.kind, PieceKind::Repeat | PieceKind::Each) && !piece.kind.is_fork() {
        return Err(EditFault::NotThere);
    }
    let (around, index) = place.split().ok_or(EditFault::NotThere)?;
    let piece = take(process, place)?;
    let left: Vec<Piece> = if piece.kind.is_fork() {
        piece.children.into_iter().flat_map(|branch| branch.children).collect()
    } else {
        piece.children
    };
    let holder = piece_at(process, &around)?;
    holder.children.splice(index..index, left);
    let last = holder.children.len();
    Ok(Some(if last == 0 { around } else { around.child(index.min(last - 1)) }))
}

/// Conditions come with the first fork that asks for them: the last branch is the one without.
fn turned(process: &mut Piece, place: &Place, into: Shell) -> Result<Option<Place>, EditFault> {
    let fork = piece_at(process, place)?;
    if !fork.kind.is_fork() || !into.kind().is_fork() {
        return Err(EditFault::NotThere);
    }
    let asked = fork.kind != PieceKind::All;
    fork.kind = into.kind();
    settle(fork);
    if !asked && into != Shell::All {
        let last = fork.children.len().saturating_sub(1);
        for branch in fork.children.iter_mut().take(last) {
            branch.members.insert("when".to_owned(), false.into());
        }
    }
    Ok(Some(place.clone()))
}

fn named(process: &mut Piece, place: &Place, locale: Locale, text: &str) -> Result<Option<Place>, EditFault> {
    let piece = piece_at(process, place)?;
    let member = match piece.kind {
        PieceKind::Process => "title",
        PieceKind::Other => return Err(EditFault::NotSaidSo),
        _ => "name",
    };
    say(&mut piece.members, member, locale, text);
    Ok(Some(place.clone()))
}

/// Says a text in one language; the empty text takes the language out.
pub(super) fn say(members: &mut Map<String, Value>, member: &str, locale: Locale, text: &str) {
    let mut name = members.get(member).filter(|name| name.is_object()).cloned().unwrap_or_else(|| json!({}));
    if let Some(texts) = name.as_object_mut() {
        match text.trim() {
            "" => _ = texts.shift_remove(locale.tag()),
            text => _ = texts.insert(locale.tag().to_owned(), text.into()),
        }
    }
    members.insert(member.to_owned(), name);
}

fn called(process: &mut Piece, place: &Place, id: &str) -> Result<Option<Place>, EditFault> {
    let taken = ids::taken(process);
    let piece = piece_at(process, place)?;
    let has_id = !matches!(piece.kind, PieceKind::Process | PieceKind::Branch | PieceKind::Other);
    match id {
        _ if !has_id => return Err(EditFault::NotSaidSo),
        id if !ids::is_well_formed(id) => return Err(EditFault::BadId),
        id if piece.id() != Some(id) && taken.contains(id) => return Err(EditFault::IdTaken),
        id => piece.members.insert("id".to_owned(), id.into()),
    };
    Ok(Some(place.clone()))
}

/// What is said elsewhere: ids and what lies in something have edits of their own.
const ELSEWHERE: [&str; 10] =
    ["id", "seq", "branches", "task", "all", "any", "choose", "repeat", "each", "call"];

fn said(
    process: &mut Piece,
    place: &Place,
    member: &str,
    value: Option<&Value>,
) -> Result<Option<Place>, EditFault> {
    let piece = piece_at(process, place)?;
    // The version of a process is given by who publishes it, and its facts are edited one by one; of a call it is that of another.
    let is_given = matches!(member, "version" | "facts") && piece.kind == PieceKind::Process;
    if ELSEWHERE.contains(&member) || is_given || piece.kind == PieceKind::Other {
        return Err(EditFault::NotSaidSo);
    }
    match value {
        Some(value) => _ = piece.members.insert(member.to_owned(), value.clone()),
        None => _ = piece.members.shift_remove(member),
    }
    Ok(Some(place.clone()))
}
