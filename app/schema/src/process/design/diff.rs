//! What is different between two states of a process, piece by piece: a sentence each, once the portal says them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::piece::{Piece, PieceKind};
use crate::locale::Text;

/// A piece as people know it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PieceName {
    /// What it is.
    pub kind: PieceKind,
    /// What it is called.
    pub name: Text,
}

/// Something that is different.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case", tag = "difference")]
pub enum Differing {
    /// It is new.
    Added {
        /// What.
        what: PieceName,
        /// What it lies in.
        within: PieceName,
    },
    /// It is gone.
    Removed {
        /// What.
        what: PieceName,
        /// What it lay in.
        within: PieceName,
    },
    /// It lies elsewhere.
    Moved {
        /// What.
        what: PieceName,
        /// What it lies in now.
        within: PieceName,
    },
    /// It stands earlier or later in the same sequence.
    Reordered {
        /// What.
        what: PieceName,
    },
    /// Something else is said of it.
    Changed {
        /// Of what.
        what: PieceName,
        /// Under which name of the definition.
        member: String,
        /// What was said.
        #[cfg_attr(feature = "openapi", schema(value_type = Option<Object>))]
        from: Option<Value>,
        /// What is said.
        #[cfg_attr(feature = "openapi", schema(value_type = Option<Object>))]
        to: Option<Value>,
    },
}

/// A piece with what it lies in.
struct Found<'p> {
    piece: &'p Piece,
    around: &'p Piece,
    /// The key of what it lies in.
    within: String,
    index: usize,
}

/// Everything that is different, in the order of the new definition; what is gone last.
pub fn differences(old: &Piece, new: &Piece) -> Vec<Differing> {
    let (before, after) = (keyed(old), keyed(new));
    let order: BTreeMap<&str, &Found<'_>> = before.iter().map(|(key, found)| (key.as_str(), found)).collect();
    let is_there: BTreeMap<&str, &Found<'_>> =
        after.iter().map(|(key, found)| (key.as_str(), found)).collect();
    let moved = reordered(&before, &after);
    let mut told = members(old, new);
    for (key, found) in &after {
        let (what, within) = (named(found.piece), named(found.around));
        match order.get(key.as_str()) {
            // What lies in something new is new with it.
            None if is_new(&found.within, &order) => {}
            None => told.push(Differing::Added { what, within }),
            Some(was) => {
                if was.within != found.within {
                    told.push(Differing::Moved { what, within });
                } else if moved.contains(&key.as_str()) {
                    told.push(Differing::Reordered { what });
                }
                told.append(&mut members(was.piece, found.piece));
            }
        }
    }
    let gone = before.iter().filter(|(key, _)| !is_there.contains_key(key.as_str()));
    let gone = gone.filter(|(_, found)| !is_new(&found.within, &is_there));
    told.extend(
        gone.map(|(_, found)| Differing::Removed { what: named(found.piece), within: named(found.around) }),
    );
    told
}

/// Whether what something lies in is not there on the other side either.
fn is_new(within: &str, others: &BTreeMap<&str, &Found<'_>>) -> bool {
    !within.is_empty() && !others.contains_key(within)
}

fn named(piece: &Piece) -> PieceName {
    PieceName { kind: piece.kind, name: piece.name() }
}

/// Every piece but the process, by what it can be told by: its id, of a branch that of its fork and its number.
fn keyed(process: &Piece) -> Vec<(String, Found<'_>)> {
    let mut found = Vec::new();
    collect(process, "", &mut found);
    found
}

fn collect<'p>(around: &'p Piece, within: &str, found: &mut Vec<(String, Found<'p>)>) {
    for (index, piece) in around.children.iter().enumerate() {
        let key = match piece.id() {
            Some(id) => id.to_owned(),
            None => format!("{within}/{index}"),
        };
        found.push((key.clone(), Found { piece, around, within: within.to_owned(), index }));
        collect(piece, &key, found);
    }
}

/// What stands earlier or later among those that lie in the same on both sides: all but the longest run that kept its order.
fn reordered<'k>(before: &'k [(String, Found<'_>)], after: &[(String, Found<'_>)]) -> Vec<&'k str> {
    let mut places: BTreeMap<&str, Vec<(usize, usize, &'k str)>> = BTreeMap::new();
    for (key, old) in before {
        let new = after.iter().find(|(other, new)| other == key && new.within == old.within);
        if let Some((_, new)) = new {
            places.entry(&old.within).or_default().push((old.index, new.index, key));
        }
    }
    places.into_values().flat_map(|group| displaced(&group)).collect()
}

fn displaced<'k>(group: &[(usize, usize, &'k str)]) -> Vec<&'k str> {
    // The longest rising run that ends at each, and who comes before it.
    let mut runs: Vec<(usize, Option<usize>)> = Vec::new();
    for (at, (_, index, _)) in group.iter().enumerate() {
        let earlier = (0..at).filter(|other| group.get(*other).is_some_and(|it| it.1 < *index));
        let best = earlier.filter_map(|other| Some((runs.get(other)?.0, other))).max();
        runs.push((best.map_or(1, |(length, _)| length + 1), best.map(|(_, other)| other)));
    }
    let mut kept = Vec::new();
    let mut here = (0..runs.len()).max_by_key(|at| runs.get(*at).map(|run| run.0));
    while let Some(at) = here {
        kept.push(at);
        here = runs.get(at).and_then(|run| run.1);
    }
    let others = group.iter().enumerate().filter(|(at, _)| !kept.contains(at));
    others.map(|(_, (_, _, key))| *key).collect()
}

/// What is said otherwise of a piece.
fn members(old: &Piece, new: &Piece) -> Vec<Differing> {
    let what = || PieceName { kind: new.kind, name: old.name() };
    let mut told = Vec::new();
    if old.kind != new.kind {
        let slug = |piece: &Piece| piece.kind.slug().map(Value::from);
        told.push(Differing::Changed {
            what: what(),
            member: "block".to_owned(),
            from: slug(old),
            to: slug(new),
        });
    }
    let names = old.members.keys().chain(new.members.keys().filter(|name| !old.members.contains_key(*name)));
    for name in names.filter(|name| *name != "version") {
        let (from, to) = (old.members.get(name), new.members.get(name));
        if from == to {
            continue;
        }
        let is_of_facts = name == "facts" && new.kind == PieceKind::Process;
        let one_by_one = if is_of_facts { facts(from, to) } else { Vec::new() };
        let told_apart = if one_by_one.is_empty() { vec![(from.cloned(), to.cloned())] } else { one_by_one };
        told.extend(told_apart.into_iter().map(|(from, to)| Differing::Changed {
            what: what(),
            member: name.clone(),
            from,
            to,
        }));
    }
    told
}

/// The computed facts that differ, by their ids; what is gone last. Nothing where only their order does.
fn facts(from: Option<&Value>, to: Option<&Value>) -> Vec<(Option<Value>, Option<Value>)> {
    let all = |facts: Option<&Value>| facts.and_then(Value::as_array).cloned().unwrap_or_default();
    let (before, after) = (all(from), all(to));
    let same = |facts: &[Value], one: &Value| facts.iter().find(|it| it.get("id") == one.get("id")).cloned();
    let new = after.iter().map(|fact| (same(&before, fact), Some(fact.clone())));
    let gone =
        before.iter().filter(|fact| same(&after, fact).is_none()).map(|fact| (Some(fact.clone()), None));
    new.chain(gone).filter(|(from, to)| from != to).collect()
}
