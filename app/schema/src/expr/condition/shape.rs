//! The outermost layer of an expression: a group of conditions, a condition on rows, or neither.

use serde_json::Value;

use super::Quantifier;
use crate::expr::{Expr, Op};

/// What an expression is on the outside.
pub(in crate::expr) enum Shape<'a> {
    Group(Quantifier, &'a [Expr]),
    /// The quantifier, the path of the list, the condition on one entry.
    Rows(Quantifier, &'a str, &'a Expr),
    Leaf(&'a Expr),
}

pub(in crate::expr) fn shape(expr: &Expr) -> Shape<'_> {
    match expr {
        Expr::Value(Value::Bool(true)) => Shape::Group(Quantifier::All, &[]),
        Expr::Value(Value::Bool(false)) => Shape::Group(Quantifier::Any, &[]),
        Expr::Call(op, args) => call(expr, *op, args),
        other => Shape::Leaf(other),
    }
}

fn call<'a>(expr: &'a Expr, op: Op, args: &'a [Expr]) -> Shape<'a> {
    match (op, args) {
        // JSON Logic takes an empty `and` for false, which no group says.
        (Op::And | Op::Or, []) => Shape::Leaf(expr),
        (Op::And, parts) => Shape::Group(Quantifier::All, parts),
        (Op::Or, parts) => Shape::Group(Quantifier::Any, parts),
        (Op::Not, [Expr::Call(Op::Or, parts)]) => Shape::Group(Quantifier::None, parts),
        (Op::Not, [_]) => Shape::Group(Quantifier::None, args),
        (Op::Truthy, [inner]) if !matches!(inner, Expr::Value(_)) => shape(inner),
        (Op::All, [Expr::Var(path, None), each]) => Shape::Rows(Quantifier::All, path, each),
        (Op::Some, [Expr::Var(path, None), each]) => Shape::Rows(Quantifier::Any, path, each),
        (Op::None, [Expr::Var(path, None), each]) => Shape::Rows(Quantifier::None, path, each),
        _ => Shape::Leaf(expr),
    }
}
