//! Paper that is taken in at a window and handed back (原件交接清单): append-only, a line for each way.

pub mod http;
mod store;
