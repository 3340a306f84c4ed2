//! Lists of the form for each of whose entries a process does something, and that may be longer than the engine takes.

use serde_json::Value;

use super::facts::{chosen, logic};
use super::lint::Doubt;
use super::piece::{Piece, PieceKind};
use crate::expr::{Expr, Op, pointer_of_path};
use crate::form::design::Place;
use crate::form::{Control, Form, find};
use crate::locale::Text;
use crate::process::{ComputedFact, MOST_ENTRIES, Process, fact_of};

/// What stands for the entry that one of several is done for.
const ITEM: &str = "/$item";

/// The doubt about what stands at a place: that people can fill in more entries than it can be done for.
pub(super) fn too_long(drawn: &Piece, process: &Process, form: &Form, place: &Place) -> Option<Doubt> {
    let piece = drawn.at(place).filter(|piece| matches!(piece.kind, PieceKind::Each | PieceKind::Call))?;
    let lists = Lists { drawn, facts: &process.facts, form };
    let Bound { lists, most } = lists.bound(&logic(piece)?, lists.item(place).as_deref())?;
    let is_long = most.is_none_or(|most| most > MOST_ENTRIES) && !lists.is_empty();
    is_long.then_some(Doubt::TooLong { lists, most })
}

/// How many entries a list has at most.
struct Bound {
    /// What the form calls the lists that it is made of.
    lists: Vec<Text>,
    /// How many; nothing where anybody may fill in as many as they like.
    most: Option<usize>,
}

/// Where the lists of a process come from. Facts lead back to nothing: the process has been read.
struct Lists<'p> {
    drawn: &'p Piece,
    facts: &'p [ComputedFact],
    form: &'p Form,
}

impl Lists<'_> {
    /// The bound of a list, where all that it is made of is known. `item` is where the entry lies that it is done for.
    fn bound(&self, list: &Expr, item: Option<&str>) -> Option<Bound> {
        match list {
            Expr::Value(Value::Array(entries)) => {
                Some(Bound { lists: Vec::new(), most: Some(entries.len()) })
            }
            Expr::List(entries) => Some(Bound { lists: Vec::new(), most: Some(entries.len()) }),
            Expr::Var(path, _) => match self.fact(path) {
                Some(fact) => self.bound(&fact.expr, item),
                None => self.field(&self.pointer(list, item)?),
            },
            Expr::Call(Op::Filter | Op::Map, args) => self.bound(args.first()?, item),
            Expr::Call(Op::Merge, args) => self.together(args.iter(), item, usize::saturating_add),
            Expr::Call(Op::If, args) => self.together(chosen(args), item, usize::max),
            _ => None,
        }
    }

    fn together<'e>(
        &self,
        mut lists: impl Iterator<Item = &'e Expr>,
        item: Option<&str>,
        add: fn(usize, usize) -> usize,
    ) -> Option<Bound> {
        let nothing = Bound { lists: Vec::new(), most: Some(0) };
        lists.try_fold(nothing, |mut all, list| {
            let one = self.bound(list, item)?;
            all.lists.extend(one.lists);
            Some(Bound { lists: all.lists, most: all.most.zip(one.most).map(|(one, other)| add(one, other)) })
        })
    }

    /// The bound of a list that the form asks for.
    fn field(&self, pointer: &str) -> Option<Bound> {
        let found = find(self.form, pointer)?;
        // A row is no list, though it is found under the name of its group.
        if found.rows.last().is_some_and(|(group, _)| std::ptr::eq(*group, found.field)) {
            return None;
        }
        let most = match &found.field.control {
            Control::Repeat { max, .. } => max.map(|max| max as usize),
            Control::Choices { options, max, .. } => {
                Some(max.map_or(options.len(), |max| options.len().min(max as usize)))
            }
            _ => return None,
        };
        Some(Bound { lists: vec![found.field.label.clone()], most })
    }

    /// The fact that a path reads.
    fn fact(&self, path: &str) -> Option<&ComputedFact> {
        let pointer = pointer_of_path(path);
        let id = fact_of(&pointer)?;
        self.facts.iter().find(|fact| fact.id == id)
    }

    /// Where in the answers a list lies whose entries are those of one of the form.
    fn pointer(&self, list: &Expr, item: Option<&str>) -> Option<String> {
        match list {
            Expr::Var(path, _) => {
                if let Some(fact) = self.fact(path) {
                    return self.pointer(&fact.expr, item);
                }
                let pointer = pointer_of_path(path);
                match pointer.strip_prefix(ITEM).filter(|rest| rest.is_empty() || rest.starts_with('/')) {
                    Some(rest) => item.map(|item| format!("{item}{rest}")),
                    None => Some(pointer),
                }
            }
            Expr::Call(Op::Filter, args) => self.pointer(args.first()?, item),
            _ => None,
        }
    }

    /// Where the entry lies that is spoken of at a place: the first row will do for any.
    fn item(&self, place: &Place) -> Option<String> {
        let (around, _) = place.split()?;
        let outer = self.item(&around);
        let holder = self.drawn.at(&around)?;
        match holder.kind {
            PieceKind::Each => Some(format!("{}/0", self.pointer(&logic(holder)?, outer.as_deref())?)),
            _ => outer,
        }
    }
}
