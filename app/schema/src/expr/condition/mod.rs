//! Conditions as one builds them: a closed tree of groups, comparisons and rows, the part of JSON Logic that has plain
//! words. An [`Expr`] is read with `Condition::try_from(&expr)` and written with `Expr::from(condition)`.
//!
//! What is read holds exactly when the expression does. For what rules store, not for what a phone evaluates.

mod read;
mod shape;
mod term;
mod write;

use std::fmt;

use serde_json::Value;

use super::Expr;
pub(super) use shape::{Shape, shape};

/// A condition. Pointers are JSON Pointers, inside rows those from the row; a key with a dot has no path in JSON Logic.
#[derive(Clone, Debug, PartialEq)]
pub enum Condition {
    /// Conditions taken together. All of nothing holds, any of nothing does not.
    Group {
        /// How many must hold.
        quantifier: Quantifier,
        /// The conditions.
        conditions: Vec<Self>,
    },
    /// Two values compared.
    Compare {
        /// What is compared.
        subject: Term,
        /// How.
        operator: Comparison,
        /// With what.
        value: Term,
    },
    /// A value between two others.
    Between {
        /// What is compared.
        subject: Term,
        /// The lower bound.
        low: Term,
        /// The upper bound.
        high: Term,
        /// Whether the bounds belong to it.
        inclusive: bool,
    },
    /// A value that is one of several.
    OneOf {
        /// What is compared.
        subject: Term,
        /// Scalars.
        values: Vec<Value>,
    },
    /// A list that has an entry, or a text that has a part.
    Contains {
        /// The list or the text.
        subject: Term,
        /// Where the part is.
        position: Position,
        /// The entry or the part.
        value: Term,
    },
    /// Something that is not answered among these pointers.
    Missing {
        /// The pointers.
        pointers: Vec<String>,
    },
    /// A yes, or any value that JSON Logic takes for one.
    Holds {
        /// The value.
        subject: Term,
    },
    /// A condition on the entries of a list.
    Rows {
        /// How many must satisfy it. All of an empty list do not: that is JSON Logic.
        quantifier: Quantifier,
        /// JSON Pointer to the list.
        list: String,
        /// The condition on one entry.
        condition: Box<Self>,
    },
}

/// How many of several conditions, or of the entries of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantifier {
    /// Each.
    All,
    /// At least one.
    Any,
    /// Not one.
    None,
}

/// How two values are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// Equal, converting types: `"1"` and `1`.
    Equal,
    /// Not equal, converting types.
    NotEqual,
    /// Equal and of one type.
    Same,
    /// Not equal or not of one type.
    NotSame,
    /// Less; of dates, earlier.
    Less,
    /// Less or equal.
    AtMost,
    /// Greater; of dates, later.
    More,
    /// Greater or equal.
    AtLeast,
}

/// Where a part of a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Position {
    /// Anywhere; also for an entry of a list.
    Anywhere,
    /// At the beginning.
    Start,
    /// At the end.
    End,
}

/// A value in a condition.
#[derive(Clone, Debug, PartialEq)]
pub enum Term {
    /// What is answered.
    Datum {
        /// JSON Pointer to it.
        pointer: String,
        /// What stands in for it when it is missing: a scalar.
        default: Option<Value>,
    },
    /// A text, a number, yes, no or null.
    Constant(Value),
    /// What is known under the id of a data element.
    Element(String),
    /// How much time lies between two dates.
    Elapsed {
        /// In what it is counted.
        unit: Unit,
        /// The first date.
        from: Box<Self>,
        /// The second date.
        to: Box<Self>,
    },
    /// A date so much time after another, or before it.
    Shifted {
        /// In what it is counted.
        unit: Unit,
        /// The date.
        from: Box<Self>,
        /// How many; negative for before.
        count: Box<Self>,
    },
    /// Something about one value.
    Aspect {
        /// What.
        aspect: Aspect,
        /// Of which value.
        of: Box<Self>,
    },
}

/// In what time is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Days of the calendar.
    Days,
    /// Days the offices work.
    WorkingDays,
    /// Full months.
    Months,
    /// Full years.
    Years,
}

/// What one asks of a date or a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aspect {
    /// The year of a date.
    Year,
    /// Its month.
    Month,
    /// Its day of the month.
    Day,
    /// How many characters a text has, or entries a list.
    Length,
    /// A text without blanks at its ends.
    Trimmed,
    /// A text in capitals.
    Upper,
    /// A text in half width.
    HalfWidth,
}

/// The part of an expression for which there is no [`Condition`].
#[derive(Clone, Debug, PartialEq)]
pub struct NoCondition(pub Expr);

impl fmt::Display for NoCondition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not one of the builder's conditions: {}", self.0.to_value())
    }
}

impl std::error::Error for NoCondition {}
