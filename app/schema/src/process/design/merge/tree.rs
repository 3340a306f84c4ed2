//! A process as pieces that are told apart whoever has them: by their ids; branches by what lies in them; what has no id, and
//! is no branch, by all that is said of it.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use crate::process::design::piece::{Piece, PieceKind};

/// The key of the process itself.
pub(super) const ROOT: &str = "";

/// A piece without what lies in it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Node {
    pub(super) kind: PieceKind,
    pub(super) members: Map<String, Value>,
    /// The key of what it lies in.
    pub(super) within: String,
}

/// The pieces by their keys, and of each what lies in it, in order.
#[derive(Debug, Default)]
pub(super) struct Tree {
    pub(super) nodes: BTreeMap<String, Node>,
    inside: BTreeMap<String, Vec<String>>,
}

impl Tree {
    /// The pieces of a process. Branches that it has from another one are known by the keys they have there.
    pub(super) fn of(process: &Piece, before: &Piece) -> Self {
        let mut tree = Self::default();
        tree.take(process, ROOT.to_owned(), ROOT, before);
        tree
    }

    /// What lies in a piece.
    pub(super) fn inside(&self, key: &str) -> &[String] {
        self.inside.get(key).map(Vec::as_slice).unwrap_or_default()
    }

    fn take(&mut self, piece: &Piece, key: String, within: &str, before: &Piece) {
        let keys = if piece.kind.is_fork() { branches(piece, &key, before) } else { blocks(&piece.children) };
        let mut taken = Vec::with_capacity(keys.len());
        for (child, mut own) in piece.children.iter().zip(keys) {
            // The same twice is told apart by which comes first.
            while own == key || own == ROOT || self.nodes.contains_key(&own) {
                own.push('+');
            }
            self.take(child, own.clone(), &key, before);
            taken.push(own);
        }
        let node = Node { kind: piece.kind, members: piece.members.clone(), within: within.to_owned() };
        self.inside.insert(key.clone(), taken);
        self.nodes.insert(key, node);
    }
}

fn blocks(pieces: &[Piece]) -> Vec<String> {
    let key = |piece: &Piece| piece.id().map_or_else(|| piece.to_value().to_string(), str::to_owned);
    pieces.iter().map(key).collect()
}

/// Whether two branches are the same one, the surest sign first.
const SIGNS: [fn(&Piece, &Piece) -> bool; 3] = [
    |one, other| one == other,
    |one, other| !ids(one).is_disjoint(&ids(other)),
    |one, other| one.members.contains_key("name") && one.members.get("name") == other.members.get("name"),
];

fn ids(branch: &Piece) -> BTreeSet<&str> {
    branch.children.iter().filter_map(Piece::id).collect()
}

/// The keys of the branches of a fork: of those that were there by their places then, of new ones by what lies in them.
fn branches(fork: &Piece, key: &str, before: &Piece) -> Vec<String> {
    let known = before.all().into_iter().map(|(_, piece)| piece);
    let known = known.filter(|piece| piece.kind.is_fork()).find(|piece| piece.id() == fork.id());
    let mut free: Vec<(usize, &Piece)> =
        known.into_iter().flat_map(|fork| &fork.children).enumerate().collect();
    let mut found: Vec<Option<usize>> = vec![None; fork.children.len()];
    for is_same in SIGNS {
        for (found, branch) in found.iter_mut().zip(&fork.children).filter(|(found, _)| found.is_none()) {
            let place = free.iter().position(|(_, known)| is_same(branch, known));
            *found = place.map(|place| free.remove(place).0);
        }
    }
    let said = |branch: &Piece| {
        ids(branch).first().map_or_else(|| branch.to_value().to_string(), |id| (*id).to_owned())
    };
    let key = |(found, branch): (Option<usize>, &Piece)| match found {
        Some(place) => format!("{key}/{place}"),
        None => format!("{key}/+{}", said(branch)),
    };
    found.into_iter().zip(&fork.children).map(key).collect()
}
