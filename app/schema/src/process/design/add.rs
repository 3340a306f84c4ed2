//! What can be put into a process, and how it begins: always as something that could run.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::ids::fresh;
use super::piece::{Piece, PieceKind};
use crate::locale::Text;
use crate::process::TaskKind;
use crate::role::Role;

/// What holds other blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shell {
    /// Branches at once.
    All,
    /// Branches by their conditions, at once.
    Any,
    /// One branch, by the conditions.
    Choose,
    /// Rounds.
    Repeat,
    /// The same for each of several.
    Each,
}

impl Shell {
    /// Every one, in the order in which they are offered.
    pub const ALL: [Self; 5] = [Self::All, Self::Choose, Self::Any, Self::Repeat, Self::Each];

    /// The piece that it is.
    pub const fn kind(self) -> PieceKind {
        match self {
            Self::All => PieceKind::All,
            Self::Any => PieceKind::Any,
            Self::Choose => PieceKind::Choose,
            Self::Repeat => PieceKind::Repeat,
            Self::Each => PieceKind::Each,
        }
    }

    const fn word(self) -> &'static str {
        match self {
            Self::All => "together",
            Self::Any => "some",
            Self::Choose => "choice",
            Self::Repeat => "rounds",
            Self::Each => "each",
        }
    }
}

/// What can be put in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum New {
    /// A task of this kind.
    Task(TaskKind),
    /// A block that holds others.
    Block(Shell),
    /// One more branch.
    Branch,
    /// Another case.
    Call,
}

/// What people call what is new: itself, the branches it has or the task in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wording {
    /// The piece.
    pub name: Text,
    /// What lies in it.
    pub within: [Text; 2],
}

/// A new piece. `around` is what it is put into.
pub fn piece(new: New, words: &Wording, around: PieceKind, taken: &mut BTreeSet<String>) -> Piece {
    match new {
        New::Task(kind) => task(kind, &words.name, taken),
        New::Branch => branch(&words.name, around != PieceKind::All),
        New::Call => call(&words.name, taken),
        New::Block(shell) => {
            let mut piece = shell_of(shell, &words.name, taken);
            piece.children = match shell {
                Shell::Repeat | Shell::Each => vec![task(TaskKind::Review, &words.within[0], taken)],
                _ => branches(shell, words),
            };
            piece
        }
    }
}

/// The two branches that a fork begins with.
pub fn branches(shell: Shell, words: &Wording) -> Vec<Piece> {
    let [first, second] = &words.within;
    vec![branch(first, shell != Shell::All), branch(second, false)]
}

/// What holds other blocks, and nothing yet.
pub fn shell_of(shell: Shell, name: &Text, taken: &mut BTreeSet<String>) -> Piece {
    let id = fresh(shell.word(), taken);
    let mut members = object(json!({ "id": id, "name": name }));
    let more = match shell {
        Shell::Repeat => json!({ "again": false, "most": 3 }),
        Shell::Each => json!({ "over": { "role": Role::Officer }, "rule": "all" }),
        Shell::All | Shell::Any | Shell::Choose => Value::Null,
    };
    members.append(&mut object(more));
    Piece::new(shell.kind(), members)
}

/// A branch; one with a condition is taken never, until somebody says when.
fn branch(name: &Text, has_condition: bool) -> Piece {
    let when = if has_condition { json!({ "when": false }) } else { Value::Null };
    let mut members = object(json!({ "name": name }));
    members.append(&mut object(when));
    Piece::new(PieceKind::Branch, members)
}

fn task(kind: TaskKind, name: &Text, taken: &mut BTreeSet<String>) -> Piece {
    let (word, role) = match kind {
        TaskKind::Accept => ("accept", Role::Intake),
        TaskKind::Decide => ("decide", Role::AgencyLead),
        TaskKind::Deliver => ("deliver", Role::Intake),
        _ => ("review", Role::Officer),
    };
    let id = fresh(word, taken);
    let members = json!({ "id": id, "name": name, "role": role, "kind": kind });
    Piece::new(PieceKind::Task, object(members))
}

/// Another case, waited for, by a process that is yet to be said.
fn call(name: &Text, taken: &mut BTreeSet<String>) -> Piece {
    let id = fresh("call", taken);
    Piece::new(PieceKind::Call, object(json!({ "id": id, "name": name, "process": id })))
}

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(members) => members,
        _ => Map::new(),
    }
}
