//! What people ask of a case, as the wire carries it: who, and which command with which words.

mod name;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

pub use self::name::CommandName;
use super::filled::FilledForm;
use super::status::Decision;
use super::words::{Check, Ground, Opinion, Outcome, Place, SupplementPoint, is_usual};
use crate::form::Change;
use crate::role::Role;

/// Who gives a command: a person in one of their roles.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Actor {
    /// The person's id.
    pub id: String,
    /// The role they act in.
    pub role: Role,
}

impl Actor {
    /// The hall itself, which does what is due and nobody has to decide. No account has this id.
    pub fn system() -> Self {
        Self { id: "system".into(), role: Role::Admin }
    }

    /// Whether it is the hall itself.
    pub fn is_system(&self) -> bool {
        *self == Self::system()
    }
}

/// A command. On the wire `{"command": "claim", "task": "review"}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "command", rename_all = "snake_case", deny_unknown_fields)]
pub enum Command {
    /// The application has been filed: begin.
    Start {},
    /// Take a task on oneself.
    Claim {
        /// The task.
        task: String,
    },
    /// Give a task back, so that another can take it.
    Release {
        /// The task.
        task: String,
    },
    /// End a task with an outcome.
    Complete {
        /// The task.
        task: String,
        /// How it ends.
        outcome: Outcome,
        /// Why, in words for the applicant; needed when it is not accepted or rejected.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
        /// What was found; needed in a review and a decision.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        opinion: Option<Opinion>,
        /// What was found at each point of the checklist of the task.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        checks: Vec<Check>,
        /// The id of the task it goes to instead of where the process goes, if the task allows that.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        next: Option<String>,
        /// What that changes in the answers. The form and the task decide it of what an officer sent; nobody sends it.
        #[serde(skip)]
        changes: Vec<Change>,
        /// The forms of the task's own, filled in. They were saved one by one; nobody sends them along.
        #[serde(skip)]
        forms: Vec<FilledForm>,
    },
    /// Tell the applicant everything that is missing, at once (一次性告知, 行政许可法 art. 32 (4)). The clock stands
    /// until it arrives.
    RequestSupplement {
        /// The task in which it was found.
        task: String,
        /// All that is missing.
        points: Vec<SupplementPoint>,
        /// Why the applicant is asked once more; needed from the second time on.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    /// What was missing has arrived, from the applicant or over the counter.
    ReceiveSupplement {
        /// What is new or different.
        changed: Vec<Place>,
    },
    /// Something has to be done first whose time is not counted (特别程序, 行政许可法 art. 45). The clock stands until
    /// it ends, and the applicant is told how long that is expected to be.
    BeginSpecialProcedure {
        /// The task that cannot go on without it.
        task: String,
        /// What has to be done.
        ground: Ground,
        /// The day by which it is expected to end, after today.
        ends_on: NaiveDate,
        /// Why it is needed, in words for the applicant.
        reason: String,
    },
    /// The special procedure is over; the clock goes on.
    EndSpecialProcedure {
        /// The task that waited for it.
        task: String,
        /// What came of it, in words for the applicant.
        result: String,
        /// How many days more there are to decide, in the unit of the limit, where that asks for work anew.
        #[serde(default, skip_serializing_if = "is_usual")]
        added: u16,
    },
    /// Tell the lead of the agency that a special procedure has lasted very long. The hall says it, once.
    ReportPause {},
    /// Take what was put right in another part of a joint application, where it stands in this one too (并联审批). The hall says it;
    /// what was examined before is examined anew.
    TakeShared {
        /// What is different now.
        changed: Vec<Place>,
    },
    /// Send the case back to somebody who has done their task already (退回).
    Return {
        /// The key of the task one has.
        task: String,
        /// The key under which the earlier task was done.
        to: String,
        /// Whether it then comes straight back, or goes again through all that lies between.
        resume: bool,
        /// Why, in words for who gets it.
        reason: String,
    },
    /// Take one's own task back while nobody has acted on it (回撤).
    Recall {
        /// The key under which one did it.
        task: String,
        /// Why, if one cares to say.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    /// Go from a task to any other one, by the authority of a lead (跳转).
    Jump {
        /// The key of the task to leave.
        task: String,
        /// The id of the task to go to.
        to: String,
        /// Why.
        reason: String,
    },
    /// Hand a task over to a colleague (转交).
    Reassign {
        /// The key of the task.
        task: String,
        /// The id of the colleague.
        to: String,
        /// Why.
        reason: String,
    },
    /// Ask a colleague to do the work of a task, which stays one's own (委托).
    Delegate {
        /// The key of the task.
        task: String,
        /// The id of the colleague.
        to: String,
        /// What for.
        reason: String,
    },
    /// Do the work one was asked to do, so that the task goes back to whose it is.
    Answer {
        /// The key of the task.
        task: String,
        /// What was found.
        opinion: Opinion,
    },
    /// Have somebody sign a task besides (加签).
    AddSigner {
        /// The key of the task one has.
        task: String,
        /// The id of who signs.
        to: String,
        /// Whether they sign when the task is done, and not before.
        after: bool,
        /// Why.
        reason: String,
    },
    /// Have somebody not sign after all (减签).
    RemoveSigner {
        /// The key of the task one has.
        task: String,
        /// The id of who was to sign.
        to: String,
        /// Why.
        reason: String,
    },
    /// Let colleagues know of the case (抄送).
    Copy {
        /// The key of the task one has.
        task: String,
        /// The ids of the colleagues.
        to: Vec<String>,
        /// What they are told.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        words: Option<String>,
    },
    /// Ask whoever has the case to go on (催办).
    Remind {
        /// What they are told.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        words: Option<String>,
    },
    /// Give oneself more time to decide, once, by the authority of a lead (延期, 行政许可法 art. 42).
    Extend {
        /// How many working days more.
        days: u32,
        /// Why, in words for the applicant.
        reason: String,
    },
    /// End the case without a decision, by the authority of a lead (终止办理).
    Terminate {
        /// Why, in words for the applicant.
        reason: String,
    },
    /// The applicant takes the application back.
    Withdraw {
        /// Why, if they care to say.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    /// The applicant says how it went, once, with the result in their hands (好差评).
    Rate {
        /// 5 (very satisfied) to 1 (very dissatisfied).
        grade: u8,
        /// What they want to say.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        words: Option<String>,
    },
    /// The system that has a task has done it (外部环节); the hall says so for it.
    AnswerExternal {
        /// The key of the task.
        task: String,
        /// What the system calls its answer. The same answer again changes nothing.
        reference: String,
        /// How it ended.
        outcome: Outcome,
        /// Why, in words for the applicant; needed when it is rejected.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
        /// What came back, by the names that were agreed.
        #[serde(default)]
        #[cfg_attr(feature = "openapi", schema(value_type = Object))]
        data: Map<String, Value>,
    },
    /// The system that has a task has not answered in time; the hall says so.
    TimeOutExternal {
        /// The key of the task.
        task: String,
    },
    /// Another case that this one began and waits for has ended (子流程); the hall says so.
    EndCall {
        /// Its key.
        call: String,
        /// What was decided in it, if anything was.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        outcome: Option<Decision>,
        /// Its answers.
        #[serde(default)]
        #[cfg_attr(feature = "openapi", schema(value_type = Object))]
        data: Value,
        /// What comes back besides what the call takes: what was changed of the document, where that passes both ways. The hall
        /// decides it; nobody sends it.
        #[serde(skip)]
        changes: Vec<Change>,
    },
}

impl Command {
    /// Its name.
    pub const fn name(&self) -> CommandName {
        match self {
            Self::Start {} => CommandName::Start,
            Self::Claim { .. } => CommandName::Claim,
            Self::Release { .. } => CommandName::Release,
            Self::Complete { .. } => CommandName::Complete,
            Self::RequestSupplement { .. } => CommandName::RequestSupplement,
            Self::ReceiveSupplement { .. } => CommandName::ReceiveSupplement,
            Self::BeginSpecialProcedure { .. } => CommandName::BeginSpecialProcedure,
            Self::EndSpecialProcedure { .. } => CommandName::EndSpecialProcedure,
            Self::ReportPause {} => CommandName::ReportPause,
            Self::TakeShared { .. } => CommandName::TakeShared,
            Self::Return { .. } => CommandName::Return,
            Self::Recall { .. } => CommandName::Recall,
            Self::Jump { .. } => CommandName::Jump,
            Self::Reassign { .. } => CommandName::Reassign,
            Self::Delegate { .. } => CommandName::Delegate,
            Self::Answer { .. } => CommandName::Answer,
            Self::AddSigner { .. } => CommandName::AddSigner,
            Self::RemoveSigner { .. } => CommandName::RemoveSigner,
            Self::Copy { .. } => CommandName::Copy,
            Self::Remind { .. } => CommandName::Remind,
            Self::Extend { .. } => CommandName::Extend,
            Self::Terminate { .. } => CommandName::Terminate,
            Self::Withdraw { .. } => CommandName::Withdraw,
            Self::Rate { .. } => CommandName::Rate,
            Self::AnswerExternal { .. } => CommandName::AnswerExternal,
            Self::TimeOutExternal { .. } => CommandName::TimeOutExternal,
            Self::EndCall { .. } => CommandName::EndCall,
        }
    }

    /// The task it names, or the other case, if it is a command on one.
    pub fn task(&self) -> Option<&str> {
        match self {
            Self::Claim { task }
            | Self::Release { task }
            | Self::Complete { task, .. }
            | Self::RequestSupplement { task, .. }
            | Self::BeginSpecialProcedure { task, .. }
            | Self::EndSpecialProcedure { task, .. }
            | Self::Return { task, .. }
            | Self::Jump { task, .. }
            | Self::Reassign { task, .. }
            | Self::Delegate { task, .. }
            | Self::Answer { task, .. }
            | Self::AddSigner { task, .. }
            | Self::RemoveSigner { task, .. }
            | Self::Copy { task, .. }
            | Self::AnswerExternal { task, .. }
            | Self::TimeOutExternal { task } => Some(task),
            Self::EndCall { call, .. } => Some(call),
            Self::Start {}
            | Self::ReceiveSupplement { .. }
            | Self::ReportPause {}
            | Self::TakeShared { .. }
            | Self::Recall { .. }
            | Self::Remind { .. }
            | Self::Extend { .. }
            | Self::Terminate { .. }
            | Self::Withdraw { .. }
            | Self::Rate { .. } => None,
        }
    }
}
