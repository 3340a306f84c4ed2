//! The API as its callers see it, on both databases.

mod accounts;
mod audit;
mod catalogue;
mod import;
mod openapi;
mod problems;
