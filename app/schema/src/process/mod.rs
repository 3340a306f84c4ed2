//! How a case is handled: the definition of its tasks, the commands people give, and the events that come of them.
//!
//! Pure: [`step`] decides, [`State`] is a fold of events, and nothing here stores or knows the time. A process is a
//! sequence of tasks; the other blocks of the language are refused by name, never ignored.

mod command;
mod definition;
mod event;
mod permit;
mod read;
mod stage;
mod state;
mod status;
mod step;
mod wire;

#[cfg(test)]
mod random_tests;
#[cfg(test)]
mod step_tests;
#[cfg(test)]
mod test_desk;

pub use command::{Actor, Command, CommandName, Facts, Opinion, Outcome, Place, SupplementPoint};
pub use definition::{Node, Process, Task, TaskKind};
pub use event::{
    CaseStarted, CaseWithdrawn, Event, Payload, SupplementReceived, SupplementRequested, TaskClaimed,
    TaskCompleted, TaskOpened, TaskReleased,
};
pub use permit::{Allowed, Refusal, RefusalCode, allowed};
pub use read::{DefinitionError, DefinitionProblem};
pub use stage::Stage;
pub use state::{DoneTask, OpenTask, ReplayError, State, Supplement};
pub use status::{Decision, Status};
pub use step::step;
pub use wire::{Envelope, EventError};
