//! From expressions to conditions.

use serde_json::Value;

use super::term::{is_scalar, term};
use super::{Comparison, Condition, NoCondition, Position, Shape, Term, shape};
use crate::expr::{Added, Expr, Op, pointer_of_path};

impl TryFrom<&Expr> for Condition {
    type Error = NoCondition;

    fn try_from(expr: &Expr) -> Result<Self, NoCondition> {
        match shape(expr) {
            Shape::Group(quantifier, parts) => {
                let conditions = parts.iter().map(Self::try_from).collect::<Result<_, _>>()?;
                Ok(Self::Group { quantifier, conditions })
            }
            Shape::Rows(quantifier, path, each) => {
                let condition = Box::new(Self::try_from(each)?);
                Ok(Self::Rows { quantifier, list: pointer_of_path(path), condition })
            }
            Shape::Leaf(leaf) => read(leaf).ok_or_else(|| NoCondition(leaf.clone())),
        }
    }
}

impl Comparison {
    /// The operator of JSON Logic for each.
    pub(super) const OPERATORS: [(Self, Op); 8] = [
        (Self::Equal, Op::Equal),
        (Self::NotEqual, Op::NotEqual),
        (Self::Same, Op::Same),
        (Self::NotSame, Op::NotSame),
        (Self::Less, Op::Less),
        (Self::AtMost, Op::AtMost),
        (Self::More, Op::More),
        (Self::AtLeast, Op::AtLeast),
    ];

    fn of(op: Op) -> Option<Self> {
        Self::OPERATORS.iter().find(|(_, other)| *other == op).map(|(comparison, _)| *comparison)
    }
}

fn read(leaf: &Expr) -> Option<Condition> {
    let Expr::Call(op, args) = leaf else {
        let subject = term(leaf).filter(|term| !matches!(term, Term::Constant(_)))?;
        return Some(Condition::Holds { subject });
    };
    match (*op, args.as_slice()) {
        (Op::Truthy, [constant]) => Some(Condition::Holds { subject: term(constant)? }),
        (Op::Less | Op::AtMost, [low, subject, high]) => Some(Condition::Between {
            subject: term(subject)?,
            low: term(low)?,
            high: term(high)?,
            inclusive: *op == Op::AtMost,
        }),
        (Op::In, [subject, Expr::Value(Value::Array(values))]) => {
            let scalars = values.iter().all(is_scalar).then(|| values.clone())?;
            Some(Condition::OneOf { subject: term(subject)?, values: scalars })
        }
        (Op::In, [value, subject]) => {
            let position = Position::Anywhere;
            Some(Condition::Contains { subject: term(subject)?, position, value: term(value)? })
        }
        (Op::Added(Added::StartsWith), [subject, value]) => {
            let position = Position::Start;
            Some(Condition::Contains { subject: term(subject)?, position, value: term(value)? })
        }
        (Op::Added(Added::EndsWith), [subject, value]) => {
            let position = Position::End;
            Some(Condition::Contains { subject: term(subject)?, position, value: term(value)? })
        }
        (Op::Missing, [Expr::Value(Value::Array(names))]) => missing(names.iter()),
        (Op::Missing, names) => missing(names.iter().map(|name| match name {
            Expr::Value(name) => name,
            _ => &Value::Null,
        })),
        (op, [subject, value]) if Comparison::of(op).is_some() => Some(Condition::Compare {
            operator: Comparison::of(op)?,
            subject: term(subject)?,
            value: term(value)?,
        }),
        _ => Some(Condition::Holds { subject: term(leaf)? }),
    }
}

fn missing<'a>(names: impl Iterator<Item = &'a Value>) -> Option<Condition> {
    let pointers = names.map(|name| name.as_str().map(pointer_of_path)).collect::<Option<_>>()?;
    Some(Condition::Missing { pointers })
}
