//! The API as its callers see it, on both databases.

mod accounts;
mod audit;
mod catalogue;
mod files;
mod import;
mod openapi;
mod problems;
