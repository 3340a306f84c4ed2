//! How far the demo city has been loaded: what was interrupted is gone on with, and nothing is loaded twice.
//!
//! What the city is made of stands in the `demo.rs` of each feature; `onehall demo` loads it in order.

mod store;

pub use store::{begin, count, finish, progress};

/// How far the demo city has been loaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// It was never begun here.
    Absent,
    /// It was begun and not finished.
    Begun {
        /// How many cases of its past are written.
        cases: usize,
    },
    /// All of it is there.
    Whole {
        /// How many cases its past has.
        cases: usize,
    },
}
