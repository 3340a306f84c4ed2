//! [`Response`]: what the hall answered, whole, with checks that say what was asked when they fail.

use axum::body::Body;
use axum::http::{self, HeaderMap};
use http_body_util::BodyExt;
use schema::{Problem, ProblemKind};
use serde::de::DeserializeOwned;
use serde_json::Value;

/// An answer.
#[derive(Debug)]
pub struct Response {
    what: String,
    status: u16,
    headers: HeaderMap,
    body: Vec<u8>,
}

impl Response {
    pub(super) async fn read(what: String, response: http::Response<Body>) -> Self {
        let (parts, body) = response.into_parts();
        let body = body.collect().await.unwrap().to_bytes().to_vec();
        Self { what, status: parts.status.as_u16(), headers: parts.headers, body }
    }

    /// The answer itself again, when it has this status.
    #[track_caller]
    pub fn assert_status(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}: {}", self.what, String::from_utf8_lossy(&self.body));
        self
    }

    /// The problem, when it is one of this kind and has the shape of RFC 9457.
    #[track_caller]
    pub fn assert_problem(&self, kind: ProblemKind) -> Problem {
        let problem: Problem = self.read_json();
        assert_eq!(problem.kind(), kind, "{}: {problem:?}", self.what);
        assert_eq!(self.header("content-type"), Some("application/problem+json"), "{}", self.what);
        assert_eq!(problem.type_, format!("/problems/{}", kind.slug()));
        assert_eq!((self.status, problem.status), (kind.status(), kind.status()), "{}", self.what);
        assert!(!problem.title.is_empty());
        assert!(problem.request_id.is_some() && problem.request_id.as_deref() == self.header("x-request-id"));
        problem
    }

    pub fn status(&self) -> u16 {
        self.status
    }

    /// A header, when there is one.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }

    /// Every value of a header.
    pub fn headers(&self, name: &str) -> Vec<&str> {
        self.headers.get_all(name).iter().map(|value| value.to_str().unwrap()).collect()
    }

    #[track_caller]
    pub fn json(&self) -> Value {
        self.read_json()
    }

    /// The body as a value of the schema.
    #[track_caller]
    pub fn read_json<T: DeserializeOwned>(&self) -> T {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("{}: {error}: {}", self.what, String::from_utf8_lossy(&self.body)))
    }

    #[track_caller]
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    pub fn bytes(&self) -> &[u8] {
        &self.body
    }
}
