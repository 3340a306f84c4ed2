//! Why a condition holds, does not, or is open: the parts that settled it, down to what was found in the data.
//!
//! Data, not sentences. Nothing that evaluates needs it, so no phone carries it that does not ask why.

use std::cell::Cell;

use serde::Serialize;
use serde_json::Value;

use super::eval::{FUEL, Scope, is_missing};
use super::{Context, Expr, Op, Truth};

/// A condition with its answer and the reasons for it. Serialised, the condition is JSON Logic.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Why<'a> {
    /// The condition, or a part of one.
    pub expr: &'a Expr,
    /// JSON Pointer to the data it is about: a row of a list, or `""` for all.
    pub at: String,
    /// What it came to, and what is still unknown.
    pub truth: Truth,
    /// The parts that settled it: of an `and` that fails those that fail, of an `or` that holds those that hold, of
    /// what is open those that are open. Constants are left out. Empty when it has no parts.
    pub because: Vec<Self>,
    /// What it read, when it has no parts.
    pub found: Vec<Found<'a>>,
}

/// A datum that a condition read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Found<'a> {
    /// JSON Pointer to it, or the id of a data element.
    pub pointer: String,
    /// What is there; nothing when it is absent, null or empty text.
    pub value: Option<&'a Value>,
}

impl<'a> Why<'a> {
    /// The reasons at the bottom, in the order of the condition: what to name when one tells a person why.
    pub fn reasons(&self) -> Vec<&Self> {
        match self.because.as_slice() {
            [] => vec![self],
            parts => parts.iter().flat_map(Self::reasons).collect(),
        }
    }
}

impl Expr {
    /// [`Expr::eval3`] with its reasons.
    pub fn why<'a>(&'a self, data: &'a Value) -> Why<'a> {
        self.why_in(data, "", Context::default())
    }

    /// [`Expr::eval3_in`] with its reasons. They are cut short where the rule works without end.
    pub fn why_in<'a>(&'a self, data: &'a Value, at: &str, context: Context<'a>) -> Why<'a> {
        let fuel = Cell::new(FUEL);
        Place { data, at: at.to_owned(), context, fuel: &fuel }.explain(self)
    }
}

/// Where one looks: data, and where in the whole they lie.
struct Place<'a, 'f> {
    data: &'a Value,
    at: String,
    context: Context<'a>,
    fuel: &'f Cell<usize>,
}

impl<'a> Place<'a, '_> {
    fn explain(&self, expr: &'a Expr) -> Why<'a> {
        let truth = expr.truth(&self.scope());
        let mut because = match expr {
            Expr::Call(op, args) => self.parts(*op, args, &truth),
            _ => Vec::new(),
        };
        because.retain(|part| !matches!(part.expr, Expr::Value(_)));
        let found = if because.is_empty() { self.found(expr) } else { Vec::new() };
        Why { expr, at: self.at.clone(), truth, because, found }
    }

    fn scope(&self) -> Scope<'_> {
        Scope::three(self.data, &self.at, self.context, self.fuel)
    }

    fn parts(&self, op: Op, args: &'a [Expr], whole: &Truth) -> Vec<Why<'a>> {
        let like = |mut parts: Vec<Why<'a>>, truth: &Truth| {
            parts.retain(|part| part.truth.is_like(truth));
            parts
        };
        match op {
            Op::And | Op::Or => like(args.iter().map(|part| self.explain(part)).collect(), whole),
            Op::Not | Op::Truthy => args.iter().take(1).map(|part| self.explain(part)).collect(),
            Op::All | Op::Some => like(self.rows(args), whole),
            Op::None => like(self.rows(args), &whole.opposite()),
            Op::If => self.branches(args, whole),
            _ => Vec::new(),
        }
    }

    /// The body for each row of a list that lies in the data.
    fn rows(&self, args: &'a [Expr]) -> Vec<Why<'a>> {
        let [Expr::Var(path, _), body, ..] = args else { return Vec::new() };
        let pointer = super::pointer_of_path(path);
        let rows = self.data.pointer(&pointer).and_then(Value::as_array);
        let each = rows.into_iter().flatten().enumerate().map(|(index, row)| {
            let at = format!("{}{pointer}/{index}", self.at);
            Place { data: row, at, ..*self }.explain(body)
        });
        each.collect()
    }

    /// The conditions on the way and the value they led to; both values when it is the same whatever the condition.
    fn branches(&self, args: &'a [Expr], whole: &Truth) -> Vec<Why<'a>> {
        match args {
            [] => Vec::new(),
            [last] => vec![self.explain(last)],
            [condition, then, rest @ ..] => {
                let condition = self.explain(condition);
                match (&condition.truth, whole) {
                    (Truth::Yes, _) => vec![condition, self.explain(then)],
                    (Truth::Unknown(_), Truth::Unknown(_)) => vec![condition],
                    (Truth::No, _) => {
                        let mut parts = vec![condition];
                        parts.extend(self.branches(rest, whole));
                        parts
                    }
                    (Truth::Unknown(_), _) => {
                        let mut parts = vec![self.explain(then)];
                        parts.extend(self.branches(rest, whole));
                        parts
                    }
                }
            }
        }
    }

    fn found(&self, expr: &Expr) -> Vec<Found<'a>> {
        let found = |read: String| {
            let value = self.data.pointer(&read).filter(|value| !is_missing(value));
            Found { pointer: format!("{}{read}", self.at), value }
        };
        let fact = |id: String| Found { value: self.context.fact(&id), pointer: id };
        // All of the data say nothing about why.
        let data = expr.reads().into_iter().map(found).filter(|found| !found.pointer.is_empty());
        data.chain(expr.elements().into_iter().map(fact)).collect()
    }
}

impl Truth {
    /// Whether both are yes, both no, or both open.
    fn is_like(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }

    fn opposite(&self) -> Self {
        match self {
            Self::Yes => Self::No,
            Self::No => Self::Yes,
            Self::Unknown(missing) => Self::Unknown(missing.clone()),
        }
    }
}
