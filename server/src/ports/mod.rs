//! What the hall asks of the world: time, chance, and a place for files. Each is a value that tests can set.

mod chance;
mod clock;
mod files;

pub use chance::{Chance, hex};
pub use clock::Clock;
pub use files::Files;
