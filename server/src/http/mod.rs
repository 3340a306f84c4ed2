//! What surrounds every request: connections, the door, problems, origin, cookies, and who is asking.

pub mod compress;
pub mod connections;
pub mod cookies;
pub mod csv;
pub mod document;
pub mod door;
mod form;
mod json;
mod once;
pub mod origin;
pub mod problems;
mod query;
pub mod tag;
mod visitor;
pub mod xlsx;

pub use form::Form;
pub use json::Json;
pub use once::once;
pub use query::Query;
pub use tag::tagged;
pub use visitor::{SignedIn, Visitor, holding};

use std::net::{IpAddr, Ipv6Addr};

/// The number of a request, as the log and a [`schema::Problem`] name it.
#[derive(Clone, Debug)]
pub struct RequestId(pub String);

/// Where a request comes from: the peer, or what a proxy of ours says of it.
#[derive(Clone, Copy, Debug)]
pub struct ClientAddress(pub IpAddr);

impl ClientAddress {
    /// What one subscriber has: an address of IPv4, or the 64 bits of IPv6 below which addresses are theirs to choose.
    pub fn network(self) -> IpAddr {
        match self.0.to_canonical() {
            IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() >> 64 << 64).into(),
            address @ IpAddr::V4(_) => address,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subscriber_is_one_whatever_address_they_choose() {
        for (address, network) in [
            ("203.0.113.7", "203.0.113.7"),
            ("::ffff:203.0.113.7", "203.0.113.7"),
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
            ("2001:db8:1:2::1", "2001:db8:1:2::"),
            ("2001:db8:1:3::1", "2001:db8:1:3::"),
        ] {
            let address = ClientAddress(address.parse().unwrap());
            assert_eq!(address.network().to_string(), network, "{address:?}");
        }
    }
}
