//! What the hall asks of the world: the time and chance. Each is a value that tests can set.

mod chance;
mod clock;

pub use chance::{Chance, hex};
pub use clock::Clock;
