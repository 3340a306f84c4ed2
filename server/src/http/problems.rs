//! Turns every failure of the API into an RFC 9457 problem: our own errors, rejections, 404, 405, 413, time-outs, panics.

use std::panic::AssertUnwindSafe;
use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::header::{self, HeaderValue};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use futures::FutureExt;
use schema::{Problem, ProblemKind};

use super::RequestId;
use crate::error::{Error, Refusal};
use crate::state::AppState;

/// The media type of RFC 9457.
pub const PROBLEM_JSON: &str = "application/problem+json";

/// Runs a request of the API within its time, and writes the problem when it fails.
pub async fn problems(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let request_id = request.extensions().get().cloned();
    let limit = time_of(&state, request.headers());
    let response = guarded(limit, next.run(request)).await;
    match problem_of(&response, request_id) {
        Some(problem) => written(&problem, &response),
        None => response,
    }
}

/// How slowly a body may come, in bytes a second: a photo from a phone at the edge of its network is waited for.
const SLOWEST: u64 = 16 * 1024;

/// The longest that a body is waited for, in seconds.
const LONGEST: u64 = 600;

/// How long a request with these headers may take: the time of every request, and what its body needs to come.
pub fn time_of(state: &AppState, headers: &HeaderMap) -> Duration {
    Duration::from_secs(state.config.timeout.saturating_add(coming(headers)))
}

/// The seconds that are waited for a body.
fn coming(headers: &HeaderMap) -> u64 {
    let length = headers.get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok());
    length.and_then(|length| length.parse::<u64>().ok()).map_or(0, |length| (length / SLOWEST).min(LONGEST))
}

/// Answers within this time, also when answering panics.
pub async fn guarded(limit: Duration, answering: impl Future<Output = Response>) -> Response {
    match tokio::time::timeout(limit, AssertUnwindSafe(answering).catch_unwind()).await {
        Ok(Ok(response)) => response,
        // The log has it already, with its place.
        Ok(Err(_)) => Error::new(ProblemKind::Internal).into_response(),
        Err(_) => Error::new(ProblemKind::Timeout).into_response(),
    }
}

/// What went wrong, if something did. What is not for the caller goes to the log.
pub fn problem_of(response: &Response, request_id: Option<RequestId>) -> Option<Problem> {
    let status = response.status();
    if !(status.is_client_error() || status.is_server_error()) {
        return None;
    }
    let refusal = response.extensions().get::<Refusal>().cloned().unwrap_or_else(|| of_status(status));
    let request_id = request_id.map(|RequestId(id)| id);
    if let Some(cause) = &refusal.cause {
        tracing::error!(request_id, cause = format!("{cause:#}"), "fault");
    }
    Some(Problem { request_id, ..refusal.problem })
}

/// What a bare status, set by the router or a layer, means in our words.
fn of_status(status: StatusCode) -> Refusal {
    Refusal { problem: Problem::new(kind_of(status)), cause: None }
}

fn kind_of(status: StatusCode) -> ProblemKind {
    match status {
        StatusCode::NOT_FOUND => ProblemKind::NotFound,
        StatusCode::METHOD_NOT_ALLOWED => ProblemKind::MethodNotAllowed,
        StatusCode::PAYLOAD_TOO_LARGE => ProblemKind::TooLarge,
        StatusCode::UNSUPPORTED_MEDIA_TYPE => ProblemKind::UnsupportedType,
        StatusCode::REQUEST_TIMEOUT => ProblemKind::Timeout,
        status if status.is_client_error() => ProblemKind::BadRequest,
        _ => ProblemKind::Internal,
    }
}

/// What an extractor that gave up with this status and these words means.
pub fn unreadable(status: StatusCode, words: String) -> Problem {
    Problem::new(kind_of(status)).detail(words)
}

/// A problem as RFC 9457 writes it, in place of the response that failed.
pub fn written(problem: &Problem, failed: &Response) -> Response {
    let mut response = axum::Json(problem).into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(PROBLEM_JSON));
    headed(response, problem, failed)
}

/// The status and the headers of a problem, in whatever form it is told.
pub fn headed(mut response: Response, problem: &Problem, failed: &Response) -> Response {
    *response.status_mut() =
        StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Some(seconds) = problem.retry_after {
        headers.insert(header::RETRY_AFTER, seconds.into());
    }
    // A 405 must name the methods that are taken (RFC 9110, 15.5.6).
    if let Some(allow) = failed.headers().get(header::ALLOW) {
        headers.insert(header::ALLOW, allow.clone());
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_large_body_has_its_time_and_a_claim_has_an_end() {
        let seconds = |length: &'static str| {
            coming(&HeaderMap::from_iter([(header::CONTENT_LENGTH, HeaderValue::from_static(length))]))
        };
        assert_eq!((coming(&HeaderMap::new()), seconds("200"), seconds("4000000")), (0, 0, 244));
        assert_eq!((seconds("99999999999999"), seconds("many")), (LONGEST, 0));
    }
}
