//! The API as its callers see it, on both databases.

mod accounts;
mod applications;
mod audit;
mod cases;
mod catalogue;
mod dashboards;
mod files;
mod home;
mod import;
mod notices;
mod openapi;
mod permissions;
mod problems;
