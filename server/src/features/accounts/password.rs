//! Passwords: hashing by Argon2id, and refusing those that are easy to guess.

use std::sync::Arc;

use argon2::password_hash::rand_core::{CryptoRng, Error as RandError, RngCore};
use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};
use tokio::sync::Semaphore;

use crate::error::Result;
use crate::ports::Chance;

/// The lowest zxcvbn score that is taken: 3 of 4, "safely unguessable: moderate protection from offline attack".
const LOWEST_SCORE: u8 = 3;

/// How passwords are hashed. One hash takes some 20 ms and 19 MiB on purpose, so only a few run at a time.
#[derive(Clone)]
pub struct Passwords {
    argon2: Argon2<'static>,
    places: Arc<Semaphore>,
    /// Verified against when there is no such account, so that the answer takes as long.
    decoy: Arc<str>,
}

impl Passwords {
    /// The parameters OWASP advises: 19 MiB, two passes, one lane.
    pub fn production(chance: &Chance) -> anyhow::Result<Self> {
        Self::with_params(Params::new(19 * 1024, 2, 1, None).map_err(argon)?, chance)
    }

    /// The least Argon2 allows, for tests and for the many accounts of the demo city.
    pub fn quick(chance: &Chance) -> anyhow::Result<Self> {
        Self::with_params(Params::new(Params::MIN_M_COST, 1, 1, None).map_err(argon)?, chance)
    }

    fn with_params(params: Params, chance: &Chance) -> anyhow::Result<Self> {
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let decoy = hash(&argon2, chance, "not the password of anyone")?.into();
        Ok(Self { argon2, places: Arc::new(Semaphore::new(2)), decoy })
    }

    /// Hashes a new password, in PHC form.
    pub async fn hash(&self, chance: &Chance, password: String) -> Result<String> {
        let _place = self.places.acquire().await.map_err(anyhow::Error::from)?;
        let (argon2, chance) = (self.argon2.clone(), chance.clone());
        let hashed = tokio::task::spawn_blocking(move || hash(&argon2, &chance, &password)).await;
        Ok(hashed.map_err(anyhow::Error::from)??)
    }

    /// Whether the password belongs to this hash. Without one it takes as long and says no.
    pub async fn verify(&self, hash: Option<String>, password: String) -> Result<bool> {
        let _place = self.places.acquire().await.map_err(anyhow::Error::from)?;
        let argon2 = self.argon2.clone();
        let known = hash.is_some();
        let hash = hash.unwrap_or_else(|| self.decoy.to_string());
        let verified = tokio::task::spawn_blocking(move || {
            PasswordHash::new(&hash)
                .is_ok_and(|hash| argon2.verify_password(password.as_bytes(), &hash).is_ok())
        })
        .await;
        Ok(verified.map_err(anyhow::Error::from)? && known)
    }
}

/// Whether a password is too easy to guess for someone with these names and numbers.
pub fn is_weak(password: &str, about: &[&str]) -> bool {
    // zxcvbn's time grows with the length; 72 characters say all there is to say.
    let start: String = password.chars().take(72).collect();
    u8::from(zxcvbn::zxcvbn(&start, about).score()) < LOWEST_SCORE
}

fn hash(argon2: &Argon2<'_>, chance: &Chance, password: &str) -> anyhow::Result<String> {
    let salt = SaltString::generate(SaltSource(chance));
    Ok(argon2.hash_password(password.as_bytes(), &salt).map_err(argon)?.to_string())
}

/// Argon2's errors are not `std` errors in every build.
fn argon(error: impl std::fmt::Display) -> anyhow::Error {
    anyhow::anyhow!("argon2: {error}")
}

/// [`Chance`] as the source of salts.
struct SaltSource<'a>(&'a Chance);

impl RngCore for SaltSource<'_> {
    fn next_u32(&mut self) -> u32 {
        u32::from_le_bytes(self.0.bytes())
    }

    fn next_u64(&mut self) -> u64 {
        u64::from_le_bytes(self.0.bytes())
    }

    fn fill_bytes(&mut self, target: &mut [u8]) {
        for chunk in target.chunks_mut(32) {
            chunk.copy_from_slice(&self.0.bytes::<32>()[..chunk.len()]);
        }
    }

    fn try_fill_bytes(&mut self, target: &mut [u8]) -> Result<(), RandError> {
        self.fill_bytes(target);
        Ok(())
    }
}

impl CryptoRng for SaltSource<'_> {}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_verifies_against_its_own_hash_only() {
        let chance = Chance::seeded(1);
        let passwords = Passwords::quick(&chance).unwrap();
        let hash = passwords.hash(&chance, "山高水长-2026".into()).await.unwrap();
        assert!(hash.starts_with("$argon2id$"));
        assert!(passwords.verify(Some(hash.clone()), "山高水长-2026".into()).await.unwrap());
        assert!(!passwords.verify(Some(hash), "山高水长-2027".into()).await.unwrap());
        assert!(!passwords.verify(None, "not the password of anyone".into()).await.unwrap());
    }

    #[test]
    fn easy_passwords_are_weak() {
        for password in ["123456", "password1", "wangxiaoming", "qwertyuiop", "11111111"] {
            assert!(is_weak(password, &["wangxiaoming"]), "{password}");
        }
        assert!(!is_weak("onehall-demo-2026", &["wang"]));
    }
}
