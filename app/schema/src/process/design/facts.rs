//! The computed facts (计算项) of a process as the designer knows them: their names, what reads each, and what a condition may
//! ask of them.

use std::collections::BTreeMap;

use serde_json::Value;

use super::diff::PieceName;
use super::piece::{Piece, PieceKind};
use crate::expr::{Added, Expr, Op, pointer_of_path};
use crate::form::Form;
use crate::form::design::{Subject, SubjectKind, subjects};
use crate::locale::Text;
use crate::process::{ComputedFact, fact_of};

/// What reads a computed fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FactReader {
    /// Another fact, by what it is called.
    Fact(Text),
    /// A condition, or the list that something is done for each entry of.
    Piece(PieceName),
}

/// The computed facts of a process, in their order. What is none that can be read is left out.
pub fn facts(process: &Piece) -> Vec<ComputedFact> {
    let listed = process.members.get("facts").and_then(Value::as_array);
    listed.into_iter().flatten().filter_map(|fact| serde_json::from_value(fact.clone()).ok()).collect()
}

/// What its computed facts are called, by their ids: what sentences need to speak of them.
pub fn fact_names(process: &Piece) -> BTreeMap<String, Text> {
    facts(process).into_iter().map(|fact| (fact.id, fact.name)).collect()
}

/// Everything that reads the fact with this id, but for itself: other facts, then blocks and branches from first to last.
pub fn fact_readers(process: &Piece, id: &str) -> Vec<FactReader> {
    let reads = |expr: &Expr| expr.reads().iter().any(|pointer| fact_of(pointer) == Some(id));
    let others = facts(process).into_iter().filter(|fact| fact.id != id && reads(&fact.expr));
    let pieces = process.all().into_iter().filter(|(_, piece)| logic(piece).is_some_and(|expr| reads(&expr)));
    let piece = |piece: &Piece| PieceName { kind: piece.kind, name: piece.name() };
    let pieces = pieces.map(|(_, it)| FactReader::Piece(piece(it)));
    others.map(|fact| FactReader::Fact(fact.name)).chain(pieces).collect()
}

/// Under which names a piece of this kind says what is computed.
pub(super) const fn logic_of(kind: PieceKind) -> &'static [&'static str] {
    match kind {
        PieceKind::Branch => &["when"],
        PieceKind::Repeat => &["again"],
        PieceKind::Each => &["over", "data"],
        PieceKind::Call => &["over"],
        _ => &[],
    }
}

/// What a piece has computed: its condition, or the list that it is done for each entry of.
pub(super) fn logic(piece: &Piece) -> Option<Expr> {
    let (first, rest) = logic_of(piece.kind).split_first()?;
    let said = rest.iter().try_fold(piece.members.get(*first)?, |said, name| said.get(*name))?;
    Expr::parse(said).ok()
}

/// What a condition may ask of the computed facts. What is computed for the fact `of` may ask those that do not lead back to it.
pub fn fact_subjects(process: &Piece, form: Option<&Form>, of: Option<&str>) -> Vec<Subject> {
    let all = facts(process);
    let questions = form.map(|form| subjects(form, None)).unwrap_or_default();
    let is_open = |fact: &&ComputedFact| of.is_none_or(|of| !leads_to(&all, &fact.id, of, all.len()));
    let subject = |fact: &ComputedFact| {
        let kind = Kinds { facts: &all, questions: &questions }.of(&fact.expr, all.len());
        Subject::new(format!("/$facts/{}", fact.id), fact.name.clone(), kind)
    };
    all.iter().filter(is_open).map(subject).collect()
}

/// The computed facts that come to a list, for each entry of which something can be done: their pointers and names.
pub fn fact_lists(process: &Piece, form: Option<&Form>) -> Vec<(String, Text)> {
    let all = facts(process);
    let questions = form.map(|form| subjects(form, None)).unwrap_or_default();
    let kinds = Kinds { facts: &all, questions: &questions };
    let lists = all.iter().filter(|fact| kinds.is_list(&fact.expr, all.len()));
    lists.map(|fact| (format!("/$facts/{}", fact.id), fact.name.clone())).collect()
}

/// Whether a fact is another, or reads it, at first or second hand: within so many steps, for facts may lead in a circle.
fn leads_to(facts: &[ComputedFact], from: &str, to: &str, steps: usize) -> bool {
    let needs = || facts.iter().filter(|fact| fact.id == from).flat_map(ComputedFact::needs);
    from == to || steps > 0 && needs().any(|next| leads_to(facts, &next, to, steps - 1))
}

/// What an `if` chooses from: each second argument, and the last where it is left over.
pub(super) fn chosen(args: &[Expr]) -> impl Iterator<Item = &Expr> {
    let is_result = |at: usize| at % 2 == 1 || at + 1 == args.len();
    args.iter().enumerate().filter(move |(at, _)| is_result(*at)).map(|(_, arg)| arg)
}

/// What is known of what an expression comes to.
struct Kinds<'f> {
    facts: &'f [ComputedFact],
    questions: &'f [Subject],
}

impl Kinds<'_> {
    /// What it comes to, as far as it says by itself; what is not known is asked as text is.
    fn of(&self, expr: &Expr, steps: usize) -> SubjectKind {
        match expr {
            Expr::Value(Value::Bool(_)) => SubjectKind::YesNo,
            Expr::Value(Value::Number(_)) => SubjectKind::Number,
            Expr::Var(path, _) => self.at(&pointer_of_path(path), steps),
            Expr::Call(op, args) => self.call(*op, args, steps),
            Expr::Value(_) | Expr::List(_) => SubjectKind::Text,
        }
    }

    /// The fact at a pointer, while there are steps left to go there.
    fn fact(&self, pointer: &str, steps: usize) -> Option<(usize, &Expr)> {
        let fact = self.facts.iter().find(|fact| pointer == format!("/$facts/{}", fact.id))?;
        Some((steps.checked_sub(1)?, &fact.expr))
    }

    fn question(&self, pointer: &str) -> Option<&SubjectKind> {
        self.questions.iter().find(|subject| subject.pointer == pointer).map(|subject| &subject.kind)
    }

    fn at(&self, pointer: &str, steps: usize) -> SubjectKind {
        match (self.question(pointer), self.fact(pointer, steps)) {
            (Some(SubjectKind::List), _) | (None, None) => SubjectKind::Text,
            (Some(kind), _) => kind.clone(),
            (None, Some((steps, expr))) => self.of(expr, steps),
        }
    }

    /// Whether it comes to a list, as far as it says by itself.
    fn is_list(&self, expr: &Expr, steps: usize) -> bool {
        match expr {
            Expr::Value(value) => value.is_array(),
            Expr::List(_) | Expr::Call(Op::Filter | Op::Map | Op::Merge, _) => true,
            Expr::Var(path, _) => {
                let pointer = pointer_of_path(path);
                match (self.question(&pointer), self.fact(&pointer, steps)) {
                    (Some(kind), _) => matches!(kind, SubjectKind::List | SubjectKind::Choices(_)),
                    (None, Some((steps, expr))) => self.is_list(expr, steps),
                    (None, None) => false,
                }
            }
            Expr::Call(Op::If, args) => chosen(args).all(|arg| self.is_list(arg, steps)),
            Expr::Call(..) => false,
        }
    }

    fn call(&self, op: Op, args: &[Expr], steps: usize) -> SubjectKind {
        match op {
            Op::Not
            | Op::Truthy
            | Op::Equal
            | Op::Same
            | Op::NotEqual
            | Op::NotSame
            | Op::Less
            | Op::AtMost
            | Op::More
            | Op::AtLeast
            | Op::In
            | Op::All
            | Op::None
            | Op::Some
            | Op::Added(Added::StartsWith | Added::EndsWith) => SubjectKind::YesNo,
            Op::Add | Op::Subtract | Op::Multiply | Op::Divide | Op::Remainder | Op::Min | Op::Max => {
                SubjectKind::Number
            }
            Op::Added(
                Added::DaysBetween
                | Added::MonthsBetween
                | Added::YearsBetween
                | Added::WorkingDaysBetween
                | Added::Year
                | Added::Month
                | Added::Day
                | Added::Length,
            ) => SubjectKind::Number,
            Op::Added(Added::DateAdd | Added::AddWorkingDays) => SubjectKind::Date,
            Op::And | Op::Or => self.common(args.iter(), steps),
            Op::If => self.common(chosen(args), steps),
            _ => SubjectKind::Text,
        }
    }

    /// What all of these come to, if that is the same.
    fn common<'e>(&self, mut exprs: impl Iterator<Item = &'e Expr>, steps: usize) -> SubjectKind {
        let Some(first) = exprs.next().map(|expr| self.of(expr, steps)) else { return SubjectKind::Text };
        if exprs.all(|expr| self.of(expr, steps) == first) { first } else { SubjectKind::Text }
    }
}
