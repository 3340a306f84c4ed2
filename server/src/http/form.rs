//! The fields of a form in their order; what cannot be read is a problem, not a plain text.

use axum::extract::{FromRequest, Request};

use super::problems;
use crate::error::Error;

/// The fields of a form, as browsers send it without a script.
#[derive(Clone, Debug)]
pub struct Form(pub Vec<(String, String)>);

impl<S: Send + Sync> FromRequest<S> for Form {
    type Rejection = Error;

    async fn from_request(request: Request, state: &S) -> Result<Self, Error> {
        match axum::Form::from_request(request, state).await {
            Ok(axum::Form(fields)) => Ok(Self(fields)),
            Err(rejection) => Err(problems::unreadable(rejection.status(), rejection.body_text()).into()),
        }
    }
}
