//! The API as its callers see it, on both databases.

mod accounts;
mod applications;
mod audit;
mod cases;
mod catalogue;
mod dashboards;
mod files;
mod import;
mod openapi;
mod own_cases;
mod permissions;
mod problems;
mod submissions;
mod supplements;
mod worklists;
