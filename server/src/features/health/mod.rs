//! Whether the hall lives, is ready, and how it fares: for the machines that look after it.

pub mod http;
