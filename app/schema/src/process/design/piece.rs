//! A stored definition as a tree: each piece is a block, or a branch of one, with what is said of it and what lies in it.
//! What the designer does not know is kept as it is.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::expr::Expr;
use crate::form::design::Place;
use crate::locale::Text;

/// What a piece is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PieceKind {
    /// The process itself.
    Process,
    /// A task.
    Task,
    /// Branches at once.
    All,
    /// The branches whose conditions hold, at once.
    Any,
    /// The first branch whose condition holds.
    Choose,
    /// A branch of one of these.
    Branch,
    /// Rounds.
    Repeat,
    /// The same for each of several.
    Each,
    /// Other cases that begin (子流程).
    Call,
    /// A block that the designer does not know; it is kept as it is.
    Other,
}

/// The blocks that the designer knows, by their names in a definition.
const BLOCKS: [(&str, PieceKind); 7] = [
    ("task", PieceKind::Task),
    ("all", PieceKind::All),
    ("any", PieceKind::Any),
    ("choose", PieceKind::Choose),
    ("repeat", PieceKind::Repeat),
    ("each", PieceKind::Each),
    ("call", PieceKind::Call),
];

impl PieceKind {
    /// Whether it forks into branches.
    pub const fn is_fork(self) -> bool {
        matches!(self, Self::All | Self::Any | Self::Choose)
    }

    /// Whether blocks lie in it, one after the other.
    pub const fn holds_blocks(self) -> bool {
        matches!(self, Self::Process | Self::Branch | Self::Repeat | Self::Each)
    }

    /// Whether a piece of this kind may lie in one of that.
    pub const fn fits_in(self, around: Self) -> bool {
        match self {
            Self::Process => false,
            Self::Branch => around.is_fork(),
            _ => around.holds_blocks(),
        }
    }

    /// Its name in a definition, if it is a block that the designer knows.
    pub fn slug(self) -> Option<&'static str> {
        BLOCKS.into_iter().find(|(_, kind)| *kind == self).map(|(name, _)| name)
    }

    fn of(name: &str) -> Option<Self> {
        BLOCKS.into_iter().find(|(known, _)| *known == name).map(|(_, kind)| kind)
    }
}

/// A block or a branch.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    /// What it is.
    pub kind: PieceKind,
    /// What is said of it, by the names of the definition; without what lies in it.
    pub members: Map<String, Value>,
    /// What lies in it.
    pub children: Vec<Self>,
}

impl Piece {
    /// A piece with nothing in it.
    pub const fn new(kind: PieceKind, members: Map<String, Value>) -> Self {
        Self { kind, members, children: Vec::new() }
    }

    /// The process that a definition is; nothing where it has not the shape of one.
    pub fn read(definition: &Value) -> Option<Self> {
        Self::holder(PieceKind::Process, definition)
    }

    /// Something that holds blocks: a sequence of them, or one.
    fn holder(kind: PieceKind, value: &Value) -> Option<Self> {
        let mut piece = Self::new(kind, Map::new());
        for (name, value) in value.as_object()? {
            match PieceKind::of(name) {
                Some(of) => piece.children.push(Self::block(of, value)?),
                None if name == "seq" => piece.children.append(&mut sequence(value)?),
                None => _ = piece.members.insert(name.clone(), value.clone()),
            }
        }
        Some(piece)
    }

    fn block(kind: PieceKind, value: &Value) -> Option<Self> {
        if kind.holds_blocks() {
            return Self::holder(kind, value);
        }
        let mut piece = Self::new(kind, value.as_object()?.clone());
        if kind.is_fork()
            && let Some(branches) = piece.members.shift_remove("branches")
        {
            let branches = branches.as_array()?.iter().map(|branch| Self::holder(PieceKind::Branch, branch));
            piece.children = branches.collect::<Option<_>>()?;
        }
        Some(piece)
    }

    /// The definition of it. What lies in it comes last, blocks as a sequence.
    pub fn to_value(&self) -> Value {
        let mut members = self.members.clone();
        let children = || Value::Array(self.children.iter().map(Self::to_value).collect());
        if self.kind.is_fork() {
            members.insert("branches".to_owned(), children());
        } else if self.kind.holds_blocks() && !(self.children.is_empty() && self.holds_unknown()) {
            members.insert("seq".to_owned(), children());
        }
        match self.kind.slug() {
            Some(name) => Value::Object(Map::from_iter([(name.to_owned(), Value::Object(members))])),
            None => Value::Object(members),
        }
    }

    /// Whether what lies in it is one block that the designer does not know.
    fn holds_unknown(&self) -> bool {
        let known = [
            "id",
            "version",
            "title",
            "extension",
            "facts",
            "name",
            "when",
            "again",
            "most",
            "over",
            "rule",
            "empty",
        ];
        self.members.keys().any(|name| !known.contains(&name.as_str()))
    }

    /// What stands at a place; the empty one is the process.
    pub fn at(&self, place: &Place) -> Option<&Self> {
        place.0.iter().try_fold(self, |piece, index| piece.children.get(*index))
    }

    /// The same, to change it.
    pub fn at_mut(&mut self, place: &Place) -> Option<&mut Self> {
        place.0.iter().try_fold(self, |piece, index| piece.children.get_mut(*index))
    }

    /// Its id, if it has one.
    pub fn id(&self) -> Option<&str> {
        self.members.get("id").and_then(Value::as_str)
    }

    /// What people call it.
    pub fn name(&self) -> Text {
        let name = if self.kind == PieceKind::Process { "title" } else { "name" };
        self.said(name).unwrap_or_default()
    }

    /// What is said of it under this name, if that can be read.
    pub fn said<T: serde::de::DeserializeOwned>(&self, name: &str) -> Option<T> {
        self.members.get(name).and_then(|value| serde_json::from_value(value.clone()).ok())
    }

    /// Its condition: when a branch is taken, when there is another round.
    pub fn condition(&self) -> Option<Expr> {
        self.said(if self.kind == PieceKind::Repeat { "again" } else { "when" })
    }

    /// It and all that lies in it, each before what lies in it, with its place.
    pub fn all(&self) -> Vec<(Place, &Self)> {
        let mut found = Vec::new();
        self.collect(Place::default(), &mut found);
        found
    }

    fn collect<'p>(&'p self, place: Place, found: &mut Vec<(Place, &'p Self)>) {
        found.push((place.clone(), self));
        for (index, child) in self.children.iter().enumerate() {
            child.collect(place.child(index), found);
        }
    }

    /// The place that a pointer into the definition is about, as [`laid_out`] writes it.
    pub fn place_of(&self, pointer: &str) -> Place {
        let (mut here, mut place) = (self, Place::default());
        let mut tokens = pointer.split('/').skip(1);
        while let Some(token) = tokens.next() {
            if token != "seq" && token != "branches" {
                continue;
            }
            let index = tokens.next().and_then(|index| index.parse().ok());
            let Some((index, child)) = index.and_then(|at: usize| Some((at, here.children.get(at)?))) else {
                break;
            };
            (here, place) = (child, place.child(index));
        }
        place
    }
}

/// The blocks of a sequence. One within another says nothing, and is written out.
fn sequence(value: &Value) -> Option<Vec<Piece>> {
    let mut pieces = Vec::new();
    for value in value.as_array()? {
        let object = value.as_object()?;
        match object.iter().next() {
            Some((name, inner)) if object.len() == 1 => match PieceKind::of(name) {
                Some(kind) => pieces.push(Piece::block(kind, inner)?),
                None if name == "seq" => pieces.append(&mut sequence(inner)?),
                None => pieces.push(Piece::new(PieceKind::Other, object.clone())),
            },
            _ => pieces.push(Piece::new(PieceKind::Other, object.clone())),
        }
    }
    Some(pieces)
}

/// A definition with every sequence written out, as the designer edits it; one that has not the shape of a process as it is.
pub fn laid_out(definition: &Value) -> Value {
    Piece::read(definition).map_or_else(|| definition.clone(), |piece| piece.to_value())
}
