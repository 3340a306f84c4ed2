//! [`Client`]: somebody at a device, with the cookies the hall gave them.

use std::collections::BTreeMap;
use std::sync::Mutex;

use axum::Router;
use axum::body::Body;
use axum::http::header::{self, HeaderMap};
use axum::http::{Method, Request};
use serde::Serialize;
use tower::ServiceExt;

use super::Response;

/// A browser as far as the hall can tell: it keeps cookies, and sends them with everything.
pub struct Client {
    router: Router,
    cookies: Mutex<BTreeMap<String, String>>,
}

impl Client {
    pub(super) fn new(router: Router) -> Self {
        Self { router, cookies: Mutex::default() }
    }

    pub async fn get(&self, path: &str) -> Response {
        self.request(Method::GET, path, None, Body::empty()).await
    }

    pub async fn delete(&self, path: &str) -> Response {
        self.request(Method::DELETE, path, None, Body::empty()).await
    }

    pub async fn post(&self, path: &str, json: &impl Serialize) -> Response {
        self.json(Method::POST, path, json).await
    }

    /// A call that happens once, however often it is made with this key.
    pub async fn post_once(&self, path: &str, key: &str, json: &impl Serialize) -> Response {
        let body = serde_json::to_vec(json).unwrap();
        let request = Request::post(path)
            .header("idempotency-key", key)
            .header(header::CONTENT_TYPE, "application/json")
            .body(Body::from(body));
        self.send(request.unwrap()).await
    }

    pub async fn put(&self, path: &str, json: &impl Serialize) -> Response {
        self.json(Method::PUT, path, json).await
    }

    /// A form, as a browser without scripts sends it.
    pub async fn form(&self, path: &str, fields: &[(&str, &str)]) -> Response {
        let body: Vec<String> =
            fields.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect();
        self.request(Method::POST, path, Some("application/x-www-form-urlencoded"), body.join("&").into())
            .await
    }

    /// A form with one file in the field `file`.
    pub async fn upload(&self, path: &str, name: &str, media_type: &str, bytes: &[u8]) -> Response {
        const BOUNDARY: &str = "a-line-that-is-in-no-file";
        let head = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
             Content-Type: {media_type}\r\n\r\n"
        );
        let body = [head.as_bytes(), bytes, format!("\r\n--{BOUNDARY}--\r\n").as_bytes()].concat();
        self.request(
            Method::POST,
            path,
            Some(&format!("multipart/form-data; boundary={BOUNDARY}")),
            body.into(),
        )
        .await
    }

    /// A page, as a browser asks for it.
    pub async fn page(&self, path: &str) -> Response {
        self.send(Request::get(path).header(header::ACCEPT, "text/html").body(Body::empty()).unwrap()).await
    }

    async fn json(&self, method: Method, path: &str, json: &impl Serialize) -> Response {
        let body = serde_json::to_vec(json).unwrap();
        self.request(method, path, Some("application/json"), body.into()).await
    }

    async fn request(&self, method: Method, path: &str, media_type: Option<&str>, body: Body) -> Response {
        let request = Request::builder().method(method).uri(path);
        let request = match media_type {
            Some(media_type) => request.header(header::CONTENT_TYPE, media_type),
            None => request,
        };
        self.send(request.body(body).unwrap()).await
    }

    /// Any request; the cookies come on top.
    pub async fn send(&self, mut request: Request<Body>) -> Response {
        let cookies = self.cookie_header();
        if !cookies.is_empty() {
            request.headers_mut().append(header::COOKIE, cookies.parse().unwrap());
        }
        let what = format!("{} {}", request.method(), request.uri());
        let response = self.router.clone().oneshot(request).await.unwrap();
        self.keep_cookies(response.headers());
        Response::read(what, response).await
    }

    /// The cookies as the client would send them.
    pub fn cookie_header(&self) -> String {
        let cookies = self.cookies.lock().unwrap();
        cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ")
    }

    /// Keeps what `Set-Cookie` says, and forgets what it says has ended.
    fn keep_cookies(&self, headers: &HeaderMap) {
        let mut cookies = self.cookies.lock().unwrap();
        for line in headers.get_all(header::SET_COOKIE) {
            let line = line.to_str().unwrap();
            let (cookie, attributes) = line.split_once(';').unwrap_or((line, ""));
            let (name, value) = cookie.split_once('=').unwrap();
            if attributes.split(';').any(|attribute| attribute.trim() == "Max-Age=0") {
                cookies.remove(name);
            } else {
                cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }
}

/// `application/x-www-form-urlencoded`, all but the unreserved characters escaped.
fn encode(text: &str) -> String {
    schema::catalogue::encode(text)
}
