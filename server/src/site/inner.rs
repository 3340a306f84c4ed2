//! Calling the API in process, as the visitor whose request this is.

use axum::Router;
use axum::body::Body;
use axum::http::request::Builder;
use axum::http::{HeaderMap, HeaderValue, Method, Request, Response, header};
use http_body_util::BodyExt;
use schema::{Problem, ProblemKind};
use serde_json::Value;
use std::sync::Arc;
use tower::ServiceExt;

use super::twins::Call;
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
    pub async fn call(&self, call: Call) -> Result<Answer, Problem> {
        if let Some(refused) = call.refused {
            return Err(refused);
        }
        let mut request = self.request(call.method, &call.path);
        if let Some(key) = call.key {
            request = request.header("idempotency-key", key);
        }
        self.send(match call.body {
            Some(body) => {
                request.header(header::CONTENT_TYPE, "application/json").body(Body::from(body.to_string()))
            }
            None => request.body(Body::empty()),
        })
        .await
    }

    /// Sends one file, as a browser would.
    pub async fn upload(&self, path: &str, name: &str, content: &[u8]) -> Result<Answer, Problem> {
        // Longer than any content could hold by chance, and new with every request.
        let boundary = self.request_id.as_ref().map_or("onehall-part", |RequestId(id)| id.as_str());
        let name = name.replace(['"', '\r', '\n', '\\'], "_");
        let head = format!(
            "--{boundary}\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n"
        );
        let tail = format!("\r\n--{boundary}--\r\n");
        let body = [head.as_bytes(), content, tail.as_bytes()].concat();
        let request = self
            .request(Method::POST, path)
            .header(header::CONTENT_TYPE, format!("multipart/form-data; boundary={boundary}"))
            .body(Body::from(body));
        self.send(request).await
    }

    fn request(&self, method: Method, path: &str) -> Builder {
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
        request
    }

    async fn send(&self, request: Result<Request<Body>, axum::http::Error>) -> Result<Answer, Problem> {
        let request =
            request.map_err(|error| Problem::new(ProblemKind::BadRequest).detail(error.to_string()))?;
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
