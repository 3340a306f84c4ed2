//! What surrounds every request: the door, problems, origin, cookies, and who is asking.

pub mod compress;
pub mod cookies;
pub mod document;
pub mod door;
mod json;
pub mod origin;
pub mod problems;
mod query;
pub mod tag;
mod visitor;

pub use json::Json;
pub use query::Query;
pub use tag::tagged;
pub use visitor::{SignedIn, Visitor};

/// The number of a request, as the log and a [`schema::Problem`] name it.
#[derive(Clone, Debug)]
pub struct RequestId(pub String);

/// Where a request comes from: the peer, or what a proxy of ours says of it.
#[derive(Clone, Copy, Debug)]
pub struct ClientAddress(pub std::net::IpAddr);
