//! A form of a task's own (踏勘记录, 审批意见), as it was filled in when the task ended.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What an officer filled in beside the form of the case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FilledForm {
    /// The form, by its id.
    pub form: String,
    /// The version it was filled in with.
    pub version: u32,
    /// What was filled in.
    pub answers: Value,
}
