//! `onehall system`: the systems of other agencies, on both databases.

use axum::body::Body;
use axum::http::{Request, header};
use serde_json::Value;
use server::features::audit;

use super::{output, said, text};
use crate::support::{Hall, on_both};

/// What it said when it did as it was told.
#[track_caller]
fn done(hall: &Hall, arguments: &[&str]) -> String {
    said(output(hall, &[&["system"], arguments].concat()), 0)
}

/// Why it did not.
#[track_caller]
fn refused(hall: &Hall, arguments: &[&str]) -> String {
    let output = output(hall, &[&["system"], arguments].concat());
    assert!(!output.status.success() && output.stdout.is_empty(), "{arguments:?}");
    text(&output.stderr)
}

async fn asks(hall: &Hall, key: &str) -> u16 {
    let request = Request::get("/api/exchange/tasks").header(header::AUTHORIZATION, format!("Bearer {key}"));
    hall.visitor().send(request.body(Body::empty()).unwrap()).await.status()
}

on_both! {
    async fn a_system_is_let_in_with_its_key_and_kept_out(hall) {
        assert_eq!(done(hall, &["list"]), "none yet: `onehall system add`\n");
        let key = done(hall, &["add", "fire-brigade", "消防审验系统"]);
        let key = key.trim();
        assert_eq!(key.len(), 64);
        assert_eq!(asks(hall, key).await, 200);
        assert_eq!(done(hall, &["list"]), "fire-brigade  消防审验系统\n");
        let json = done(hall, &["list", "--json"]);
        let list: Value = serde_json::from_str(&json).unwrap();
        assert_eq!((&list[0]["code"], &list[0]["disabled_at"]), (&"fire-brigade".into(), &Value::Null));
        assert!(!json.contains(key) && !json.contains("hash"), "nobody reads the key again");

        let proof = || async { audit::verify(hall.db(), &[]).await.unwrap() };
        let before = proof().await.lines;
        for (arguments, told) in [
            (["add", "fire-brigade", "另一个"], "called fire-brigade already"),
            (["add", "Fire", "消防"], "Fire is no code"),
            (["add", "fire", " "], "1 to 100 characters"),
        ] {
            let answer = refused(hall, &arguments);
            assert!(answer.contains(told), "{arguments:?}: {answer}");
        }
        assert!(refused(hall, &["disable", "none"]).contains("no system is called none"));
        assert_eq!(done(hall, &["disable", "fire-brigade"]), "fire-brigade is now kept out\n");
        assert_eq!(done(hall, &["disable", "fire-brigade"]), "fire-brigade is already kept out\n");
        let proof = proof().await;
        assert_eq!((proof.lines, proof.faults), (before + 1, Vec::new()), "one thing happened");
        assert_eq!(done(hall, &["list"]), "fire-brigade  消防审验系统  kept out\n");
        assert_eq!(asks(hall, key).await, 401);
    }

    async fn a_system_is_told_of_events_at_an_address_until_it_is_not(hall) {
        done(hall, &["add", "fire-brigade", "消防审验系统"]);
        let url = "http://fire.test/hall";
        let webhook = |events| done(hall, &["webhook", "fire-brigade", url, "--events", events]);
        let secret = webhook("permit-issued,permit-refused");
        assert!(secret.starts_with("whsec_") && secret.trim().len() == 50, "{secret}");
        assert_ne!(webhook("permit-issued,built"), secret, "said again it is another");
        let told = done(hall, &["list"]);
        assert_eq!(told, format!("fire-brigade  消防审验系统\n    built, permit-issued to {url}\n"));
        let json = done(hall, &["list", "--json"]);
        let list: Value = serde_json::from_str(&json).unwrap();
        assert_eq!((&list[0]["webhook"], &list[0]["events"][0]), (&url.into(), &"built".into()));
        assert!(!json.contains("whsec_"), "nobody reads the secret again");
        for (arguments, why) in [
            (&["webhook", "none", url, "--events", "built"][..], "no system is called none"),
            (&["webhook", "fire-brigade", "fire.test", "--events", "built"], "no address"),
            (&["webhook", "fire-brigade", url, "--events", "Built"], "Built is no event"),
            (&["webhook", "fire-brigade", url], "--events"),
        ] {
            let answer = refused(hall, arguments);
            assert!(answer.contains(why), "{arguments:?}: {answer}");
        }
        assert_eq!(done(hall, &["webhook", "fire-brigade"]), "fire-brigade is now told of nothing\n");
        assert_eq!(done(hall, &["webhook", "fire-brigade"]), "fire-brigade is already told of nothing\n");
        assert_eq!(done(hall, &["list"]), "fire-brigade  消防审验系统\n");
        assert_eq!(audit::verify(hall.db(), &[]).await.unwrap().faults, []);
    }
}
