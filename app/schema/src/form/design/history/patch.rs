//! What changed from one value to another, to be taken back and done again to the byte.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::super::sequence::{identical, kept};

/// A change of a value.
#[derive(Clone, Debug)]
pub(super) enum Patch {
    /// Another value.
    Value { before: Value, after: Value },
    /// Members of an object that came, went or stand elsewhere; and changes of those that stayed.
    Object { moves: Moves<(String, Value)>, changes: Vec<(String, Self)> },
    /// Entries of a list that came, went or stand elsewhere; or else changes of entries in their places.
    List { moves: Moves<Value>, changes: Vec<(usize, Self)> },
}

/// Entries of a sequence with their places before and after. What moved is in both.
#[derive(Clone, Debug)]
pub(super) struct Moves<T> {
    before: Vec<(usize, T)>,
    after: Vec<(usize, T)>,
}

/// Which way a change is gone through.
#[derive(Clone, Copy)]
enum Way {
    Back,
    Forth,
}

impl Patch {
    /// What changes `before` to `after`; nothing if they are the same to the byte.
    pub(super) fn between(before: &Value, after: &Value) -> Option<Self> {
        match (before, after) {
            (Value::Object(before), Value::Object(after)) => object(before, after),
            (Value::Array(before), Value::Array(after)) => list(before, after),
            _ if identical(before, after) => None,
            _ => Some(Self::Value { before: before.clone(), after: after.clone() }),
        }
    }

    /// Makes of what came after what was before.
    pub(super) fn undo(&self, value: &mut Value) {
        self.go(Way::Back, value);
    }

    /// Makes of what was before what came after.
    pub(super) fn redo(&self, value: &mut Value) {
        self.go(Way::Forth, value);
    }

    fn go(&self, way: Way, value: &mut Value) {
        match (self, value) {
            (Self::Object { moves, changes }, Value::Object(object)) => {
                for (key, change) in changes {
                    if let Some(member) = object.get_mut(key) {
                        change.go(way, member);
                    }
                }
                if !moves.is_empty() {
                    *object = moves.go(way, std::mem::take(object)).into_iter().collect();
                }
            }
            (Self::List { moves, changes }, Value::Array(list)) => {
                for (place, change) in changes {
                    if let Some(entry) = list.get_mut(*place) {
                        change.go(way, entry);
                    }
                }
                if !moves.is_empty() {
                    *list = moves.go(way, std::mem::take(list));
                }
            }
            (Self::Value { before, after }, value) => {
                value.clone_from(match way {
                    Way::Back => before,
                    Way::Forth => after,
                });
            }
            // A change is only gone through on what it was made of.
            _ => {}
        }
    }
}

fn object(before: &Map<String, Value>, after: &Map<String, Value>) -> Option<Patch> {
    let kept = kept(&before.keys().collect::<Vec<_>>(), &after.keys().collect::<Vec<_>>());
    let own = |(key, value): (&String, &Value)| (key.clone(), value.clone());
    let moves = Moves::around(&kept, before.iter(), after.iter(), own);
    let moved: BTreeSet<&String> = moves.before.iter().map(|(_, (key, _))| key).collect();
    let change = |(key, old): (&String, &Value)| {
        let new = after.get(key).filter(|_| !moved.contains(key))?;
        Some((key.clone(), Patch::between(old, new)?))
    };
    let changes: Vec<_> = before.iter().filter_map(change).collect();
    (!moves.is_empty() || !changes.is_empty()).then_some(Patch::Object { moves, changes })
}

fn list(before: &[Value], after: &[Value]) -> Option<Patch> {
    if before.len() == after.len() {
        let all = before.iter().zip(after).enumerate();
        let differ: Vec<usize> =
            all.filter(|(_, (one, other))| !identical(one, other)).map(|(place, _)| place).collect();
        if differ.is_empty() {
            return None;
        }
        // An entry that moved differs in at least two places, and is told by what it was.
        if let [place] = differ.as_slice() {
            let change = Patch::between(&before[*place], &after[*place])?;
            return Some(Patch::List { moves: Moves::none(), changes: vec![(*place, change)] });
        }
    }
    let written = |list: &[Value]| list.iter().map(Value::to_string).collect::<Vec<_>>();
    let kept = kept(&written(before), &written(after));
    let moves = Moves::around(&kept, before.iter(), after.iter(), Value::clone);
    Some(Patch::List { moves, changes: Vec::new() })
}

impl<T: Clone> Moves<T> {
    const fn none() -> Self {
        Self { before: Vec::new(), after: Vec::new() }
    }

    /// All entries but those that were kept.
    fn around<R>(
        kept: &[(usize, usize)],
        before: impl Iterator<Item = R>,
        after: impl Iterator<Item = R>,
        own: impl Fn(R) -> T,
    ) -> Self {
        let own = |(place, entry)| (place, own(entry));
        Self {
            before: others(before, kept.iter().map(|pair| pair.0)).map(own).collect(),
            after: others(after, kept.iter().map(|pair| pair.1)).map(own).collect(),
        }
    }

    fn is_empty(&self) -> bool {
        self.before.is_empty() && self.after.is_empty()
    }

    fn go(&self, way: Way, all: impl IntoIterator<Item = T>) -> Vec<T> {
        let (gone, come) = match way {
            Way::Back => (&self.after, &self.before),
            Way::Forth => (&self.before, &self.after),
        };
        let mut rest = others(all.into_iter(), gone.iter().map(|(place, _)| *place)).map(|(_, entry)| entry);
        let mut found = Vec::new();
        for (place, entry) in come {
            while found.len() < *place
                && let Some(next) = rest.next()
            {
                found.push(next);
            }
            found.push(entry.clone());
        }
        found.extend(rest);
        found
    }
}

/// The entries that stand at none of these places, which rise; with the places where they stand.
fn others<T>(
    all: impl Iterator<Item = T>,
    mut places: impl Iterator<Item = usize>,
) -> impl Iterator<Item = (usize, T)> {
    let mut next = places.next();
    all.enumerate().filter(move |(place, _)| {
        let is_named = next == Some(*place);
        if is_named {
            next = places.next();
        }
        !is_named
    })
}
