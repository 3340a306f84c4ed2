//! How a case is handled: the definition of its tasks, the commands people give, and the events that come of them.
//!
//! Pure: [`step`] decides, [`State`] is a fold of events, and nothing here stores or knows the time.
//!
//! A process is made of blocks that lie within each other ([`Node`]), and where a case stands in it is a tree of the same
//! shape ([`Run`]) with open tasks in its leaves. So nothing can be lost or doubled, and a join never waits for what cannot
//! come. Each opening of a task has a key: the id of the task, from the second opening on with its number, `review#2`.
//!
//! Going another way than the process says:
//!
//! | | who | where to | what is dropped | what comes next |
//! |---|---|---|---|---|
//! | return 退回 | who has the task | a task that was done before it, on the way that led here | what comes after that task, other branches only if it stands before their fork | that task, for who did it; then all that lies between again |
//! | return, to resume | the same | the same | nothing; other branches do not notice | that task in the place of this one, then this one again, for who had it |
//! | recall 回撤 | who did the task | their own task | what was opened by it, if nobody has touched that | their task, for them |
//! | jump 跳转 | a lead | any review, or the decision | all between the two places; in a fork only what lies in the same branch | that task; other branches of a fork that was never begun begin too |
//! | complete, to elsewhere 自由流转 | who has the task | a review or the decision that the task names; not out of a branch that is taken beside others | nothing | that task, then what comes after it |
//! | terminate 终止 | a lead | the end | everything | |
//! | jump over a call | a lead | any review, or the decision | the cases that are waited for, and what lies between | that task |
//!
//! Nothing goes back behind a decision. Returning into a block that has ended opens the one place in it again: its other
//! branches, and others who signed, stay as they were; of several in turn the later ones have their turn again. In rounds one
//! goes back within the round. A special procedure ends with the task that waited for it. Nobody is sent elsewhere past those who
//! have yet to sign, or past who waits for a task that was returned to resume.
//!
//! Whom a task goes to says the task ([`Assign`]); who is away is stood in for by their deputy, whatever rule led to them. What
//! stops the clock is told in [`SpecialProcedure`] and [`Supplement`], and what is due by itself the hall does ([`Actor::system`]).

//!
//! What lies outside a case: other cases that it begins (子流程, [`Call`]), each with a process, people and a log of its own,
//! and tasks that a system of another agency does (外部环节, [`External`]). Of both the hall tells the case ([`Actor::system`]).
//! Inside another case everything above holds by its own process, and nothing of it is returned to or jumped to from here.
//! Whatever drops a place where others are waited for, be it return, jump, recall, termination or withdrawal, or a block that
//! ends without them, tells them to end ([`CallDropped`]); going through it again begins others. What is not waited for goes on
//! by itself. A task that a system has is dropped like any other, its late answer refused; returning to one asks the system
//! again; a lead who reassigns it takes it from there. An answer that comes twice changes nothing.
//!
//! A case may be moved to another version of its process ([`plan`], [`migrate`]), and replays with both ([`Versions`]).

mod assign;
mod bounds;
#[cfg(feature = "bpmn")]
pub mod bpmn;
mod call;
mod command;
mod definition;
mod event;
mod external;
mod facts;
mod migrate;
mod permit;
mod read;
mod run;
mod stage;
mod standing;
mod state;
mod status;
mod step;
mod story;
mod trace;
mod wire;
mod words;

#[cfg(test)]
mod assign_tests;
#[cfg(test)]
mod migrate_tests;
#[cfg(test)]
mod random_instructions;
#[cfg(test)]
mod random_models;
#[cfg(test)]
mod random_process;
#[cfg(test)]
mod random_tests;
#[cfg(test)]
mod standing_tests;
#[cfg(test)]
mod step_tests;
#[cfg(test)]
mod task_tests;
#[cfg(test)]
mod test_desk;

pub use call::{Call, CallTrace};
pub use command::{Actor, Command, CommandName};
pub use definition::{
    Agency, Assign, Branch, CheckPoint, Each, EachRule, Effect, EffectKind, Fork, Guidance, Late, Node, Over,
    Process, Repeat, Task, TaskKind, WhenEmpty,
};
pub use event::{
    Begun, BranchTaken, CallBegun, CallDropped, CallEnded, CaseMigrated, CaseRated, CaseStarted,
    CaseTerminated, CaseWithdrawn, EachBegun, Event, ExternalAnswered, ExternalSent, ExternalTimedOut,
    PauseReported, Payload, RoundEnded, SpecialProcedureEnded, SpecialProcedureStarted, SupplementReceived,
    SupplementRequested, TaskClaimed, TaskCompleted, TaskJumped, TaskOpened, TaskReassigned, TaskRecalled,
    TaskReleased, TaskReturned,
};
pub use external::{External, JsonType, Received, Silent};
pub use facts::{Facts, Staff};
pub use migrate::{Choice, Choices, Fit, Obstacle, Report, migrate, plan};
pub use permit::{Allowed, Refusal, RefusalCode, allowed};
pub use read::{DefinitionError, DefinitionProblem};
pub use run::{Back, Detour, Item, Run, Signing};
pub use stage::Stage;
pub use standing::{SpecialProcedure, Supplement};
pub use state::{Deputy, DoneTask, OpenTask, ReplayError, State, Subcase, SubcaseStatus, Versions};
pub use status::{Decision, Status};
pub use step::step;
pub use trace::{Traced, answers, trace};
pub use wire::{Envelope, EventError};
pub use words::{Check, CheckAnswer, Ground, Opinion, Outcome, Place, SupplementPoint};
