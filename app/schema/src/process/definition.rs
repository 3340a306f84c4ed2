//! The definition of a process, typed: what is done to a case, by which role, in which order.

mod computed;
mod extension;
mod instructions;
mod task;
mod urge;

use serde::{Deserialize, Serialize};
use serde_json::Value;

pub(super) use self::computed::circle;
pub use self::computed::{ComputedFact, answers_of, fact_of};
pub use self::extension::ExtensionBound;
pub use self::instructions::{Agency, Assign, CheckPoint, Effect, EffectKind, Guidance, Handout, Late};
pub use self::task::{Task, TaskKind};
pub use self::urge::{Urge, UrgeAt, UrgeBy, UrgeTo};
use crate::expr::Expr;
use crate::form::Form;
use crate::locale::Text;
use crate::role::Role;

use super::call::Call;

/// The most entries of a list for each of which something is done, or another case begins. A longer one is refused, and never
/// cut: whoever stands at its end would be forgotten unseen.
pub const MOST_ENTRIES: usize = 200;

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
    /// By how much deciding may be put off, where another law than 行政许可法 art. 42 says so.
    pub extension: Option<ExtensionBound>,
    /// What is computed of the answers and read by name, in the order in which people are told of it.
    pub facts: Vec<ComputedFact>,
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
    /// Other cases begin, each with a process of its own (子流程).
    Call(Call),
    /// One step of one role.
    Task(Box<Task>),
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

/// What is done for each of several. Conditions within read the entry that it is done for as `{"var": "$item"}`, or a part of it
/// as `{"var": "$item.area"}`: an entry of the list, the id of a person, the name of a role. Of several within each other it is that of
/// the innermost; outside, nothing reads it.
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
    /// Everybody who holds this role at the agency of the first task in it.
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
        match self.root.leaf(id_of(key))? {
            Node::Task(task) => Some(task),
            _ => None,
        }
    }

    /// Every block that begins other cases, in the order of the definition.
    pub fn calls(&self) -> Vec<&Call> {
        self.root.calls()
    }

    /// The block with this id that begins other cases, or with this key of one of those.
    pub fn call(&self, key: &str) -> Option<&Call> {
        match self.root.leaf(id_of(key))? {
            Node::Call(call) => Some(call),
            _ => None,
        }
    }
}

/// Whether this is a list that is longer than any may be, whatever the data.
pub(super) fn is_too_long(list: &Expr) -> bool {
    match list {
        Expr::Value(Value::Array(list)) => list.len() > MOST_ENTRIES,
        Expr::List(list) => list.len() > MOST_ENTRIES,
        _ => false,
    }
}

/// The id in a key: `review` in `review#2`.
pub(super) fn id_of(key: &str) -> &str {
    key.split_once('#').map_or(key, |(id, _)| id)
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
            Self::Call(_) | Self::Task(_) => Vec::new(),
        }
    }

    /// Every block in it that begins other cases, in the order of the definition.
    fn calls(&self) -> Vec<&Call> {
        match self {
            Self::Call(call) => vec![call],
            _ => self.children().into_iter().flat_map(Self::calls).collect(),
        }
    }

    /// Every task in it, in the order of the definition.
    pub fn tasks(&self) -> Vec<&Task> {
        match self {
            Self::Task(task) => vec![&**task],
            _ => self.children().into_iter().flat_map(Self::tasks).collect(),
        }
    }

    /// The task, or the block that begins other cases, with this id.
    fn leaf(&self, id: &str) -> Option<&Self> {
        match self {
            Self::Task(task) => (task.id == id).then_some(self),
            Self::Call(call) => (call.id == id).then_some(self),
            Self::Seq(nodes) => nodes.iter().find_map(|node| node.leaf(id)),
            Self::All(fork) | Self::Any(fork) | Self::Choose(fork) => {
                fork.branches.iter().find_map(|branch| branch.node.leaf(id))
            }
            Self::Repeat(repeat) => repeat.node.leaf(id),
            Self::Each(each) => each.node.leaf(id),
        }
    }

    /// Whether anything is done in it, by people or in another case.
    pub(super) fn is_busy(&self) -> bool {
        matches!(self, Self::Task(_) | Self::Call(_)) || self.children().into_iter().any(Self::is_busy)
    }

    /// Its id, if it is a block that has one.
    pub fn block_id(&self) -> Option<&str> {
        match self {
            Self::All(fork) | Self::Any(fork) | Self::Choose(fork) => Some(&fork.id),
            Self::Repeat(repeat) => Some(&repeat.id),
            Self::Each(each) => Some(&each.id),
            Self::Call(call) => Some(&call.id),
            Self::Seq(_) | Self::Task(_) => None,
        }
    }
}
