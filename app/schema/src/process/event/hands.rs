//! Through whose hands a task went: handed over, done by a colleague, signed by others.

use serde::{Deserialize, Serialize};

use super::super::words::Opinion;

/// A task went to another person (转交).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TaskReassigned {
    /// The key of the task.
    pub task: String,
    /// Who has it now.
    pub to: String,
    /// Why.
    pub reason: String,
}

/// A colleague is asked to do the work of a task, which stays one's own (委托).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TaskDelegated {
    /// The key of the task.
    pub task: String,
    /// Who is asked.
    pub to: String,
    /// What for.
    pub reason: String,
}

/// Who was asked has done the work; the task is back with whose it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DelegateAnswered {
    /// The key of the task.
    pub task: String,
    /// What was found.
    pub opinion: Opinion,
}

/// Somebody signs a task besides who has it (加签).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignerAdded {
    /// The key of the task.
    pub task: String,
    /// Who signs.
    pub who: String,
    /// Whether they sign when the task is done, and not before.
    pub after: bool,
    /// Why.
    pub reason: String,
}

/// Somebody who was to sign does not (减签).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignerRemoved {
    /// The key of the task.
    pub task: String,
    /// Who does not sign.
    pub who: String,
    /// Why.
    pub reason: String,
}
