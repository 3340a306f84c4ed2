//! The parts of a case that its applicant and the desk both see: the chip of its deadline, its days as a strip, on a
//! calendar and one by one, its number, what a form calls a place in it, and
//! a text word by word as it was changed. What each does with a case is a feature's.

mod days;
mod due;
#[cfg(any(not(feature = "hydrate"), feature = "staff"))]
mod fees;
mod month;
mod number;
mod place;
#[cfg(not(feature = "hydrate"))]
mod promises;
#[cfg(any(not(feature = "hydrate"), feature = "staff"))]
mod reworded;
mod strip;

pub use days::{Days, Provisional};
#[cfg(not(feature = "hydrate"))]
pub use due::due_in;
pub use due::{Due, DueChip, Look, due, use_due};
#[cfg(any(not(feature = "hydrate"), feature = "staff"))]
pub use fees::Fees;
pub use month::Month;
pub use number::grouped;
pub use place::label;
#[cfg(not(feature = "hydrate"))]
pub use promises::Promises;
#[cfg(any(not(feature = "hydrate"), feature = "staff"))]
pub use reworded::Reworded;
pub use strip::Strip;
