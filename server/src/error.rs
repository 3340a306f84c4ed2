//! The one way out for what goes wrong: an [`Error`] becomes a [`Problem`] for the caller and a line for us.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use schema::{FieldCode, FieldError, Problem, ProblemKind};
use std::sync::Arc;

/// The result of everything that can fail on a request path.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// A failure: either something to tell the caller, or a fault of ours that only the log learns about.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The caller can do something about it.
    #[error("{0}")]
    Problem(Box<Problem>),
    /// The caller cannot; they are told the request id.
    #[error("{0:#}")]
    Internal(anyhow::Error),
}

/// Carried by a response from the handler to [`crate::http::problems`], which writes the body.
#[derive(Clone)]
pub struct Refusal {
    /// What the caller is told.
    pub problem: Problem,
    /// What the log is told.
    pub cause: Option<Arc<anyhow::Error>>,
}

impl Error {
    /// A bare problem.
    pub fn new(kind: ProblemKind) -> Self {
        Problem::new(kind).into()
    }

    /// Nothing is here, or nothing this person may know of.
    pub fn not_found() -> Self {
        Self::new(ProblemKind::NotFound)
    }

    /// Signed in, and not allowed.
    pub fn forbidden() -> Self {
        Self::new(ProblemKind::Forbidden)
    }

    /// The request could not be read.
    pub fn bad_request(detail: impl Into<String>) -> Self {
        Problem::new(ProblemKind::BadRequest).detail(detail).into()
    }

    /// Answers that do not hold.
    pub fn invalid(errors: Vec<FieldError>) -> Self {
        Problem::invalid(errors).into()
    }

    /// Refuses answers of which these do not hold; none is fine.
    pub fn unless_valid(errors: Vec<FieldError>) -> Result<()> {
        if errors.is_empty() { Ok(()) } else { Err(Self::invalid(errors)) }
    }

    /// One answer that does not hold.
    pub fn field(pointer: &str, code: FieldCode) -> Self {
        Self::invalid(vec![FieldError::new(pointer, code)])
    }
}

impl From<Problem> for Error {
    fn from(problem: Problem) -> Self {
        Self::Problem(Box::new(problem))
    }
}

/// PostgreSQL's `character_not_in_repertoire`: a text with a NUL in it, which it cannot keep and SQLite can.
const NOT_A_TEXT: &str = "22021";

/// PostgreSQL's `serialization_failure` and `deadlock_detected`: another transaction went first, and this one never was.
const GAVE_WAY: [&str; 2] = ["40001", "40P01"];

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        match error.as_database_error().and_then(|error| error.code()) {
            Some(code) if code == NOT_A_TEXT => Self::bad_request("a text holds the character NUL"),
            Some(code) if GAVE_WAY.contains(&&*code) => Self::new(ProblemKind::Unavailable),
            _ => Self::Internal(error.into()),
        }
    }
}

impl From<anyhow::Error> for Error {
    fn from(error: anyhow::Error) -> Self {
        Self::Internal(error)
    }
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Self {
        Self::Internal(error.into())
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let refusal = match self {
            Self::Problem(problem) => Refusal { problem: *problem, cause: None },
            Self::Internal(cause) => {
                Refusal { problem: Problem::new(ProblemKind::Internal), cause: Some(Arc::new(cause)) }
            }
        };
        let status =
            StatusCode::from_u16(refusal.problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = status.into_response();
        response.extensions_mut().insert(refusal);
        response
    }
}
