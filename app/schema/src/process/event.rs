//! What has happened to a case. Events are facts: never changed, and all that a case's state is made of.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::command::Actor;
use super::definition::TaskKind;
use super::run::Item;
use super::words::{Ground, Opinion, Outcome, Place, SupplementPoint};
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
    /// `case_withdrawn`
    CaseWithdrawn(CaseWithdrawn),
    /// `branch_taken`
    BranchTaken(BranchTaken),
    /// `round_ended`
    RoundEnded(RoundEnded),
    /// `each_begun`
    EachBegun(EachBegun),
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
    /// The version of that process.
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
    /// What was changed in the answers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<Change>,
}

/// The applicant was told what is missing; the clock stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SupplementRequested {
    /// The task in which it was found.
    pub task: String,
    /// All that is missing.
    pub points: Vec<SupplementPoint>,
    /// Whether the applicant had been asked before: once is the rule (行政许可法 art. 32 (4)), and supervision looks
    /// at every repeat.
    pub repeat: bool,
    /// Why it was asked once more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// What was missing arrived; the clock goes on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SupplementReceived {
    /// The task that had asked.
    pub task: String,
    /// What is new or different.
    pub changed: Vec<Place>,
}

/// Something has to be done first whose time is not counted; the clock stands (行政许可法 art. 45).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SpecialProcedureStarted {
    /// The task that waits for it.
    pub task: String,
    /// What has to be done.
    pub ground: Ground,
    /// The day by which the applicant was told it would end.
    pub ends_on: NaiveDate,
    /// Why it is needed.
    pub reason: String,
}

/// The special procedure is over; the clock goes on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SpecialProcedureEnded {
    /// The task that waited for it.
    pub task: String,
    /// What came of it.
    pub result: String,
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
        matches!(self, Self::TaskOpened(_) | Self::BranchTaken(_) | Self::RoundEnded(_) | Self::EachBegun(_))
    }
}
