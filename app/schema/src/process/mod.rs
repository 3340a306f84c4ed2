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
//! | terminate 终止 | a lead | the end | everything | |
//!
//! Nothing goes back behind a decision. Returning into a block that has ended opens the one place in it again: its other
//! branches, and others who signed, stay as they were; of several in turn the later ones have their turn again. In rounds one
//! goes back within the round. A special procedure ends with the task that waited for it.

mod bounds;
#[cfg(feature = "bpmn")]
pub mod bpmn;
mod command;
mod course;
mod definition;
pub mod design;
mod event;
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
mod test_desk;

pub use command::{Actor, Command, CommandName, Facts};
pub use course::{CaseCourse, Course, Ended, Leg, course};
pub use definition::{Branch, Each, EachRule, Fork, Node, Over, Process, Repeat, Task, TaskKind, WhenEmpty};
pub use event::{
    BranchTaken, CaseCopied, CaseRated, CaseReminded, CaseStarted, CaseTerminated, CaseWithdrawn,
    DelegateAnswered, EachBegun, Event, Payload, RoundEnded, SignerAdded, SignerRemoved,
    SpecialProcedureEnded, SpecialProcedureStarted, SupplementReceived, SupplementRequested, TaskClaimed,
    TaskCompleted, TaskDelegated, TaskJumped, TaskOpened, TaskReassigned, TaskRecalled, TaskReleased,
    TaskReturned, TimeExtended,
};
pub use permit::{Allowed, Refusal, RefusalCode, allowed};
pub use read::{DefinitionError, DefinitionProblem};
pub use run::{Back, Detour, Item, Run, Signing};
pub use stage::Stage;
pub use standing::{SpecialProcedure, Supplement};
pub use state::{DoneTask, OpenTask, ReplayError, State};
pub use status::{Decision, Status};
pub use step::step;
pub use trace::{Traced, answers, trace};
pub use wire::{Envelope, EventError};
pub use words::{Ground, Opinion, Outcome, Place, SupplementPoint};
