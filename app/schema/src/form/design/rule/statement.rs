//! A comparison as a sentence with slots: a subject, a predicate, values. [`Statement`] goes to a condition and back.

use serde_json::Value;

use super::Predicate;
use super::part::always;
use crate::expr::{Comparison, Condition, Position, Quantifier, Term};

/// A subject, what is said of it, and the values it is said with.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// The pointer of the subject, as a condition has it.
    pub pointer: String,
    /// What is said of it.
    pub predicate: Predicate,
    /// As many values as the predicate takes.
    pub values: Vec<Value>,
}

/// The predicates that compare with one value.
const COMPARISONS: [(Predicate, Comparison); 6] = [
    (Predicate::Equal, Comparison::Equal),
    (Predicate::NotEqual, Comparison::NotEqual),
    (Predicate::Less, Comparison::Less),
    (Predicate::AtMost, Comparison::AtMost),
    (Predicate::More, Comparison::More),
    (Predicate::AtLeast, Comparison::AtLeast),
];

/// The predicates about a part or an entry.
const POSITIONS: [(Predicate, Position); 3] = [
    (Predicate::Contains, Position::Anywhere),
    (Predicate::StartsWith, Position::Start),
    (Predicate::EndsWith, Position::End),
];

/// The predicates about rows.
const QUANTIFIERS: [(Predicate, Quantifier); 3] = [
    (Predicate::AnyRow, Quantifier::Any),
    (Predicate::EachRow, Quantifier::All),
    (Predicate::NoRow, Quantifier::None),
];

fn second<A: PartialEq + Copy, B: Copy>(table: &[(A, B)], first: A) -> Option<B> {
    table.iter().find(|(one, _)| *one == first).map(|(_, other)| *other)
}

fn first<A: Copy, B: PartialEq + Copy>(table: &[(A, B)], second: B) -> Option<A> {
    table.iter().find(|(_, other)| *other == second).map(|(one, _)| *one)
}

impl Statement {
    /// The condition. A value that is not given is null; of rows it holds for any row there is, until more is put in at
    /// the path `[0]`.
    pub fn condition(&self) -> Condition {
        let subject = || Term::Datum { pointer: self.pointer.clone(), default: None };
        let value = |place: usize| Term::Constant(self.values.get(place).cloned().unwrap_or_default());
        let compare = |operator, value| Condition::Compare { subject: subject(), operator, value };
        let contains = |position| Condition::Contains { subject: subject(), position, value: value(0) };
        if let Some(operator) = second(&COMPARISONS, self.predicate) {
            return compare(operator, value(0));
        }
        if let Some(position) = second(&POSITIONS, self.predicate) {
            return contains(position);
        }
        if let Some(quantifier) = second(&QUANTIFIERS, self.predicate) {
            let condition = Box::new(always());
            return Condition::Rows { quantifier, list: self.pointer.clone(), condition };
        }
        let one_of = || Condition::OneOf { subject: subject(), values: self.values.clone() };
        let missing = || Condition::Missing { pointers: vec![self.pointer.clone()] };
        match self.predicate {
            Predicate::Between => {
                Condition::Between { subject: subject(), low: value(0), high: value(1), inclusive: true }
            }
            Predicate::OneOf => one_of(),
            Predicate::NoneOf => not(one_of()),
            Predicate::Lacks => not(contains(Position::Anywhere)),
            Predicate::Yes => compare(Comparison::Equal, Term::Constant(true.into())),
            Predicate::No => compare(Comparison::Equal, Term::Constant(false.into())),
            Predicate::Given => not(missing()),
            _ => missing(),
        }
    }

    /// The statement that a condition is, if it is one that [`Statement::condition`] writes. Of rows, without what is
    /// said of each.
    pub fn of(condition: &Condition) -> Option<Self> {
        let (pointer, predicate, values) = match condition {
            Condition::Group { quantifier: Quantifier::None, conditions } => match conditions.as_slice() {
                [only] => return Self::of(only)?.denied(),
                _ => return None,
            },
            Condition::Compare { subject, operator, value } => match (operator, constant(value)?) {
                (Comparison::Equal, Value::Bool(true)) => (datum(subject)?, Predicate::Yes, Vec::new()),
                (Comparison::Equal, Value::Bool(false)) => (datum(subject)?, Predicate::No, Vec::new()),
                (_, value) => (datum(subject)?, first(&COMPARISONS, *operator)?, vec![value.clone()]),
            },
            Condition::Between { subject, low, high, inclusive: true } => {
                let bounds = vec![constant(low)?.clone(), constant(high)?.clone()];
                (datum(subject)?, Predicate::Between, bounds)
            }
            Condition::OneOf { subject, values } => (datum(subject)?, Predicate::OneOf, values.clone()),
            Condition::Contains { subject, position, value } => {
                (datum(subject)?, first(&POSITIONS, *position)?, vec![constant(value)?.clone()])
            }
            Condition::Missing { pointers } => match pointers.as_slice() {
                [only] => (only.as_str(), Predicate::Missing, Vec::new()),
                _ => return None,
            },
            Condition::Rows { quantifier, list, .. } => {
                (list.as_str(), first(&QUANTIFIERS, *quantifier)?, Vec::new())
            }
            Condition::Between { .. } | Condition::Holds { .. } | Condition::Group { .. } => return None,
        };
        Some(Self { pointer: pointer.to_owned(), predicate, values })
    }

    /// Not so, where there is a predicate for that.
    fn denied(self) -> Option<Self> {
        let predicate = match self.predicate {
            Predicate::OneOf => Predicate::NoneOf,
            Predicate::Contains => Predicate::Lacks,
            Predicate::Missing => Predicate::Given,
            _ => return None,
        };
        Some(Self { predicate, ..self })
    }
}

fn not(condition: Condition) -> Condition {
    Condition::Group { quantifier: Quantifier::None, conditions: vec![condition] }
}

fn datum(term: &Term) -> Option<&str> {
    match term {
        Term::Datum { pointer, default: None } => Some(pointer),
        _ => None,
    }
}

const fn constant(term: &Term) -> Option<&Value> {
    match term {
        Term::Constant(value) => Some(value),
        _ => None,
    }
}
