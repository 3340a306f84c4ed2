//! [`PayGateway`]: a payment gateway, as a little server in this process that holds what it is asked against its signature.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Path, State};
use axum::http::{HeaderMap, Request, StatusCode};
use axum::response::{IntoResponse, Response as Answer};
use axum::routing::{get, post};
use serde_json::{Value, json};
use server::config::{Config, Secret};
use server::ports::payment::sign;
use tokio::net::TcpListener;

use super::{Hall, Response};

/// What the gateway and the hall sign with.
pub const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

/// What it was asked for, by the id of the payment, and whether it answers at all.
#[derive(Default)]
struct Books {
    orders: BTreeMap<String, Value>,
    asked: usize,
    closed: bool,
}

/// A gateway, for as long as the test's runtime runs.
pub struct PayGateway {
    url: String,
    books: Arc<Mutex<Books>>,
}

impl PayGateway {
    pub async fn open() -> Self {
        let books: Arc<Mutex<Books>> = Arc::default();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/hall", listener.local_addr().unwrap());
        let router = Router::new()
            .route("/hall/payments", post(order))
            .route("/hall/payments/{id}", get(ask))
            .with_state(books.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { url, books }
    }

    /// Sets a hall up to pay by it.
    pub fn set(&self, config: &mut Config) {
        config.outbound.payment_gateway = Some(self.url.clone());
        config.outbound.payment_key = Some(Secret::from(SECRET));
    }

    /// Whether it answers from now on.
    pub fn answers(&self, answers: bool) {
        self.books.lock().unwrap().closed = !answers;
    }

    /// What it was asked for, with what became of it.
    pub fn orders(&self) -> Vec<Value> {
        self.books.lock().unwrap().orders.values().cloned().collect()
    }

    /// How often it was asked what became of something.
    pub fn asked(&self) -> usize {
        self.books.lock().unwrap().asked
    }

    /// Somebody pays, or gives up, there; the hall is not told yet.
    pub fn becomes(&self, id: &str, status: &str) {
        let mut books = self.books.lock().unwrap();
        let order = books.orders.get_mut(id).unwrap();
        order["status"] = status.into();
    }

    /// Tells the hall what became of a payment, as the gateway does.
    pub async fn tell(&self, hall: &Hall, id: &str, status: &str) -> Response {
        let amount = self.books.lock().unwrap().orders[id]["amount"].clone();
        let body = json!({ "id": id, "status": status, "amount": amount, "reference": "T-1" });
        tell(hall, &body, hall.state().clock.now().timestamp(), SECRET).await
    }
}

/// Tells the hall something, signed at a moment with a secret.
pub async fn tell(hall: &Hall, body: &Value, timestamp: i64, secret: &str) -> Response {
    let (text, timestamp) = (body.to_string(), timestamp.to_string());
    let signature = sign(secret, ("notice-1", &timestamp), text.as_bytes()).unwrap();
    let request = Request::post("/api/payments/notice")
        .header("content-type", "application/json")
        .header("webhook-id", "notice-1")
        .header("webhook-timestamp", timestamp)
        .header("webhook-signature", signature)
        .body(Body::from(text));
    hall.visitor().send(request.unwrap()).await
}

fn is_signed(headers: &HeaderMap, body: &[u8]) -> bool {
    let text = |name: &str| headers[name].to_str().unwrap().to_owned();
    sign(SECRET, (&text("webhook-id"), &text("webhook-timestamp")), body) == Some(text("webhook-signature"))
}

async fn order(State(books): State<Arc<Mutex<Books>>>, headers: HeaderMap, body: Bytes) -> Answer {
    assert!(is_signed(&headers, &body), "the hall signs what it asks for");
    let mut order: Value = serde_json::from_slice(&body).unwrap();
    let mut books = books.lock().unwrap();
    if books.closed {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    let id = order["id"].as_str().unwrap().to_owned();
    order["status"] = "pending".into();
    books.orders.entry(id.clone()).or_insert(order);
    axum::Json(json!({ "address": format!("https://pay.test/{id}") })).into_response()
}

async fn ask(State(books): State<Arc<Mutex<Books>>>, headers: HeaderMap, Path(id): Path<String>) -> Answer {
    assert!(is_signed(&headers, b""), "the hall signs what it asks");
    let mut books = books.lock().unwrap();
    books.asked += 1;
    match books.orders.get(&id) {
        Some(order) => {
            let said =
                json!({ "id": id, "status": order["status"], "amount": order["amount"], "reference": "T-2" });
            axum::Json(said).into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}
