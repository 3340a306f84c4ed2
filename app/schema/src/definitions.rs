//! The desk of designers: the life of a form or a process from its first draft to its last version, and what is asked and
//! answered on the way.
//!
//! Every write names the revision it is based on. Another one now is a [`crate::ProblemKind::Conflict`] whose `errors`
//! name at `/revision` what is stored (`stored`), who changed it (`by`) and when (`at`): nothing was overwritten, and
//! what is stored can be read and merged.

mod migration;
mod process;
mod record;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::Value;

pub use self::migration::{CasesMigrated, MOST_CASES, MigrateCases, MigrationGroup, MigrationPlan};
pub use self::process::{
    ModelKind, ModelLoss, NewProcess, ProcessBeginning, ProcessBegun, ProcessDefinition, ProcessDiff,
    ProcessDraft, ProcessRef, ProcessSaved, ProcessSetting, RiskPassed,
};
pub use self::record::{
    DefinitionLine, DefinitionRecord, DraftAct, DraftLine, DraftState, PublishedVersion, VersionUse,
};
use crate::applications::FormRef;
use crate::form::diff::{Name, Named};
use crate::form::table::Column;
use crate::form::{Difference, Lint, Loss};
use crate::locale::Text;

/// The longest id of a form.
pub const FORM_ID_LETTERS: usize = 64;

/// Begins a form. `POST /api/desk/forms`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewForm {
    /// Its id, for ever: small letters, digits and `-`.
    pub id: String,
    /// Its name.
    pub title: Text,
    /// What it begins with.
    pub from: Beginning,
}

/// What a form begins with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Beginning {
    /// Nothing.
    Nothing,
    /// Pages from the shelf of templates by their ids, in this order.
    Templates(Vec<String>),
    /// A published form as a template.
    Form(FormRef),
    /// A definition file, or a bare JSON Schema that becomes one as it is.
    Definition(Value),
    /// A JSON Schema of any draft, to be brought to the dialect of today.
    JsonSchema(Value),
    /// A pair of JSON Forms, `{schema, uischema}`, such as an export.
    JsonForms(Value),
    /// A form of Form.io.
    Formio(Value),
}

/// A form that was begun.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FormBegun {
    /// The form.
    pub form: DefinitionRecord,
    /// What of an imported file did not come along as it was.
    pub losses: Vec<Loss>,
}

/// Saves a definition. `PUT /api/desk/forms/{id}/draft`. Where there is no draft, this begins one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SaveDraft {
    /// The definition, whole.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub definition: Value,
    /// The revision it is based on.
    pub revision: i64,
}

/// What became of a draft, and what the compiler has to say about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DraftSaved {
    /// The revision now.
    pub revision: i64,
    /// The draft now.
    pub draft: DraftLine,
    /// The remarks of the compiler.
    pub lints: Vec<Lint>,
}

/// A draft, whole. `GET /api/desk/forms/{id}/draft`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FormDraft {
    /// Its revision.
    pub revision: i64,
    /// How far it has come.
    pub draft: DraftLine,
    /// The definition.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub definition: Value,
    /// The remarks of the compiler.
    pub lints: Vec<Lint>,
}

/// Names the draft that something is done with: handing it to review, retiring a version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AtRevision {
    /// The revision one has seen.
    pub revision: i64,
}

/// A second person's verdict. `POST /api/desk/forms/{id}/draft/review`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReviewDraft {
    /// The revision one has read.
    pub revision: i64,
    /// Whether it may be published as it stands.
    pub approve: bool,
    /// What is to be said; needed to send it back.
    #[serde(default)]
    pub comment: String,
}

/// Publishes what was approved. `POST /api/desk/forms/{id}/draft/publish`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PublishDraft {
    /// The revision one has seen.
    pub revision: i64,
    /// From which day on; none for now.
    #[serde(default)]
    pub effective_on: Option<NaiveDate>,
}

/// The definition of a published version. `GET /api/desk/forms/{id}/{version}`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FormDefinition {
    /// Which.
    pub form: FormRef,
    /// As it was published.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub definition: Value,
}

/// How a published version is taken out of the hall. The `as` parameter of `GET /api/desk/forms/{id}/{version}/export`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ExportKind {
    /// The definition file, as it was published.
    Definition,
    /// A standard JSON Schema and a JSON Forms UI schema, `{schema, uischema}`.
    #[default]
    JsonForms,
    /// The JSON Schema alone.
    JsonSchema,
}

impl ExportKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Definition, Self::JsonForms, Self::JsonSchema];

    /// The value of the parameter.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Definition => "definition",
            Self::JsonForms => "json_forms",
            Self::JsonSchema => "json_schema",
        }
    }
}

/// What is different between two versions, or a version and the draft. `GET /api/desk/forms/{id}/diff`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FormDiff {
    /// Everything that is different.
    pub differences: Vec<Difference>,
    /// For each of them the page it is about; none for what belongs to no page.
    pub pages: Vec<Option<Named>>,
    /// What the data are called that conditions among them read.
    pub names: Vec<Name>,
    /// What speaks outside of the form of a field that is gone or has another id.
    pub elsewhere: Vec<FieldMention>,
}

/// Something outside of a form that speaks of a field which is not there any more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldMention {
    /// The field, as it was.
    pub field: Named,
    /// The process that speaks of it.
    pub process: String,
    /// Where in its definition.
    pub pointers: Vec<String>,
}

/// Asks what another id for a field touches; nothing is stored. `POST /api/desk/forms/{id}/rename`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RenameField {
    /// The definition as it is being edited.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub definition: Value,
    /// The field's pointer, rows written `-`.
    pub from: String,
    /// The pointer it is to have.
    pub to: String,
}

/// What another id for a field touches.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldRenamed {
    /// The definition with every reference rewritten.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub definition: Value,
    /// What was rewritten, by pointer into that definition.
    pub touched: Vec<String>,
    /// What may mean the field and cannot be read for certain.
    pub unclear: Vec<String>,
    /// What speaks of the field outside of the form, to be changed there.
    pub elsewhere: Vec<Mention>,
}

/// Something outside of a form that speaks of one of its fields.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Mention {
    /// The process, by its id.
    pub process: String,
    /// Where in its definition.
    pub pointers: Vec<String>,
}

/// The tables that the answers to a version make. `GET /api/desk/forms/{id}/{version}/answers`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AnswerTables {
    /// Which.
    pub form: FormRef,
    /// The answers themselves, then each repeated group.
    pub tables: Vec<AnswerTable>,
}

/// One table of answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AnswerTable {
    /// The repeated group, as `rows` asks for it; empty for the answers themselves.
    pub rows: String,
    /// Its columns, after those that say whose answers they are.
    pub columns: Vec<Column>,
}
