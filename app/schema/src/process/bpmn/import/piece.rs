//! Blocks in the making, as a definition says them.

use serde_json::{Map, Value, json};

use super::super::marks::{Marks, nested};

/// How deep blocks may lie within each other. More than a definition may, so that it is told in its own words there.
const DEEPEST: usize = 20;

/// A block that is read: an object with one member.
pub(super) struct Piece {
    block: Value,
    marks: Marks,
    depth: usize,
}

impl Piece {
    pub fn task(members: Map<String, Value>) -> Self {
        Self { block: json!({ "task": members }), marks: Marks::default(), depth: 1 }
    }

    /// A block of this name with these members, around ways.
    pub fn block(name: &str, members: Map<String, Value>, depth: usize) -> Self {
        let block = Value::Object(Map::from_iter([(name.to_owned(), Value::Object(members))]));
        Self { block, marks: Marks::default(), depth: depth + 1 }
    }

    pub fn marked(self, marks: Marks) -> Self {
        Self { marks, ..self }
    }

    pub fn is_too_deep(&self) -> bool {
        self.depth > DEEPEST
    }
}

/// How deep the blocks on a way lie.
pub(super) fn depth(pieces: &[Piece]) -> usize {
    pieces.iter().map(|piece| piece.depth + usize::from(piece.marks != Marks::default())).max().unwrap_or(0)
}

/// The members of a definition that say what is done on a way, one block after the other.
pub(super) fn way(pieces: Vec<Piece>) -> Map<String, Value> {
    match nested(pieces.into_iter().map(|piece| (piece.block, piece.marks)).collect()) {
        Value::Object(members) => members,
        other => Map::from_iter([("seq".to_owned(), other)]),
    }
}
