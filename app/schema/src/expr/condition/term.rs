//! Values in conditions, from expressions and back.

use serde_json::Value;

use super::{Aspect, Term, Unit};
use crate::expr::added::element;
use crate::expr::{Added, Expr, Op, path_of_pointer, pointer_of_path};

impl Unit {
    /// What counts between two dates, for each, and the name that `date_add` has for it.
    const TABLE: [(Self, Added, &str); 4] = [
        (Self::Days, Added::DaysBetween, "days"),
        (Self::WorkingDays, Added::WorkingDaysBetween, ""),
        (Self::Months, Added::MonthsBetween, "months"),
        (Self::Years, Added::YearsBetween, "years"),
    ];

    fn row(self) -> (Added, &'static str) {
        let row = Self::TABLE.iter().find(|(unit, ..)| *unit == self);
        row.map_or((Added::DaysBetween, ""), |(_, between, name)| (*between, name))
    }
}

impl Aspect {
    const TABLE: [(Self, Added); 7] = [
        (Self::Year, Added::Year),
        (Self::Month, Added::Month),
        (Self::Day, Added::Day),
        (Self::Length, Added::Length),
        (Self::Trimmed, Added::Trim),
        (Self::Upper, Added::Upper),
        (Self::HalfWidth, Added::HalfWidth),
    ];
}

pub(super) fn term(expr: &Expr) -> Option<Term> {
    match expr {
        Expr::Value(value) if is_scalar(value) => Some(Term::Constant(value.clone())),
        Expr::Var(path, None) => Some(Term::Datum { pointer: pointer_of_path(path), default: None }),
        Expr::Var(path, Some(default)) => match &**default {
            Expr::Value(value) if is_scalar(value) => {
                Some(Term::Datum { pointer: pointer_of_path(path), default: Some(value.clone()) })
            }
            _ => None,
        },
        Expr::Call(Op::Added(added), args) => match element(expr) {
            Some(id) => Some(Term::Element(id.to_owned())),
            None => computed(*added, args),
        },
        _ => None,
    }
}

fn computed(added: Added, args: &[Expr]) -> Option<Term> {
    let boxed = |expr| term(expr).map(Box::new);
    match (added, args) {
        (Added::AddWorkingDays, [from, count]) => {
            Some(Term::Shifted { unit: Unit::WorkingDays, from: boxed(from)?, count: boxed(count)? })
        }
        (Added::DateAdd, [from, count, Expr::Value(Value::String(name))]) => {
            let unit = Unit::TABLE.iter().find(|(.., other)| other == name).map(|(unit, ..)| *unit)?;
            Some(Term::Shifted { unit, from: boxed(from)?, count: boxed(count)? })
        }
        (_, [from, to]) => {
            let unit =
                Unit::TABLE.iter().find(|(_, between, _)| *between == added).map(|(unit, ..)| *unit)?;
            Some(Term::Elapsed { unit, from: boxed(from)?, to: boxed(to)? })
        }
        (_, [of]) => {
            let aspect =
                Aspect::TABLE.iter().find(|(_, other)| *other == added).map(|(aspect, _)| *aspect)?;
            Some(Term::Aspect { aspect, of: boxed(of)? })
        }
        _ => None,
    }
}

pub(super) fn is_scalar(value: &Value) -> bool {
    !value.is_array() && !value.is_object()
}

impl From<Term> for Expr {
    fn from(term: Term) -> Self {
        let call = |added, args| Self::Call(Op::Added(added), args);
        match term {
            Term::Datum { pointer, default } => {
                Self::Var(path_of_pointer(&pointer), default.map(|value| Box::new(Self::Value(value))))
            }
            Term::Constant(value) => Self::Value(value),
            Term::Element(id) => call(Added::Element, vec![Self::Value(id.into())]),
            Term::Elapsed { unit, from, to } => call(unit.row().0, vec![Self::from(*from), Self::from(*to)]),
            Term::Shifted { unit: Unit::WorkingDays, from, count } => {
                call(Added::AddWorkingDays, vec![Self::from(*from), Self::from(*count)])
            }
            Term::Shifted { unit, from, count } => {
                let name = Self::Value(unit.row().1.into());
                call(Added::DateAdd, vec![Self::from(*from), Self::from(*count), name])
            }
            Term::Aspect { aspect, of } => {
                let row = Aspect::TABLE.iter().find(|(other, _)| *other == aspect);
                call(row.map_or(Added::Length, |(_, added)| *added), vec![Self::from(*of)])
            }
        }
    }
}
