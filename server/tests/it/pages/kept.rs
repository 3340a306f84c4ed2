//! Pages that anyone may keep: their tag, what they depend on, and what is never kept.

use axum::body::Body;
use axum::http::Request;

use super::{NOTICE, PASSPORT, start};
use crate::support::{CATALOGUE, Client, Response};

async fn ask(client: &Client, path: &str, headers: &[(&str, &str)]) -> Response {
    let request = Request::get(path);
    let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
    client.send(request.body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn a_public_page_is_sent_once_to_whoever_keeps_it() {
    let hall = start().await;
    hall.open_demo_city().await;
    hall.publish_notice("holiday", 0).await;
    let visitor = hall.visitor();
    for path in ["/", "/items?q=%E6%8A%A4%E7%85%A7", PASSPORT, "/life-events/birth", "/notices", NOTICE] {
        let first = visitor.page(path).await.assert_status(200);
        assert_eq!(first.header("cache-control"), Some("public, no-cache"), "{path}");
        assert_eq!(first.header("vary").map(str::to_lowercase).as_deref(), Some("cookie, accept-language"));
        let tag = first.header("etag").unwrap();
        for encoding in ["br", "identity"] {
            let known = [("if-none-match", tag), ("accept-encoding", encoding)];
            let again = ask(&visitor, path, &known).await.assert_status(304);
            assert_eq!((again.bytes(), again.header("etag")), (&b""[..], Some(tag)), "{path}");
        }
        let other = ask(&visitor, path, &[("if-none-match", "\"other\"")]).await.assert_status(200);
        assert_eq!(other.text(), first.text(), "{path}");
    }
}

#[tokio::test]
async fn who_asks_in_another_way_gets_another_page() {
    let hall = start().await;
    hall.open_demo_city().await;
    let visitor = hall.visitor();
    let chinese = visitor.page("/").await;
    let english = ask(&visitor, "/", &[("accept-language", "en")]).await;
    assert_ne!(chinese.header("etag"), english.header("etag"));
    assert_eq!(english.header("content-language"), Some("en"));
    let dark = ask(&visitor, "/", &[("cookie", "onehall_theme=dark")]).await;
    assert!(dark.text().contains("data-theme=\"dark\"") && !chinese.text().contains("data-theme=\"dark\""));
    let packed = ask(&visitor, "/", &[("accept-encoding", "br")]).await;
    assert_eq!(packed.header("content-encoding"), Some("br"));
    assert_eq!(visitor.page("/").await.header("content-encoding"), None);
}

#[tokio::test]
async fn a_changed_catalogue_changes_its_pages_at_once() {
    let hall = start().await;
    hall.open_demo_city().await;
    let visitor = hall.visitor();
    let before = visitor.page(PASSPORT).await;
    let passport = CATALOGUE.lines().find(|line| line.contains("11440100007483172Q3440106042001")).unwrap();
    hall.import(&passport.replace("办理及加注普通护照", "办理普通护照（新）")).await;
    let known = [("if-none-match", before.header("etag").unwrap())];
    let after = ask(&visitor, PASSPORT, &known).await.assert_status(200);
    assert!(!before.text().contains("办理普通护照（新）") && after.text().contains("办理普通护照（新）"));
}

#[tokio::test]
async fn what_is_for_one_person_is_kept_by_nobody() {
    let hall = start().await;
    hall.open_demo_city().await;
    let (visitor, ana) = (hall.visitor(), hall.citizen("ana").await);
    let public = visitor.page("/").await;
    let own = ask(&ana, "/", &[("if-none-match", public.header("etag").unwrap())]).await.assert_status(200);
    assert_eq!((own.header("cache-control"), own.header("etag")), (Some("no-store"), None));
    assert!(own.header("content-security-policy").unwrap().contains("'nonce-"));
    assert_eq!(visitor.page("/").await.text(), public.text(), "nothing of ana stays behind");
    // Nor pages of problems, nor a form that came back.
    for path in ["/items/none", "/sign-in", "/me"] {
        let page = visitor.page(path).await;
        assert_eq!((page.header("cache-control"), page.header("etag")), (Some("private, no-cache"), None));
    }
    let returned = visitor.form("/track", &[("number", "1"), ("tail", "")]).await;
    assert_eq!(returned.header("cache-control"), Some("private, no-cache"));
}
