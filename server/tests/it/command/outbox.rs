//! `onehall outbox`: what was given up, and sending it again, on both databases.

use schema::id::CaseNumber;
use serde_json::{Map, Value};
use server::config::Secret;
use server::features::outbox::{self, Announcement};
use server::features::{audit, exchange};

use super::{output, said, text};
use crate::support::{Hall, on_both};

#[track_caller]
fn done(hall: &Hall, arguments: &[&str]) -> String {
    said(output(hall, &[&["outbox"], arguments].concat()), 0)
}

/// An event for a system that has gone since.
async fn given_up(hall: &Hall) {
    let (state, now) = (hall.state(), hall.state().clock.now());
    let mut tx = hall.db().write().await.unwrap();
    exchange::add(&mut tx, "fire", "消防", "key", now).await.unwrap();
    let (url, secret) = ("http://127.0.0.1:9/", Secret::from("whsec_YWJj"));
    exchange::set_webhook(&mut tx, "fire", (url, &["built".to_owned()], &secret), false, now).await.unwrap();
    let number = CaseNumber::parse("440103-260305-00042-7").unwrap();
    let announcement = Announcement { event: "built", number, data: &Map::new(), at: now };
    outbox::of_event(&mut tx, &state.chance, &announcement).await.unwrap();
    exchange::disable(&mut tx, "fire", now).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(outbox::deliver(state).await.unwrap().dead, 1);
}

on_both! {
    async fn what_was_given_up_is_shown_by_number_and_code_and_sent_again(hall) {
        assert_eq!(done(hall, &["list"]), "nothing was given up\n");
        assert_eq!(done(hall, &["retry", "--all"]), "0 to be sent again\n");
        given_up(hall).await;
        let shown = done(hall, &["list"]);
        assert!(shown.starts_with("1  webhook  built  unwanted  1 attempts  "), "{shown}");
        let json = done(hall, &["list", "--json"]);
        let list: Value = serde_json::from_str(&json).unwrap();
        assert_eq!((&list[0]["number"], &list[0]["failure"]), (&1.into(), &"unwanted".into()));
        assert!(!json.contains("440103") && !json.contains("whsec_"), "numbers and codes only: {json}");

        let before = audit::verify(hall.db(), &[]).await.unwrap().lines;
        let refused = output(hall, &["outbox", "retry", "2"]);
        assert_eq!(refused.status.code(), Some(1));
        assert!(text(&refused.stderr).contains("2 is not among what was given up"));
        assert_eq!(output(hall, &["outbox", "retry"]).status.code(), Some(2), "which?");
        assert_eq!(done(hall, &["retry", "1"]), "1 to be sent again\n");
        assert_eq!(done(hall, &["list"]), "nothing was given up\n");
        let proof = audit::verify(hall.db(), &[]).await.unwrap();
        assert_eq!((proof.lines, proof.faults), (before + 1, Vec::new()));
    }
}
