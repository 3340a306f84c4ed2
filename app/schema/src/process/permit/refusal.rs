//! Why a command is refused, and what is allowed instead.

use serde::{Deserialize, Serialize};

use super::super::command::CommandName;

/// Why a command is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum RefusalCode {
    /// Nothing has been filed yet.
    NotStarted,
    /// It has begun already.
    AlreadyStarted,
    /// The case has ended.
    Closed,
    /// The process has no such task.
    UnknownTask,
    /// It is another task's turn.
    NotTheCurrentTask,
    /// It is not this role's work.
    WrongRole,
    /// It is the work of another agency.
    WrongAgency,
    /// It is this person's own case: a colleague handles it.
    OwnCase,
    /// Only the applicant, or somebody with authority from them, may do this.
    NotTheApplicant,
    /// Nobody has taken the task on: claim it first.
    NotClaimed,
    /// The task is this person's already.
    AlreadyYours,
    /// Somebody else has taken the task on.
    HeldByAnother,
    /// The applicant has been told what is missing, and it has not arrived.
    WaitingForApplicant,
    /// Nothing is missing from the applicant.
    NotWaiting,
    /// A special procedure is under way: it has to be ended first.
    SpecialProcedureOpen,
    /// No special procedure is under way.
    NoSpecialProcedure,
    /// It may not add so much time to the limit, or none.
    TooMuchAdded,
    /// It is not time for that yet.
    NotYetDue,
    /// The lead of the agency has been told already.
    AlreadyReported,
    /// It has not been accepted, so there is nothing to decide yet.
    NotYetAccepted,
    /// The decision has been made.
    AlreadyDecided,
    /// The result is not in the applicant's hands yet.
    NotDelivered,
    /// It has been rated, and is rated once.
    AlreadyRated,
    /// A task of this kind cannot end like that.
    OutcomeNotPossible,
    /// The reason is missing.
    ReasonMissing,
    /// Facts, opinion and article are needed, all three.
    OpinionMissing,
    /// A point of the checklist has no answer: [`Refusal::points`] says which.
    ChecklistOpen,
    /// The checklist does not have such a point, or it is answered twice.
    NoSuchPoint,
    /// A form of the task's own is not filled in: [`Refusal::forms`] says which.
    FormMissing,
    /// The task does not have such a form, or it is filled in twice.
    NoSuchForm,
    /// What came of it is missing.
    ResultMissing,
    /// It does not say what is missing or changed, or names a part in a form that names nothing.
    PlaceMissing,
    /// The same part is named twice.
    PlaceTwice,
    /// The applicant has been asked before, and it takes a reason to ask again.
    RepeatNeedsReason,
    /// A text, a day or a grade is out of bounds: [`Command::faults`](super::super::Command::faults) says which.
    OutOfBounds,
    /// It is to be done by somebody else in person.
    NamedForAnother,
    /// It cannot go back there: nobody has done that before, on the way that led here.
    NotReturnable,
    /// It is not one's own, or somebody has acted on it.
    NotRecallable,
    /// It cannot go there from here.
    NotReachable,
    /// It changes what a superior has written.
    FixedAbove,
    /// That colleague cannot do it.
    NoSuchColleague,
    /// Others have yet to sign it.
    SignersOpen,
    /// One does the work for a colleague, whose task it stays.
    OnlyDelegated,
    /// Nobody has asked one to do the work for them.
    NotDelegated,
    /// It is not to be signed by others.
    NotSigned,
    /// Who has it was asked already.
    AlreadyReminded,
    /// There is more time already.
    AlreadyExtended,
    /// The system of another agency has it. A lead may take it from there.
    WithSystem,
    /// No system has it.
    NotWithSystem,
    /// What came back is not what was agreed.
    ContractBroken,
    /// Another answer is called so.
    ReferenceTaken,
    /// Cases that begin others lie too deep in each other.
    CallsTooDeep,
    /// Who handles a case that another began does not ask the applicant: that is done in the other.
    NotInSubcase,
    /// There is nobody to do what comes next.
    NobodyToDoIt,
    /// A list for each of whose entries something is to be done has more than
    /// [`MOST_ENTRIES`](super::super::MOST_ENTRIES).
    TooMany,
    /// The process leads nowhere from there.
    NoWay,
}

/// A refused command: why, and what the same person may do instead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Refusal {
    /// Why.
    pub why: RefusalCode,
    /// What is allowed instead.
    pub allowed: Vec<CommandName>,
    /// The points of the checklist without an answer, for [`RefusalCode::ChecklistOpen`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub points: Vec<String>,
    /// The forms that are not filled in, for [`RefusalCode::FormMissing`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub forms: Vec<String>,
}
