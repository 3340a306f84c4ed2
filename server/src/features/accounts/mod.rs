//! Accounts: registering, signing in and out, and who a session belongs to.

pub mod demo;
mod domain;
pub mod http;
mod password;
mod store;
mod throttle;

pub use password::Passwords;
use schema::accounts::Session;
use sha2::{Digest, Sha256};

use crate::error::Result;
use crate::ports::hex;
use crate::state::AppState;

/// The session this cookie token belongs to, if it has not ended.
pub async fn session_of(state: &AppState, token: &str) -> Result<Option<Session>> {
    let mut tx = state.db.read().await?;
    let now = state.clock.now();
    store::session(&mut tx, &hash_token(token), now).await
}

/// What the database keeps of a token.
fn hash_token(token: &str) -> String {
    hex(&Sha256::digest(token.as_bytes()))
}
