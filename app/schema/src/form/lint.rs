//! What the compiler has to say about a definition.

use serde::{Deserialize, Serialize};

use super::pointer::key;

/// How grave a lint is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The form works, and could be better.
    Warning,
    /// Something that was asked for is left out of the form; it must not be published.
    Error,
}

/// What is wrong with a definition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum LintCode {
    /// A keyword that is not supported, here or at all.
    UnsupportedKeyword,
    /// A layout element that is not supported, here or at all.
    UnsupportedElement,
    /// A value of the wrong type or out of range.
    BadValue,
    /// A property whose name no rule could read: empty, or with a dot.
    BadName,
    /// A condition that is not JSON Logic.
    BadExpression,
    /// Nested too deeply.
    TooDeep,
    /// A pointer or scope to something that is not there.
    Dangling,
    /// A page that nobody can ever see.
    UnreachablePage,
    /// A field that stands on no page.
    Unplaced,
    /// The same id, choice or field twice.
    Duplicate,
    /// A step whose address is that of a page of the hall itself.
    ReservedId,
    /// A field whose visibility hangs on itself.
    RuleCycle,
    /// The targets of one rule are not in the same row.
    MixedRows,
    /// An object that may be left out has fields that may not; they are needed once one of them is answered.
    OptionalObject,
    /// There is nothing to call it by.
    MissingLabel,
    /// A language is missing.
    MissingLanguage,
    /// No such data element.
    UnknownElement,
    /// The field takes other answers than its data element.
    ElementMismatch,
    /// A task is to write something that officers have no input for.
    NoInput,
}

impl LintCode {
    /// Every code, for the tests and the designer.
    pub const ALL: [Self; 19] = [
        Self::UnsupportedKeyword,
        Self::UnsupportedElement,
        Self::BadValue,
        Self::BadName,
        Self::BadExpression,
        Self::TooDeep,
        Self::Dangling,
        Self::UnreachablePage,
        Self::Unplaced,
        Self::Duplicate,
        Self::ReservedId,
        Self::RuleCycle,
        Self::MixedRows,
        Self::OptionalObject,
        Self::MissingLabel,
        Self::MissingLanguage,
        Self::UnknownElement,
        Self::ElementMismatch,
        Self::NoInput,
    ];
}

/// One remark of the compiler.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Lint {
    /// JSON Pointer into the definition.
    pub pointer: String,
    /// What is wrong.
    pub code: LintCode,
    /// How grave it is.
    pub severity: Severity,
    /// The name, keyword or reason concerned.
    pub detail: String,
}

impl Lint {
    /// The keyword or kind of element concerned, where something that the definition says is not in the form.
    pub fn unsupported(&self) -> Option<String> {
        let is_grave = self.severity == Severity::Error;
        let is_left_out = match self.code {
            LintCode::UnsupportedKeyword | LintCode::UnsupportedElement | LintCode::TooDeep => true,
            LintCode::BadValue | LintCode::BadName | LintCode::BadExpression | LintCode::Dangling => is_grave,
            _ => false,
        };
        let is_kind = self.code == LintCode::UnsupportedElement && is_grave;
        let last = || self.pointer.rsplit('/').next().map(key).unwrap_or_default();
        is_left_out.then(|| if is_kind { self.detail.clone() } else { last() })
    }
}
