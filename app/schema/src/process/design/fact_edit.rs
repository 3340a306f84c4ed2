//! Edits of computed facts (计算项). A fact that something reads is not taken out, and where it gets another id, what reads it
//! reads it by that.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::edit::{EditFault, say};
use super::facts::{fact_readers, logic_of};
use super::ids;
use super::piece::Piece;
use crate::expr::Expr;
use crate::form::renamed_in;
use crate::locale::{Locale, Text};

/// Something that is done to the list of computed facts; each is named by its place in it.
#[derive(Clone, Debug, PartialEq)]
pub enum FactEdit {
    /// Puts a new one at the end: never so, until somebody says when.
    Add {
        /// What it is called.
        name: Text,
    },
    /// Says what it is called; the empty text takes the language out.
    Name {
        /// Which.
        at: usize,
        /// In which language.
        locale: Locale,
        /// How.
        text: String,
    },
    /// Gives it another id, and lets what reads it read it by that.
    Id {
        /// Which.
        at: usize,
        /// The id.
        id: String,
    },
    /// Says what it is: JSON Logic.
    Set {
        /// Which.
        at: usize,
        /// What.
        expr: Value,
    },
    /// Takes it out, unless something reads it.
    Remove(usize),
}

pub(super) fn done(process: &mut Piece, edit: &FactEdit) -> Result<(), EditFault> {
    match edit {
        FactEdit::Add { name } => add(process, name)?,
        FactEdit::Name { at, locale, text } => say(fact(process, *at)?, "name", *locale, text),
        FactEdit::Id { at, id } => called(process, *at, id)?,
        FactEdit::Set { at, expr } => set(process, *at, expr)?,
        FactEdit::Remove(at) => remove(process, *at)?,
    }
    Ok(())
}

fn list(process: &mut Piece) -> Result<&mut Vec<Value>, EditFault> {
    let list = process.members.entry("facts").or_insert_with(|| json!([]));
    list.as_array_mut().ok_or(EditFault::NotSaidSo)
}

fn fact(process: &mut Piece, at: usize) -> Result<&mut Map<String, Value>, EditFault> {
    let fact = list(process)?.get_mut(at).ok_or(EditFault::NoSuchPlace)?;
    fact.as_object_mut().ok_or(EditFault::NotSaidSo)
}

fn id_of(fact: &Value) -> Option<&str> {
    fact.get("id").and_then(Value::as_str)
}

fn add(process: &mut Piece, name: &Text) -> Result<(), EditFault> {
    let list = list(process)?;
    let mut taken: BTreeSet<String> = list.iter().filter_map(id_of).map(str::to_owned).collect();
    let id = ids::fresh("fact", &mut taken);
    list.push(json!({ "id": id, "name": name, "expr": false }));
    Ok(())
}

fn set(process: &mut Piece, at: usize, expr: &Value) -> Result<(), EditFault> {
    Expr::parse(expr).map_err(|_| EditFault::NoLogic)?;
    fact(process, at)?.insert("expr".to_owned(), expr.clone());
    Ok(())
}

/// The id of a fact that no other has: by an id that two have nobody can say which of them is read.
fn own_id(list: &[Value], at: usize) -> Option<&str> {
    let id = id_of(list.get(at)?)?;
    let is_own = list.iter().filter(|fact| id_of(fact) == Some(id)).count() == 1;
    is_own.then_some(id)
}

fn called(process: &mut Piece, at: usize, id: &str) -> Result<(), EditFault> {
    let list = list(process)?;
    let is_taken = list.iter().enumerate().any(|(other, fact)| other != at && id_of(fact) == Some(id));
    match id {
        _ if list.len() <= at => return Err(EditFault::NoSuchPlace),
        id if !ids::is_well_formed(id) => return Err(EditFault::BadId),
        _ if is_taken => return Err(EditFault::IdTaken),
        _ => {}
    }
    let old = own_id(list, at).map(str::to_owned);
    fact(process, at)?.insert("id".to_owned(), id.into());
    if let Some(old) = old.filter(|old| old != id) {
        read_by(process, &format!("/$facts/{old}"), id);
    }
    Ok(())
}

/// Lets everything that reads the fact at this pointer read it by this id.
fn read_by(process: &mut Piece, from: &str, id: &str) {
    let rewrite = |rule: &mut Value| *rule = renamed_in(rule, from, id);
    let facts = process.members.get_mut("facts").and_then(Value::as_array_mut);
    facts.into_iter().flatten().filter_map(|fact| fact.get_mut("expr")).for_each(rewrite);
    in_pieces(process, &rewrite);
}

fn in_pieces(piece: &mut Piece, rewrite: &impl Fn(&mut Value)) {
    if let Some((first, rest)) = logic_of(piece.kind).split_first() {
        let said = piece.members.get_mut(*first);
        let said = said.and_then(|said| rest.iter().try_fold(said, |said, name| said.get_mut(*name)));
        said.into_iter().for_each(rewrite);
    }
    piece.children.iter_mut().for_each(|child| in_pieces(child, rewrite));
}

fn remove(process: &mut Piece, at: usize) -> Result<(), EditFault> {
    let list = list(process)?;
    if list.len() <= at {
        return Err(EditFault::NoSuchPlace);
    }
    if let Some(id) = own_id(list, at).map(str::to_owned) {
        let readers = fact_readers(process, &id);
        if !readers.is_empty() {
            return Err(EditFault::StillRead(readers));
        }
    }
    let list = self::list(process)?;
    list.remove(at);
    if list.is_empty() {
        process.members.shift_remove("facts");
    }
    Ok(())
}
