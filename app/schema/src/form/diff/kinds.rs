//! The closed list of what can be different. Each carries what a sentence about it needs.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::expr::Expr;
use crate::form::program::{Effect, Need};
use crate::locale::Text;

/// Something with a name: a field by its pointer (rows written `-`), a page or a material by its id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Named {
    /// What it is known by.
    pub key: String,
    /// What it is called: in the newer version, or in the older if it is gone.
    pub label: Text,
}

/// One thing that is different.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "what", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the members are what their names say: the thing, and its two states")]
pub enum Difference {
    /// The name of the form.
    TitleChanged { from: Text, to: Text },
    /// Something else of the form as a whole, by its name in the program.
    FormChanged { aspect: String, from: Option<Value>, to: Option<Value> },
    /// A page that was not there.
    PageAdded { page: Named },
    /// A page that is gone.
    PageRemoved { page: Named },
    /// A page that stands elsewhere among those that stayed.
    PageMoved { page: Named },
    /// The name of a page.
    PageRenamed { page: Named, from: Text, to: Text },
    /// Its question, or why it is asked.
    PageReworded { page: Named },
    /// The order, headings or notes on a page.
    PageRearranged { page: Named },
    /// A question that was not there.
    FieldAdded { field: Named, need: Need, page: Option<Named> },
    /// A question that is gone.
    FieldRemoved { field: Named },
    /// A question that stands on another page.
    FieldMoved { field: Named, from: Option<Named>, to: Option<Named> },
    /// The same question under another pointer.
    IdChanged { field: Named, from: String },
    /// What a question is called.
    LabelChanged { field: Named, from: Text, to: Text },
    /// Its word of help.
    HintChanged { field: Named, from: Text, to: Text },
    /// Whether an answer is needed.
    NeedChanged { field: Named, from: Need, to: Need },
    /// How it is asked, by the names of the controls.
    ControlChanged { field: Named, from: String, to: String },
    /// One more answer to choose from.
    ChoiceAdded { field: Named, choice: Text },
    /// An answer that can no longer be chosen.
    ChoiceRemoved { field: Named, choice: Text },
    /// What an answer is called.
    ChoiceRenamed { field: Named, from: Text, to: Text },
    /// A bound or another check of the answer, by its name in the control.
    CheckChanged { field: Named, aspect: String, from: Option<Value>, to: Option<Value> },
    /// Anything else of a field, by its name in the program.
    FieldChanged { field: Named, aspect: String, from: Option<Value>, to: Option<Value> },
    /// What is checked of an object of answers as a whole.
    WholeChanged { pointer: String },
    /// A rule that was not there. `row` is where its condition reads.
    RuleAdded {
        effect: Effect,
        row: String,
        targets: Vec<Named>,
        #[cfg_attr(feature = "openapi", schema(value_type = Value))]
        when: Expr,
    },
    /// A rule that is gone.
    RuleRemoved {
        effect: Effect,
        row: String,
        targets: Vec<Named>,
        #[cfg_attr(feature = "openapi", schema(value_type = Value))]
        when: Expr,
    },
    /// The condition of a rule, or what exactly it does: a formula, a text.
    RuleChanged {
        was: Effect,
        effect: Effect,
        row: String,
        targets: Vec<Named>,
        #[cfg_attr(feature = "openapi", schema(value_type = Value))]
        from: Expr,
        #[cfg_attr(feature = "openapi", schema(value_type = Value))]
        to: Expr,
    },
    /// What a rule is about.
    RuleRetargeted {
        effect: Effect,
        row: String,
        added: Vec<Named>,
        removed: Vec<Named>,
        #[cfg_attr(feature = "openapi", schema(value_type = Value))]
        when: Expr,
    },
    /// A document that was not asked for.
    MaterialAdded { material: Named, required: bool },
    /// A document that is no longer asked for.
    MaterialRemoved { material: Named },
    /// What it is called.
    MaterialRenamed { material: Named, from: Text, to: Text },
    /// Whether the application is incomplete without it.
    MaterialNeedChanged { material: Named, required: bool },
    /// Where it is asked for; nowhere said is everywhere.
    MaterialConditionChanged {
        material: Named,
        #[cfg_attr(feature = "openapi", schema(value_type = Option<Value>))]
        from: Option<Expr>,
        #[cfg_attr(feature = "openapi", schema(value_type = Option<Value>))]
        to: Option<Expr>,
    },
    /// Anything else of a document, by its name in the program.
    MaterialChanged { material: Named, aspect: String, from: Option<Value>, to: Option<Value> },
}

impl Difference {
    /// Whether it is something that whoever fills the form sees: what is asked, not how the form is built.
    pub const fn is_seen(&self) -> bool {
        !matches!(
            self,
            Self::FormChanged { .. }
                | Self::PageMoved { .. }
                | Self::PageRearranged { .. }
                | Self::IdChanged { .. }
                | Self::FieldChanged { .. }
                | Self::WholeChanged { .. }
                | Self::RuleAdded { .. }
                | Self::RuleRemoved { .. }
                | Self::RuleChanged { .. }
                | Self::RuleRetargeted { .. }
        )
    }
}
