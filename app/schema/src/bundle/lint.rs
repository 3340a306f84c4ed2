//! What the composition has to say about a bundle and the forms of its items.

use serde::{Deserialize, Serialize};

use crate::form::Severity;

/// A remark. It is an error where the one form would ask or check something else than the forms of the items do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BundleLint {
    /// Where: a JSON Pointer into the definition of the form of the first of `items`, or into the bundle where there are
    /// none; for [`BundleLintCode::Form`] into the one form.
    pub pointer: String,
    /// What.
    pub code: BundleLintCode,
    /// How grave it is.
    pub severity: Severity,
    /// The codes of the items it is about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<String>,
    /// The keyword, element or name it is about.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub detail: String,
}

/// What is doubtful or wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum BundleLintCode {
    /// There is no form for an item.
    NoForm,
    /// The same element is answered in different kinds of controls, or from different choices: it is asked apart.
    DifferentType,
    /// The same element is checked differently, and nothing satisfies both by its looks: it is asked apart.
    DifferentCheck,
    /// The same element has different bounds: the one question has the narrower ones.
    NarrowerCheck,
    /// The same element begins with different answers: those of the first item.
    DifferentDefault,
    /// An element occurs twice in the form of one item: it is asked apart.
    AskedTwice,
    /// The place of an element or a rule about it does not let it be asked elsewhere: it is asked apart.
    TiedDown,
    /// The same document is asked for twice; the bundle could let one stand for both.
    SameMaterial,
    /// A shared document stands for one that its item does not ask for.
    UnknownMaterial,
    /// Documents that one is to stand for are asked for differently: this one is asked for apart.
    DifferentMaterial,
    /// No item hangs on a question about the situation.
    UnreadQuestion,
    /// A question about the situation may be left out, so that it stays unknown whether an item applies.
    MayStayUnknown,
    /// An item with a condition applies whatever is answered.
    AlwaysApplies,
    /// An item never applies.
    NeverApplies,
    /// What an item waits for never applies.
    NeverBefore,
    /// A text lacks a language.
    MissingLanguage,
    /// Something in an item's form has no place in the one form.
    NotBrought,
    /// The compiler of forms says this of the one form, and did not of the forms of the items.
    Form,
}
