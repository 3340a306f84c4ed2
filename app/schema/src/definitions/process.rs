//! The desk of process designers: what is asked and answered beyond what it shares with the desk of forms.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{DefinitionRecord, DraftLine};
use crate::applications::FormRef;
use crate::locale::Text;
use crate::process::design::{Differing, Setting};

/// A process in one of its versions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProcessRef {
    /// Its id.
    pub id: String,
    /// The version.
    pub version: u32,
}

/// Begins a process. `POST /api/desk/processes`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewProcess {
    /// Its id, for ever: small letters, digits and `-`.
    pub id: String,
    /// Its name.
    pub title: Text,
    /// What it begins with.
    pub from: ProcessBeginning,
}

/// What a process begins with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ProcessBeginning {
    /// A template from the shelf, by its id.
    Template(String),
    /// A published process.
    Process(ProcessRef),
    /// A definition file.
    Definition(Value),
    /// A model in BPMN 2.0, as text.
    Bpmn(String),
}

/// A process that was begun.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProcessBegun {
    /// The process.
    pub process: DefinitionRecord,
    /// What of an imported model did not come along as it was.
    pub losses: Vec<ModelLoss>,
}

/// Something of an imported model that did not come along as it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ModelLoss {
    /// Where it stands: its line in the file.
    pub line: usize,
    /// The element, by name and id.
    pub element: String,
    /// What became of it, as the report of the import names it.
    pub what: String,
    /// What it said, or what stands in its place.
    pub detail: String,
}

/// A draft, whole. `GET /api/desk/processes/{id}/draft`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProcessDraft {
    /// Its revision.
    pub revision: i64,
    /// How far it has come.
    pub draft: DraftLine,
    /// The definition.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub definition: Value,
}

/// What became of a draft that was saved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProcessSaved {
    /// The revision now.
    pub revision: i64,
    /// The draft now.
    pub draft: DraftLine,
}

/// The definition of a published version. `GET /api/desk/processes/{id}/{version}`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProcessDefinition {
    /// Which.
    pub process: ProcessRef,
    /// As it was published.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub definition: Value,
}

/// Where a process runs, as far as whoever draws it has to know. `GET /api/desk/processes/{id}/setting`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProcessSetting {
    /// Who is there, and what was promised.
    pub setting: Setting,
    /// The form that its items are applied for with, whose answers conditions read.
    pub form: Option<FormRef>,
    /// How often its risk points (廉政风险点) were passed in the last [`RiskPassed::DAYS`] days.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub passed: Vec<RiskPassed>,
}

/// How often a task with a risk point was passed at one agency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RiskPassed {
    /// The id of the task.
    pub task: String,
    /// The agency: its name.
    pub agency: String,
    /// How often.
    pub passed: u64,
}

impl RiskPassed {
    /// So many days are counted.
    pub const DAYS: i64 = 30;
}

/// What is different between two versions, or a version and the draft. `GET /api/desk/processes/{id}/diff`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProcessDiff {
    /// Everything that is different.
    pub differences: Vec<Differing>,
    /// What computed facts that conditions speak of are called, by their ids; by the later name where they got another.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub facts: BTreeMap<String, Text>,
}

/// How a published version is taken out of the hall. The `as` parameter of `GET /api/desk/processes/{id}/{version}/export`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ModelKind {
    /// The definition file, as it was published.
    #[default]
    Definition,
    /// A model in BPMN 2.0 with its diagram.
    Bpmn,
}

impl ModelKind {
    /// The value of the parameter.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Definition => "definition",
            Self::Bpmn => "bpmn",
        }
    }
}
