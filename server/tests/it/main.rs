//! The one test binary: the API on both databases, the pages, the command, and the laws of the house.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking, also in what it shares"
)]

mod api;
mod command;
mod gallery;
mod migrations;
mod pages;
mod plans;
mod support;
mod tidy;
mod twins;
