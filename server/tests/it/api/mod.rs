//! The API as its callers see it, on both databases.

mod accounts;
mod applications;
mod audit;
mod cases;
mod catalogue;
mod dashboards;
mod editing;
mod files;
mod import;
mod openapi;
mod permissions;
mod problems;
