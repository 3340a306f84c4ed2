//! [`Gateway`]: what takes text messages or events over HTTP, as a little server in this process.

use std::sync::atomic::{AtomicU16, Ordering};
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::Value;
use tokio::net::TcpListener;

/// A server that hears what it is sent, for as long as the test's runtime runs.
pub struct Gateway {
    url: String,
    heard: Arc<Mutex<Vec<Request>>>,
    answer: Arc<AtomicU16>,
}

/// A request it was sent.
#[derive(Clone, Debug)]
pub struct Request {
    headers: HeaderMap,
    /// The body as it came.
    pub body: String,
}

impl Request {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }
}

impl Gateway {
    /// Opens one that takes everything.
    pub async fn open() -> Self {
        let heard: Arc<Mutex<Vec<Request>>> = Arc::default();
        let answer = Arc::new(AtomicU16::new(204));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/hall", listener.local_addr().unwrap());
        let (ears, says, here) = (heard.clone(), answer.clone(), url.clone());
        let take = move |headers: HeaderMap, body: Bytes| {
            let body = String::from_utf8(body.to_vec()).unwrap();
            ears.lock().unwrap().push(Request { headers, body });
            let status = StatusCode::from_u16(says.load(Ordering::Relaxed)).unwrap();
            std::future::ready(said(status, here.clone()))
        };
        tokio::spawn(async move { axum::serve(listener, Router::new().fallback(take)).await });
        Self { url, heard, answer }
    }

    pub fn url(&self) -> String {
        self.url.clone()
    }

    /// What it answers from now on.
    pub fn answers(&self, status: u16) {
        self.answer.store(status, Ordering::Relaxed);
    }

    /// What it was sent, the oldest first.
    pub fn heard(&self) -> Vec<Request> {
        self.heard.lock().unwrap().clone()
    }
}

/// An answer; one that sends elsewhere sends back here.
fn said(status: StatusCode, here: String) -> Response {
    if status.is_redirection() {
        (status, [(header::LOCATION, here)]).into_response()
    } else {
        status.into_response()
    }
}
