//! How a case is handled: the definition of its tasks, the commands people give, and the events that come of them.
//!
//! Pure: [`step`] decides, [`State`] is a fold of events, and nothing here stores or knows the time. A process is a
//! sequence of tasks; the other blocks of the language are refused by name, never ignored.

mod bounds;
#[cfg(feature = "bpmn")]
pub mod bpmn;
mod command;
mod definition;
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
pub use definition::{Branch, Each, EachRule, Fork, Node, Over, Process, Repeat, Task, TaskKind, WhenEmpty};
pub use event::{
    BranchTaken, CaseRated, CaseStarted, CaseTerminated, CaseWithdrawn, EachBegun, Event, Payload,
    RoundEnded, SpecialProcedureEnded, SpecialProcedureStarted, SupplementReceived, SupplementRequested,
    TaskClaimed, TaskCompleted, TaskJumped, TaskOpened, TaskReassigned, TaskRecalled, TaskReleased,
    TaskReturned,
};
pub use permit::{Allowed, Refusal, RefusalCode, allowed};
pub use read::{DefinitionError, DefinitionProblem};
pub use run::{Item, Run};
pub use stage::Stage;
pub use standing::{SpecialProcedure, Supplement};
pub use state::{DoneTask, OpenTask, ReplayError, State};
pub use status::{Decision, Status};
pub use step::step;
pub use trace::{Traced, answers, trace};
pub use wire::{Envelope, EventError};
pub use words::{Ground, Opinion, Outcome, Place, SupplementPoint};
