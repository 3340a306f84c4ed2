//! Calling the API in process, as the visitor whose request this is.

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, Method, Request, Response, header};
use http_body_util::BodyExt;
use schema::{Problem, ProblemKind};
use serde_json::Value;
use std::sync::Arc;
use tower::ServiceExt;

use crate::http::{ClientAddress, RequestId};

/// The API as one visitor reaches it: with their cookies, their address and the number of their request.
#[derive(Clone)]
pub struct Inner {
    api: Arc<Router>,
    cookies: Vec<HeaderValue>,
    address: Option<ClientAddress>,
    request_id: Option<RequestId>,
}

impl Inner {
    /// As the visitor of this request.
    pub fn new(api: Arc<Router>, parts: &axum::http::request::Parts) -> Self {
        Self {
            api,
            cookies: parts.headers.get_all(header::COOKIE).iter().cloned().collect(),
            address: parts.extensions.get().copied(),
            request_id: parts.extensions.get().cloned(),
        }
    }

    /// One call; what the API answers, whole.
    pub async fn call(&self, method: Method, path: &str, body: Option<&Value>) -> Result<Answer, Problem> {
        let mut request = Request::builder().method(method).uri(path);
        for cookie in &self.cookies {
            request = request.header(header::COOKIE, cookie);
        }
        if let Some(address) = self.address {
            request = request.extension(address);
        }
        if let Some(id) = &self.request_id {
            request = request.extension(id.clone());
        }
        let request = match body {
            Some(body) => {
                request.header(header::CONTENT_TYPE, "application/json").body(Body::from(body.to_string()))
            }
            None => request.body(Body::empty()),
        };
        let request = request.map_err(|error| Problem::new(ProblemKind::BadRequest).detail(error.to_string()))?;
        let response = match Router::clone(&self.api).oneshot(request).await {
            Ok(response) => response,
            Err(never) => match never {},
        };
        Answer::read(response).await
    }
}

/// What the API answered when it was not a problem.
pub struct Answer {
    /// Its headers, `Set-Cookie` among them.
    pub headers: HeaderMap,
    /// Its body.
    pub body: Vec<u8>,
}

impl Answer {
    async fn read(response: Response<Body>) -> Result<Self, Problem> {
        let (parts, body) = response.into_parts();
        let body = body.collect().await.map_err(|_| Problem::new(ProblemKind::Internal))?.to_bytes().to_vec();
        if parts.status.is_success() {
            return Ok(Self { headers: parts.headers, body });
        }
        Err(serde_json::from_slice(&body).unwrap_or_else(|_| Problem::new(ProblemKind::Internal)))
    }

    /// The body as JSON; null when there is none.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or(Value::Null)
    }
}
