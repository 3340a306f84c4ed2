//! How a case is handled: the definition of its tasks, the commands people give, and the events that come of them.
//!
//! Pure: [`step`] decides, [`State`] is a fold of events, and nothing here stores or knows the time. A process is made of
//! blocks that lie within each other ([`Node`]), and where a case stands in it is a tree of the same shape ([`Run`]) with open
//! tasks in its leaves: nothing can be lost or doubled, and a join never waits for what cannot come. How each way other than
//! the process's own goes is told at [`step`], what lies outside a case at [`Call`]. A case may be moved to another version
//! of its process ([`plan`], [`migrate`]), and replays with both ([`Versions`]).

mod assign;
mod behind;
mod bounds;
#[cfg(feature = "bpmn")]
pub mod bpmn;
mod call;
mod command;
mod course;
mod definition;
pub mod design;
mod event;
mod external;
mod facts;
mod filled;
mod migrate;
mod permit;
mod read;
mod routes;
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
mod random_forbidden;
#[cfg(test)]
mod random_instructions;
#[cfg(test)]
mod random_models;
#[cfg(test)]
mod random_process;
#[cfg(test)]
mod random_tests;
#[cfg(test)]
mod shared_tests;
#[cfg(test)]
mod standing_tests;
#[cfg(test)]
mod task_tests;
#[cfg(test)]
mod test_desk;

pub use call::{Call, CallTrace};
pub use command::{Actor, Command, CommandName};
pub use course::{CaseCourse, Course, Ended, Leg, LegDue, course};
pub use definition::{
    Agency, Assign, Branch, CheckPoint, ComputedFact, Each, EachRule, Effect, EffectKind, ExtensionBound,
    Fork, Guidance, Handout, Late, MOST_ENTRIES, Node, Over, Process, Repeat, Task, TaskKind, Urge, UrgeAt,
    UrgeBy, UrgeTo, WhenEmpty, answers_of, fact_of,
};
pub use event::{
    Begun, BranchTaken, CallBegun, CallDropped, CallEnded, CaseCopied, CaseMigrated, CaseRated, CaseReminded,
    CaseStarted, CaseTerminated, CaseWithdrawn, DelegateAnswered, EachBegun, Event, ExternalAnswered,
    ExternalSent, ExternalTimedOut, PauseReported, Payload, RoundEnded, SharedChanged, SignerAdded,
    SignerRemoved, SpecialProcedureEnded, SpecialProcedureStarted, SupplementReceived, SupplementRequested,
    TaskClaimed, TaskCompleted, TaskDelegated, TaskJumped, TaskOpened, TaskReassigned, TaskRecalled,
    TaskReleased, TaskReturned, TimeExtended,
};
pub use external::{External, JsonType, Received, Silent};
pub use facts::{Facts, Staff};
pub use filled::FilledForm;
pub use migrate::{Choice, Choices, Fit, Obstacle, Report, migrate, names, plan};
pub use permit::{Allowed, Refusal, RefusalCode, allowed};
pub use read::{DefinitionError, DefinitionProblem};
pub use routes::{ReadAnswer, Route, routes};
pub use run::{Back, Detour, Item, Run, Signing};
pub use stage::Stage;
pub use standing::{SpecialProcedure, Supplement};
pub use state::{Deputy, DoneTask, OpenTask, ReplayError, State, Subcase, SubcaseStatus, Versions};
pub use status::{Decision, Status};
pub use step::step;
pub use trace::{Traced, answers, trace};
pub use wire::{Envelope, EventError};
pub use words::{Check, CheckAnswer, Ground, Opinion, Outcome, Place, SupplementPoint};
