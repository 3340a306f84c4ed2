//! Many visitors at once: each gets their own page, whole.

use axum::body::Body;
use axum::http::Request;
use futures::future::join_all;

use super::{NOTICE, PASSPORT, start};
use crate::support::Client;

/// How often each page is asked for.
const ROUNDS: usize = 24;

/// A page without what is different each time.
async fn page(client: &Client, path: &str, language: &str) -> String {
    let request = Request::get(path).header("accept-language", language).body(Body::empty()).unwrap();
    let response = client.send(request).await.assert_status(200);
    let mut parts = response.text().split(" nonce=\"");
    let first = parts.next().unwrap().to_owned();
    parts.fold(first, |page, part| page + part.split_once('"').unwrap().1)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn pages_drawn_at_once_are_as_pages_drawn_alone() {
    let hall = start().await;
    hall.open_demo_city().await;
    hall.publish_notice("holiday", 0).await;
    // Somebody signed in: nothing of what they see is kept, so each page is drawn.
    let (ana, bob) = (hall.citizen("ana").await, hall.citizen("bob").await);
    let mut wanted = Vec::new();
    for path in ["/", "/items", PASSPORT, "/life-events/birth", "/notices", NOTICE, "/me"] {
        for (client, language) in [(&ana, "zh-CN"), (&bob, "en")] {
            wanted.push((client, path, language, page(client, path, language).await));
        }
    }
    let crowd = (0..ROUNDS).flat_map(|_| &wanted).map(|(client, path, language, alone)| async move {
        let drawn = page(client, path, language).await;
        assert!(drawn == *alone, "{path} {language}: {} bytes, alone {}", drawn.len(), alone.len());
    });
    join_all(crowd).await;
}
