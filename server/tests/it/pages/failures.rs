//! What goes wrong around pages: a page for browsers, in their language; a problem for programs.

use axum::Router;
use axum::body::Body;
use axum::http::{Request, Response as HttpResponse};
use axum::routing::get;
use http_body_util::BodyExt;
use schema::ProblemKind;
use server::routes;
use server::site::{self, Site};
use tower::ServiceExt;

use super::start;
use crate::support::{Hall, attribute, inside, tag_with, tags};

const FORM: &str = "application/x-www-form-urlencoded";

/// A request with a body of a type, if it has one.
fn request(method: &str, path: &str, (media_type, body): (&str, String), accept: &str) -> Request<Body> {
    let request = Request::builder().method(method).uri(path).header("accept", accept);
    let request = if media_type.is_empty() { request } else { request.header("content-type", media_type) };
    request.header("accept-language", "en").body(Body::from(body)).unwrap()
}

#[tokio::test]
async fn every_failure_is_a_page_or_a_problem() {
    let hall = start().await;
    let visitor = hall.visitor();
    let none = || ("", String::new());
    let large = format!("login={}", "x".repeat(hall.state().config.max_body));
    for (method, path, body, kind) in [
        ("POST", "/sign-in", ("application/json", "{}".to_owned()), ProblemKind::UnsupportedType),
        ("POST", "/sign-in", (FORM, large.clone()), ProblemKind::TooLarge),
        ("POST", "/preferences", (FORM, large), ProblemKind::TooLarge),
        ("POST", "/track", ("text/plain", "number=1".to_owned()), ProblemKind::UnsupportedType),
        ("POST", "/preferences", ("text/plain", "theme=dark".to_owned()), ProblemKind::UnsupportedType),
        ("POST", "/applications/abc/materials", (FORM, String::new()), ProblemKind::NotFound),
        ("POST", "/applications/7/materials", (FORM, String::new()), ProblemKind::BadRequest),
        ("GET", "/sitemap.xml?part=x", none(), ProblemKind::BadRequest),
        ("POST", "/no-page", none(), ProblemKind::NotFound),
        ("PUT", "/items", none(), ProblemKind::MethodNotAllowed),
        ("FOO123", "/sign-in", none(), ProblemKind::MethodNotAllowed),
        ("POST", "/robots.txt", none(), ProblemKind::MethodNotAllowed),
        ("GET", "/pkg/none.css", none(), ProblemKind::NotFound),
        ("GET", "/items/%ff", none(), ProblemKind::NotFound),
        ("POST", "/items/%ff/apply", (FORM, String::new()), ProblemKind::NotFound),
    ] {
        let program = visitor.send(request(method, path, body.clone(), "*/*")).await;
        let problem = program.assert_problem(kind);
        assert_eq!(program.header("cache-control"), Some("no-store"), "{method} {path}");
        if kind == ProblemKind::BadRequest {
            assert!(problem.detail.is_some(), "{method} {path}");
        }
        let browser = visitor.send(request(method, path, body, "text/html,*/*;q=0.8")).await;
        let browser = browser.assert_status(kind.status());
        assert_eq!(browser.header("content-type"), Some("text/html; charset=utf-8"), "{method} {path}");
        assert_eq!(browser.header("content-language"), Some("en"), "{method} {path}");
        let html = browser.text();
        assert_eq!((tags(html, "h1").len(), tags(html, "main").len()), (1, 1), "{method} {path}");
        let robots = tag_with(html, "meta", "name", "robots").unwrap();
        assert_eq!(attribute(robots, "content"), Some("noindex"), "{method} {path}");
        for response in [&program, &browser] {
            let is_named = response.header("allow").is_some_and(|allowed| allowed.contains("GET"));
            assert_eq!(is_named, kind == ProblemKind::MethodNotAllowed, "{method} {path}");
        }
    }
}

#[tokio::test]
async fn a_fault_of_ours_is_a_page_too() {
    let hall = start().await;
    hall.db().close().await;
    let sitemap = |accept| request("GET", "/sitemap.xml", ("", String::new()), accept);
    hall.visitor().send(sitemap("*/*")).await.assert_problem(ProblemKind::Internal);
    let page = hall.visitor().send(sitemap("text/html")).await.assert_status(500);
    assert!(!inside(page.text(), "h1").trim().is_empty());
}

/// What a page that panics while it is drawn becomes, where this is accepted.
async fn panicking(hall: &Hall, accept: &str) -> (u16, String, Vec<u8>) {
    async fn boom() -> &'static str {
        panic!("a page that cannot be drawn");
    }
    let site = Site::new(hall.state(), &routes::api(hall.state()).0);
    let pages = site::behind(&site, Router::new().route("/boom", get(boom)));
    let request = request("GET", "/boom", ("", String::new()), accept);
    let response: HttpResponse<Body> = pages.oneshot(request).await.unwrap();
    let kind = response.headers()["content-type"].to_str().unwrap().to_owned();
    let status = response.status().as_u16();
    (status, kind, response.into_body().collect().await.unwrap().to_bytes().to_vec())
}

#[tokio::test]
async fn a_page_that_panics_is_a_fault_like_any_other() {
    let hall = start().await;
    let (status, kind, body) = panicking(&hall, "text/html").await;
    assert_eq!((status, kind.as_str()), (500, "text/html; charset=utf-8"));
    assert!(!String::from_utf8(body).unwrap().contains("cannot be drawn"), "nobody is told the cause");
    let (status, kind, _) = panicking(&hall, "application/json").await;
    assert_eq!((status, kind.as_str()), (500, "application/problem+json"));
}
