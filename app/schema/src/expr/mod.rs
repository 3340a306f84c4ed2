//! The one expression language of the hall: JSON Logic, parsed once to a typed tree.
//!
//! [`Expr::eval`] is JSON Logic as published; [`Expr::eval3`] is three-valued and is what rules use.
//! To JSON Logic's operators come a few of our own ([`Added`]). No clock: an expression reads the data and the
//! [`Context`] it is given and nothing else.

mod added;
mod coerce;
mod condition;
mod context;
mod covers;
mod eval;
mod op;
mod parse;
mod reads;
mod sentence;
mod strict;
mod why;

use std::collections::BTreeSet;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

pub use crate::calendar::WorkingDays;
pub use added::Added;
pub use condition::{Aspect, Comparison, Condition, NoCondition, Position, Quantifier, Term, Unit};
pub use context::{CALENDAR, Context};
pub use covers::is_covered;
pub use op::Op;
pub use parse::ExprError;
pub use reads::{path_of_pointer, pointer_of_path, under};
pub use sentence::{Labels, Sentence, sentence};
pub use why::{Found, Why};

/// An expression. Stored and sent as JSON Logic.
#[derive(Clone, Debug, PartialEq)]
pub enum Expr {
    /// A constant. An object with one key is never a constant: JSON Logic reads it as an operation.
    Value(Value),
    /// An array of which some entry is computed.
    List(Vec<Self>),
    /// The datum at a dotted path (`""` is all of the data), and what stands in for it when it is missing.
    Var(String, Option<Box<Self>>),
    /// An operation.
    Call(Op, Vec<Self>),
}

/// The answer of a rule when some of the data may be missing (Kleene's strong logic).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Truth {
    /// It holds, whatever is still missing.
    Yes,
    /// It does not hold, whatever is still missing.
    No,
    /// It hangs on data that are missing, or that are not what an operator needs: JSON Pointers to them. A name
    /// without a slash is a data element that no fact tells, or [`CALENDAR`]; the empty one is any of the data.
    Unknown(BTreeSet<String>),
}

impl Truth {
    /// Whether it is certain that it holds.
    pub fn is_yes(&self) -> bool {
        matches!(self, Self::Yes)
    }
}

impl Serialize for Expr {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.to_value().serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Expr {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::parse(&Value::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}
