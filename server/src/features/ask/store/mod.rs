//! The tables of the libraries and of the questions that were asked.

pub mod entries;
pub mod questions;
