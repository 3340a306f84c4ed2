//! Everything that goes wrong leaves by one door, as RFC 9457 says.

use axum::body::Body;
use axum::http::{Method, Request};
use schema::role::Role;
use schema::{Problem, ProblemKind};
use serde_json::json;

use crate::support::{Backend, Client, Hall, on_both};

/// A request to sign in with this body, of this type, with one more header.
fn sign_in(media_type: &str, body: &str, header: (&str, &str)) -> Request<Body> {
    Request::post("/api/session")
        .header("content-type", media_type)
        .header(header.0, header.1)
        .body(Body::from(body.to_owned()))
        .unwrap()
}

async fn refused(client: &Client, request: Request<Body>, kind: ProblemKind) {
    client.send(request).await.assert_problem(kind);
}

const PLAIN: (&str, &str) = ("accept", "*/*");
const JSON: &str = "application/json";

on_both! {
    async fn what_cannot_be_read_is_a_problem(hall) {
        let visitor = hall.visitor();
        refused(&visitor, sign_in(JSON, "{", PLAIN), ProblemKind::BadRequest).await;
        refused(&visitor, sign_in(JSON, r#"{"login": 5, "password": "x"}"#, PLAIN), ProblemKind::BadRequest).await;
        refused(&visitor, sign_in("text/plain", "login=x", PLAIN), ProblemKind::UnsupportedType).await;
        let large = format!("\"{}\"", "x".repeat(hall.state().config.max_body));
        refused(&visitor, sign_in(JSON, &large, PLAIN), ProblemKind::TooLarge).await;
        visitor.get("/api/items?type=nonsense").await.assert_problem(ProblemKind::BadRequest);
        // A NUL cannot be kept by PostgreSQL; SQLite keeps it, and finds nobody of that name.
        let odd = json!({ "login": "a\u{0}b", "password": "x" });
        let problem: Problem = visitor.post("/api/session", &odd).await.read_json();
        assert!(matches!(problem.kind(), ProblemKind::BadRequest | ProblemKind::WrongCredentials), "{problem:?}");
    }

    async fn a_day_that_no_database_knows_is_a_problem(hall) {
        let visitor = hall.visitor();
        let ana = hall.citizen("ana").await;
        let leader = hall.staff(Role::Leader, "440000", None).await;
        let officer = hall.staff(Role::Officer, "440100", Some("广州市公安局")).await;
        let period = "from=2026-03-01&to=2026-03-02";
        for (who, path) in [
            (&visitor, "/api/notices?cursor=-262143-01-01.x".to_owned()),
            (&ana, "/api/applications?cursor=-8210000000000000000.1".to_owned()),
            (&officer, "/api/desk/cases?queue=late&cursor=-262143-01-01.1".to_owned()),
            (&officer, "/api/desk/cases?queue=closed&cursor=-8210000000000000000.1".to_owned()),
            (&leader, "/api/dashboard?to=-262143-01-01".to_owned()),
            (&leader, "/api/dashboard?from=-100000-01-01&to=-100000-01-02".to_owned()),
            (&leader, "/api/dashboard?from=%2B100000-01-01&to=%2B100000-01-02".to_owned()),
            (&leader, "/api/dashboard/cases?figure=opened&from=-100000-01-01&to=-100000-01-02".to_owned()),
            (&leader, format!("/api/dashboard/cases?figure=late&{period}&cursor=-262143-01-01.1")),
            (&leader, format!("/api/dashboard/cases?figure=opened&{period}&cursor=-8210000000000000000.1")),
        ] {
            let problem = who.get(&path).await.assert_problem(ProblemKind::BadRequest);
            assert!(problem.detail.is_some(), "{path}");
        }
        // The first and the last days that there are.
        for path in ["/api/dashboard?from=1900-01-01&to=1900-01-02", "/api/dashboard?from=9999-12-30&to=9999-12-31"] {
            leader.get(path).await.assert_status(200);
        }
    }

    async fn what_is_not_there_is_a_problem(hall) {
        let visitor = hall.visitor();
        for path in ["/api/nothing", "/api/items/no-such-code", "/api/session/5"] {
            visitor.get(path).await.assert_problem(ProblemKind::NotFound);
        }
        visitor.post("/api/nothing", &json!({})).await.assert_problem(ProblemKind::NotFound);
    }

    async fn a_method_that_is_not_taken_says_which_are(hall) {
        let response = hall.visitor().put("/api/session", &json!({})).await;
        response.assert_problem(ProblemKind::MethodNotAllowed);
        let mut allowed: Vec<&str> = response.header("allow").unwrap().split(',').map(str::trim).collect();
        allowed.sort_unstable();
        assert_eq!(allowed, ["DELETE", "GET", "HEAD", "POST"]);
    }

    async fn a_write_from_another_site_is_refused(hall) {
        let ana = hall.citizen("ana").await;
        for header in [("origin", "https://evil.test"), ("origin", "null"), ("referer", "http://hall.test.evil.test/")] {
            refused(&ana, sign_in(JSON, "{}", header), ProblemKind::ForeignOrigin).await;
            let request = Request::delete("/api/sessions").header(header.0, header.1).body(Body::empty()).unwrap();
            refused(&ana, request, ProblemKind::ForeignOrigin).await;
        }
        assert_eq!(ana.get("/api/session").await.json()["login"], "ana");
        let own = Request::delete("/api/sessions").header("origin", "http://hall.test").body(Body::empty()).unwrap();
        ana.send(own).await.assert_status(204);
    }
}

#[tokio::test]
async fn a_form_from_another_site_is_refused() {
    let hall = Hall::start(Backend::Sqlite).await;
    let ana = hall.citizen("ana").await;
    let request = Request::post("/sign-out")
        .header("content-type", "application/x-www-form-urlencoded")
        .header("origin", "https://evil.test")
        .body(Body::empty());
    ana.send(request.unwrap()).await.assert_status(403);
    assert_eq!(ana.get("/api/session").await.json()["login"], "ana");
}

#[tokio::test]
async fn every_answer_has_the_headers_that_protect() {
    let hall = Hall::start(Backend::Sqlite).await;
    let visitor = hall.visitor();
    for path in ["/", "/api/home", "/api/nothing", "/healthz", "/pkg/app.js", "/no-page"] {
        let response = visitor.get(path).await;
        assert_eq!(response.header("x-content-type-options"), Some("nosniff"), "{path}");
        assert_eq!(response.header("referrer-policy"), Some("same-origin"), "{path}");
        assert_eq!(response.header("x-frame-options"), Some("DENY"), "{path}");
        assert!(response.header("content-security-policy").is_some(), "{path}");
        assert_eq!(response.header("x-request-id").map(str::len), Some(32), "{path}");
        assert_eq!(response.header("strict-transport-security"), None, "{path}");
    }
}

#[tokio::test]
async fn behind_tls_cookies_and_addresses_stay_there() {
    let hall =
        Hall::start_with(Backend::Sqlite, |config| config.origin = Some("https://hall.test".to_owned()))
            .await;
    let ana = hall.citizen("ana").await;
    let cookie = ana.cookie_header();
    assert!(cookie.starts_with("__Host-onehall_session="), "{cookie}");
    let response = ana.get("/api/session").await;
    assert_eq!(response.json()["login"], "ana");
    assert!(response.header("strict-transport-security").unwrap().starts_with("max-age="));
    let response = hall.sign_in("ana").await.delete("/api/session").await;
    let set = response.header("set-cookie").unwrap();
    for attribute in ["HttpOnly", "SameSite=Lax", "Secure", "Path=/"] {
        assert!(set.split("; ").any(|part| part == attribute), "{set}");
    }
}

#[tokio::test]
async fn the_machines_that_look_after_the_hall_get_their_answers() {
    let hall = Hall::start(Backend::Sqlite).await;
    let visitor = hall.visitor();
    assert_eq!(visitor.get("/healthz").await.assert_status(200).text(), "ok\n");
    assert_eq!(visitor.get("/readyz").await.assert_status(200).text(), "ready\n");
    visitor.get("/metrics").await.assert_status(200);
    hall.db().close().await;
    assert_eq!(visitor.get("/healthz").await.assert_status(200).text(), "ok\n");
    visitor.get("/readyz").await.assert_problem(ProblemKind::Unavailable);
    // A fault of ours says nothing of its cause, only the number to name when asking for help.
    let problem = visitor.get("/api/items/x").await.assert_problem(ProblemKind::Internal);
    assert_eq!((problem.detail, problem.errors), (None, vec![]));
}

#[tokio::test]
async fn reading_never_needs_an_origin() {
    let hall = Hall::start(Backend::Sqlite).await;
    for method in [Method::GET, Method::HEAD] {
        let request =
            Request::builder().method(method).uri("/api/home").header("origin", "https://elsewhere.test");
        hall.visitor().send(request.body(Body::empty()).unwrap()).await.assert_status(200);
    }
}
