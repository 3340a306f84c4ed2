//! Who is asking, as extractors: what a handler may do is in its parameters.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use schema::ProblemKind;
use schema::accounts::Session;
use schema::role::Role;

use super::cookies;
use crate::error::{Error, Result};
use crate::features::accounts;
use crate::state::AppState;

/// Whoever it is: somebody signed in, or nobody in particular.
#[derive(Clone, Debug)]
pub struct Visitor(pub Option<Session>);

/// Somebody signed in, in whatever role.
#[derive(Clone, Debug)]
pub struct SignedIn(pub Session);

/// Refused to who has this role nowhere.
pub fn holding(session: &Session, role: Role) -> Result<()> {
    if session.has(role) { Ok(()) } else { Err(Error::forbidden()) }
}

impl FromRequestParts<AppState> for Visitor {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Error> {
        match cookies::session(&parts.headers, state.config.secure_cookies()) {
            Some(token) => accounts::session_of(state, token).await.map(Self),
            None => Ok(Self(None)),
        }
    }
}

impl FromRequestParts<AppState> for SignedIn {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Error> {
        let Visitor(session) = Visitor::from_request_parts(parts, state).await?;
        session.map(Self).ok_or_else(|| Error::new(ProblemKind::SignInNeeded))
    }
}
