//! What the designers of forms and of processes share: conditions slot by slot, inputs that tell one step at a time, and the
//! acts of a draft with what came back of them.

#[cfg(not(feature = "hydrate"))]
mod acts;
mod condition;
pub mod input;
#[cfg(not(feature = "hydrate"))]
mod review;
#[cfg(not(feature = "hydrate"))]
mod wrong;

pub use condition::{Told, branch, datum, plain, statement};
#[cfg(not(feature = "hydrate"))]
pub use {acts::Acts, review::Review, wrong::Wrong};
