//! Who of the staff is away, and who does their work meanwhile. What it decides is read where a task is given to somebody.

mod domain;
pub mod http;
mod store;

pub use store::{note_given, of, set_superior, since};
