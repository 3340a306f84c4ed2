//! Turns every failure into an RFC 9457 problem: our own errors, rejections, 404, 405, 413, time-outs, panics.

use std::any::Any;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{self, HeaderValue};
use axum::http::{Response as HttpResponse, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use schema::{Problem, ProblemKind};

use super::RequestId;
use crate::error::{Error, Refusal};
use crate::state::AppState;

/// The media type of RFC 9457.
pub const PROBLEM_JSON: &str = "application/problem+json";

/// Runs a request of the API within its time, and writes the problem when it fails.
pub async fn problems(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let request_id = request.extensions().get::<RequestId>().map(|RequestId(id)| id.clone());
    let limit = Duration::from_secs(state.config.timeout);
    let response = match tokio::time::timeout(limit, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Error::new(ProblemKind::Timeout).into_response(),
    };
    let status = response.status();
    if !(status.is_client_error() || status.is_server_error()) {
        return response;
    }
    let refusal =
        response.extensions().get::<Refusal>().cloned().unwrap_or_else(|| of_status(response.status()));
    let allow = response.headers().get(header::ALLOW).cloned();
    let mut problem = write(refusal, request_id);
    // A 405 must name the methods that are taken (RFC 9110, 15.5.6).
    if let Some(allow) = allow {
        problem.headers_mut().insert(header::ALLOW, allow);
    }
    problem
}

/// What a bare status, set by the router or a layer, means in our words.
fn of_status(status: StatusCode) -> Refusal {
    let kind = match status {
        StatusCode::NOT_FOUND => ProblemKind::NotFound,
        StatusCode::METHOD_NOT_ALLOWED => ProblemKind::MethodNotAllowed,
        StatusCode::PAYLOAD_TOO_LARGE => ProblemKind::TooLarge,
        StatusCode::UNSUPPORTED_MEDIA_TYPE => ProblemKind::UnsupportedType,
        StatusCode::REQUEST_TIMEOUT => ProblemKind::Timeout,
        status if status.is_client_error() => ProblemKind::BadRequest,
        _ => ProblemKind::Internal,
    };
    Refusal { problem: Problem::new(kind), cause: None }
}

fn write(refusal: Refusal, request_id: Option<String>) -> Response {
    if let Some(cause) = &refusal.cause {
        tracing::error!(request_id = request_id.as_deref(), cause = format!("{cause:#}"), "fault");
    }
    let problem = Problem { request_id, ..refusal.problem };
    let status = StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let retry_after = problem.retry_after;
    let mut response = (status, axum::Json(problem)).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(PROBLEM_JSON));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Some(seconds) = retry_after {
        headers.insert(header::RETRY_AFTER, seconds.into());
    }
    response
}

/// What a panic becomes: an internal error like any other. The panic hook has already logged where.
pub fn panicked(payload: Box<dyn Any + Send + 'static>) -> HttpResponse<Body> {
    let what = payload
        .downcast_ref::<String>()
        .cloned()
        .or_else(|| payload.downcast_ref::<&str>().map(|text| (*text).to_owned()))
        .unwrap_or_default();
    let cause = Arc::new(anyhow::anyhow!("panic: {what}"));
    let refusal = Refusal { problem: Problem::new(ProblemKind::Internal), cause: Some(cause) };
    let mut response = StatusCode::INTERNAL_SERVER_ERROR.into_response();
    response.extensions_mut().insert(refusal);
    response
}
