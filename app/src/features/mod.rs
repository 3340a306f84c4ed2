//! The pages, a folder a feature. Features do not know each other.

pub mod accounts;
pub mod catalogue;
pub mod home;
