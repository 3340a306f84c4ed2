//! Conditions and formulas in the one form: what they read, by the places it has there.

use serde_json::Value;

use crate::expr::{Expr, Op, path_of_pointer, pointer_of_path};

/// What names are relative to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Base {
    /// The answers as a whole.
    Whole,
    /// A row, or an entry of a list: within it nothing moves.
    Row,
}

/// The expression with every place it reads at its new place.
pub(super) fn moved(expr: &Expr, base: Base, place: &dyn Fn(&str) -> String) -> Expr {
    let each = |exprs: &[Expr]| exprs.iter().map(|expr| moved(expr, base, place)).collect::<Vec<_>>();
    match expr {
        Expr::Value(_) => expr.clone(),
        Expr::List(entries) => Expr::List(each(entries)),
        Expr::Var(path, default) => {
            let default = default.as_ref().map(|default| Box::new(moved(default, base, place)));
            Expr::Var(moved_path(path, base, place), default)
        }
        Expr::Call(op @ (Op::Missing | Op::MissingSome), args) => {
            let args = args.iter().map(|arg| moved_names(arg, base, place));
            Expr::Call(*op, args.collect())
        }
        Expr::Call(op @ (Op::Filter | Op::Map | Op::All | Op::None | Op::Some | Op::Reduce), args) => {
            // The second argument is about an entry.
            let at = |index| if index == 1 { Base::Row } else { base };
            let args = args.iter().enumerate().map(|(index, arg)| moved(arg, at(index), place));
            Expr::Call(*op, args.collect())
        }
        Expr::Call(op, args) => Expr::Call(*op, each(args)),
    }
}

/// A path that begins with `/` is a pointer into the whole, from wherever it is read.
fn moved_path(path: &str, base: Base, place: &dyn Fn(&str) -> String) -> String {
    if path.starts_with('/') {
        place(path)
    } else if base == Base::Whole && !path.is_empty() {
        path_of_pointer(&place(&pointer_of_path(path)))
    } else {
        path.to_owned()
    }
}

fn moved_names(arg: &Expr, base: Base, place: &dyn Fn(&str) -> String) -> Expr {
    match arg {
        Expr::Value(names) => Expr::Value(moved_name(names, base, place)),
        Expr::List(entries) => {
            Expr::List(entries.iter().map(|entry| moved_names(entry, base, place)).collect())
        }
        other => moved(other, base, place),
    }
}

fn moved_name(name: &Value, base: Base, place: &dyn Fn(&str) -> String) -> Value {
    match name {
        Value::String(path) => moved_path(path, base, place).into(),
        Value::Array(names) => names.iter().map(|name| moved_name(name, base, place)).collect(),
        other => other.clone(),
    }
}

/// What holds where all of these hold. Nothing where there is none of them.
pub(super) fn all(conditions: impl IntoIterator<Item = Expr>) -> Option<Expr> {
    joined(Op::And, conditions)
}

/// What holds where one of these does.
pub(super) fn any(conditions: impl IntoIterator<Item = Expr>) -> Option<Expr> {
    joined(Op::Or, conditions)
}

fn joined(op: Op, conditions: impl IntoIterator<Item = Expr>) -> Option<Expr> {
    let mut each: Vec<Expr> = Vec::new();
    for condition in conditions {
        if !each.contains(&condition) {
            each.push(condition);
        }
    }
    if each.len() > 1 { Some(Expr::Call(op, each)) } else { each.pop() }
}
