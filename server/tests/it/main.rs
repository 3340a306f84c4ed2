//! The one test binary: the API on both databases, the pages, the command, and the laws of the house.

mod api;
mod command;
mod migrations;
mod pages;
mod support;
mod tidy;
