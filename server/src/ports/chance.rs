//! Chance: tokens, salts and ids. Nothing else in the server may ask for it.

use std::fmt::Write;
use std::sync::{Arc, Mutex};

use rand::rngs::StdRng;
use rand::{RngCore, SeedableRng};

/// Where random bytes come from.
#[derive(Clone, Debug, Default)]
pub enum Chance {
    /// The operating system: for everything that must not be guessed.
    #[default]
    System,
    /// A seeded source, so that a test or the demo city comes out the same twice.
    Seeded(Arc<Mutex<StdRng>>),
}

impl Chance {
    /// A source that gives the same bytes for the same seed.
    pub fn seeded(seed: u64) -> Self {
        Self::Seeded(Arc::new(Mutex::new(StdRng::seed_from_u64(seed))))
    }

    /// `N` random bytes.
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        match self {
            Self::System => system_fill(&mut bytes),
            Self::Seeded(source) => {
                source.lock().unwrap_or_else(std::sync::PoisonError::into_inner).fill_bytes(&mut bytes);
            }
        }
        bytes
    }

    /// A token of 256 bits in hexadecimal: session cookies, idempotency keys.
    pub fn token(&self) -> String {
        hex(&self.bytes::<32>())
    }

    /// An id of 128 bits in hexadecimal: requests, nonces.
    pub fn id(&self) -> String {
        hex(&self.bytes::<16>())
    }
}

#[expect(clippy::disallowed_methods, reason = "the one place that asks the machine for chance")]
fn system_fill(bytes: &mut [u8]) {
    rand::rng().fill_bytes(bytes);
}

/// Lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
