//! The closed list of controls. Each carries its own checks; whoever shows or checks a field matches on it exhaustively.

use std::ops::Not;

use serde::Serialize;
use serde_json::{Number, Value};

use super::{Field, Format};
use crate::locale::Text;
use crate::role::{RegionCode, RegionLevel};

/// How a field is asked, and what its answer must be.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Control {
    /// Written text.
    Text(TextCheck),
    /// A whole number.
    Integer(Range),
    /// A number.
    Number(Range),
    /// Yes or no: `true`, `false`.
    YesNo,
    /// A declaration to agree with: `true` or no answer.
    Agree,
    /// One of several.
    Choice {
        /// What there is to choose from.
        options: Vec<Choice>,
        /// Whether all are shown at once.
        #[serde(skip_serializing_if = "Not::not")]
        radio: bool,
    },
    /// Any of several.
    Choices {
        /// What there is to choose from.
        options: Vec<Choice>,
        /// At least so many.
        #[serde(skip_serializing_if = "Option::is_none")]
        min: Option<u32>,
        /// At most so many.
        #[serde(skip_serializing_if = "Option::is_none")]
        max: Option<u32>,
        /// Whether each may be there only once.
        #[serde(skip_serializing_if = "Not::not")]
        unique: bool,
    },
    /// A day, `2026-11-22`.
    Date,
    /// A month, `2026-11`.
    YearMonth,
    /// A region by its statistical code.
    Region(RegionCheck),
    /// The same fields again and again, a row each.
    Repeat {
        /// What one row is called, if it has a name of its own.
        #[serde(skip_serializing_if = "Text::is_empty")]
        row: Text,
        /// The fields of a row.
        fields: Vec<Field>,
        /// At least so many rows.
        #[serde(skip_serializing_if = "Option::is_none")]
        min: Option<u32>,
        /// At most so many rows.
        #[serde(skip_serializing_if = "Option::is_none")]
        max: Option<u32>,
        /// Whether no two rows may be the same.
        #[serde(skip_serializing_if = "Not::not")]
        unique: bool,
    },
}

/// What written text must be.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct TextCheck {
    /// At least so many characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min: Option<u32>,
    /// At most so many characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max: Option<u32>,
    /// An ECMA-262 pattern (flag `u`) that it must match somewhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pattern: Option<String>,
    /// What kind of text it must be.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub format: Option<Format>,
    /// Whether there is room for several lines.
    #[serde(skip_serializing_if = "Not::not")]
    pub multiline: bool,
}

/// Which regions are taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct RegionCheck {
    /// Those of this level, or the deepest there are above it. Any where nothing is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<RegionLevel>,
    /// Only those below this one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub within: Option<RegionCode>,
}

/// Where a number must lie.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Range {
    /// This or more.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min: Option<Number>,
    /// This or less.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max: Option<Number>,
    /// More than this.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub above: Option<Number>,
    /// Less than this.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub below: Option<Number>,
    /// A multiple of this.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub step: Option<Number>,
}

/// One of the answers to choose from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Choice {
    /// The answer.
    pub value: Value,
    /// What it is called.
    pub label: Text,
}

impl Choice {
    /// The answer as the `value` of an HTML input. No two choices of a field have the same.
    pub fn wire(&self) -> String {
        written(&self.value)
    }
}

/// An answer as one would type it.
pub(super) fn written(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
