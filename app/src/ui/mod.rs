//! The kit: components that know nothing of government.

pub mod errors;
pub mod field;
#[cfg(not(feature = "hydrate"))]
pub mod frame;
pub mod icon;
#[cfg(not(feature = "hydrate"))]
pub mod inline_icon;
#[cfg(not(feature = "hydrate"))]
pub mod lanes;
pub mod limit;
#[cfg(not(feature = "hydrate"))]
pub mod search;
#[cfg(not(feature = "hydrate"))]
pub mod speech;
#[cfg(not(feature = "hydrate"))]
pub mod squares;
pub mod state;
