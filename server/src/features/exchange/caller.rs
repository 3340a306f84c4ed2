//! Which system asks, as an extractor: by the key it was given, in `Authorization: Bearer`.

use axum::extract::FromRequestParts;
use axum::http::header;
use axum::http::request::Parts;
use schema::ProblemKind;

use super::{hash, store};
use crate::error::Error;
use crate::features::accounts;
use crate::http::ClientAddress;
use crate::state::AppState;

/// A system that is let in.
pub struct Caller(pub store::System);

impl FromRequestParts<AppState> for Caller {
    type Rejection = Error;

    /// A key that is none is counted by where it comes from: who guesses is soon told to wait, and who has a key never is.
    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Error> {
        let said = parts.headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
        let Some(key) = said.and_then(|said| said.strip_prefix("Bearer ")) else {
            return Err(Error::new(ProblemKind::SignInNeeded));
        };
        let known = store::by_key(&mut state.db.read().await?, &hash(key.trim())).await?;
        if let Some(system) = known {
            return Ok(Self(system));
        }
        if let Some(address) = parts.extensions.get::<ClientAddress>() {
            accounts::allow(state, "exchange", *address).await?;
        }
        Err(Error::new(ProblemKind::SignInNeeded))
    }
}
