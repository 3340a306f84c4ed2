//! The kit: components that know nothing of government.

pub mod errors;
pub mod field;
pub mod frame;
pub mod icon;
pub mod limit;
pub mod search;
pub mod state;
