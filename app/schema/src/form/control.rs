//! The closed list of controls. Each carries its own checks; whoever shows or checks a field matches on it exhaustively.

use std::ops::Not;

use serde::Serialize;
use serde_json::{Number, Value};

use super::{Field, Format, Opinion, Seal};
use crate::locale::{Locale, Text};
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
    /// A sum of money in yuan.
    Money(Range),
    /// Yes or no: `true`, `false`.
    YesNo,
    /// A declaration to agree with: `true` or no answer.
    Agree,
    /// One of several.
    Choice {
        /// What there is to choose from.
        options: Vec<Choice>,
        /// How they are shown.
        #[serde(skip_serializing_if = "Look::is_list")]
        look: Look,
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
        /// Whether they are shown close together, as words to touch, rather than one a line.
        #[serde(skip_serializing_if = "Not::not")]
        chips: bool,
    },
    /// A day, `2026-11-22`.
    Date,
    /// From one day to another, both counted, `2026-01-01/2026-02-01`.
    DateRange,
    /// A month, `2026-11`.
    YearMonth,
    /// A region by its statistical code.
    Region(RegionCheck),
    /// What officers say of the case, and who says it: theirs to answer.
    Opinion(Opinion),
    /// A place for a seal, which officers put there.
    Seal(Seal),
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
        /// Whether the rows have an order, which can be changed.
        #[serde(skip_serializing_if = "Not::not")]
        reorder: bool,
    },
}

/// How the answers of which one is chosen are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Look {
    /// In a list that opens.
    #[default]
    #[serde(rename = "select")]
    List,
    /// All at once.
    Radio,
    /// Those that match what is typed.
    Search,
}

impl Look {
    /// Every look.
    pub const ALL: [Self; 3] = [Self::List, Self::Radio, Self::Search];

    /// Its name in a definition, the one that JSON Forms has for it where it has one.
    pub const fn name(self) -> &'static str {
        match self {
            Self::List => "select",
            Self::Radio => "radio",
            Self::Search => "search",
        }
    }

    /// The look with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|look| look.name() == name)
    }

    fn is_list(&self) -> bool {
        *self == Self::List
    }
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

    /// Whether it has this name in some language.
    pub(super) fn is_called(&self, name: &str) -> bool {
        Locale::ALL.into_iter().any(|locale| self.label.get(locale) == name)
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
