//! The hall's server: a thin API over one database, and the same pages rendered as HTML.
//!
//! Start at [`routes`] (every address of the API), then follow one of them into `features/<noun>/http.rs`.

// Pages are rendered here, and a page is one nested type.
#![recursion_limit = "512"]

pub mod cli;
pub mod config;
pub mod cursor;
pub mod db;
pub mod error;
pub mod features;
pub mod http;
pub mod ports;
pub mod qr;
pub mod routes;
pub mod serve;
pub mod site;
pub mod state;
pub mod telemetry;

pub use error::{Error, Result};
