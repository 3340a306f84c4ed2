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
}
