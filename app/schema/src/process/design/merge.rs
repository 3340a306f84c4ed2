//! Two people's edits of one process brought together, piece by piece: what is said of each member by member, where it lies
//! and whether it is there from whoever changed that. What both changed, each in another way, is named and stays to be chosen.

mod apart;
mod facts;
mod tree;

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use self::apart::tell_apart;
use self::tree::{Node, ROOT, Tree};
use super::diff::PieceName;
use super::piece::{Piece, PieceKind};
use crate::form::design::order::{Changed, changed, union};

/// What became of `base` in two hands as one definition; else what both changed, nothing where one of them has not the shape
/// of a process.
pub fn merge(base: &Value, mine: &Value, theirs: &Value) -> Result<Value, Vec<PieceName>> {
    let pieces = [base, mine, theirs].map(Piece::read);
    let [Some(base), Some(mine), Some(mut theirs)] = pieces else { return Err(Vec::new()) };
    tell_apart(&base, &mine, &mut theirs);
    Merge::of([&base, &mine, &theirs].map(|piece| Tree::of(piece, &base))).process()
}

/// Three states of a process, and what is made of them.
struct Merge {
    base: Tree,
    mine: Tree,
    theirs: Tree,
    /// What stays, and what is new.
    nodes: BTreeMap<String, Node>,
    /// The keys of what both changed, each once.
    disputed: Vec<String>,
}

impl Merge {
    fn of([base, mine, theirs]: [Tree; 3]) -> Self {
        let mut merge = Self { base, mine, theirs, nodes: BTreeMap::new(), disputed: Vec::new() };
        let all = merge.mine.nodes.keys().chain(merge.theirs.nodes.keys());
        let mut keys: Vec<String> = all.cloned().collect();
        keys.sort_unstable();
        keys.dedup();
        for key in keys {
            match merge.node(&key) {
                Ok(Some(node)) => _ = merge.nodes.insert(key, node),
                Ok(None) => {}
                Err(Disputed) => merge.dispute(key),
            }
        }
        merge
    }

    fn dispute(&mut self, key: String) {
        if !self.disputed.contains(&key) {
            self.disputed.push(key);
        }
    }

    /// A piece as both have it; nothing where one took out what the other left alone.
    fn node(&self, key: &str) -> Result<Option<Node>, Disputed> {
        let [base, mine, theirs] = [&self.base, &self.mine, &self.theirs].map(|tree| tree.nodes.get(key));
        let (mine, theirs) = match (mine, theirs) {
            (Some(mine), Some(theirs)) => (mine, theirs),
            (mine, theirs) => return Ok(side(base, mine, theirs)?.cloned()),
        };
        if base.is_none() && mine != theirs {
            return Err(Disputed);
        }
        let kind = side(base.map(|node| node.kind), Some(mine.kind), Some(theirs.kind))?;
        let within = |node: &Node| node.within.clone();
        let within = side(base.map(within), Some(within(mine)), Some(within(theirs)))?;
        let nothing = Map::new();
        let members = members(base.map_or(&nothing, |node| &node.members), &mine.members, &theirs.members)?;
        if mine.kind != theirs.kind && mine.kind.is_fork() {
            self.turned(key)?;
        }
        Ok(kind.zip(within).map(|(kind, within)| Node { kind, members, within }))
    }

    /// Whether somebody who made a fork one of another kind met nobody at its branches: conditions come and go with it.
    fn turned(&self, key: &str) -> Result<(), Disputed> {
        let turns_or_leaves = |tree: &Tree| {
            let is_turned =
                tree.nodes.get(key).map(|node| node.kind) != self.base.nodes.get(key).map(|node| node.kind);
            let is_same = |branch: &String| tree.nodes.get(branch) == self.base.nodes.get(branch);
            is_turned || tree.inside(key) == self.base.inside(key) && tree.inside(key).iter().all(is_same)
        };
        if turns_or_leaves(&self.mine) && turns_or_leaves(&self.theirs) { Ok(()) } else { Err(Disputed) }
    }

    /// The whole, if nobody disputes any of it.
    fn process(mut self) -> Result<Value, Vec<PieceName>> {
        let mut left: Vec<String> = self.nodes.keys().cloned().collect();
        let process = self.piece(ROOT, &mut left);
        for key in left {
            self.dispute(self.adrift(&key).to_owned());
        }
        match process.filter(|_| self.disputed.is_empty()) {
            Some(process) => Ok(process.to_value()),
            None => Err(self.names()),
        }
    }

    /// In what a piece lies that is not in the process: in what is gone, or in itself.
    fn adrift<'k>(&'k self, key: &'k str) -> &'k str {
        let mut around = key;
        for _ in 0..self.nodes.len() {
            match self.nodes.get(around) {
                Some(node) => around = &node.within,
                None => return around,
            }
        }
        key
    }

    /// A piece with what lies in it, which is taken from what is left.
    fn piece(&mut self, key: &str, left: &mut Vec<String>) -> Option<Piece> {
        let node = self.nodes.get(key)?.clone();
        left.retain(|other| other != key);
        let mut piece = Piece::new(node.kind, node.members);
        for child in self.order(key) {
            if !left.contains(&child) {
                continue;
            }
            piece.children.extend(self.piece(&child, left));
        }
        let fits = piece.children.iter().all(|child| child.kind.fits_in(piece.kind));
        if !fits || piece.kind.is_fork() && piece.children.len() < 2 {
            self.dispute(key.to_owned());
        }
        Some(piece)
    }

    /// What lies in a piece, in the order of who changed it.
    fn order(&mut self, key: &str) -> Vec<String> {
        let is_inside =
            |child: &&String| *child != ROOT && self.nodes.get(*child).is_some_and(|node| node.within == key);
        let inside =
            |tree: &Tree| tree.inside(key).iter().filter(is_inside).cloned().collect::<Vec<String>>();
        let all = [&self.base, &self.mine, &self.theirs].map(inside);
        let [base, mine, theirs] =
            all.each_ref().map(|keys| keys.iter().map(String::as_str).collect::<Vec<&str>>());
        let (order, is_disputed) = match changed(&base, &mine, &theirs) {
            Changed::Theirs => (union(&theirs, &mine), false),
            Changed::Mine => (union(&mine, &theirs), false),
            Changed::Both => (union(&mine, &theirs), true),
        };
        let order = order.into_iter().map(str::to_owned).collect();
        if is_disputed {
            self.dispute(key.to_owned());
        }
        order
    }

    /// What both changed, as people know it, each once.
    fn names(&self) -> Vec<PieceName> {
        let mut names: Vec<PieceName> = Vec::new();
        for name in self.disputed.iter().filter_map(|key| self.named(key)) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    fn named(&self, key: &str) -> Option<PieceName> {
        let node = [&self.mine, &self.theirs, &self.base].into_iter().find_map(|tree| tree.nodes.get(key))?;
        // What a branch is called says little where it is called nothing: then its fork is named.
        let is_nameless = node.kind == PieceKind::Branch && !node.members.contains_key("name");
        if is_nameless && node.within != key {
            return self.named(&node.within);
        }
        Some(PieceName { kind: node.kind, name: Piece::new(node.kind, node.members.clone()).name() })
    }
}

/// Both changed it, each in another way.
struct Disputed;

/// What became of something in two hands.
fn side<T: PartialEq>(base: T, mine: T, theirs: T) -> Result<T, Disputed> {
    if mine == theirs || theirs == base {
        Ok(mine)
    } else if mine == base {
        Ok(theirs)
    } else {
        Err(Disputed)
    }
}

/// What is said of a piece, each by its name; of what it is called, each language.
fn members(
    base: &Map<String, Value>,
    mine: &Map<String, Value>,
    theirs: &Map<String, Value>,
) -> Result<Map<String, Value>, Disputed> {
    let mut merged = Map::new();
    for name in mine.keys().chain(theirs.keys().filter(|name| !mine.contains_key(*name))) {
        let [before, here, there] = [base, mine, theirs].map(|members| members.get(name));
        let value = match (here, there) {
            (Some(Value::Object(here)), Some(Value::Object(there))) if name == "name" || name == "title" => {
                let nothing = Map::new();
                let before = before.and_then(Value::as_object).unwrap_or(&nothing);
                Some(Value::Object(members(before, here, there)?))
            }
            _ if name == "facts" => facts::merged(before, here, there)?,
            _ => side(before, here, there)?.cloned(),
        };
        merged.extend(value.map(|value| (name.clone(), value)));
    }
    Ok(merged)
}
