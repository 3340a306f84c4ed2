//! The parts of a case that its applicant and the desk both see: the chip of its deadline, its days as a strip, on a
//! calendar and one by one, its number, and what a form calls a place in it. What each does with a case is a feature's.

mod days;
mod due;
mod month;
mod number;
mod place;
#[cfg(not(feature = "hydrate"))]
mod promises;
mod strip;

pub use days::{Days, Provisional};
pub use due::{Due, DueChip, Look, due, use_due};
pub use month::Month;
pub use number::grouped;
pub use place::label;
#[cfg(not(feature = "hydrate"))]
pub use promises::Promises;
pub use strip::Strip;
