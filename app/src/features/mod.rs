//! The pages, a folder a feature. Features do not know each other.

pub mod accounts;
pub mod applications;
pub mod cases;
pub mod catalogue;
pub mod dashboards;
pub mod desk;
pub mod home;
pub mod notices;
