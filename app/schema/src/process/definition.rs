//! The definition of a process, typed: what is done to a case, by which role, in which order.

use serde::{Deserialize, Serialize};

use crate::calendar::Limit;
use crate::form::{Form, Permissions};
use crate::locale::Text;
use crate::role::Role;

use super::words::Outcome;

/// One published version of a process. Made only by [`Process::read`](Self::read), so it is known to be sound: ids
/// are unique, acceptance comes first and once, the decision once, and no task stands before one it depends on.
#[derive(Clone, Debug, PartialEq)]
pub struct Process {
    /// What it is called by items and events.
    pub id: String,
    /// The version, counting from 1; a published one never changes.
    pub version: u32,
    /// What people call it.
    pub title: Text,
    /// The block that is the whole process.
    pub root: Node,
}

/// A block of a process.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// One after the other.
    Seq(Vec<Node>),
    /// One step of one role.
    Task(Task),
}

/// A step that one role takes (环节).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Task {
    /// Its id, unique in the process.
    pub id: String,
    /// What people call it.
    pub name: Text,
    /// Whose work it is.
    pub role: Role,
    /// What is done in it.
    pub kind: TaskKind,
    /// How long it may take from the day it is opened, if that is limited.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<Limit>,
    /// What may be seen and changed of the form in it; all may be seen where nothing is said.
    #[serde(default, skip_serializing_if = "is_usual")]
    pub form: Permissions,
}

fn is_usual(permissions: &Permissions) -> bool {
    *permissions == Permissions::default()
}

/// What is done in a task. In this order they may stand in a sequence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum TaskKind {
    /// 受理: the application is accepted or not (行政许可法 art. 32).
    Accept,
    /// 审查: an opinion is given on the case. It recommends; the case goes on to the decision either way.
    Review,
    /// 决定: the case is approved or rejected (art. 38).
    Decide,
    /// 送达: the result, or the written refusal, is handed over (art. 44).
    Deliver,
}

impl TaskKind {
    /// How a task of this kind can end.
    pub const fn outcomes(self) -> &'static [Outcome] {
        match self {
            Self::Accept => &[Outcome::Accepted, Outcome::NotAccepted],
            Self::Review | Self::Decide => &[Outcome::Approved, Outcome::Rejected],
            Self::Deliver => &[Outcome::Delivered],
        }
    }

    /// Whether a task of this kind ends with facts, opinion and article.
    pub const fn needs_opinion(self) -> bool {
        self.is_deciding()
    }

    /// Whether the time to decide runs in it, from accepting to the decision (行政许可法 art. 42): the only one that a
    /// special procedure stops (art. 45).
    pub const fn is_deciding(self) -> bool {
        matches!(self, Self::Review | Self::Decide)
    }
}

impl Process {
    /// The task that comes after this one, or the first.
    pub fn task_after(&self, id: Option<&str>) -> Option<&Task> {
        let mut tasks = self.root.tasks().into_iter();
        match id {
            Some(id) => tasks.find(|task| task.id == id).and_then(|_| tasks.next()),
            None => tasks.next(),
        }
    }

    /// What its tasks say of the form and the form does not have, by the ids of the tasks.
    pub fn dangling<'a>(&'a self, form: &Form) -> Vec<(&'a str, &'a str)> {
        let of_task =
            |task: &'a Task| task.form.dangling(form).into_iter().map(|name| (task.id.as_str(), name));
        self.root.tasks().into_iter().flat_map(of_task).collect()
    }

    /// What its tasks are to write of the form and officers have no input for, by the ids of the tasks.
    pub fn without_input(&self, form: &Form) -> Vec<(&str, String, &'static str)> {
        let of_task = |task| {
            let Task { id, form: permissions, .. }: &Task = task;
            let found = permissions.without_input(form).into_iter();
            found.map(|(place, control)| (id.as_str(), place, control))
        };
        self.root.tasks().into_iter().flat_map(of_task).collect()
    }

    /// The task with this id.
    pub fn task(&self, id: &str) -> Option<&Task> {
        self.root.tasks().into_iter().find(|task| task.id == id)
    }
}

impl Node {
    /// Every task in it, in the order of the definition.
    pub fn tasks(&self) -> Vec<&Task> {
        match self {
            Self::Seq(nodes) => nodes.iter().flat_map(Self::tasks).collect(),
            Self::Task(task) => vec![task],
        }
    }
}

impl Task {
    /// Whether somebody in this role may work on the task. Its own role may; an agency lead may do an officer's
    /// work, and stays an agency lead in the events; handing over is for counter and officers alike.
    pub fn is_work_of(&self, role: Role) -> bool {
        let officer = |role| matches!(role, Role::Officer | Role::AgencyLead);
        match (self.kind, self.role) {
            (TaskKind::Deliver, Role::Intake | Role::Officer) => role == Role::Intake || officer(role),
            (_, Role::Officer) => officer(role),
            (_, own) => role == own,
        }
    }
}
