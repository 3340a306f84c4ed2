//! From conditions to expressions.

use serde_json::Value;

use super::{Comparison, Condition, Position, Quantifier, Term};
use crate::expr::{Added, Expr, Op, path_of_pointer};

impl From<Condition> for Expr {
    fn from(condition: Condition) -> Self {
        match condition {
            Condition::Group { quantifier, conditions } => {
                group(quantifier, conditions.into_iter().map(Self::from).collect())
            }
            Condition::Compare { subject, operator, value } => {
                Self::Call(operator.op(), vec![subject.into(), value.into()])
            }
            Condition::Between { subject, low, high, inclusive } => {
                let op = if inclusive { Op::AtMost } else { Op::Less };
                Self::Call(op, vec![low.into(), subject.into(), high.into()])
            }
            Condition::OneOf { subject, values } => {
                Self::Call(Op::In, vec![subject.into(), Self::Value(values.into())])
            }
            Condition::Contains { subject, position, value } => match position {
                Position::Anywhere => Self::Call(Op::In, vec![value.into(), subject.into()]),
                Position::Start => {
                    Self::Call(Op::Added(Added::StartsWith), vec![subject.into(), value.into()])
                }
                Position::End => Self::Call(Op::Added(Added::EndsWith), vec![subject.into(), value.into()]),
            },
            Condition::Missing { pointers } => {
                let name = |pointer: String| Self::Value(path_of_pointer(&pointer).into());
                Self::Call(Op::Missing, pointers.into_iter().map(name).collect())
            }
            Condition::Holds { subject: Term::Constant(value) } => {
                Self::Call(Op::Truthy, vec![Self::Value(value)])
            }
            Condition::Holds { subject } => subject.into(),
            Condition::Rows { quantifier, list, condition } => {
                let op = match quantifier {
                    Quantifier::All => Op::All,
                    Quantifier::Any => Op::Some,
                    Quantifier::None => Op::None,
                };
                Self::Call(op, vec![Self::Var(path_of_pointer(&list), None), Self::from(*condition)])
            }
        }
    }
}

impl Comparison {
    fn op(self) -> Op {
        let row = Self::OPERATORS.iter().find(|(comparison, _)| *comparison == self);
        row.map_or(Op::Equal, |(_, op)| *op)
    }
}

fn group(quantifier: Quantifier, mut parts: Vec<Expr>) -> Expr {
    match quantifier {
        Quantifier::All if parts.is_empty() => Expr::Value(Value::Bool(true)),
        Quantifier::Any if parts.is_empty() => Expr::Value(Value::Bool(false)),
        Quantifier::All => Expr::Call(Op::And, parts),
        Quantifier::Any => Expr::Call(Op::Or, parts),
        // Not of an `or` is read as none of its parts, so an `or` that is one part keeps its own.
        Quantifier::None => match parts.pop() {
            Some(only) if parts.is_empty() && !matches!(only, Expr::Call(Op::Or, _)) => {
                Expr::Call(Op::Not, vec![only])
            }
            last => {
                parts.extend(last);
                Expr::Call(Op::Not, vec![Expr::Call(Op::Or, parts)])
            }
        },
    }
}
