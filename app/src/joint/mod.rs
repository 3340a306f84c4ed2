//! What several pages show of a joint application (一件事): its sentence, its lanes on one ruler of days, what happened to it,
//! and the plan by which it is handled. Its applicant, who tracks it, and the desk read the same; what each may do with it is a
//! feature's.

mod lanes;
mod log;
mod names;
mod plan;
mod ruler;
#[cfg(test)]
pub mod samples;
mod sentence;
mod squares;
mod state;
mod table;

pub use lanes::Lanes;
pub use log::Log;
pub use names::Names;
pub use plan::{Fewer, Plan};
pub use ruler::{row, ruler};
pub use sentence::{Sentence, sentence};
pub use squares::{columns, counted, squares};
pub use state::{Standing, standing};
pub use table::LaneTable;
