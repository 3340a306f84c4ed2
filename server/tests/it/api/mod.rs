//! The API as its callers see it, on both databases.

mod accounts;
mod applications;
mod audit;
mod calendar;
mod cases;
mod catalogue;
mod dashboards;
mod files;
mod import;
mod messages;
mod openapi;
mod permissions;
mod problems;
mod regions;
