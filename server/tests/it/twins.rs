//! What one does signed in and without scripts: filing with the declaration, long lists, leaving nothing behind.

use schema::Page;
use schema::accounts::Session;
use schema::applications::{ApplicationSummary, FormRef};
use serde_json::json;
use server::features::applications;

use crate::support::{Backend, Client, Hall, SENIOR_CARD, attribute, inside, tag_with, tags};

async fn start() -> Hall {
    let hall = Hall::start(Backend::Sqlite).await;
    hall.open_demo_city().await;
    hall
}

#[tokio::test]
async fn the_declaration_that_is_missing_is_asked_for_where_it_stands() {
    let hall = start().await;
    let ana = hall.citizen("ana").await;
    let (draft, _) = ana.senior_card_draft().await;
    let check = format!("/applications/{}/check", draft.summary.id);
    let response = ana.form(&check, &[("_key", "key")]).await.assert_status(422);
    let html = response.text();
    let promise = tag_with(html, "input", "name", "_promise").unwrap();
    assert_eq!(attribute(promise, "aria-invalid"), Some("true"));
    let id = attribute(promise, "id").unwrap();
    assert!(tag_with(html, "a", "href", &format!("{check}#{id}")).is_some(), "the summary leads to it");
    assert!(inside(html, "main").contains("请在信的末尾勾选"), "{html}");
    let described = attribute(promise, "aria-describedby").unwrap();
    assert!(tags(html, "p").iter().any(|tag| attribute(tag, "id") == Some(described)));

    let filed = ana.form(&check, &[("_key", "key"), ("_promise", "1")]).await.assert_status(303);
    let receipt = format!("/applications/{}/receipt", draft.summary.id);
    assert_eq!(filed.header("location"), Some(receipt.as_str()));
}

/// Files so many applications in one stroke.
async fn filed(hall: &Hall, client: &Client, count: usize) {
    let account = client.get("/api/session").await.read_json::<Session>().account;
    let form = FormRef { id: "senior-card".into(), version: 1 };
    let mut tx = hall.db().write().await.unwrap();
    for _ in 0..count {
        let now = hall.state().clock.now();
        let item = (SENIOR_CARD, 1);
        applications::insert_filed(&mut tx, account, item, &form, &json!({}), now).await.unwrap();
    }
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn ones_applications_go_on_for_as_many_pages_as_there_are() {
    let hall = start().await;
    let ana = hall.citizen("ana").await;
    filed(&hall, &ana, 45).await;
    let (mut path, mut shown) = ("/me/applications".to_owned(), Vec::new());
    for expected in [20, 20, 5] {
        let response = ana.page(&path).await.assert_status(200);
        let main = inside(response.text(), "main");
        let lines = tags(main, "a").into_iter().filter(|tag| attribute(tag, "class") == Some("waiting"));
        let lines: Vec<String> = lines.map(|tag| attribute(tag, "href").unwrap().to_owned()).collect();
        assert_eq!(lines.len(), expected, "{path}");
        shown.extend(lines);
        let mut links = tags(main, "a").into_iter().filter_map(|tag| attribute(tag, "href"));
        let more = links.find(|href| href.starts_with("/me/applications?cursor="));
        assert_eq!(more.is_some(), expected == 20, "{path}");
        path = more.unwrap_or_default().to_owned();
    }
    shown.sort();
    shown.dedup();
    assert_eq!(shown.len(), 45);
    let first: Page<ApplicationSummary> = ana.get("/api/applications").await.read_json();
    assert_eq!(first.items.len(), 20);
}

#[tokio::test]
async fn signing_out_leaves_nothing_on_the_device() {
    let hall = start().await;
    hall.citizen("ana").await;
    let clears = Some("\"storage\"");
    for path in ["/sign-out", "/sign-out-everywhere"] {
        let phone = hall.sign_in("ana").await;
        let response = phone.form(path, &[]).await.assert_status(303);
        assert_eq!(response.header("clear-site-data"), clears, "{path}");
    }
    for path in ["/api/session", "/api/sessions"] {
        let phone = hall.sign_in("ana").await;
        let response = phone.delete(path).await.assert_status(204);
        assert_eq!(response.header("clear-site-data"), clears, "{path}");
    }
    // Whoever stays signed in keeps what their device keeps.
    let phone = hall.sign_in("ana").await;
    assert_eq!(phone.page("/me").await.header("clear-site-data"), None);
}
