//! The desk of form designers: the life of a form from its first draft to its last version, and what is asked and
//! answered on the way.
//!
//! Every write names the revision it is based on. Another one now is a [`crate::ProblemKind::Conflict`] whose `errors`
//! name at `/revision` what is stored (`stored`), who changed it (`by`) and when (`at`): nothing was overwritten, and
//! what is stored can be read and merged.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::applications::FormRef;
use crate::form::diff::Name;
use crate::form::table::Column;
use crate::form::{Difference, Lint};
use crate::locale::Text;

/// How far a draft of a form has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum DraftState {
    /// Being written, or sent back.
    Draft,
    /// Handed to a second person.
    Review,
    /// Approved as it stands: it may be published. Whoever saves it makes it a draft again.
    Approved,
}

impl DraftState {
    /// Every state, in the order of a draft's life.
    pub const ALL: [Self; 3] = [Self::Draft, Self::Review, Self::Approved];

    /// The name on the wire and in the database.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Review => "review",
            Self::Approved => "approved",
        }
    }

    /// The state with this name.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.slug() == slug)
    }
}

/// A published version. It never changes; it comes into force, and may be retired.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FormVersion {
    /// Its number, from 1.
    pub version: u32,
    /// When it was published.
    pub published_at: DateTime<Utc>,
    /// From when applications are begun with it.
    pub effective_from: DateTime<Utc>,
    /// Since when no application is begun or filed with it.
    pub retired_at: Option<DateTime<Utc>>,
    /// Who published it; nobody for what came with the hall.
    pub published_by: Option<String>,
    /// Who reviewed it.
    pub reviewed_by: Option<String>,
}

/// The draft of a form, without the definition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DraftLine {
    /// How far it has come.
    pub state: DraftState,
    /// The version it was made from.
    pub base: Option<u32>,
    /// Who saved it last.
    pub author: String,
    /// When.
    pub updated_at: DateTime<Utc>,
    /// Who handed it to be reviewed.
    pub submitted_by: Option<String>,
    /// Who reviewed it last.
    pub reviewed_by: Option<String>,
    /// What they said.
    pub comment: Option<String>,
}

/// A form in the list of forms, by id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FormLine {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: Text,
    /// Its newest version.
    pub newest: Option<FormVersion>,
    /// Its draft, for those who may change it.
    pub draft: Option<DraftLine>,
    /// How many items are applied for with it.
    pub items: u64,
    /// Whether one may change or review it.
    pub is_mine: bool,
}

/// A form with all its versions, the newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FormRecord {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: Text,
    /// Grows with everything that happens to its draft. A write names it.
    pub revision: i64,
    /// Its versions.
    pub versions: Vec<FormVersion>,
    /// Its draft, for those who may change it.
    pub draft: Option<DraftLine>,
    /// How many items are applied for with it.
    pub items: u64,
    /// Whether one may change or review it.
    pub is_mine: bool,
}

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
    /// A published form as a template.
    Form(FormRef),
    /// A definition file, or a bare JSON Schema.
    Definition(Value),
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

/// What is different between two versions, or a version and the draft. `GET /api/desk/forms/{id}/diff`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FormDiff {
    /// Everything that is different.
    pub differences: Vec<Difference>,
    /// What the data are called that conditions among them read.
    pub names: Vec<Name>,
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
