//! The definition of a process, typed: what is done to a case, by which role, in which order.

use serde::{Deserialize, Serialize};

use crate::calendar::Limit;
use crate::expr::Expr;
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

/// A block of a process. Blocks lie within each other, so every way that forks joins again by construction.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// One after the other (顺序). Empty only where a way leads past something.
    Seq(Vec<Node>),
    /// All branches at once; it ends when every one has ended (并行).
    All(Fork),
    /// Every branch whose condition holds, at once, or else the one without a condition (包容).
    Any(Fork),
    /// The first branch whose condition holds, or else the one without a condition (排他).
    Choose(Fork),
    /// Once, and again as long as a condition holds (循环).
    Repeat(Repeat),
    /// The same for each of several (多实例): everybody signs, one suffices, one after the other, a vote.
    Each(Each),
    /// One step of one role.
    Task(Task),
}

/// Where the way forks.
#[derive(Clone, Debug, PartialEq)]
pub struct Fork {
    /// Its id, unique in the process.
    pub id: String,
    /// What people call it.
    pub name: Text,
    /// Where it may go, in the order in which conditions are asked.
    pub branches: Vec<Branch>,
}

/// One of the ways at a fork.
#[derive(Clone, Debug, PartialEq)]
pub struct Branch {
    /// What people call it.
    pub name: Text,
    /// Whether it is taken; the branch without a condition is taken when no other is.
    pub when: Option<Expr>,
    /// What is done on it.
    pub node: Node,
}

/// What may be done more than once.
#[derive(Clone, Debug, PartialEq)]
pub struct Repeat {
    /// Its id, unique in the process.
    pub id: String,
    /// What people call it.
    pub name: Text,
    /// Whether it is done again, asked at the end of each round.
    pub again: Expr,
    /// The most rounds there are, at least one.
    pub most: u32,
    /// What is done in a round.
    pub node: Box<Node>,
}

/// What is done for each of several.
#[derive(Clone, Debug, PartialEq)]
pub struct Each {
    /// Its id, unique in the process.
    pub id: String,
    /// What people call it.
    pub name: Text,
    /// Whom or what it is done for.
    pub over: Over,
    /// When it ends.
    pub rule: EachRule,
    /// What happens where there is nobody to do it for.
    pub empty: WhenEmpty,
    /// What is done.
    pub node: Box<Node>,
}

/// Whom or what something is done for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Over {
    /// These people, by their ids.
    People(Vec<String>),
    /// Everybody who holds this role at the agency of the case.
    Role(Role),
    /// Every entry of a list that is computed.
    Data(Expr),
}

/// When something that is done for each of several ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum EachRule {
    /// When all have ended (会签); it is approved if nobody rejects.
    #[default]
    All,
    /// When one has (或签); what the others have open is dropped.
    One,
    /// When all have, one after the other (依次); a rejection ends it.
    InTurn,
    /// When at least so many of a hundred approve, or no longer can (表决); what is open then is dropped.
    Vote(u8),
}

/// What happens where there is nobody to do something for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WhenEmpty {
    /// The command that would lead there is refused.
    #[default]
    Refuse,
    /// The lead of the agency does it.
    Lead,
    /// It goes on.
    Skip,
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

    /// Whether who did it may take it back while nobody has acted on it. Whom the applicant has been told of it may not.
    pub const fn may_be_recalled(self) -> bool {
        matches!(self, Self::Review)
    }

    /// Whether one may go to it from anywhere.
    pub const fn may_be_jumped_to(self) -> bool {
        matches!(self, Self::Review | Self::Decide)
    }

    /// Whether the time to decide runs in it, from accepting to the decision (行政许可法 art. 42): the only one that a
    /// special procedure stops (art. 45).
    pub const fn is_deciding(self) -> bool {
        matches!(self, Self::Review | Self::Decide)
    }
}

impl Process {
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

    /// The task with this id, or with this key of one of its openings.
    pub fn task(&self, key: &str) -> Option<&Task> {
        let id = key.split_once('#').map_or(key, |(id, _)| id);
        self.root.tasks().into_iter().find(|task| task.id == id)
    }
}

impl Node {
    /// What lies directly within, in the order of the definition.
    pub fn children(&self) -> Vec<&Self> {
        match self {
            Self::Seq(nodes) => nodes.iter().collect(),
            Self::All(fork) | Self::Any(fork) | Self::Choose(fork) => {
                fork.branches.iter().map(|branch| &branch.node).collect()
            }
            Self::Repeat(repeat) => vec![&repeat.node],
            Self::Each(each) => vec![&each.node],
            Self::Task(_) => Vec::new(),
        }
    }

    /// Every task in it, in the order of the definition.
    pub fn tasks(&self) -> Vec<&Task> {
        match self {
            Self::Task(task) => vec![task],
            _ => self.children().into_iter().flat_map(Self::tasks).collect(),
        }
    }

    /// Its id, if it is a block that has one.
    pub fn block_id(&self) -> Option<&str> {
        match self {
            Self::All(fork) | Self::Any(fork) | Self::Choose(fork) => Some(&fork.id),
            Self::Repeat(repeat) => Some(&repeat.id),
            Self::Each(each) => Some(&each.id),
            Self::Seq(_) | Self::Task(_) => None,
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
