//! What makes a form that is sent twice count once: the header `Idempotency-Key`, kept as a hash together with who sent it, so that
//! nobody's key is another's.

use axum::http::HeaderMap;
use sha2::{Digest, Sha256};

use crate::ports::hex;

const HEADER: &str = "idempotency-key";

/// What is kept of the key of a request; none where it has none.
pub fn once(by: &str, headers: &HeaderMap) -> Option<String> {
    let key = headers.get(HEADER).and_then(|value| value.to_str().ok()).filter(|key| !key.is_empty())?;
    Some(hex(&Sha256::digest(format!("{by} {key}").as_bytes())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_ones_own() {
        let with = |key: &str| HeaderMap::from_iter([(HEADER.parse().unwrap(), key.parse().unwrap())]);
        assert_eq!(once("1", &with("a")), once("1", &with("a")));
        assert_ne!(once("1", &with("a")), once("2", &with("a")));
        assert_ne!(once("1", &with("a")), once("1", &with("b")));
        assert_eq!(once("1", &with("")), None);
        assert_eq!(once("1", &HeaderMap::new()), None);
    }
}
