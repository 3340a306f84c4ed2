//! What the lead does with a joint application, and its applicant.

use serde::{Deserialize, Serialize};

/// What the lead may do with a joint application.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum JointAct {
    /// Extend the joint deadline, once.
    Extend,
    /// Find it unfit to be handled jointly.
    SetApart,
    /// Tell agencies something (抄告).
    Inform,
}

/// A command of the lead. `POST /api/desk/joint/{number}/commands`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct JointRequest {
    /// The revision one has seen. Another one answers 409.
    pub revision: u64,
    /// What to do.
    #[serde(flatten)]
    pub command: JointCommand,
}

/// What the lead does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "command", rename_all = "snake_case")]
pub enum JointCommand {
    /// Extends the joint deadline by fifteen working days, once; the head of the government approves it (行政许可法 art. 42).
    Extend {
        /// Why: the applicant is told.
        reason: String,
        /// Who approved it: a name.
        approved_by: String,
    },
    /// Finds it unfit to be handled jointly: its open cases are ended, and a draft of each is begun with what was answered.
    SetApart {
        /// Why: the applicant is told.
        reason: String,
    },
    /// Tells agencies something.
    Inform {
        /// The codes of the items whose agencies are told.
        items: Vec<String>,
        /// What.
        words: String,
    },
}

impl JointCommand {
    /// The act it is.
    pub const fn act(&self) -> JointAct {
        match self {
            Self::Extend { .. } => JointAct::Extend,
            Self::SetApart { .. } => JointAct::SetApart,
            Self::Inform { .. } => JointAct::Inform,
        }
    }
}

/// Takes all of one's joint application back. `POST /api/joint/{number}/withdraw`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct JointWithdrawal {
    /// Why, in their own words, if they care to say.
    #[serde(default)]
    pub reason: Option<String>,
}
