//! What has happened to a case. Events are facts: never changed, and all that a case's state is made of.

mod hands;
mod outside;
mod pauses;

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

pub use self::hands::{DelegateAnswered, SignerAdded, SignerRemoved, TaskDelegated, TaskReassigned};
pub use self::outside::{
    Begun, CallBegun, CallDropped, CallEnded, ExternalAnswered, ExternalSent, ExternalTimedOut,
};
pub use self::pauses::{
    PauseReported, SharedChanged, SpecialProcedureEnded, SpecialProcedureStarted, SupplementReceived,
    SupplementRequested,
};
use super::command::Actor;
use super::definition::TaskKind;
use super::filled::FilledForm;
use super::run::Item;
use super::words::{Check, Opinion, Outcome};
use crate::form::Change;
use crate::id::CaseNumber;

/// One event of a case. On the wire an [`Envelope`](super::Envelope).
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(try_from = "super::wire::Envelope")]
pub struct Event {
    /// Its place among the events of the case, from 1, without gaps.
    pub seq: u64,
    /// The case.
    pub case: CaseNumber,
    /// When, to the microsecond.
    pub at: DateTime<Utc>,
    /// Who did it.
    pub actor: Actor,
    /// What happened.
    pub payload: Payload,
}

/// What happened, by kind. The serialised form is the `data` of the envelope; the kind stands beside it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Payload {
    /// `case_started`
    CaseStarted(CaseStarted),
    /// `task_opened`
    TaskOpened(TaskOpened),
    /// `task_claimed`
    TaskClaimed(TaskClaimed),
    /// `task_released`
    TaskReleased(TaskReleased),
    /// `task_completed`
    TaskCompleted(TaskCompleted),
    /// `supplement_requested`
    SupplementRequested(SupplementRequested),
    /// `supplement_received`
    SupplementReceived(SupplementReceived),
    /// `special_procedure_started`
    SpecialProcedureStarted(SpecialProcedureStarted),
    /// `special_procedure_ended`
    SpecialProcedureEnded(SpecialProcedureEnded),
    /// `pause_reported`
    PauseReported(PauseReported),
    /// `shared_changed`
    SharedChanged(SharedChanged),
    /// `case_withdrawn`
    CaseWithdrawn(CaseWithdrawn),
    /// `branch_taken`
    BranchTaken(BranchTaken),
    /// `round_ended`
    RoundEnded(RoundEnded),
    /// `each_begun`
    EachBegun(EachBegun),
    /// `call_begun`
    CallBegun(CallBegun),
    /// `call_ended`
    CallEnded(CallEnded),
    /// `call_dropped`
    CallDropped(CallDropped),
    /// `external_sent`
    ExternalSent(ExternalSent),
    /// `external_answered`
    ExternalAnswered(ExternalAnswered),
    /// `external_timed_out`
    ExternalTimedOut(ExternalTimedOut),
    /// `case_migrated`
    CaseMigrated(CaseMigrated),
    /// `task_returned`
    TaskReturned(TaskReturned),
    /// `task_recalled`
    TaskRecalled(TaskRecalled),
    /// `task_jumped`
    TaskJumped(TaskJumped),
    /// `task_reassigned`
    TaskReassigned(TaskReassigned),
    /// `task_delegated`
    TaskDelegated(TaskDelegated),
    /// `delegate_answered`
    DelegateAnswered(DelegateAnswered),
    /// `signer_added`
    SignerAdded(SignerAdded),
    /// `signer_removed`
    SignerRemoved(SignerRemoved),
    /// `case_copied`
    CaseCopied(CaseCopied),
    /// `case_reminded`
    CaseReminded(CaseReminded),
    /// `time_extended`
    TimeExtended(TimeExtended),
    /// `case_terminated`
    CaseTerminated(CaseTerminated),
    /// `case_rated`
    CaseRated(CaseRated),
}

/// The application was filed and its handling begins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseStarted {
    /// The process it is handled by, for ever.
    pub process: String,
    /// The version of that process; for ever too, if it is not migrated.
    pub version: u32,
}

/// It is this task's turn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TaskOpened {
    /// Its key: the id of the task, and which opening of it this is from the second on, as in `review#2`.
    pub task: String,
    /// Who has it already, because it is theirs to do or comes back to them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holder: Option<String>,
    /// Whose it would be, were they there: who has it is their deputy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instead_of: Option<String>,
    /// What is done in it, where the rule of the task gave it to who has it: that stands for their claiming it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub task_kind: Option<TaskKind>,
}

/// The way goes on by these branches of a fork, counted from 0.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BranchTaken {
    /// The fork.
    pub block: String,
    /// The branches.
    pub branches: Vec<usize>,
}

/// A round has ended; there is another, or not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoundEnded {
    /// What is done in rounds.
    pub block: String,
    /// Whether it is done again.
    pub again: bool,
}

/// Something is to be done for each of these.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EachBegun {
    /// What is done for each.
    pub block: String,
    /// Whom or what it is done for. For nobody, it goes on.
    pub items: Vec<Item>,
}

/// The case is handled by another version of its process from now on (迁移).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseMigrated {
    /// The version it had.
    pub from: u32,
    /// The version it has.
    pub to: u32,
    /// Which task of the new version stands for one that was open and is not in it, by their ids.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub choices: BTreeMap<String, String>,
    /// Why.
    pub reason: String,
}

/// A task went back to an earlier one (退回).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TaskReturned {
    /// The key of the task that goes back.
    pub task: String,
    /// The key under which the earlier task was done.
    pub to: String,
    /// Whether it then comes straight back, or goes again through all that lies between.
    pub resume: bool,
    /// Why.
    pub reason: String,
}

/// Who did a task took it back before the next had acted (回撤).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TaskRecalled {
    /// The key under which it was done.
    pub task: String,
    /// Why, if they said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// A task went to any other one, by authority (跳转).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TaskJumped {
    /// The key of the task that is left.
    pub task: String,
    /// The id of the task it goes to.
    pub to: String,
    /// Why.
    pub reason: String,
}

/// Colleagues are to know of the case (抄送).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseCopied {
    /// Who.
    pub to: Vec<String>,
    /// What they are told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
}

/// Whoever has the case is asked to go on (催办).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseReminded {
    /// What they are told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
}

/// There are so many working days more to decide (延期, 行政许可法 art. 42).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TimeExtended {
    /// How many.
    pub days: u32,
    /// Why, in words for the applicant.
    pub reason: String,
}

/// Its handling was ended without a decision (终止办理); what was open is dropped.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseTerminated {
    /// Why, in words for the applicant.
    pub reason: String,
}

/// Somebody, the actor, took the task on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TaskClaimed {
    /// The task.
    pub task: String,
    /// What is done in it.
    pub task_kind: TaskKind,
}

/// The task is nobody's again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TaskReleased {
    /// The task.
    pub task: String,
}

/// The task is done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TaskCompleted {
    /// The task.
    pub task: String,
    /// What was done in it.
    pub task_kind: TaskKind,
    /// How it ended.
    pub outcome: Outcome,
    /// Why, in words for the applicant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// What was found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opinion: Option<Opinion>,
    /// What was found at each point of its checklist.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub checks: Vec<Check>,
    /// The id of the task the case was sent to, instead of where the process goes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
    /// What follows outside the case, by the ids of the effects. Each is done once for this event.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub effects: Vec<String>,
    /// What was changed in the answers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<Change>,
    /// The forms of its own, filled in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub forms: Vec<FilledForm>,
}

/// The applicant took the application back; the open task is dropped.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseWithdrawn {
    /// Why, if they said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// The applicant said how it went, with the result in their hands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseRated {
    /// 5 (very satisfied) to 1 (very dissatisfied).
    pub grade: u8,
    /// What they wanted to say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
}

impl Payload {
    /// Whether the process said it by itself, after what somebody's command said.
    pub const fn is_consequence(&self) -> bool {
        matches!(
            self,
            Self::TaskOpened(_)
                | Self::BranchTaken(_)
                | Self::RoundEnded(_)
                | Self::EachBegun(_)
                | Self::CallBegun(_)
                | Self::CallDropped(_)
                | Self::ExternalSent(_)
        )
    }

    /// The task that somebody did something with, and that stays open: what led to it is not taken back any more.
    pub fn works_on(&self) -> Option<&str> {
        match self {
            Self::TaskClaimed(TaskClaimed { task, .. })
            | Self::TaskReleased(TaskReleased { task })
            | Self::SupplementRequested(SupplementRequested { task, .. })
            | Self::SpecialProcedureStarted(SpecialProcedureStarted { task, .. })
            | Self::SpecialProcedureEnded(SpecialProcedureEnded { task, .. })
            | Self::TaskReassigned(TaskReassigned { task, .. })
            | Self::TaskDelegated(TaskDelegated { task, .. })
            | Self::DelegateAnswered(DelegateAnswered { task, .. })
            | Self::SignerAdded(SignerAdded { task, .. })
            | Self::SignerRemoved(SignerRemoved { task, .. }) => Some(task),
            _ => None,
        }
    }

    /// What it changes in the answers, under the key of the task or of the other case that it comes of.
    pub fn changes(&self) -> Option<(&str, &[Change])> {
        match self {
            Self::TaskCompleted(done) => Some((&done.task, &done.changes)),
            Self::CallEnded(ended) => Some((&ended.call, &ended.changes)),
            Self::ExternalAnswered(answered) => Some((&answered.task, &answered.changes)),
            _ => None,
        }
    }
}
