//! What the HTML of a page weighs on the way to a phone. `app/pack/src/budget.rs` weighs what it loads.

use axum::body::Body;
use axum::http::Request;

use super::{PASSPORT, start};
use crate::support::{Client, SENIOR_CARD};

/// The most a first visit may cost in HTML, in bytes as sent.
const MOST: usize = 20_000;

async fn sent(client: &Client, path: &str, accepted: &str) -> (Option<String>, usize) {
    let request = Request::get(path).header("accept-encoding", accepted).body(Body::empty()).unwrap();
    let response = client.send(request).await.assert_status(200);
    (response.header("content-encoding").map(str::to_owned), response.bytes().len())
}

#[tokio::test]
async fn a_page_is_sent_compressed_and_light() {
    let hall = start().await;
    hall.open_demo_city().await;
    let ana = hall.citizen("ana").await;
    let id = ana.begin(SENIOR_CARD).await.summary.id;
    let form = format!("/applications/{id}/residence");
    for path in ["/", "/items", PASSPORT, &form] {
        let (encoding, small) = sent(&ana, path, "gzip, br").await;
        assert_eq!(encoding.as_deref(), Some("br"), "{path}");
        assert!(small <= MOST, "{path}: {small} bytes");
        let (encoding, plain) = sent(&ana, path, "identity").await;
        assert_eq!(encoding, None, "{path}");
        assert!(small * 2 < plain, "{path}: {small} of {plain} bytes");
    }
    let (encoding, _) = sent(&ana, "/api/items", "gzip").await;
    assert_eq!(encoding.as_deref(), Some("gzip"));
}
