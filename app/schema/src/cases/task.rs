//! What a task asks of who has it, beside the form of the case: what the process says of it, and the forms of its own.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Done, Edit};
use crate::FieldError;
use crate::applications::FormRef;
use crate::form::{FormAccess, Surroundings};
use crate::locale::Text;
use crate::process::{CheckAnswer, CheckPoint};

/// What the process says of a task to who has it, and how far the forms of its own have come.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct TaskSheet {
    /// What is checked before it ends.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub checklist: Vec<CheckPoint>,
    /// The articles of law it rests on.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub articles: Vec<String>,
    /// Cases that were decided well.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub precedents: Vec<Precedent>,
    /// What to do, and how thoroughly.
    #[serde(skip_serializing_if = "Text::is_empty")]
    pub words: Text,
    /// What tempts in it (廉政风险点).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub risk: Option<Text>,
    /// The forms of its own.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub forms: Vec<OwnForm>,
}

/// A case that was decided well.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Precedent {
    /// Its number.
    pub number: String,
    /// Its item, if this officer may see the case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item_name: Option<String>,
}

/// A form of a task's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OwnForm {
    /// Which, in the version it is filled in with.
    pub form: FormRef,
    /// What people call it.
    pub title: Text,
    /// How far it is.
    pub progress: FormProgress,
    /// Whether this officer fills it in now: they have the task.
    pub is_open: bool,
}

/// How far a form of a task's own is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum FormProgress {
    /// Nothing was saved.
    Blank,
    /// Something was saved, and is not right yet.
    Begun,
    /// Nothing is wrong with it.
    Filled,
}

/// What was found at a point of a checklist, as the log of a case tells it at the desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Checked {
    /// What was checked.
    pub name: Text,
    /// Whether it was as it should be.
    pub answer: CheckAnswer,
    /// More about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
}

/// A form that was filled in in a task, as the log of a case tells it at the desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FormOnFile {
    /// The key of the task.
    pub task: String,
    /// The form.
    pub form: FormRef,
    /// What people call it.
    pub title: Text,
}

/// A form of a task's own. `GET /api/desk/cases/{number}/tasks/{task}/forms/{form}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TaskForm {
    /// What the task is called.
    pub task: Text,
    /// The form: before it is saved first the version that is in force.
    pub form: FormRef,
    /// What is filled in.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub answers: Value,
    /// What may be written: nothing once the task has ended.
    pub access: FormAccess,
    /// What its rules read besides the answers.
    #[serde(default, skip_serializing_if = "Surroundings::is_empty")]
    pub surroundings: Surroundings,
    /// Who filled it in last, and when; none before it is saved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub saved: Option<Done>,
    /// How often it was saved; who saves it names it.
    pub revision: u64,
    /// What is wrong with it: with anything in here the task cannot end.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub faults: Vec<FieldError>,
    /// Whether it can be filled in, or only be read.
    pub is_open: bool,
}

/// Saves a form of a task's own, however far it is. `PUT /api/desk/cases/{number}/tasks/{task}/forms/{form}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SaveTaskForm {
    /// The revision one has seen. Another one answers 409.
    pub revision: u64,
    /// What is filled in.
    pub edit: Edit,
}
