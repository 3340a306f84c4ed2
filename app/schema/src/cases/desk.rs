//! Cases at the desk of the agency that handles them: everything an officer sees of one, and the commands they give.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Attachment, CaseView, Outside, TaskLine, TaskSheet};
use crate::applications::{FileInfo, FormRef};
use crate::form::{self, Block, Decided, Form, FormAccess, FormState, Surroundings};
use crate::locale::{Locale, Text};
use crate::process::{Allowed, Command, Place};
use crate::questionnaires::Questionnaire;
use crate::regions::Region;
use crate::role::Role;
use crate::window::Came;

/// A case at the desk: everything its handler needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeskCase {
    /// What its applicant sees.
    #[serde(flatten)]
    pub view: CaseView,
    /// How it came, if a clerk filed it for its applicant; what a caller said only for who can act on the case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub came: Option<Came>,
    /// The form it was made with.
    pub form: FormRef,
    /// The answers as they stand, as far as this officer sees them.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub answers: Value,
    /// What this officer sees of the form, and may write by completing the task.
    #[serde(default)]
    pub access: FormAccess,
    /// What the rules of the form came to with all answers, as far as this officer sees them.
    #[serde(default)]
    pub decided: Decided,
    /// What officers changed in the answers, the oldest first, as far as this one sees them (痕迹保留).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub trace: Vec<Trace>,
    /// The files that this officer sees.
    pub files: Vec<FileInfo>,
    /// What officers attached, the oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<Attachment>,
    /// Whether this officer may attach something now: they have a task of the case.
    #[serde(default)]
    pub may_attach: bool,
    /// What this officer may do now, on each open task.
    pub allowed: Vec<Allowed>,
    /// The key of the open task that is shown: the one asked for, else one that is this officer's to do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub task: Option<String>,
    /// What the process says of that task to who has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheet: Option<TaskSheet>,
    /// What the tasks are called that `allowed` says it can go to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ways: Vec<Way>,
    /// Who the colleagues are whom `allowed` names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub colleagues: Vec<Colleague>,
    /// Whether the case is this officer's own, so that somebody else has to handle it (公务员法 art. 76).
    pub stands_aside: bool,
    /// What the last supplement changed, with the answers before it.
    pub changes: Vec<Change>,
    /// What those rules of the form read besides the answers that follow what this officer may write now.
    #[serde(default, skip_serializing_if = "Surroundings::is_empty")]
    pub surroundings: Surroundings,
    /// Pointers of answers that the hall had filled in and the applicant corrected.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrected: Vec<String>,
    /// What lies outside the case: the one that began it, those that it began, the systems that have its tasks.
    #[serde(default, skip_serializing_if = "Outside::is_empty")]
    pub outside: Outside,
    /// The regions that the answers name, with those above them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub regions: Vec<Region>,
    /// What the agency of the case asked further, and the answers once they are handed in; who works elsewhere is told of neither.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked: Option<Questionnaire>,
    /// The place in the event log this view is of; a command names it.
    pub revision: u64,
    /// The number of the last remark of colleagues; 0 where there is none.
    #[serde(default)]
    pub remark: i64,
}

/// A task that a case can go to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Way {
    /// The key under which it was done, or its id.
    pub to: String,
    /// What people call it.
    pub name: Text,
    /// Who did it, and when, if it was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done: Option<Done>,
}

/// Who did a task, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Done {
    /// Who: a name.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// Somebody who works at the agency of a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Colleague {
    /// Their id: commands name it.
    pub id: String,
    /// Their name.
    pub name: String,
    /// Their posts there.
    pub roles: Vec<Role>,
}

impl DeskCase {
    /// The open task that is shown.
    pub fn shown(&self) -> Option<&TaskLine> {
        self.view.summary.tasks.iter().find(|task| Some(&task.key) == self.task.as_ref())
    }

    /// What is asked, needed and computed of what this officer sees.
    pub fn follows(&self, form: &Form) -> FormState {
        FormState::decided(form, &self.answers, &self.decided)
    }
}

/// The document of a case (正文), as far as an officer sees it. `GET /api/desk/cases/{number}/document`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CaseDocument {
    /// What it reads now, then what it read before, the newest first. None where there is no document, or it is hidden.
    pub versions: Vec<DocumentVersion>,
}

/// What a document read from one moment on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DocumentVersion {
    /// Since when.
    pub at: DateTime<Utc>,
    /// Who made it read so: a name.
    pub by: String,
    /// The role they acted in.
    pub role: Role,
    /// In which task; none where the applicant did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub task: Option<Text>,
    /// What it read, by language.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub blocks: BTreeMap<Locale, Vec<Block>>,
}

/// An answer that an officer changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Trace {
    /// When.
    pub at: DateTime<Utc>,
    /// The officer's name.
    pub by: String,
    /// The role they acted in.
    pub role: Role,
    /// In which task.
    pub task: Option<Text>,
    /// What, before and after.
    #[serde(flatten)]
    pub change: form::Change,
}

/// An answer or material that a supplement changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Change {
    /// Which.
    #[serde(flatten)]
    pub place: Place,
    /// What stood there before: an answer, or names of files.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub before: Value,
    /// What stands there now.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub after: Value,
}

/// A command at the desk. `POST /api/desk/cases/{number}/commands`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeskCommand {
    /// The place in the event log that the officer saw. Another one answers 409.
    pub revision: u64,
    /// What the officer writes into the form by completing the task.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edit: Option<Edit>,
    /// What to do.
    #[serde(flatten)]
    pub command: Command,
}

/// What an officer writes into a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(untagged)]
pub enum Edit {
    /// The names and values of an HTML form: fields that it asks for, all others stay.
    Fields(Vec<(String, String)>),
    /// The answers that the task is to leave behind. What it may change and is not among them is taken out; of an
    /// opinion it says `text` and, where something is decided, `outcome`: who signs it says the hall.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    Answers(Value),
}

impl Edit {
    /// The name of the two fields between which those of an edit stand in a page.
    pub const MARK: &'static str = "edit";

    /// The fields of an edit among those of a page, if it has one.
    pub fn marked(fields: &[(String, String)]) -> Option<Vec<(String, String)>> {
        let begin = fields.iter().position(|(name, _)| name == Self::MARK)?;
        let edit = fields.iter().skip(begin + 1).take_while(|(name, _)| name != Self::MARK);
        Some(edit.cloned().collect())
    }
}
