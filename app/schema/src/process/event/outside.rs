//! What passes between a case and what lies outside it: the cases it begins, and the systems of other agencies.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::super::external::Silent;
use super::super::status::Decision;
use super::super::words::Outcome;
use crate::form::Change;

/// Other cases begin (子流程). Where there is no entry in the list they would begin for, none does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CallBegun {
    /// The block that says so.
    pub block: String,
    /// The process they are handled by.
    pub process: String,
    /// The version of that; the one that is in force where none is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<u32>,
    /// Whether this case waits for them.
    pub wait: bool,
    /// Each of them.
    pub cases: Vec<Begun>,
}

/// One case that another begins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Begun {
    /// Its key: the id of the block, and from the second on its number.
    pub key: String,
    /// The entry of the list that it begins for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<Value>,
    /// The answers it begins with.
    pub data: Value,
}

/// A case that this one began and waited for has ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CallEnded {
    /// Its key.
    pub call: String,
    /// What was decided in it, if anything was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Decision>,
    /// What changes by it in the answers of this one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<Change>,
}

/// A case that this one began is not waited for any more, and is told to end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CallDropped {
    /// Its key.
    pub call: String,
}

/// A task was handed to the system of another agency (外部环节).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExternalSent {
    /// The key of the task.
    pub task: String,
    /// The system.
    pub system: String,
    /// What it was handed.
    pub data: Map<String, Value>,
}

/// The system has done the task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExternalAnswered {
    /// The key of the task.
    pub task: String,
    /// What it calls its answer. An answer that comes again is known by it.
    pub reference: String,
    /// How it ended.
    pub outcome: Outcome,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// What changes by it in the answers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<Change>,
}

/// The system has not answered in time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExternalTimedOut {
    /// The key of the task.
    pub task: String,
    /// What happens now.
    pub then: Silent,
}
