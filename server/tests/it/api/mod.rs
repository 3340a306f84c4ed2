//! The API as its callers see it, on both databases.

mod accounts;
mod applications;
mod audit;
mod calendar;
mod cases;
mod catalogue;
mod dashboards;
mod definitions;
mod editing;
mod files;
mod home;
mod import;
mod messages;
mod notices;
mod openapi;
mod own_cases;
mod permissions;
mod problems;
mod refusals;
mod regions;
mod special_procedures;
mod submissions;
mod supplements;
mod throttle;
mod worklists;
