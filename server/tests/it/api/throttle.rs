//! Guessing is limited by account and by address, without locking out who does not guess.

use axum::body::Body;
use axum::http::Request;
use chrono::TimeDelta;
use futures::future::join_all;
use schema::ProblemKind;
use serde_json::json;
use server::features::accounts;
use server::sql;

use crate::support::{Backend, Client, Hall, PASSWORD, Response, Scene, identity_number, on_both};

/// A hall behind a proxy, with one attempt for an account and ten for an address.
async fn strict() -> Hall {
    let set = |config: &mut server::config::Config| {
        config.behind_proxy = true;
        config.sign_in_attempts = 1;
    };
    Hall::start_with(Backend::Sqlite, set).await
}

/// Signs in with these lines of `X-Forwarded-For`.
async fn from(lines: &[&str], hall: &Hall, login: &str, password: &str) -> Response {
    let request = Request::post("/api/session").header("content-type", "application/json");
    let request = lines.iter().fold(request, |request, line| request.header("x-forwarded-for", *line));
    let body = json!({ "login": login, "password": password });
    hall.visitor().send(request.body(Body::from(body.to_string())).unwrap()).await
}

/// How many accounts and addresses have attempts that are kept.
async fn rows(hall: &Hall) -> i64 {
    let mut tx = hall.db().read().await.unwrap();
    sql!(&mut tx, conn => sqlx::query_scalar("SELECT COUNT(*) FROM throttle").fetch_one(conn).await.unwrap())
}

#[tokio::test]
async fn an_address_that_must_wait_locks_nobody_out() {
    let hall = strict().await;
    hall.citizen("ana").await;
    for n in 0..10 {
        let guess = from(&["203.0.113.7"], &hall, &format!("person{n}"), "a-guess").await;
        guess.assert_problem(ProblemKind::WrongCredentials);
    }
    let kept = rows(&hall).await;
    for login in ["ana", "ana", "somebody-else"] {
        let refused = from(&["203.0.113.7"], &hall, login, "a-guess").await;
        refused.assert_problem(ProblemKind::TooMany);
    }
    assert_eq!(rows(&hall).await, kept, "what is refused leaves nothing behind");
    from(&["198.51.100.1"], &hall, "ana", PASSWORD).await.assert_status(200);
}

#[tokio::test]
async fn an_address_is_what_the_proxy_says_and_not_the_visitor() {
    let hall = strict().await;
    for n in 0..10 {
        let invented = format!("198.51.100.{n}");
        let guess = from(&[&invented, "203.0.113.7"], &hall, &format!("person{n}"), "a-guess").await;
        guess.assert_problem(ProblemKind::WrongCredentials);
    }
    from(&["192.0.2.1", "203.0.113.7"], &hall, "one-more", "a-guess")
        .await
        .assert_problem(ProblemKind::TooMany);
    for n in 0..10 {
        let one_of_many = format!("[2001:db8:1:2::{n}]:4711");
        let guess = from(&[&one_of_many], &hall, &format!("guest{n}"), "a-guess").await;
        guess.assert_problem(ProblemKind::WrongCredentials);
    }
    from(&["2001:db8:1:2:3:4:5:6"], &hall, "one-more", "a-guess").await.assert_problem(ProblemKind::TooMany);
    from(&["2001:db8:1:3::1"], &hall, "one-more", "a-guess")
        .await
        .assert_problem(ProblemKind::WrongCredentials);
}

async fn track(client: &Client, scene: &Scene, last_four: &str) -> Response {
    client.post("/api/track", &json!({ "number": scene.receipt.number, "last_four": last_four })).await
}

on_both! {
    async fn signing_in_rightly_is_not_counted(hall) {
        hall.citizen("ana").await;
        for _ in 0..hall.state().config.sign_in_attempts * 10 + 2 {
            hall.sign_in("ana").await;
        }
        // Nor does it wipe out the mistakes of others from there.
        for n in 0..hall.state().config.sign_in_attempts * 10 {
            let guess = json!({ "login": format!("person{n}"), "password": "a-guess" });
            hall.visitor().post("/api/session", &guess).await.assert_problem(ProblemKind::WrongCredentials);
            if n % 20 == 0 {
                hall.sign_in("ana").await;
            }
        }
        let guess = json!({ "login": "one-more", "password": "a-guess" });
        hall.visitor().post("/api/session", &guess).await.assert_problem(ProblemKind::TooMany);
    }

    async fn tracking_rightly_is_not_counted(hall) {
        let scene = Scene::open(hall).await;
        let visitor = hall.visitor();
        let attempts = hall.state().config.sign_in_attempts;
        let last_four = &identity_number(0)[14..];
        for _ in 0..attempts + 2 {
            track(&visitor, &scene, last_four).await.assert_status(200);
        }
        for n in 0..attempts {
            track(&visitor, &scene, "none").await.assert_problem(ProblemKind::NotFound);
            if n + 1 < attempts {
                track(&visitor, &scene, last_four).await.assert_status(200);
            }
        }
        track(&visitor, &scene, last_four).await.assert_problem(ProblemKind::TooMany);
    }

    async fn guessing_all_at_once_is_no_more_than_one_after_the_other(hall) {
        hall.citizen("ana").await;
        let visitor = hall.visitor();
        let guess = json!({ "login": "ana", "password": "a-guess" });
        let guesses = join_all((0..20).map(|_| visitor.post("/api/session", &guess))).await;
        let wrong = guesses.iter().filter(|guess| guess.status() == 401).count();
        let refused = guesses.iter().filter(|guess| guess.status() == 429).count();
        let attempts = hall.state().config.sign_in_attempts as usize;
        assert_eq!((wrong, refused), (attempts, 20 - attempts));
    }

    async fn what_no_longer_counts_is_forgotten(hall) {
        let visitor = hall.visitor();
        let guess = async |login: &str| {
            let guess = json!({ "login": login, "password": "a-guess" });
            visitor.post("/api/session", &guess).await.assert_problem(ProblemKind::WrongCredentials);
        };
        guess("ana").await;
        guess("ben").await;
        hall.pass(TimeDelta::minutes(15));
        assert_eq!(accounts::forget_outdated(hall.state()).await.unwrap(), 0, "they count to the last second");
        hall.pass(TimeDelta::seconds(1));
        guess("carl").await;
        // The address has begun anew.
        assert_eq!(accounts::forget_outdated(hall.state()).await.unwrap(), 2);
        assert_eq!(rows(hall).await, 2);
    }
}
